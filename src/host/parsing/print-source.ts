import type { RegionTraits } from '../../compare/traits.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { handWritten } from '../../languages/generated.ts';
import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import { printTokens } from '../../languages/normal-form/token-print.ts';
import { printPython } from '../../languages/python/print-python.ts';
import { readPythonFile } from '../../languages/python/python-file.ts';
import { isNotebook, type LanguageName, languageNamed, languageOf } from '../../languages/table.ts';
import { readTraits } from '../../languages/traits/python-traits.ts';
import { readTokenTraits } from '../../languages/traits/token-traits.ts';
import type { GapKind } from '../../model/gap.ts';
import { success } from '../../model/result.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';
import { cpuBudget } from './cpu-time.ts';
import { flattenTree } from './flatten-tree.ts';
import { openGrammar } from './grammars.ts';
import { notebookSource } from './notebook.ts';

/** Code as a parser takes it. */
export interface SourceCode {
  readonly grammar: LanguageName;
  readonly source: string;
}

/** A source file as its parser left it. */
export interface ParsedSource {
  readonly grammar: LanguageName;
  /** Overwritten when the next file is parsed. */
  readonly tree: FlatTree;
}

/** What a file holds to compare, and what of it is not compared. */
export interface FoundCode {
  /** Null when its language is not read, or nothing in it can be compared. */
  readonly code: SourceCode | null;
  /** Why a part of the code, or all of it, is not compared; null where all of it is. */
  readonly reason: string | null;
  readonly gap: GapKind;
  /** UTF-16 units of code, and how many of them are not compared. */
  readonly length: number;
  readonly cut: number;
}

const NO_CODE: FoundCode = { code: null, reason: null, gap: 'left out', length: 0, cut: 0 };

/** What ends a line to JavaScript alone. */
const MORE_LINE_ENDS = /[\u2028\u2029]/g;

/** The text as the language reads its lines. */
function inLines(text: string, grammar: LanguageName): string {
  const hasMore = grammar === 'javascript' || grammar === 'typescript' || grammar === 'tsx';
  return hasMore ? text.replace(MORE_LINE_ENDS, '\n') : text;
}

/** Finds the code of a file. */
export function findCode(path: string, text: string): FoundCode {
  const language = languageOf(path);
  if (language === null) return NO_CODE;
  const source = isNotebook(path) ? notebookSource(text) : success(inLines(text, language.name));
  if (!source.ok)
    return { ...NO_CODE, reason: source.message, gap: 'not parsed', length: text.length, cut: text.length };
  const { text: kept, reason, over, cut } = handWritten(path, source.value, language);
  return {
    code: kept === null ? null : { grammar: language.name, source: kept },
    reason,
    gap: over ? 'over a budget' : 'left out',
    length: source.value.length,
    cut: kept === null ? source.value.length : cut,
  };
}

/** The code of a file; null when its language is not read, or nothing in it can be compared. */
export function codeOf(path: string, text: string): SourceCode | null {
  return findCode(path, text).code;
}

/**
 * What a parser may take, in milliseconds of processor: at the start, and for each UTF-16 unit. Ordinary code takes 0.0002 to
 * 0.0006 each, and what is copied out of the tree 0.0001 to 0.0003; prose under the ending of a language takes up to 0.003.
 */
const PARSE_MS = 500;
const PARSE_MS_EACH = 0.0014;
/**
 * What it may take more, for each of its steps (a hundred operations): 0.04 to 0.1 in ordinary code, 0.2 on a busy machine,
 * 1 to 8 where a grammar looks far ahead or mends errors. Tables of numbers have 0.05 steps a unit, no code has more. From the
 * first error on no step counts: what mends errors all along is no table.
 */
const PARSE_MS_STEP = 0.1;
const MOST_STEPS_EACH = 0.05;

/** A file that takes longer than any that a person writes. */
export class OverBudget extends Error {}

/** Lines that go on, one after the other, without a word between: the grammars read each of them from the first. */
const EMPTY_JOINS = /(?:\\\r?\n[ \t]*){8,}/g;
/** Long runs of comments in Python: its grammar looks to the end of them at each. No comment is compared. */
const COMMENT_RUN = /(?:^[ \t]*#[^\n]*\n){40,}/gm;

/** The same text to the parser, with the same places, without what takes a grammar the square of its length. */
function quickToParse(source: string, grammar: LanguageName): string {
  const joined = source.replace(EMPTY_JOINS, (lines) => lines.replaceAll('\\', ' '));
  return grammar === 'python' ? joined.replace(COMMENT_RUN, (lines) => lines.replace(/[^\n]/g, ' ')) : joined;
}

/**
 * Parses code and gives it to `use` at once, before another task of this thread can parse. Null when the parser gave
 * up. Throws OverBudget where it takes too long.
 */
export async function parseCode<T>(
  { grammar, source }: SourceCode,
  use: (parsed: ParsedSource) => T,
): Promise<T | null> {
  const { parser, language } = await openGrammar(grammar);
  const plain = quickToParse(source, grammar);
  const budget = cpuBudget(PARSE_MS + PARSE_MS_EACH * source.length);
  let steps = 0;
  let mends = false;
  const isOver = () => budget(PARSE_MS_STEP * Math.min(steps, MOST_STEPS_EACH * source.length));
  const tree = parser.parse(plain, null, {
    progressCallback: ({ hasError }) => {
      mends ||= hasError;
      if (!mends) steps++;
      return isOver();
    },
  });
  if (tree === null) {
    parser.reset();
    if (isOver()) throw new OverBudget(SKIP_REASONS.overTime());
    return null;
  }
  try {
    const flat = flattenTree(tree, language, plain, grammar !== 'python', isOver);
    if (flat === null) throw new OverBudget(SKIP_REASONS.overTime());
    return use({ grammar, tree: flat });
  } finally {
    tree.delete();
  }
}

export function printParsed({ grammar, tree }: ParsedSource, withTraits = false): FilePrint {
  const kinds = languageNamed(grammar)?.tokens ?? null;
  if (kinds === null) return printPython(tree, withTraits);
  const print = printTokens(tree, grammar, kinds);
  return withTraits ? { ...print, traits: readTokenTraits(tree) } : print;
}

/** Words, strings and values of parsed code, without its flow. */
export function traitsOf({ grammar, tree }: ParsedSource): readonly RegionTraits[] {
  return languageNamed(grammar)?.tokens == null
    ? readTraits(readPythonFile(tree), () => [])
    : readTokenTraits(tree);
}

/** What is read within the budget of a file; null for code that takes the parser longer: the work goes on with the rest. */
export async function inTime<T>(
  read: () => Promise<T | null>,
  tooLong: () => void = () => {},
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    tooLong();
    return null;
  }
}

/** Prints a source file of another project; null where it holds no code, or takes the parser too long. */
export async function printSource(path: string, text: string, withTraits = false): Promise<FilePrint | null> {
  const code = codeOf(path, text);
  return code === null ? null : inTime(() => parseCode(code, (parsed) => printParsed(parsed, withTraits)));
}
