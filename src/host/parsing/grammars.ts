import { readFile } from 'node:fs/promises';
import { Language, Parser } from 'web-tree-sitter';
import type { LanguageName } from '../../languages/table.ts';
import { assetPath } from '../assets.ts';

let started: Promise<void> | undefined;
const loaded = new Map<LanguageName, Promise<{ parser: Parser; language: Language }>>();

async function load(name: LanguageName): Promise<{ parser: Parser; language: Language }> {
  started ??= Parser.init({ locateFile: () => assetPath('grammars/tree-sitter.wasm') });
  await started;
  const language = await Language.load(await readFile(assetPath(`grammars/${name}.wasm`)));
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, language };
}

/** Parser and grammar, loaded once for each thread. */
export function openGrammar(name: LanguageName): Promise<{ parser: Parser; language: Language }> {
  const known = loaded.get(name) ?? load(name);
  loaded.set(name, known);
  return known;
}
