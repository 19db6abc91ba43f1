// Publishes the page of each rule as docs/rules/<id>.md, where the findings of reports link to it.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const published = join(root, 'docs', 'rules');

rmSync(published, { recursive: true, force: true });
mkdirSync(published, { recursive: true });
for (const { name } of readdirSync(join(root, 'src', 'rules'), { withFileTypes: true })) {
  const page = join(root, 'src', 'rules', name, 'page.md');
  if (existsSync(page)) copyFileSync(page, join(published, `${name}.md`));
}
