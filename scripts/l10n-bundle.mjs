// The sentences in other languages, brought together: those of l10n/, and those of each room that has its own.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Files of Chinese sentences, relative to the root: a sentence that only one rule says stands with the rule. */
export function chineseFiles() {
  const rooms = readdirSync(join(root, 'src'), { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /(^|\/)zh\.json$/.test(name))
    .map((name) => `src/${name}`);
  return ['l10n/bundle.l10n.zh-cn.json', ...rooms.sort()];
}

/** English sentence -> Chinese. Throws when two files say one sentence in two ways. */
export function chineseBundle() {
  const all = new Map();
  for (const file of chineseFiles()) {
    for (const [sentence, chinese] of Object.entries(json(file))) {
      if ((all.get(sentence) ?? chinese) !== chinese)
        throw new Error(`${file}: "${sentence}" is said otherwise in another file`);
      all.set(sentence, chinese);
    }
  }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the editor reads for each language: a sentence is its own key. */
export function bundles() {
  const chinese = chineseBundle();
  const english = Object.fromEntries(Object.keys(chinese).map((sentence) => [sentence, sentence]));
  return { 'bundle.l10n.json': english, 'bundle.l10n.zh-cn.json': chinese };
}
