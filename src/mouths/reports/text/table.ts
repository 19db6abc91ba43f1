import { eastAsianWidth } from 'get-east-asian-width';

/** Columns a text takes on a terminal: two for a wide East Asian character, none for a combining mark. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}

export function fitted(text: string, width: number): string {
  if (columns(text) <= width) return text + ' '.repeat(width - columns(text));
  let kept = '';
  for (const character of text) {
    if (columns(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…${' '.repeat(width - 1 - columns(kept))}`;
}

/** Cuts the start, which says least in a path. */
function fittedPath(text: string, width: number): string {
  if (columns(text) <= width) return fitted(text, width);
  const characters = [...text];
  while (columns(characters.join('')) > width - 1) characters.shift();
  return fitted(`…${characters.join('')}`, width);
}

export interface Column {
  readonly title: string;
  /** Widest the column may grow. */
  readonly most: number;
  readonly keepEnd?: boolean;
}

/** Lines of a table: a header, then the rows, two spaces between columns and no trailing space. */
export function table(
  heads: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = '  ',
): readonly string[] {
  const widths = heads.map((head, index) =>
    Math.min(head.most, Math.max(columns(head.title), ...rows.map((row) => columns(row[index] ?? '')))),
  );
  const line = (cells: readonly string[]): string =>
    indent +
    heads
      .map((head, index) => (head.keepEnd ? fittedPath : fitted)(cells[index] ?? '', widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(heads.map((head) => head.title)), ...rows.map(line)];
}

/** Words wrapped at `width` columns, every line but the first indented. */
export function wrapped(text: string, width: number, indent: string): string {
  const out: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    if (current !== '' && columns(current) + 1 + columns(word) > width - indent.length) {
      out.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  out.push(current);
  return out.map((line) => indent + line).join('\n');
}

/** A line broken between words at `width` columns; what follows stands two columns further in than its beginning. */
export function folded(line: string, width: number): string {
  if (columns(line) <= width) return line;
  const indent = /^ */.exec(line)?.[0] ?? '';
  const [first = '', ...rest] = wrapped(line.trimStart(), width - 2, indent).split('\n');
  return [first, ...rest.map((one) => `  ${one}`)].join('\n');
}
