import { commentMark } from '../languages/table.ts';

/** A run of comment lines, or one docstring. */
export interface CommentBlock {
  /** `header`: nothing but comments stands above it. `tail`: it stands behind code on its line. */
  readonly kind: 'header' | 'comment' | 'docstring' | 'tail';
  readonly lines: readonly CommentLine[];
}

/** Counted from 1; the text is without comment marks and without space at its ends. */
export interface CommentLine {
  readonly number: number;
  readonly text: string;
}

interface Piece {
  readonly kind: 'string' | 'line' | 'block' | 'docstring';
  /** Offset past its end. */
  readonly end: number;
  /** Offsets of what it holds, without its marks. */
  readonly from: number;
  readonly to: number;
}

/** Longer lines are generated. */
const LONGEST_LINE = 1000;
/** Blocks that are read in one file. */
const MOST_BLOCKS = 5000;

/** Characters that may stand before a comment on its line. */
const DEEPEST = 200;

/** What may begin a comment or a string; a string hides the marks inside it. */
const OPEN_HASH = /#|"""|'''|["']/g;
const OPEN_SLASH = /\/\/|\/\*|["'`]/g;

/** Comments of a code file, block by block and in order, told from strings by their marks and without parsing. */
export function commentBlocks(text: string, path: string): readonly CommentBlock[] {
  const blocks: CommentBlock[] = [];
  const open = commentMark(path) === '//' ? OPEN_SLASH : OPEN_HASH;
  let run: CommentLine[] = [];
  let onlyComments = true;
  let past = 0;
  let last = 1;
  const lineAt = lineCounter(text);
  const add = (kind: CommentBlock['kind'], lines: readonly CommentLine[]): void => {
    if (lines.length > 0) blocks.push({ kind: onlyComments && kind !== 'tail' ? 'header' : kind, lines });
  };
  const close = (): void => {
    add('comment', run);
    run = [];
  };
  while (blocks.length < MOST_BLOCKS) {
    open.lastIndex = past;
    const mark = open.exec(text);
    if (mark === null) break;
    const number = lineAt(mark.index);
    const code = /\S/.test(text.slice(past, mark.index));
    if (code || number - last > 1) close();
    if (code) onlyComments = false;
    const alone = !/^["'`]$/.test(mark[0]) && startsLine(text, mark.index);
    const piece = readPiece(text, mark.index, mark[0], alone);
    if (piece.kind === 'line' && alone) run.push({ number, text: clip(text.slice(piece.from, piece.to)) });
    else {
      close();
      if (piece.kind === 'string') onlyComments = false;
      else if (piece.kind === 'line') add('tail', [{ number, text: clip(text.slice(piece.from, piece.to)) }]);
      else
        add(
          piece.kind === 'docstring' ? 'docstring' : 'comment',
          blockLines(text.slice(piece.from, piece.to), number),
        );
    }
    last = lineAt(piece.end);
    past = piece.end;
  }
  close();
  return blocks;
}

function readPiece(text: string, at: number, mark: string, alone: boolean): Piece {
  if (mark === '#' || mark === '//') {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    return { kind: 'line', end, from: at + mark.length, to: end };
  }
  if (mark.length === 1) {
    const end = stringEnd(text, at, mark);
    return { kind: 'string', end, from: at + 1, to: end - 1 };
  }
  const closing = mark === '/*' ? '*/' : mark;
  const found = text.indexOf(closing, at + mark.length);
  const to = found < 0 ? text.length : found;
  const kind = mark === '/*' ? 'block' : alone ? 'docstring' : 'string';
  return { kind, end: Math.min(to + closing.length, text.length), from: at + mark.length, to };
}

/** Past the closing quote, or the end of the line for a string that does not end there. */
function stringEnd(text: string, at: number, quote: string): number {
  for (let end = at + 1; end < text.length; end++) {
    const one = text[end];
    if (one === '\\') end += 1;
    else if (one === quote) return end + 1;
    else if (one === '\n' && quote !== '`') return end;
  }
  return text.length;
}

/** Nothing but space, and the letters that mark a raw or unicode string, stands before it on its line. */
function startsLine(text: string, at: number): boolean {
  const near = text.slice(Math.max(0, at - DEEPEST), at);
  const line = near.lastIndexOf('\n');
  if (line < 0 && at > DEEPEST) return false;
  return /^[\s\uFEFF]*[rRuU]?$/.test(near.slice(line + 1));
}

/** Number of the line at an offset, counted from 1, for offsets that only grow. */
function lineCounter(text: string): (offset: number) => number {
  let number = 1;
  let feed = text.indexOf('\n');
  return (offset) => {
    for (; feed >= 0 && feed < offset; feed = text.indexOf('\n', feed + 1)) number += 1;
    return number;
  };
}

function blockLines(inner: string, first: number): readonly CommentLine[] {
  return inner.split('\n').map((line, at) => ({
    number: first + at,
    text: clip(line.replace(/^\s*\*+(?=\s|$)/, '')),
  }));
}

function clip(line: string): string {
  return line.length > LONGEST_LINE ? '' : line.replace(/^[#/!*]+/, '').trim();
}
