import type { CatalogueIndex } from '../../catalogue/open-index.ts';
import { featuresOf } from '../../compare/trait-features.ts';
import { mergedTraits } from '../../compare/traits.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { bearOut } from '../../engine/file/bear-out.ts';
import type { FileAnalysis } from '../../engine/file/file-analysis.ts';
import { matchPrint, type Searchable } from '../../engine/file/match-print.ts';
import { type FileReading, readFile, type Wording } from '../../engine/file/read-file.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { decodeText } from '../files/decode-text.ts';
import { findCode, type ParsedSource, printParsed, type SourceCode, traitsOf } from './print-source.ts';
import { loadOutlines } from './trait-table.ts';

/** A file whose bytes were fetched. */
export interface SourceBytes {
  readonly path: string;
  readonly blob: string | null;
  readonly bytes: Uint8Array;
  /** What its code came to, where another file with this content was analysed before. */
  readonly modules?: FileAnalysis['modules'];
}

/** A file whose text is known. */
export interface OpenedSource {
  readonly path: string;
  readonly blob: string | null;
  readonly text: string;
  /** As a parser takes it; null when the file holds no code that is compared. */
  readonly code: SourceCode | null;
  /** Why code is not compared, where it is told. */
  readonly notCompared: string | null;
}

/** What became of a file: its analysis, or one sentence. */
export type Analysed =
  | { readonly path: string; readonly analysis: FileAnalysis }
  | { readonly path: string; readonly reason: string };

/** What is said of a file whose analysis failed. */
export function unreadable(error: unknown): string {
  return `could not be read as code (${error instanceof Error ? error.message : String(error)})`;
}

/** Decodes a file and finds its code. */
export function openSource({ path, blob, bytes }: SourceBytes): Result<OpenedSource, 'unreadable'> {
  const text = decodeText(path, bytes);
  if (!text.ok) return failure('unreadable', text.message);
  const found = findCode(path, text.value);
  const [code, notCompared] = 'reason' in found ? [null, found.reason] : [found, null];
  return success({ path, blob, text: text.value, code, notCompared });
}

/** Reads what the text of a file says in words. */
export function readWords({ code, ...source }: OpenedSource, wording: Wording): FileReading {
  return readFile({ ...source, language: code?.grammar ?? null }, wording);
}

/** The print of a file whose content is in a catalogue; null where it has to be parsed. */
export function catalogued(
  { blob, text, code }: OpenedSource,
  indexes: readonly CatalogueIndex[],
): FilePrint | null {
  // What a notebook holds is not the code alone.
  if (blob === null || code === null || code.source !== text) return null;
  for (const index of indexes) {
    const print = index.printOf(blob);
    if (print?.language === code.grammar) return print;
  }
  return null;
}

/** Compares code, parsed or printed, in normal form, with the catalogues. */
export function compareCode(code: ParsedSource | FilePrint, search: Searchable): FileAnalysis['modules'] {
  // What a catalogue holds byte for byte needs nothing to bear it out.
  if (!('tree' in code)) return matchPrint(search, code);
  const outlines = loadOutlines();
  return bearOut(
    matchPrint(search, printParsed(code)),
    () => {
      const traits = mergedTraits(traitsOf(code));
      return outlines.choicesOf({ words: featuresOf(traits, 'words'), values: featuresOf(traits, 'values') });
    },
    outlines,
  );
}
