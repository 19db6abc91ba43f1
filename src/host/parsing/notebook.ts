import type { Result } from '../../model/result.ts';
import { failure, success } from '../../model/result.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * The cells of a notebook, in the form of today and in that before (worksheets); null when it is none. What has both is
 * read by its version, which may be forged: all of them are taken.
 */
function cellsOf(notebook: unknown): readonly unknown[] | null {
  if (!isRecord(notebook)) return null;
  const { cells, worksheets } = notebook;
  if (!Array.isArray(cells) && !Array.isArray(worksheets)) return null;
  const sheets: readonly unknown[] = Array.isArray(worksheets) ? worksheets : [];
  return [
    ...(Array.isArray(cells) ? (cells as unknown[]) : []),
    ...sheets.flatMap((sheet) =>
      isRecord(sheet) && Array.isArray(sheet.cells) ? (sheet.cells as unknown[]) : [],
    ),
  ];
}

/** A cell that its first line gives to another language, as far as these are known: it is no Python. */
const FOREIGN_CELL =
  /^\s*%%(?:bash|sh|cmd|html|svg|latex|markdown|javascript|js|perl|ruby|R|julia|sql|bigquery|system|sx|!|cython|cpp|cu|cuda|script\s+(?!python|pypy))/;

/** A cell that is written to a file in another language. */
const FOREIGN_FILE = /^\s*%%(?:writefile|file)\s+(?:-a\s+)?\S+\.(?!(?:py|pyi|pyw|ipynb|txt)\b)\w+/;

/** The cells of a notebook as it stands; none where it cannot be read. */
export function cellsIn(text: string): readonly unknown[] {
  try {
    return cellsOf(JSON.parse(text)) ?? [];
  } catch {
    return [];
  }
}

/** The first words of each cell with code in another language than Python: what it holds is not compared. */
export function foreignCells(cells: readonly unknown[]): readonly string[] {
  return cells.flatMap((cell) => {
    const code = codeOf(cell);
    if (code === null || !(FOREIGN_CELL.test(code) || FOREIGN_FILE.test(code))) return [];
    return /^\s*(\S{1,40})/.exec(code)?.[1] ?? [];
  });
}

/** What the cells of a notebook hold that are no code. */
export function textOfCells(cells: readonly unknown[]): string {
  return cells
    .flatMap((cell) => (isRecord(cell) && cell.cell_type !== 'code' ? sourceOf(cell) : []))
    .join('\n');
}

/** What a code cell holds; null for another cell. */
const codeOf = (cell: unknown): string | null =>
  isRecord(cell) && cell.cell_type === 'code' ? sourceOf(cell) : null;

function sourceOf(cell: Readonly<Record<string, unknown>>): string {
  const source = cell.source ?? cell.input;
  if (Array.isArray(source)) return source.filter((line) => typeof line === 'string').join('');
  return typeof source === 'string' ? source : '';
}

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** One cell cannot hide the next: a text in three quotes, or a bracket, that it leaves open is closed where the cell ends. */
function closed(code: string): string {
  let open: string | null = null;
  const brackets: string[] = [];
  for (let at = 0; at < code.length; at++) {
    const letter = code[at] ?? '';
    const mark = code.slice(at, at + 3);
    if (open === null) {
      const close = CLOSES[letter];
      if (mark === '"""' || mark === "'''") {
        open = mark;
        at += 2;
      } else if (letter === '#') {
        const end = code.indexOf('\n', at);
        at = end < 0 ? code.length : end;
      } else if (letter === '"' || letter === "'") {
        for (at += 1; at < code.length && code[at] !== letter && code[at] !== '\n'; at++)
          if (code[at] === '\\') at += 1;
      } else if (close !== undefined) brackets.push(close);
      else if (letter === brackets.at(-1)) brackets.pop();
    } else if (letter === '\\') at += 1;
    else if (mark === open) {
      open = null;
      at += 2;
    }
  }
  const end = `${open ?? ''}${brackets.reverse().join('')}`;
  return end === '' ? code : `${code}\n${end}`;
}

/** The Python of a notebook's code cells, one after another, each complete in itself. */
export function notebookSource(text: string): Result<string, 'no-notebook'> {
  let cells: readonly unknown[] | null;
  try {
    cells = cellsOf(JSON.parse(text));
  } catch {
    return failure('no-notebook', SKIP_REASONS.noJson());
  }
  if (cells === null) return failure('no-notebook', SKIP_REASONS.noCells());
  const parts = cells.flatMap((cell) => {
    const code = codeOf(cell);
    // What goes to the shell or to the notebook is no Python. What a cell writes to a file, or gives to another Python, is.
    if (code === null) return [];
    return FOREIGN_CELL.test(code) ? [''] : [closed(code.replace(/^[ \t]*[%!].*$/gm, 'pass'))];
  });
  return success(parts.join('\n\n'));
}
