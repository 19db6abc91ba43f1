import MarkdownIt from 'markdown-it';
import { type Block, type BlockKind, MARK, type Piece } from './document.ts';
import { htmlText } from './parse-html.ts';

/** Block structure only: inline marks are cheap to strip and cost most of a full parse. */
const parser = new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: 40 });
parser.core.ruler.disable(['inline', 'linkify', 'replacements', 'smartquotes', 'text_join'], true);

/** Markdown (CommonMark with tables); front matter is left out. */
export function parseMarkdown(text: string): readonly Block[] {
  const body = withoutFrontMatter(text);
  const blocks: Block[] = [];
  let quotes = 0;
  let tables = 0;
  let heading = 0;
  for (const token of parser.parse(body, {})) {
    if (token.type === 'blockquote_open') quotes += 1;
    else if (token.type === 'blockquote_close') quotes -= 1;
    else if (token.type === 'table_open') tables += 1;
    else if (token.type === 'table_close') tables -= 1;
    else if (token.type === 'heading_open') heading = Number(token.tag.slice(1));
    else if (token.type === 'heading_close') heading = 0;
    const line = 1 + (token.map?.[0] ?? 0);
    const kind: BlockKind = tables > 0 ? 'table' : quotes > 0 ? 'quote' : 'text';
    if (token.type === 'fence' || token.type === 'code_block')
      blocks.push({ kind: 'code', pieces: [{ text: token.content, line }] });
    else if (token.type === 'html_block') {
      for (const block of htmlText(token.content, line))
        blocks.push(block.kind === 'text' ? { ...block, kind } : block);
    } else if (token.type === 'inline' && token.content !== '')
      blocks.push({
        kind,
        pieces: inlinePieces(token.content, line),
        ...(heading > 0 ? { heading: true, level: heading } : {}),
      });
  }
  return blocks;
}

/** Keeps the line numbers: front matter becomes blank lines. */
function withoutFrontMatter(text: string): string {
  if (!/^---[ \t]*\n/.test(text)) return text;
  const end = text.indexOf('\n---', 3);
  if (end < 0 || end > 100_000) return text;
  const lines = text.slice(0, end + 4).split('\n').length - 1;
  return '\n'.repeat(lines) + text.slice(end + 4);
}

function inlinePieces(content: string, line: number): readonly Piece[] {
  return [{ text: inlineText(content), line }];
}

/** Characters of a comment within a paragraph. */
const LONGEST_COMMENT = 5_000;

/** A space in the place of each comment. The end that is found serves all openings before it: each is looked for once. */
function withoutComments(content: string): string {
  let kept = '';
  let from = 0;
  let end = 0;
  for (let at = content.indexOf('<!--'); at >= 0; at = content.indexOf('<!--', Math.max(at + 1, from))) {
    if (end < at + 4) end = content.indexOf('-->', at + 4);
    if (end < 0) break;
    if (end - at - 4 > LONGEST_COMMENT) continue;
    kept += `${content.slice(from, at)} `;
    from = end + 3;
  }
  return kept + content.slice(from);
}

/** Strips inline marks; links leave their text and a citation mark. */
function inlineText(content: string): string {
  return withoutComments(content)
    .replace(/!\[[^\]\n]{0,300}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])/g, ' ')
    .replace(/\[\^[^\]\n]{1,60}\]/g, MARK.citation)
    .replace(/\[-?@[\w:.#$%&+?<>~/;,@ -]{1,200}\]/g, MARK.citation)
    .replace(
      /\[([^[\]]{0,1000})\](?:\([^()\s]{0,2000}(?:\s+"[^"\n]{0,300}")?\)|\[[^\]\n]{0,200}\])/g,
      `$1${MARK.link}`,
    )
    .replace(/<(?:https?:\/\/|mailto:)[^>\s]{1,2000}>/g, MARK.link)
    .replace(/<\/?[a-zA-Z][^<>]{0,2000}>/g, ' ')
    .replace(/(?:\*\*|__|~~|`+)/g, '')
    .replace(/&(?:nbsp|amp|lt|gt|quot|#39);/g, ' ');
}
