import type { FileAnalysis } from '../../core/analysis/file-analysis.ts';
import { matchPrint, type Searchable } from '../../core/analysis/match-print.ts';
import { type FileReading, readFile, type Wording } from '../../core/analysis/read-file.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import { decodeText } from '../files/decode-text.ts';
import { grammarOf } from './grammars.ts';
import { generatedReason, type ParsedSource, parseSource, printParsed } from './print-source.ts';

/** A file whose bytes were fetched. */
export interface SourceBytes {
  readonly path: string;
  readonly blob: string | null;
  readonly bytes: Uint8Array;
}

/** The first half of an analysis: what the file says in words, and its code as the parser left it. */
export interface ReadSource {
  readonly reading: FileReading;
  readonly parsed: ParsedSource | null;
}

const unreadable = (error: unknown): string =>
  `could not be read as code (${error instanceof Error ? error.message : String(error)})`;

/** Reads and parses one file. What fails is one sentence, never an exception. */
export async function readSource(
  file: SourceBytes,
  wording: Wording,
): Promise<Result<ReadSource, 'unreadable'>> {
  const { path, blob, bytes } = file;
  const text = decodeText(path, bytes);
  if (!text.ok) return failure('unreadable', text.message);
  try {
    const isCode = grammarOf(path) !== null && !path.toLowerCase().endsWith('.ipynb');
    const notCompared = isCode ? generatedReason(text.value) : null;
    const parsed = notCompared === null ? await parseSource(path, text.value) : null;
    const language = parsed?.grammar ?? null;
    return success({
      reading: readFile({ path, blob, text: text.value, language, notCompared }, wording),
      parsed,
    });
  } catch (error) {
    return failure('unreadable', unreadable(error));
  }
}

/** The second half: the code in normal form, compared with the catalogues. */
export function compareSource(
  { reading, parsed }: ReadSource,
  search: Searchable,
): Result<FileAnalysis, 'unreadable'> {
  try {
    return success({ ...reading, modules: parsed === null ? [] : matchPrint(search, printParsed(parsed)) });
  } catch (error) {
    return failure('unreadable', unreadable(error));
  }
}
