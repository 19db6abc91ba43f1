import { readFile, stat } from 'node:fs/promises';
import type { AnswerSet, AnswerTable } from '../../artefacts/predictions/answers.ts';
import type { Columns } from '../../artefacts/predictions/columns.ts';
import { parseTable } from '../../artefacts/predictions/parse-table.ts';
import { parseWorkbook } from '../../artefacts/predictions/parse-workbook.ts';
import { readAnswers } from '../../artefacts/predictions/read-answers.ts';
import { failure, type Result } from '../../model/result.ts';

/** Largest answer file read, in bytes. */
const LARGEST = 400 * 1024 * 1024;

/** Reads one file of answers of any known format. `name` stands for it in the result. */
export async function loadAnswers(path: string, name: string, chosen: Columns): Promise<Result<AnswerSet>> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > LARGEST)
      return failure('too-large', `${path} is larger than ${LARGEST / 1024 / 1024} MB. Give a part of it.`);
    bytes = await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return failure('unreadable', `${path} cannot be read (${code}). Check the path.`);
  }
  const isZip = bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50;
  const table: Result<AnswerTable> = isZip ? parseWorkbook(name, bytes) : parseTable(name, decodeText(bytes));
  return table.ok ? readAnswers(name, table.value, chosen) : table;
}

/** UTF-8, or UTF-16 where a byte order mark says so (spreadsheets export it). */
function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
