import type { Result } from '../../model/result.ts';
import { failure, success } from '../../model/result.ts';

/** Cells of one notebook; more are not read. */
const MOST_CELLS = 20_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The cells of a notebook, in the form of today and in that before (worksheets); null when it is none. */
function cellsOf(notebook: unknown): readonly unknown[] | null {
  if (!isRecord(notebook)) return null;
  if (Array.isArray(notebook.cells)) return notebook.cells;
  if (!Array.isArray(notebook.worksheets)) return null;
  return notebook.worksheets.flatMap((sheet: unknown) =>
    isRecord(sheet) && Array.isArray(sheet.cells) ? (sheet.cells as unknown[]) : [],
  );
}

/** What a code cell holds; null for another cell. */
function codeOf(cell: unknown): string | null {
  if (!isRecord(cell) || cell.cell_type !== 'code') return null;
  const source = cell.source ?? cell.input;
  if (Array.isArray(source)) return source.filter((line) => typeof line === 'string').join('');
  return typeof source === 'string' ? source : '';
}

/** One cell cannot hide the next: a text in three quotes that it leaves open is closed where the cell ends. */
function closed(code: string): string {
  let open: string | null = null;
  for (let at = 0; at < code.length; at++) {
    const mark = code.slice(at, at + 3);
    if (open === null) {
      if (mark === '"""' || mark === "'''") {
        open = mark;
        at += 2;
      } else if (code[at] === '#') {
        const end = code.indexOf('\n', at);
        at = end < 0 ? code.length : end;
      } else if (code[at] === '"' || code[at] === "'") {
        const quote = code[at];
        for (at += 1; at < code.length && code[at] !== quote && code[at] !== '\n'; at++)
          if (code[at] === '\\') at += 1;
      }
    } else if (code[at] === '\\') at += 1;
    else if (mark === open) {
      open = null;
      at += 2;
    }
  }
  return open === null ? code : `${code}\n${open}`;
}

/** The Python of a notebook's code cells, one after another, each complete in itself. */
export function notebookSource(text: string): Result<string, 'no-notebook'> {
  let cells: readonly unknown[] | null;
  try {
    cells = cellsOf(JSON.parse(text));
  } catch {
    return failure('no-notebook', 'not valid JSON, so its cells are not known');
  }
  if (cells === null) return failure('no-notebook', 'a notebook without cells');
  const parts = cells.slice(0, MOST_CELLS).flatMap((cell) => {
    const code = codeOf(cell);
    // What goes to the shell or to the notebook is no Python; a cell in another language is none at all.
    if (code === null) return [];
    return /^\s*%%(?!time|capture|prun)/.test(code)
      ? ['']
      : [closed(code.replace(/^[ \t]*[%!].*$/gm, 'pass'))];
  });
  return success(parts.join('\n\n'));
}
