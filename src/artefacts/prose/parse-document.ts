import { classifyBlocks } from './classify-blocks.ts';
import { type Block, type ProseDocument, type ProseFormat, withoutMarks } from './document.ts';
import { parseHtml } from './parse-html.ts';
import { parseLatex } from './parse-latex.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parseRst } from './parse-rst.ts';
import { parseText } from './parse-text.ts';

const TEXT_PARSERS: Readonly<Record<Exclude<ProseFormat, 'docx'>, (text: string) => readonly Block[]>> = {
  markdown: parseMarkdown,
  text: parseText,
  rst: parseRst,
  latex: parseLatex,
  html: parseHtml,
};

/** A document from its text. */
export function parseDocument(
  path: string,
  format: Exclude<ProseFormat, 'docx'>,
  text: string,
): ProseDocument {
  const plain = withoutMarks(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).replace(/\r\n?/g, '\n');
  return { path, blocks: classifyBlocks(path, TEXT_PARSERS[format](plain)) };
}
