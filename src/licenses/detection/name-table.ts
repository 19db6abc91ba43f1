import { MODEL_NAME_FAMILIES } from './model-names.ts';
import { NAME_FAMILIES, type NameFamily } from './names.ts';
import { type TokenStream, tokenize } from './tokens.ts';

interface Entry {
  /** The first word: hashes of single words meet by chance too often. */
  readonly first: string;
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

for (const family of [...NAME_FAMILIES, ...MODEL_NAME_FAMILIES]) {
  for (const name of family.names) {
    const { hashes, ends } = tokenize(name);
    const first = hashes[0];
    if (first === undefined) continue;
    const entry: Entry = { first: name.slice(0, ends[0]), hashes, family };
    STARTS[first] = 1;
    const list = ENTRIES.get(first);
    if (list === undefined) ENTRIES.set(first, [entry]);
    else list.push(entry);
  }
}
for (const list of ENTRIES.values()) list.sort((a, b) => b.hashes.length - a.hashes.length);

function isAt(hashes: Uint16Array, at: number, name: Uint16Array): boolean {
  for (let i = 1; i < name.length; i++) if (hashes[at + i] !== name[i]) return false;
  return true;
}

/** Every license name, the longest at each place, none inside another. */
export function findNames(stream: TokenStream): readonly NameHit[] {
  const { hashes } = stream;
  const hits: NameHit[] = [];
  for (let at = 0; at < hashes.length; at++) {
    const first = hashes[at] ?? 0;
    if (STARTS[first] === 0) continue;
    for (const { first: word, hashes: name, family } of ENTRIES.get(first) ?? []) {
      if (stream.text.slice(stream.starts[at], stream.ends[at]).toLowerCase() !== word) continue;
      if (at + name.length > hashes.length || !isAt(hashes, at, name)) continue;
      hits.push({ from: at, to: at + name.length, family });
      at += name.length - 1;
      break;
    }
  }
  return hits;
}
