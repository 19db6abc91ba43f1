import type { RegionTraits } from '../../compare/traits.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { generatedReason } from '../../languages/generated.ts';
import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import { printTokens } from '../../languages/normal-form/token-print.ts';
import { printPython } from '../../languages/python/print-python.ts';
import { readPythonFile } from '../../languages/python/python-file.ts';
import { isNotebook, type LanguageName, languageNamed, languageOf } from '../../languages/table.ts';
import { readTraits } from '../../languages/traits/python-traits.ts';
import { readTokenTraits } from '../../languages/traits/token-traits.ts';
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

/** The code of a file, or why there is none to compare: null when its language is not read, or it is no valid notebook. */
export function findCode(path: string, text: string): SourceCode | { readonly reason: string | null } {
  const language = languageOf(path);
  if (language === null) return { reason: null };
  const notebook = isNotebook(path);
  const source = notebook ? notebookSource(text) : text;
  if (source === null) return { reason: null };
  const reason = generatedReason(path, source, language);
  if (reason === null) return { grammar: language.name, source };
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

/** Words, strings and values of parsed code, without its flow. */
export function traitsOf({ grammar, tree }: ParsedSource): readonly RegionTraits[] {
  return languageNamed(grammar)?.tokens == null
    ? readTraits(readPythonFile(tree), () => [])
    : readTokenTraits(tree);
}

/** Prints a source file; null where it holds no code. */
export async function printSource(path: string, text: string, withTraits = false): Promise<FilePrint | null> {
  const code = codeOf(path, text);
  return code === null ? null : parseCode(code, (parsed) => printParsed(parsed, withTraits));
}
