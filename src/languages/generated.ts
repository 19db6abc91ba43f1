import { fixed } from '../model/said.ts';
import type { SourceLanguage } from './language.ts';

/** Longest source that is parsed, in UTF-16 units. */
export const LONGEST_SOURCE = 4_000_000;

/** Average characters of a line beyond which a large file was not written by hand, in the whole of it at least. */
const WIDEST = 160;
const LARGE = 300_000;
/** `app.min.js`: what a build made smaller is named so. */
const MINIFIED = /\.min\.[^./]+$/i;
/** Characters of a comment, and of a text in quotes, that are kept of a long line. */
const KEPT = 40;
/** Texts in quotes from this length on are data. */
const LONG_TEXT = 2_000;

/** Why code, or a part of it, is not compared. */
export const CUT_REASONS = {
  tooSmall: fixed('too small to tell: {0} tokens in normal form, no unit has {1}'),
  tooLong: fixed('{0} characters of code, over the limit of {1}: not compared'),
  minified: fixed('minified, by its name, not compared'),
  longLine: fixed('a line of {0} characters: taken for generated or minified, not compared'),
  cutLine: fixed(
    'a line of {0} characters: comments, texts and generated code were cut there, the rest was compared',
  ),
  cutLines: fixed(
    '{0} lines of up to {1} characters: comments, texts and generated code were cut there, the rest was compared',
  ),
} as const;

/** Code as a person may have written it: what a build or a tool put in is cut out of it, line for line. */
export interface HandWritten {
  /** Null where nothing is left to compare. */
  readonly text: string | null;
  /** What was cut, in one sentence; null where nothing was. */
  readonly reason: string | null;
  /** True where the whole was over a limit: it may hold anything. */
  readonly over: boolean;
  /** UTF-16 units that were cut. */
  readonly cut: number;
}

/** Marks that open or close what goes on for several lines: without them the rest of the file would be read as another thing. */
const SPANNING = /\/\*|\*\/|"""|'''|`/g;

/** Where a comment begins at the end of a line, outside of quotes as far as counting them tells; -1 for none. */
function commentAt(line: string, mark: string): number {
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + 1)) {
    const quotes = (line.slice(0, Math.min(at, LONG_TEXT)).match(/["'`]/g) ?? []).length;
    if (at <= LONG_TEXT && quotes % 2 === 0) return at;
    if (at > LONG_TEXT) return -1;
  }
  return -1;
}

/** A line whose long texts in quotes are cut. Read once from left to right, whatever stands in it. */
function withShortTexts(line: string): string {
  let kept = '';
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const quote = line[at];
    if (quote !== '"' && quote !== "'" && quote !== '`') continue;
    let end = at + 1;
    while (end < line.length && line[end] !== quote) end += line[end] === '\\' ? 2 : 1;
    // What is not closed on this line is no text that could be cut.
    if (end >= line.length) break;
    if (end - at > LONG_TEXT) {
      kept += line.slice(from, at + 1 + KEPT).replace(/\\+$/, '');
      from = end;
    }
    at = end;
  }
  return kept + line.slice(from);
}

/** A line of at most `longest` characters in place of a longer one. */
function shortLine(line: string, mark: string, longest: number): string {
  if (line.trimStart().startsWith(mark)) return line.slice(0, KEPT);
  const comment = commentAt(line, mark);
  const bare = comment < 0 ? line : line.slice(0, comment + KEPT);
  const short = withShortTexts(bare);
  return short.length <= longest ? short : (short.match(SPANNING) ?? []).slice(0, KEPT).join(' ');
}

function widestLine(text: string): { readonly lines: number; readonly longest: number } {
  let lines = 1;
  let longest = 0;
  for (let start = 0; ; lines += 1) {
    const end = text.indexOf('\n', start);
    longest = Math.max(longest, (end < 0 ? text.length : end) - start);
    if (end < 0) return { lines, longest };
    start = end + 1;
  }
}

/**
 * Leaves out of a source file what nobody wrote by hand, and keeps the rest: one long comment, or one line of data, is no
 * reason to look away from a whole file. Every line keeps its number.
 */
export function handWritten(
  path: string,
  text: string,
  { longestLine, comment }: Pick<SourceLanguage, 'longestLine' | 'comment'>,
): HandWritten {
  if (text.length > LONGEST_SOURCE) {
    const reason = CUT_REASONS.tooLong(text.length, LONGEST_SOURCE);
    return { text: null, reason, over: true, cut: text.length };
  }
  const { lines, longest } = widestLine(text);
  const isWide = MINIFIED.test(path) || (text.length > LARGE && text.length / lines > WIDEST);
  const most = isWide ? Math.min(WIDEST, longestLine) : longestLine;
  if (longest <= most) return { text, reason: null, over: false, cut: 0 };
  let shortened = 0;
  const kept = text
    .split('\n')
    .map((line) => {
      if (line.length <= most) return line;
      shortened += 1;
      return shortLine(line, comment, most);
    })
    .join('\n');
  const cut = text.length - kept.length;
  if (kept.trim() === '')
    return {
      text: null,
      reason: MINIFIED.test(path) ? CUT_REASONS.minified() : CUT_REASONS.longLine(longest),
      over: false,
      cut,
    };
  return {
    text: kept,
    reason: shortened === 1 ? CUT_REASONS.cutLine(longest) : CUT_REASONS.cutLines(shortened, longest),
    over: false,
    cut,
  };
}
