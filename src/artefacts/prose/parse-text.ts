import type { Block, Piece } from './document.ts';

/** Plain text: paragraphs between blank lines; `>` at the line start is a quotation. */
export function parseText(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let pieces: Piece[] = [];
  let quoted = false;
  const flush = (): void => {
    if (pieces.length > 0) blocks.push({ kind: quoted ? 'quote' : 'text', pieces, ...headingOf(pieces) });
    pieces = [];
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const isQuote = /^\s{0,3}>/.test(raw);
    if (raw.trim() === '' || isQuote !== quoted) flush();
    quoted = isQuote;
    const content = isQuote ? raw.replace(/^[\s>]+/, '') : raw;
    if (content.trim() !== '') pieces.push({ text: content, line: index + 1 });
  }
  flush();
  return blocks;
}

/** A short paragraph of one line without a final stop opens a section. */
function headingOf(pieces: readonly Piece[]): { readonly heading?: true } {
  const only = pieces.length === 1 ? pieces[0]?.text.trim() : undefined;
  return only !== undefined && only.length < 60 && !/[.!?。]$/.test(only) && !only.startsWith('[')
    ? { heading: true }
    : {};
}
