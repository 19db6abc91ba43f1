import { readFile } from 'node:fs/promises';
import { Language, Parser } from 'web-tree-sitter';
import type { FilePrint } from '../../compare/unit-print.ts';
import { assetPath } from '../assets.ts';

export type GrammarName = Exclude<FilePrint['language'], 'json'>;

const BY_ENDING: Readonly<Record<string, GrammarName>> = {
  py: 'python',
  pyi: 'python',
  ipynb: 'python',
  c: 'c',
  h: 'cpp',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  cu: 'cpp',
  cuh: 'cpp',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
};

/** The grammar that reads a file of this name, or null. */
export function grammarOf(path: string): GrammarName | null {
  const dot = path.lastIndexOf('.');
  return BY_ENDING[path.slice(dot + 1).toLowerCase()] ?? null;
}

let started: Promise<void> | undefined;
const loaded = new Map<GrammarName, Promise<{ parser: Parser; language: Language }>>();

async function load(name: GrammarName): Promise<{ parser: Parser; language: Language }> {
  started ??= Parser.init({ locateFile: () => assetPath('grammars/tree-sitter.wasm') });
  await started;
  const language = await Language.load(await readFile(assetPath(`grammars/${name}.wasm`)));
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, language };
}

/** Parser and grammar, loaded once for each thread. */
export function openGrammar(name: GrammarName): Promise<{ parser: Parser; language: Language }> {
  const known = loaded.get(name) ?? load(name);
  loaded.set(name, known);
  return known;
}
