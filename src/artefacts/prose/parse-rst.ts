import { type Block, type BlockKind, MARK, type Piece } from './document.ts';

const UNDERLINE = /^([=\-~^"'`#*+.:_])\1{2,}\s*$/;
const CODE =
  /^\s*\.\. +(?:code|code-block|sourcecode|highlight|literalinclude|math|doctest|parsed-literal|raw|image|figure|toctree)::/;
const TABLE = /^\s*\.\. +(?:table|csv-table|list-table)::/;
const QUOTE = /^\s*\.\. +(?:epigraph|highlights|pull-quote)::/;

/**
 * reStructuredText: paragraphs, literal blocks, directives, tables and block quotations
 * (docutils specification); the bodies of unknown directives are read as text.
 */
export function parseRst(text: string): readonly Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let at = 0;
  let literalAfter = false;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || UNDERLINE.test(line)) {
      at += 1;
      continue;
    }
    const indent = indentOf(line);
    if (literalAfter && indent > 0) {
      at = take(lines, at, blocks, 'code', (next) => next.trim() === '' || indentOf(next) >= indent);
      literalAfter = false;
      continue;
    }
    literalAfter = false;
    const body = CODE.test(line) ? 'code' : TABLE.test(line) ? 'table' : QUOTE.test(line) ? 'quote' : null;
    if (body !== null) {
      at = take(
        lines,
        at,
        blocks,
        body,
        (next, index) => index === at || next.trim() === '' || indentOf(next) > indent,
      );
      continue;
    }
    if (/^\s*\.\. /.test(line) || /^\s*:[\w -]{1,40}:/.test(line)) {
      if (/^\s*\.\. +\[[\w.-]{1,60}\]/.test(line))
        at = take(
          lines,
          at,
          blocks,
          'bibliography',
          (next, index) => index === at || indentOf(next) > indent,
        );
      else at += 1;
      continue;
    }
    if (/^\s*(?:\+[-=+]{3,}\+|={2,}( +=+)+)\s*$/.test(line)) {
      at = take(lines, at, blocks, 'table', (next) => next.trim() !== '');
      continue;
    }
    const start = at;
    const isQuote = indent >= 2 && !/^\s*(?:[-*+•]|\d{1,3}[.)])\s/.test(line) && previousIsFlush(lines, at);
    at = take(
      lines,
      at,
      blocks,
      isQuote ? 'quote' : 'text',
      (next, index) => index === start || (next.trim() !== '' && !UNDERLINE.test(next)),
      UNDERLINE.test(lines[at + 1] ?? ''),
    );
    literalAfter = /::\s*$/.test(lines[at - 1] ?? '');
  }
  return blocks;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether the paragraph before an indented one starts at the margin, so that this one is a quotation. */
function previousIsFlush(lines: readonly string[], at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 40); index -= 1) {
    const line = lines[index] ?? '';
    if (line.trim() !== '') return indentOf(line) === 0 && !/^(?:\.\. |[-*+] |\d{1,3}[.)] |:)/.test(line);
  }
  return false;
}

function take(
  lines: readonly string[],
  from: number,
  blocks: Block[],
  kind: BlockKind,
  goesOn: (line: string, index: number) => boolean,
  heading = false,
): number {
  const pieces: Piece[] = [];
  let at = from;
  while (at < lines.length && (at === from || goesOn(lines[at] ?? '', at))) {
    const content = inlineText(lines[at] ?? '');
    if (content.trim() !== '') pieces.push({ text: content, line: at + 1 });
    at += 1;
  }
  if (pieces.length > 0) blocks.push({ kind, pieces, ...(heading ? { heading } : {}) });
  return at;
}

function inlineText(line: string): string {
  return line
    .replace(/:(?:cite|citep|citet|footcite|ref|doc|numref)(?::\w{1,20})?:`[^`]{1,300}`/g, MARK.citation)
    .replace(/\[(?:#[\w-]{0,60}|\*|\d{1,4}|[A-Za-z][\w.-]{0,60})\]_/g, MARK.citation)
    .replace(/`([^`<]{0,500})<[^>`]{1,1000}>`__?/g, `$1${MARK.link}`)
    .replace(/:[\w:-]{1,40}:`([^`]{1,500})`/g, '$1')
    .replace(/`([^`]{1,500})`__?/g, `$1${MARK.link}`)
    .replace(/\*\*|``|\|/g, ' ');
}
