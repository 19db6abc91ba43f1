import { columns, fitted } from './table.ts';

/** What a piece of text means; its color is chosen here alone, and never says anything that the words do not. */
export type Ink = 'plain' | 'bold' | 'soft' | 'bad' | 'open' | 'good' | 'link';

/** Select Graphic Rendition (ECMA-48): the codes that switch an ink on. */
const CODES: Readonly<Record<Exclude<Ink, 'plain'>, string>> = {
  bold: '1',
  soft: '2',
  bad: '1;31',
  open: '33',
  good: '32',
  link: '36',
};

export interface Span {
  readonly text: string;
  readonly ink: Ink;
}

export type Line = readonly Span[];

export function ink(name: Ink, text: string): Span {
  return { text, ink: name };
}

export const plain = (text: string): Span => ink('plain', text);

export function lineColumns(line: Line): number {
  return line.reduce((sum, span) => sum + columns(span.text), 0);
}

/** One line as text, cut at `width` columns with an ellipsis, without space at its end. */
export function painted(line: Line, width: number, color: boolean): string {
  let left = width;
  const kept: Span[] = [];
  for (const span of line) {
    const wide = columns(span.text);
    if (wide > left) {
      if (left > 0) kept.push({ ...span, text: fitted(span.text, left) });
      break;
    }
    kept.push(span);
    left -= wide;
  }
  while (kept.length > 0 && kept.at(-1)?.text.trimEnd() === '') kept.pop();
  return kept
    .map(({ text, ink: name }, at) => {
      const shown = at === kept.length - 1 ? text.trimEnd() : text;
      return !color || name === 'plain' ? shown : `\u001b[${CODES[name]}m${shown}\u001b[0m`;
    })
    .join('');
}

/** Text broken between words into lines of at most `width` columns, each in one ink, all but the first indented. */
export function flowed(
  text: string,
  width: number,
  first: string,
  next: string,
  name: Ink = 'plain',
): readonly Line[] {
  const out: Line[] = [];
  let current = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && columns(current) + 1 + columns(word) > width) {
      out.push([ink(name, current)]);
      current = next;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  out.push([ink(name, current)]);
  return out;
}
