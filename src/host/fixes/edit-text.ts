import type { Fix } from '../../model/report.ts';

/** A fix whose text is complete. */
export interface Edit {
  readonly kind: Fix['kind'];
  /** For `insert`: the line before which it goes, in the text as it was. */
  readonly line: number;
  readonly text: string;
}

/** Lines that only count at the top of a file: nothing goes before them. */
const FIRST = /^#!|^#.*coding[:=]/;

/**
 * The text with all edits in it, each where the untouched text said, and none above a `#!` or a coding line. Nothing of the text is removed or replaced;
 * its line ends and its byte order mark stay. Null when an edit points past the end.
 */
export function editedText(text: string, edits: readonly Edit[]): string | null {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const lineEnd = body.includes('\r\n') ? '\r\n' : '\n';
  const lines = body.split(lineEnd);
  const fitted = (edit: Edit): string => edit.text.replace(/\r?\n/g, lineEnd);
  const inserts = edits.filter((edit) => edit.kind === 'insert');
  if (inserts.some((edit) => edit.line < 1 || edit.line > lines.length)) return null;
  const before = new Map<number, string>();
  const top =
    Math.max(
      0,
      lines.findIndex((line) => !FIRST.test(line)),
    ) + 1;
  for (const edit of inserts) {
    const line = Math.max(edit.line, top);
    before.set(line, (before.get(line) ?? '') + fitted(edit));
  }
  let result = lines.map((line, at) => (before.get(at + 1) ?? '') + line).join(lineEnd);
  for (const edit of edits) {
    if (edit.kind === 'insert') continue;
    if (result !== '' && !result.endsWith(lineEnd)) result += lineEnd;
    if (result !== '' && edit.kind === 'create') result += lineEnd;
    result += result === '' ? fitted(edit).replace(/^[\r\n]+/, '') : fitted(edit);
  }
  return mark + result;
}
