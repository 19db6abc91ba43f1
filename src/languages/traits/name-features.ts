import { detached } from '../../bytes/hash.ts';
import { labelFamily } from '../normal-form/term.ts';
import { splitWords } from './split-words.ts';

const wordLabel = labelFamily('word:');
const phraseLabel = labelFamily('phrase:');

/** What one identifier says: its words, itself whole, and pairs of neighbouring words. All are 32-bit hashes. */
export interface NameFeatures {
  readonly words: readonly number[];
  /** The whole name in lower case without underscores, so that `hiddenStates` is `hidden_states`. */
  readonly whole: number;
  readonly pairs: readonly number[];
}

/** Reads identifiers, each spelling once. */
export function openNames(): (name: string) => NameFeatures {
  const known = new Map<string, NameFeatures>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const words = splitWords(name);
    const made = {
      words: words.map((word) => wordLabel(word) >>> 0),
      whole: phraseLabel(name.toLowerCase().replaceAll('_', '')) >>> 0,
      pairs: words.slice(1).map((word, at) => phraseLabel(`${words[at]} ${word}`) >>> 0),
    };
    known.set(detached(name), made);
    return made;
  };
}

/** The names of a piece of code, by family. */
export interface NameSets {
  readonly words: Set<number>;
  readonly phrases: Set<number>;
  readonly members: Set<number>;
  readonly titles: Set<number>;
}

export const beginNames = (): NameSets => ({
  words: new Set(),
  phrases: new Set(),
  members: new Set(),
  titles: new Set(),
});

export type NameUse = 'name' | 'member' | 'title';

/** Notes one use of an identifier. */
export function noteName(into: NameSets, { words, whole, pairs }: NameFeatures, use: NameUse): void {
  for (const word of words) into.words.add(word);
  into.phrases.add(whole);
  for (const pair of pairs) into.phrases.add(pair);
  if (use === 'member') into.members.add(whole);
  if (use === 'title') {
    into.titles.add(whole);
    for (const word of words) into.titles.add(word);
  }
}
