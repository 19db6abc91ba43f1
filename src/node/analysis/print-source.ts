import type { FilePrint } from '../../core/similarity/unit-print.ts';
import { printJson } from '../../core/syntax/json-print.ts';
import { printPython } from '../../core/syntax/python/print-python.ts';
import { printTokens } from '../../core/syntax/token-print.ts';
import { flattenTree } from './flatten-tree.ts';
import { grammarOf, openGrammar } from './grammars.ts';
import { notebookSource } from './notebook.ts';

/** Longest source that is parsed, in UTF-16 units: longer files are generated. */
export const LONGEST_SOURCE = 4_000_000;

/** Prints a source file; null when its language is not read, or it is too long or no valid notebook. */
export async function printSource(path: string, text: string): Promise<FilePrint | null> {
  const name = grammarOf(path);
  if (name === null || text.length > LONGEST_SOURCE) return null;
  const source = path.toLowerCase().endsWith('.ipynb') ? notebookSource(text) : text;
  if (source === null) return null;
  const { parser, language } = await openGrammar(name);
  const tree = parser.parse(source);
  if (tree === null) return null;
  try {
    const flat = flattenTree(tree, language, source, name !== 'python');
    return name === 'python' ? printPython(flat) : printTokens(flat, name);
  } finally {
    tree.delete();
  }
}

/** Prints a source file, or a JSON document as configurations are compared. */
export async function printAny(path: string, text: string): Promise<FilePrint | null> {
  return path.toLowerCase().endsWith('.json') ? printJson(text) : printSource(path, text);
}
