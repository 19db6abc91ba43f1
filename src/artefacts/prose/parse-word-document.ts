import { failure, type Result, success } from '../../model/result.ts';
import { classifyBlocks } from './classify-blocks.ts';
import type { ProseDocument } from './document.ts';
import { parseDocx } from './parse-docx.ts';

/** A Word document from its bytes. */
export function parseWordDocument(path: string, bytes: Uint8Array): Result<ProseDocument, 'damaged'> {
  const blocks = parseDocx(path, bytes);
  return blocks.ok
    ? success({ path, blocks: classifyBlocks(path, blocks.value) })
    : failure('damaged', blocks.message);
}
