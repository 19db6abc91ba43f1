import { lineBefore } from '../../bytes/line-before.ts';
import { isDocument } from './sections.ts';
import type { TokenStream } from './tokens.ts';

const BEFORE = 500;
const AFTER = 900;

/** License files and documents are prose from end to end; in other files only the comment around a text is. */
function isProse(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    isDocument(path) ||
    !name.includes('.') ||
    /licen[cs]e|copying|notice|copyright|agreement|terms/i.test(name)
  );
}

/** Longer lines are no line of a comment that somebody wrote. */
const LONGEST_LINE = 4000;

/** The signs that open the line which holds `offset`, such as ` * ` or `# `. */
function leadOf(text: string, offset: number): string {
  const before = lineBefore(text, offset, LONGEST_LINE);
  if (before.length === LONGEST_LINE) return '';
  const start = offset - before.length;
  return /^[^\p{L}\p{N}\n]{0,12}/u.exec(text.slice(start, start + 40))?.[0].trim() ?? '';
}

/** Where the comment ends that goes on behind `from`. */
function endOfComment(text: string, from: number, to: number, lead: string): number {
  const lines = text.slice(from, to).split('\n');
  let end = from + (lines[0] ?? '').length;
  for (const line of lines.slice(1)) {
    const own = line.trim();
    if (own !== '' && !(lead === '' ? /^[A-Z(]/.test(own) : own.startsWith(lead.slice(0, 1)))) break;
    if (/^(\*\/|"""|''')/.test(own)) break;
    end += 1 + line.length;
  }
  return end;
}

/** Stretches of text just before and just after a match, up to its neighbours. */
export function textBeside(
  path: string,
  stream: TokenStream,
  match: { readonly from: number; readonly to: number },
  previousEnd: number,
  nextStart: number,
): readonly (readonly [from: number, to: number])[] {
  const { text, starts, ends } = stream;
  const start = starts[match.from] ?? 0;
  const end = ends[match.to - 1] ?? 0;
  const floor = Math.max(previousEnd, start - BEFORE);
  const ceiling = Math.min(nextStart, end + AFTER);
  if (isProse(path)) {
    const heading = text.slice(end, ceiling).search(/\n#{1,6} /);
    return [
      [floor, start],
      [end, heading < 0 ? ceiling : end + heading],
    ];
  }
  return [[end, endOfComment(text, end, ceiling, leadOf(text, start))]];
}
