import { analyseFile, type Knowledge } from '../../core/analysis/analyse-file.ts';
import type { FileAnalysis } from '../../core/analysis/file-analysis.ts';
import { readText, type TextReading } from '../../core/analysis/read-text.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import { decodeText } from '../files/decode-text.ts';
import { loadLicenseIndex } from '../license-index.ts';
import { grammarOf } from './grammars.ts';
import { generatedReason, type ParsedSource, parseSource, printParsed } from './print-source.ts';

/** A file whose bytes were fetched. */
export interface SourceBytes {
  readonly path: string;
  readonly blob: string | null;
  readonly bytes: Uint8Array;
}

/** The first half of an analysis, which needs no catalogue: the text, its tree, and what it says in words. */
export interface ReadSource<Parsed = ParsedSource> {
  readonly path: string;
  readonly blob: string | null;
  readonly text: string;
  readonly notCompared: string | null;
  readonly parsed: Parsed | null;
  readonly reading: TextReading;
}

const unreadable = (error: unknown): string =>
  `could not be read as code (${error instanceof Error ? error.message : String(error)})`;

/** Reads and parses one file. What fails is one sentence, never an exception. */
export async function readSource(file: SourceBytes): Promise<Result<ReadSource, 'unreadable'>> {
  const { path, blob, bytes } = file;
  const text = decodeText(path, bytes);
  if (!text.ok) return failure('unreadable', text.message);
  try {
    const isCode = grammarOf(path) !== null && !path.toLowerCase().endsWith('.ipynb');
    const notCompared = isCode ? generatedReason(text.value) : null;
    const parsed = notCompared === null ? await parseSource(path, text.value) : null;
    const reading = readText(path, text.value, parsed !== null, loadLicenseIndex());
    return success({ path, blob, text: text.value, notCompared, parsed, reading });
  } catch (error) {
    return failure('unreadable', unreadable(error));
  }
}

/** The second half: the normal form, compared with the catalogues, and everything else that the file says. */
export function concludeSource(source: ReadSource, knowledge: Knowledge): Result<FileAnalysis, 'unreadable'> {
  const { path, blob, text, notCompared, parsed, reading } = source;
  try {
    const print = parsed === null ? null : printParsed(parsed);
    return success(analyseFile({ path, blob, text, notCompared, print, ...reading }, knowledge));
  } catch (error) {
    return failure('unreadable', unreadable(error));
  }
}
