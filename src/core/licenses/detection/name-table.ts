import { NAME_FAMILIES, type NameFamily } from './names.ts';
import { tokenize } from './tokens.ts';

interface Entry {
  readonly hashes: Uint16Array;
  readonly family: NameFamily;
}

/** A license name at words [from, to). */
export interface NameHit {
  readonly from: number;
  readonly to: number;
  readonly family: NameFamily;
}

/** Names by the hash of their first word, longest first. */
const ENTRIES = new Map<number, Entry[]>();
const STARTS = new Uint8Array(65536);

for (const family of NAME_FAMILIES) {
  for (const name of family.names) {
    const { hashes } = tokenize(name);
    const first = hashes[0];
    if (first === undefined) continue;
    STARTS[first] = 1;
    const list = ENTRIES.get(first);
    if (list === undefined) ENTRIES.set(first, [{ hashes, family }]);
    else list.push({ hashes, family });
  }
}
for (const list of ENTRIES.values()) list.sort((a, b) => b.hashes.length - a.hashes.length);

function isAt(hashes: Uint16Array, at: number, name: Uint16Array): boolean {
  for (let i = 1; i < name.length; i++) if (hashes[at + i] !== name[i]) return false;
  return true;
}

/** Every license name, the longest at each place, none inside another. */
export function findNames(hashes: Uint16Array): readonly NameHit[] {
  const hits: NameHit[] = [];
  for (let at = 0; at < hashes.length; at++) {
    const first = hashes[at] ?? 0;
    if (STARTS[first] === 0) continue;
    for (const { hashes: name, family } of ENTRIES.get(first) ?? []) {
      if (at + name.length > hashes.length || !isAt(hashes, at, name)) continue;
      hits.push({ from: at, to: at + name.length, family });
      at += name.length - 1;
      break;
    }
  }
  return hits;
}
