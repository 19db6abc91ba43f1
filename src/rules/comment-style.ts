import { commentMark } from '../languages/table.ts';
import type { Evidence } from '../model/evidence.ts';

/** Lines as a comment in the style of the file, each ended by a line break. */
export function commentLines(path: string, lines: readonly string[]): string {
  const mark = commentMark(path);
  return `${lines.map((line) => `${mark} ${line}`).join('\n')}\n`;
}

/** Line before which a header goes: that of the first comment, which is no `#!` and no coding line; else the top. */
export function headerLine(evidence: Evidence, path: string): number {
  return evidence.headers.get(path)?.range.startLine ?? 1;
}
