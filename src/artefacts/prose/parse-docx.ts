import { strFromU8, unzipSync } from 'fflate';
import { failure, type Result, success } from '../../model/result.ts';
import { parseMarkup } from '../parse-markup.ts';
import { type Block, type BlockKind, MARK } from './document.ts';

const BODY = 'word/document.xml';
/** Largest document body unpacked, in bytes. */
const LARGEST = 64 * 1024 * 1024;

/** A Word document (ECMA-376 part 1, 17): paragraphs in order; their number stands for the line. */
export function parseDocx(path: string, bytes: Uint8Array): Result<readonly Block[], 'damaged'> {
  let body: Uint8Array | undefined;
  try {
    body = unzipSync(bytes, { filter: (file) => file.name === BODY && file.originalSize <= LARGEST })[BODY];
  } catch {
    body = undefined;
  }
  if (body === undefined)
    return failure(
      'damaged',
      `${path} is not a Word document that can be read. Save it again as docx, or as text.`,
    );
  return success(readBody(strFromU8(body)));
}

function readBody(xml: string): readonly Block[] {
  const blocks: Block[] = [];
  let paragraph = 0;
  let text = '';
  let style = '';
  let tables = 0;
  let inText = false;
  let deleted = 0;
  parseMarkup(xml, 'xml', {
    open: (tag, attributes) => {
      if (tag === 'w:tbl') tables += 1;
      else if (tag === 'w:p') {
        paragraph += 1;
        text = '';
        style = '';
      } else if (tag === 'w:pStyle') style = attributes['w:val'] ?? '';
      else if (tag === 'w:t') inText = deleted === 0;
      else if (tag === 'w:del') deleted += 1;
      else if (tag === 'w:tab' || tag === 'w:br' || tag === 'w:cr') text += ' ';
      else if (tag === 'w:footnoteReference' || tag === 'w:endnoteReference') text += MARK.citation;
    },
    text: (content) => {
      if (inText) text += content;
    },
    close: (tag) => {
      if (tag === 'w:tbl') tables -= 1;
      else if (tag === 'w:del') deleted -= 1;
      else if (tag === 'w:t') inText = false;
      else if (tag === 'w:hyperlink') text += MARK.link;
      else if (tag === 'w:p' && text.trim() !== '') {
        const kind: BlockKind =
          tables > 0
            ? 'table'
            : /quote|引用/i.test(style)
              ? 'quote'
              : /code|preformatted/i.test(style)
                ? 'code'
                : 'text';
        const heading = /^(?:heading|title|标题|\d$)/i.test(style);
        blocks.push({ kind, pieces: [{ text, line: paragraph }], ...(heading ? { heading } : {}) });
      }
    },
  });
  return blocks;
}
