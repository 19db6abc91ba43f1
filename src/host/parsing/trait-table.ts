import { openTraitTable, type TraitTable } from '../../compare/trait-table.ts';
import { readAsset } from '../assets.ts';

const TRAITS = 'catalogue/traits.bin';

let opened: TraitTable | undefined;

/** The shipped table of feature counts, opened once for each thread. */
export function loadTraitTable(): TraitTable {
  if (opened !== undefined) return opened;
  const table = openTraitTable(readAsset(TRAITS));
  if (!table.ok) throw new Error(table.message);
  opened = table.value;
  return opened;
}
