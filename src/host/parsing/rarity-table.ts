import { openRarity, type Rarity } from '../../compare/rarity.ts';
import { readAsset } from '../assets.ts';

export const RARITY = 'catalogue/rarity.bin';

let opened: Rarity | undefined;

/** The shipped table of gram counts, opened once for each thread. */
export function loadRarity(): Rarity {
  if (opened !== undefined) return opened;
  const rarity = openRarity(readAsset(RARITY));
  if (!rarity.ok) throw new Error(rarity.message);
  opened = rarity.value;
  return opened;
}
