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

const unreadable = (error: unknown): string =>
  `could not be read as code (${error instanceof Error ? error.message : String(error)})`;

/** A file after the first half of its analysis: what it says in words, and what became of its code. */
export interface ReadSource<Code> {
  readonly reading: FileReading;
  /** Null when it holds no code that is compared. */
  readonly code: Code | null;
}

/**
 * The first half of an analysis: reads the text of a file and parses its code, which `use` is given at once. What
 * fails is one sentence, never an exception.
 */
export async function readSource<Code>(
  file: SourceBytes,
  wording: Wording,
  use: (parsed: ParsedSource) => Code,
): Promise<Result<ReadSource<Code>, 'unreadable'>> {
  const { path, blob, bytes } = file;
  const text = decodeText(path, bytes);
  if (!text.ok) return failure('unreadable', text.message);
  try {
    const isCode = grammarOf(path) !== null && !path.toLowerCase().endsWith('.ipynb');
    const notCompared = isCode ? generatedReason(text.value) : null;
    let language: string | null = null;
    const take = (parsed: ParsedSource): Code => {
      language = parsed.grammar;
      return use(parsed);
    };
    const code = notCompared === null ? await parseSource(path, text.value, take) : null;
    const reading = readFile({ path, blob, text: text.value, language, notCompared }, wording);
    return success({ reading, code });
  } catch (error) {
    return failure('unreadable', unreadable(error));
  }
}

/** The second half: code in normal form, compared with the catalogues. */
export function compareCode(parsed: ParsedSource, search: Searchable): FileAnalysis['modules'] {
  return matchPrint(search, printParsed(parsed));
}

/** The same of code that another thread parsed. */
export function compareSource(
  { reading, code }: ReadSource<ParsedSource>,
  search: Searchable,
): Result<FileAnalysis, 'unreadable'> {
  try {
    return success({ ...reading, modules: code === null ? [] : compareCode(code, search) });
  } catch (error) {
    return failure('unreadable', unreadable(error));
  }
}
