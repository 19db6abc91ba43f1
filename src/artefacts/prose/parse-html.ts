import { parseMarkup } from '../parse-markup.ts';
import { type Block, type BlockKind, MARK, type Piece } from './document.ts';

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'head',
  'nav',
  'button',
  'select',
  'iframe',
]);
const BLOCKS = new Set(
  'p div section article main header footer aside li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tr td th figure figcaption details summary form hr br-block body html address center'.split(
    ' ',
  ),
);
/** Anchors of notes and references, as page generators name them. */
const CITATION_TARGET = /^#(?:cite|ref|fn|footnote|bib)/i;
const HEADING = /^h[1-6]$/;

/** An HTML page or fragment; scripts, styles and navigation are left out. */
export function parseHtml(text: string): readonly Block[] {
  return htmlText(text, 1);
}

/** @param firstLine line of the fragment's first line in its document. */
export function htmlText(text: string, firstLine: number): readonly Block[] {
  const blocks: Block[] = [];
  let pieces: Piece[] = [];
  let target = '';
  let level = 1;
  const open = { skipped: 0, quote: 0, code: 0, table: 0, heading: 0 };
  const lineAt = lineCounter(text, firstLine);
  /** Line on which the last piece ends. */
  let end = firstLine;
  const flush = (): void => {
    if (pieces.some((piece) => piece.text.trim() !== '')) {
      const kind: BlockKind =
        open.code > 0 ? 'code' : open.table > 0 ? 'table' : open.quote > 0 ? 'quote' : 'text';
      blocks.push({ kind, pieces, ...(open.heading > 0 ? { heading: true, level } : {}) });
    }
    pieces = [];
  };
  const count = (tag: string, by: 1 | -1): void => {
    if (SKIPPED.has(tag)) open.skipped = Math.max(0, open.skipped + by);
    else if (tag === 'blockquote') open.quote = Math.max(0, open.quote + by);
    else if (tag === 'pre') open.code = Math.max(0, open.code + by);
    else if (tag === 'table') open.table = Math.max(0, open.table + by);
    else if (HEADING.test(tag)) open.heading = Math.max(0, open.heading + by);
  };
  const add = (content: string, offset: number): void => {
    const line = lineAt(offset);
    const last = pieces.at(-1);
    // A word may go on behind an entity or an inline tag, so text of one run stays together.
    if (last !== undefined && last.text.length < 2000 && line === end)
      pieces[pieces.length - 1] = { text: last.text + content, line: last.line };
    else pieces.push({ text: content, line });
    end = line + content.split('\n').length - 1;
  };
  parseMarkup(text, 'html', {
    open: (tag, attributes, offset) => {
      if (tag === 'a') target = attributes.href ?? '';
      if (BLOCKS.has(tag)) flush();
      count(tag, 1);
      if (HEADING.test(tag)) level = Number(tag.slice(1));
      if (tag === 'q') add(MARK.openQuote, offset);
      else if (tag === 'br') add(' ', offset);
    },
    text: (content, offset) => {
      if (open.skipped === 0) add(content, offset);
    },
    close: (tag, offset) => {
      if (BLOCKS.has(tag)) flush();
      count(tag, -1);
      if (tag === 'q') add(MARK.closeQuote, offset);
      else if (tag === 'cite' || (tag === 'a' && CITATION_TARGET.test(target))) add(MARK.citation, offset);
      else if (tag === 'a' && /^https?:/i.test(target)) add(MARK.link, offset);
    },
  });
  flush();
  return blocks;
}

/** Line of an offset; offsets are asked in rising order. */
function lineCounter(text: string, firstLine: number): (offset: number) => number {
  let line = firstLine;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}
