import { MODEL_NAME_FAMILIES } from './model-names.ts';
import { NAME_FAMILIES, type NameFamily } from './names.ts';
import { isSameWord, type TokenStream, tokenize, words } from './tokens.ts';

interface Entry {
  /** Its words: hashes of words meet by chance, as those of "licensor" and "unlicense" do. */
  readonly words: readonly string[];
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
    const named = tokenize(name);
    const { hashes } = named;
    const first = hashes[0];
    if (first === undefined) continue;
    const entry: Entry = { words: words(named, 0, hashes.length), hashes, family };
    STARTS[first] = 1;
    const list = ENTRIES.get(first);
    if (list === undefined) ENTRIES.set(first, [entry]);
    else list.push(entry);
  }
}
const rank = ({ hashes, family }: Entry): number => hashes.length + (family.signs === undefined ? 0 : 0.5);
for (const list of ENTRIES.values()) list.sort((a, b) => rank(b) - rank(a));

function isAt(stream: TokenStream, at: number, { hashes, words: name, family }: Entry): boolean {
  if (at + hashes.length > stream.hashes.length) return false;
  for (let i = 1; i < hashes.length; i++) if (stream.hashes[at + i] !== hashes[i]) return false;
  const { text, starts, ends } = stream;
  if (family.signs !== undefined && !family.signs.test(text.slice(starts[at], ends[at + hashes.length - 1])))
    return false;
  return words(stream, at, at + name.length).every((word, i) => isSameWord(word, name[i] ?? ''));
}

/** Every license name, the longest at each place, none inside another. */
export function findNames(stream: TokenStream): readonly NameHit[] {
  const { hashes } = stream;
  const hits: NameHit[] = [];
  for (let at = 0; at < hashes.length; at++) {
    const first = hashes[at] ?? 0;
    if (STARTS[first] === 0) continue;
    const entry = ENTRIES.get(first)?.find((one) => isAt(stream, at, one));
    if (entry === undefined) continue;
    hits.push({ from: at, to: at + entry.words.length, family: entry.family });
    at += entry.words.length - 1;
  }
  return hits;
}
