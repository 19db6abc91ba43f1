/** A stretch [from, to) of a text that holds one sentence, item or heading. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
}

/**
 * Where one sentence ends and the next begins: a stop before a space, Chinese and Japanese stops, an empty line
 * (comment signs aside), a line that begins as an item of a list, or a heading.
 */
const END =
  /[.!?;:]["')\]]*(?=\s)|[。！？；]|\n[ \t]*(?![ \t])(?:[#*/;%>|-]+[ \t]*)?(?=\n)|\n[ \t]*(?![ \t])(?=(?:[#*/;%>|]+[ \t]*)?(?:[-*•+]\s|\(?[0-9a-z]{1,3}[.)]\s|={3,}|-{3,}))/gi;
/** The same in a comment each of whose lines begins with a star. */
const END_IN_STARS =
  /[.!?;:]["')\]]*(?=\s)|[。！？；]|\n[ \t]*(?![ \t])(?:[*/]+[ \t]*)?(?=\n)|\n[ \t]*(?![ \t])(?=\*[ \t]*(?:[-*•+]\s|\(?[0-9a-z]{1,3}[.)]\s|={3,}|-{3,}))/gi;
/** Words after which a stop ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|inc|ltd|co|corp|etc|al|vs|no|dr|mr|ms|st|v|ver|cf|fig|art|sec|[a-z])|[([]?\d+)\.$/i;
const MOST = 20_000;

/** Sentences of `text` between two offsets, in order. Linear in the text. */
export function sentencesIn(text: string, from: number, to: number): readonly Sentence[] {
  const found: Sentence[] = [];
  const stretch = text.slice(from, to);
  let start = 0;
  const add = (past: number): void => {
    if (/[\p{L}\p{N}]/u.test(stretch.slice(start, past))) found.push({ from: from + start, to: from + past });
    start = past;
  };
  const lines = stretch.split('\n');
  const starred = lines.filter((line) => /^\s*\*(?!\*)/.test(line)).length;
  const end = starred > 2 && 2 * starred > lines.length ? END_IN_STARS : END;
  for (const stop of stretch.matchAll(end)) {
    const past = stop.index + stop[0].length;
    if (found.length >= MOST) break;
    if (stop[0].startsWith('.') && ABBREVIATION.test(stretch.slice(Math.max(start, past - 8), past)))
      continue;
    if (stop[0].startsWith(':') && past - start < 3) continue;
    add(past);
  }
  add(stretch.length);
  return found;
}
