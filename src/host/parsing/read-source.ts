import type { CatalogueIndex } from '../../catalogue/open-index.ts';
import { featuresOf } from '../../compare/trait-features.ts';
import { mergedTraits } from '../../compare/traits.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { bearOut } from '../../engine/file/bear-out.ts';
import type { FileAnalysis } from '../../engine/file/file-analysis.ts';
import { matchPrint, type Searchable } from '../../engine/file/match-print.ts';
import { type FileReading, readFile, type Wording } from '../../engine/file/read-file.ts';
import { isNotebook, languageOf } from '../../languages/table.ts';
import type { Gap, GapKind } from '../../model/gap.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { decodeText } from '../files/decode-text.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';
import { leftCode } from './left-code.ts';
import { findCode, type ParsedSource, printParsed, type SourceCode, traitsOf } from './print-source.ts';
import { loadOutlines } from './trait-table.ts';

/** A file whose bytes were fetched. */
export interface SourceBytes {
  readonly path: string;
  readonly blob: string | null;
  readonly bytes: Uint8Array;
  /** Bytes of the file, where `bytes` are only its first. */
  readonly size?: number;
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
  /** Why code is not compared, or not all of it. */
  readonly notCompared: string | null;
  readonly gap: GapKind;
  /** Bytes of code, and of it what is compared; null where the file holds none. */
  readonly coverage: FileAnalysis['coverage'];
}

/** What became of a file: its analysis, or one sentence. */
export type Analysed =
  | { readonly path: string; readonly analysis: FileAnalysis }
  | ({ readonly path: string } & Gap);

/** What is said of a file whose analysis failed. */
export function unreadable(error: unknown): string {
  return SKIP_REASONS.notParsed(error instanceof Error ? error.message : String(error));
}

/** What stands in a commit for a file that Git LFS keeps. */
const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v\d+\n(?:[\w.-]+ [^\n]*\n){1,20}$/;

/** Decodes a file and finds its code. */
export function openSource({ path, blob, bytes }: SourceBytes): Result<OpenedSource, 'unreadable'> {
  const text = decodeText(path, bytes);
  if (!text.ok) return failure('unreadable', text.message);
  if (languageOf(path) !== null && LFS_POINTER.test(text.value))
    return failure('unreadable', SKIP_REASONS.lfsPointer());
  const { code, reason, gap, length, cut } = findCode(path, text.value);
  // A notebook is measured by its cells; of what was cut, the share is known.
  const whole = isNotebook(path) ? length : bytes.length;
  const compared = length === 0 ? 0 : Math.round(whole * (1 - cut / length));
  const lines = (code?.source ?? text.value).split('\n').length;
  const coverage = languageOf(path) === null ? null : { bytes: whole, compared, lines };
  const notCompared = reason ?? leftCode(path, text.value, code?.source ?? null);
  return success({ path, blob, text: text.value, code, notCompared, gap, coverage });
}

/** Reads what the text of a file says in words. */
export function readWords({ code, coverage, ...source }: OpenedSource, wording: Wording): FileReading {
  return { ...readFile({ ...source, language: code?.grammar ?? null }, wording), coverage };
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
export function compareCode(
  code: ParsedSource | FilePrint,
  search: Searchable,
  stated: readonly string[],
): FileAnalysis['modules'] {
  // What a catalogue holds byte for byte needs nothing to bear it out.
  if (!('tree' in code)) return matchPrint(search, code, stated);
  const outlines = loadOutlines();
  return bearOut(
    matchPrint(search, printParsed(code), stated),
    () => {
      const traits = mergedTraits(traitsOf(code));
      return outlines.choicesOf({ words: featuresOf(traits, 'words'), values: featuresOf(traits, 'values') });
    },
    outlines,
  );
}
