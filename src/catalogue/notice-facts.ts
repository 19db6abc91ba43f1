import { hashText } from '../bytes/hash.ts';
import type { UpstreamNotice } from '../model/evidence.ts';

/** Of a longer notice, which then holds license texts too, only the first lines are kept. */
const MOST_LINES = 1000;

/** A shorter line, such as a name, could stand in any text: it is looked for as a line of its own. */
const LONG_LINE = 4;

/** The words of a text as a notice is compared: letters and digits only, in one case. */
function noticeWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What is kept of a NOTICE file. */
export function noticeFacts(path: string, text: string): UpstreamNotice {
  const lines: (readonly [number, number])[] = [];
  const seen = new Set<number>();
  for (const line of text.split(/\r\n?|\n/)) {
    const words = noticeWords(line);
    const hash = hashText(words.join(' '));
    if (words.length === 0 || seen.has(hash) || lines.length === MOST_LINES) continue;
    seen.add(hash);
    lines.push([hash, words.length]);
  }
  return { path, lines };
}

/**
 * How many lines of a notice stand in the texts, in whatever line breaks, marks and case. When all that stands
 * there is short lines, though the notice has longer ones, nothing is carried.
 */
export function carriedLines(notice: UpstreamNotice, texts: readonly string[]): number {
  const long = notice.lines.filter(([, words]) => words >= LONG_LINE);
  const lengths = new Set(long.map(([, words]) => words));
  const present = new Set<number>();
  for (const text of texts) {
    for (const line of text.split(/\r\n?|\n/)) present.add(hashText(noticeWords(line).join(' ')));
    const words = noticeWords(text);
    for (const length of lengths)
      for (let at = 0; at + length <= words.length; at += 1)
        present.add(hashText(words.slice(at, at + length).join(' ')));
  }
  if (long.length > 0 && !long.some(([hash]) => present.has(hash))) return 0;
  return notice.lines.filter(([hash]) => present.has(hash)).length;
}
