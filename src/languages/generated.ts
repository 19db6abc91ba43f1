import type { SourceLanguage } from './language.ts';

/** Longest source that is parsed, in UTF-16 units: longer files are generated. */
export const LONGEST_SOURCE = 4_000_000;

/** Average characters of a line beyond which a large file was not written by hand. */
const WIDEST = 160;
const LARGE = 300_000;
/** `app.min.js`: what a build made smaller is named so. */
const MINIFIED = /\.min\.[^./]+$/i;

/** Why a source file is taken for generated or minified and not compared; null for one that is. */
export function generatedReason(
  path: string,
  text: string,
  { longestLine }: Pick<SourceLanguage, 'longestLine'>,
): string | null {
  if (MINIFIED.test(path)) return 'minified, by its name: not compared';
  if (text.length > LONGEST_SOURCE)
    return `${text.length} characters of code: taken for generated, not compared`;
  let lines = 1;
  let longest = 0;
  for (let start = 0; ; lines += 1) {
    const end = text.indexOf('\n', start);
    longest = Math.max(longest, (end < 0 ? text.length : end) - start);
    if (end < 0) break;
    start = end + 1;
  }
  if (longest > longestLine)
    return `a line of ${longest} characters: taken for generated or minified, not compared`;
  if (text.length > LARGE && text.length / lines > WIDEST) {
    return `${Math.round(text.length / lines)} characters in an average line: taken for generated, not compared`;
  }
  return null;
}
