import { type FileFeatures, openHashedFeatures } from '../../compare/file-features.ts';
import { openBank } from '../../compare/sibling-bank.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { readAsset } from '../assets.ts';
import { loadRarity } from './rarity-table.ts';
import { loadTraitTable } from './trait-table.ts';

const BANK = 'siblings/bank.bin';

/** An independent implementation with what it is compared by. */
export interface Sibling {
  readonly path: string;
  readonly print: FilePrint;
  readonly features: FileFeatures;
}

let opened: readonly Sibling[] | undefined;

/** The shipped bank of independent implementations, opened once for each thread. */
export function loadBank(): readonly Sibling[] {
  if (opened !== undefined) return opened;
  const bank = openBank(readAsset(BANK));
  if (!bank.ok) throw new Error(bank.message);
  const featuresOf = openHashedFeatures(loadRarity(), loadTraitTable());
  opened = bank.value.map(({ name, print, hashes }) => ({
    path: `bank:${name}`,
    print,
    features: featuresOf(print, hashes),
  }));
  return opened;
}
