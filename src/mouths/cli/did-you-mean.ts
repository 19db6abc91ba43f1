import { distance } from 'fastest-levenshtein';

/** Changes of a letter up to which a word is taken for another one, as a share of its length. */
const MOST_CHANGED = 0.4;

/** The known word that `word` was most likely meant to be; null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  let found: string | null = null;
  let least = Math.max(1, Math.round(MOST_CHANGED * word.length)) + 1;
  for (const candidate of known) {
    const starts = word.length >= 3 && candidate.startsWith(word);
    const changes = starts ? 1 : distance(word.toLowerCase(), candidate.toLowerCase());
    if (changes < least) [found, least] = [candidate, changes];
  }
  return found;
}

/** ` Did you mean audit?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === null ? '' : ` Did you mean ${found}?`;
}

/** What is wrong with the word after a command that takes one of several. */
export function whichAction(command: string, word: string | undefined, known: readonly string[]): string {
  if (word === undefined) return `Say what to do: forebear ${command} ${known.join(' | ')}.`;
  return `${command} takes ${known.join(' | ')}, not "${word}".${didYouMean(word, known)}`;
}
