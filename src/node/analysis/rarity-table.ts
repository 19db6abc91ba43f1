import { readFileSync } from 'node:fs';
import { openRarity, type Rarity } from '../../core/similarity/rarity.ts';
import { assetPath } from '../assets.ts';

let opened: Rarity | undefined;

/** The shipped table of gram counts, opened once for each thread. */
export function loadRarity(): Rarity {
  if (opened !== undefined) return opened;
  const rarity = openRarity(readFileSync(assetPath('catalogue/rarity.bin')));
  if (!rarity.ok) throw new Error(rarity.message);
  opened = rarity.value;
  return opened;
}
