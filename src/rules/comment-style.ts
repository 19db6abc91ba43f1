import { commentMark } from '../languages/table.ts';
import type { Evidence } from '../model/evidence.ts';

/** Lines as a comment in the style of the file, each ended by a line break. */
export function commentLines(path: string, lines: readonly string[]): string {
  const mark = commentMark(path);
  return `${lines.map((line) => `${mark} ${line}`).join('\n')}\n`;
}

/** Line before which a header goes: after a `#!` line and a coding line, else the top. */
export function headerLine(evidence: Evidence, path: string): number {
  const header = evidence.headers.get(path);
  if (header === undefined || header.range.startLine > 2) return 1;
  const lines = header.text.split('\n');
  let line = header.range.startLine;
  while (/^#!|^#.*coding[:=]/.test(lines[line - header.range.startLine] ?? '')) line += 1;
  return line;
}
