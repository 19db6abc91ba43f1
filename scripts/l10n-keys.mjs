// The sentences that the extension and the panel translate: every literal first argument of t('…'), every sentence
// that the engine makes with say`…`, and those that a report holds in English alone, made with fixed('…').
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function sources(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name));
}

/** Folders of the mouths whose sentences every interface shows. */
const SAYING = ['src/mouths/reports/answer', 'src/mouths/reports/river'];

/** Templates of say`…` in the engine and in the answer. A template without words is the same in every language. */
export function saidTemplates() {
  const templates = new Set();
  const pure = sources('src').filter((name) => !/src\/(host|mouths)\//.test(name));
  for (const file of [...pure, ...SAYING.flatMap(sources)]) {
    const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node) => {
      if (ts.isTaggedTemplateExpression(node) && node.tag.escapedText === 'say') {
        const { template } = node;
        const parts = ts.isNoSubstitutionTemplateLiteral(template)
          ? [template.text]
          : [template.head.text, ...template.templateSpans.map((span) => span.literal.text)];
        const text = parts.reduce((made, part, at) => `${made}{${at - 1}}${part}`);
        if (/\S/.test(text.replace(/\{\d+\}/g, ''))) templates.add(text);
        else if (text.includes(' ')) templates.add(text);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return templates;
}

/** Templates of fixed('…'), wherever they are said. */
export function fixedTemplates() {
  const templates = new Set();
  for (const file of sources('src')) {
    const text = readFileSync(file, 'utf8');
    if (!/import \{[^}]*\bfixed\b[^}]*\} from '[^']*\/said\.ts'/.test(text)) continue;
    const visit = (node) => {
      if (ts.isCallExpression(node) && node.expression.escapedText === 'fixed') {
        const [template] = node.arguments;
        if (template !== undefined && ts.isStringLiteralLike(template)) templates.add(template.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  }
  return templates;
}

/** What entries of the catalogue state of their dates: data, which may have a Chinese text and need not. */
export function statedBases() {
  const folder = join(root, 'catalogue/upstreams');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .flatMap(({ publishedBasis = '', repositoryIs = '' }) => [
      publishedBasis,
      `date recorded in the commit, where anyone can set it, in a ${repositoryIs}`,
    ]);
  return new Set(texts.flatMap((text) => text.split('; ')));
}

/** Answers the sentences in order, without repetition. */
export function l10nKeys() {
  const keys = new Set();
  for (const file of [...sources('src/mouths/editor'), ...sources('webview')]) {
    const text = readFileSync(file, 'utf8');
    for (const [, quoted] of text.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)) {
      keys.add((quoted ?? '').replace(/\\(.)/g, '$1'));
    }
    for (const [, quoted] of text.matchAll(/\bt\(\s*"((?:[^"\\]|\\.)*)"/g)) {
      keys.add((quoted ?? '').replace(/\\(.)/g, '$1'));
    }
  }
  for (const key of saidTemplates()) keys.add(key);
  for (const key of fixedTemplates()) keys.add(key);
  return [...keys].sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const key of l10nKeys()) console.log(key);
}
