// The sentences that the extension and the panel translate: every literal first argument of t('…').
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name));
}

/** Answers the sentences in order, without repetition. */
export function l10nKeys() {
  const keys = new Set();
  for (const file of [...sources('src/extension'), ...sources('webview')]) {
    const text = readFileSync(file, 'utf8');
    for (const [, quoted] of text.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)) {
      keys.add((quoted ?? '').replace(/\\(.)/g, '$1'));
    }
    for (const [, quoted] of text.matchAll(/\bt\(\s*"((?:[^"\\]|\\.)*)"/g)) {
      keys.add((quoted ?? '').replace(/\\(.)/g, '$1'));
    }
  }
  return [...keys].sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const key of l10nKeys()) console.log(key);
}
