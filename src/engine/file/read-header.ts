import type { FileHeader } from '../../model/evidence.ts';

const MOST_LINES = 120;
const COMMENT = /^\s*(?:#|\/\/|--|;|%|\*|\/\*|<!--|"""|'''|[rRuU]""")/;

/** The comment or docstring block at the top of a code file, comment marks included; null when there is none. */
export function readHeader(text: string): FileHeader | null {
  const lines = text.split(/\r\n?|\n/, MOST_LINES);
  let start = -1;
  let end = -1;
  let closing: string | null = null;
  for (const [number, line] of lines.entries()) {
    if (closing !== null) {
      end = number;
      if (line.includes(closing)) closing = null;
      continue;
    }
    if (line.trim() === '' || /^#!|coding[:=]/.test(line)) continue;
    if (!COMMENT.test(line)) break;
    if (start < 0) start = number;
    end = number;
    const open = /^\s*[rRuU]?("""|'''|\/\*|<!--)/.exec(line)?.[1];
    if (open === undefined) continue;
    const close = open === '/*' ? '*/' : open === '<!--' ? '-->' : open;
    if (!line.slice(line.indexOf(open) + open.length).includes(close)) closing = close;
  }
  if (start < 0) return null;
  return { range: { startLine: start + 1, endLine: end + 1 }, text: lines.slice(start, end + 1).join('\n') };
}
