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

/** The signs that open the line which holds `offset`, such as ` * ` or `# `. */
function leadOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[^\p{L}\p{N}\n]{0,12}/u.exec(text.slice(start, start + 40))?.[0].trim() ?? '';
}

/** Following lines of the same comment. */
function sameComment(text: string, from: number, to: number, lead: string): string {
  const lines = text.slice(from, to).split('\n');
  const kept: string[] = [lines[0] ?? ''];
  for (const line of lines.slice(1)) {
    const own = line.trim();
    if (own !== '' && !(lead === '' ? /^[A-Z(]/.test(own) : own.startsWith(lead.slice(0, 1)))) break;
    if (/^(\*\/|"""|''')/.test(own)) break;
    kept.push(line);
  }
  return kept.join('\n');
}

/** Text just before and just after a match, up to its neighbours. */
export function textBeside(
  path: string,
  stream: TokenStream,
  match: { readonly from: number; readonly to: number },
  previousEnd: number,
  nextStart: number,
): string {
  const { text, starts, ends } = stream;
  const start = starts[match.from] ?? 0;
  const end = ends[match.to - 1] ?? 0;
  const floor = Math.max(previousEnd, start - BEFORE);
  const ceiling = Math.min(nextStart, end + AFTER);
  if (isProse(path)) {
    const after = text.slice(end, ceiling);
    const heading = after.search(/\n#{1,6} /);
    return `${text.slice(floor, start)} . ${heading < 0 ? after : after.slice(0, heading)}`;
  }
  return sameComment(text, end, ceiling, leadOf(text, start));
}
