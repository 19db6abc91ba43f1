import type { FilePrint } from '../../compare/unit-print.ts';
import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import { printTokens } from '../../languages/normal-form/token-print.ts';
import { printPython } from '../../languages/python/print-python.ts';
import { isNotebook, type LanguageName, languageNamed, languageOf } from '../../languages/table.ts';
import { readTokenTraits } from '../../languages/traits/token-traits.ts';
import { flattenTree } from './flatten-tree.ts';
import { openGrammar } from './grammars.ts';
import { notebookSource } from './notebook.ts';

/** Longest source that is parsed, in UTF-16 units: longer files are generated. */
export const LONGEST_SOURCE = 4_000_000;

/** Characters of one line beyond which code was not written by hand. */
const LONGEST_LINE = 20_000;
/** Average characters of a line beyond which a large file was not written by hand. */
const WIDEST = 160;
const LARGE = 300_000;

/** Why a source file is taken for generated and not compared; null for one that is. */
export function generatedReason(text: string): string | null {
  if (text.length > LONGEST_SOURCE)
    return `${text.length} characters of code: taken for generated, not compared`;
  let lines = 1;
  let longest = 0;
  for (let start = 0; ; lines += 1) {
    const end = text.indexOf('\n', start);
    longest = Math.max(longest, (end < 0 ? text.length : end) - start);
    if (end < 0) break;
    start = end + 1;
  }
  if (longest > LONGEST_LINE) return `a line of ${longest} characters: taken for generated, not compared`;
  if (text.length > LARGE && text.length / lines > WIDEST) {
    return `${Math.round(text.length / lines)} characters in an average line: taken for generated, not compared`;
  }
  return null;
}

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

/** The code of a file, or why there is none to compare: null when its language is not read, or it is no valid notebook. */
export function findCode(path: string, text: string): SourceCode | { readonly reason: string | null } {
  const grammar = languageOf(path)?.name;
  if (grammar === undefined) return { reason: null };
  const notebook = isNotebook(path);
  const source = notebook ? notebookSource(text) : text;
  if (source === null) return { reason: null };
  const reason = generatedReason(source);
  if (reason === null) return { grammar, source };
  return { reason: notebook ? null : reason };
}

/** The code of a file; null when its language is not read, or it is too long or no valid notebook. */
export function codeOf(path: string, text: string): SourceCode | null {
  const code = findCode(path, text);
  return 'reason' in code ? null : code;
}

/**
 * Parses code and gives it to `use` at once, before another task of this thread can parse. Null when the parser gave
 * up.
 */
export async function parseCode<T>(
  { grammar, source }: SourceCode,
  use: (parsed: ParsedSource) => T,
): Promise<T | null> {
  const { parser, language } = await openGrammar(grammar);
  const tree = parser.parse(source);
  if (tree === null) return null;
  try {
    return use({ grammar, tree: flattenTree(tree, language, source, grammar !== 'python') });
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

/** Prints a source file; null where it holds no code. */
export async function printSource(path: string, text: string, withTraits = false): Promise<FilePrint | null> {
  const code = codeOf(path, text);
  return code === null ? null : parseCode(code, (parsed) => printParsed(parsed, withTraits));
}
