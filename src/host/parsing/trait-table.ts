import { choicesBy } from '../../compare/file-features.ts';
import { openOutlines } from '../../compare/outline-table.ts';
import { openTraitTable, type TraitTable } from '../../compare/trait-table.ts';
import type { Outlines } from '../../engine/file/bear-out.ts';
import { readAsset } from '../assets.ts';

const TRAITS = 'catalogue/traits.bin';
const OUTLINES = 'catalogue/outlines.bin';

let opened: TraitTable | undefined;

/** The shipped table of feature counts, opened once for each thread. */
export function loadTraitTable(): TraitTable {
  if (opened !== undefined) return opened;
  const table = openTraitTable(readAsset(TRAITS));
  if (!table.ok) throw new Error(table.message);
  opened = table.value;
  return opened;
}

let outlines: Outlines | undefined;

/** Outlines of the built-in catalogue's files, opened once for each thread. */
export function loadOutlines(): Outlines {
  if (outlines !== undefined) return outlines;
  const table = openOutlines(readAsset(OUTLINES));
  if (!table.ok) throw new Error(table.message);
  const weighted = choicesBy(loadTraitTable());
  outlines = { table: table.value, choicesOf: weighted };
  return outlines;
}
