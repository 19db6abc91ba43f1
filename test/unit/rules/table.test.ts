import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../src/rules/table.ts';

const root = join(import.meta.dirname, '../../..');
const published = join(root, 'docs/rules');
const sources = join(root, 'src/rules');
const pageOf = (id: string): string => readFileSync(join(sources, id, 'page.md'), 'utf8');

describe('table of rules', () => {
  it('holds every rule file, and nothing twice', () => {
    const rooms = readdirSync(sources, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    assert.deepEqual(RULES.map((rule) => rule.id).sort(), rooms.sort());
  });

  it('publishes the page of each rule and no other, as `node scripts/write-rule-pages.mjs` writes it', () => {
    const pages = readdirSync(published).map((name) => name.replace('.md', ''));
    assert.deepEqual(pages.sort(), RULES.map((rule) => rule.id).sort());
    for (const id of pages) assert.equal(readFileSync(join(published, `${id}.md`), 'utf8'), pageOf(id), id);
  });

  for (const rule of RULES) {
    it(`explains ${rule.id}: title, level, why, example and how to mend it`, () => {
      const page = pageOf(rule.id);
      assert.ok(page.startsWith(`# ${rule.title}\n`), rule.title);
      assert.ok(page.includes(`Rule \`${rule.id}\`. Level: ${rule.level}`), rule.level);
      for (const section of ['## Why', '## Example', '## How to mend it']) assert.ok(page.includes(section));
    });
  }

  it('speaks of evidence, and accuses nobody', () => {
    const words = /plagiari|theft|steal|stole|guilty|violat|licence/i;
    for (const { id } of RULES) assert.ok(!words.test(pageOf(id)), id);
    for (const name of readdirSync(sources, { recursive: true })
      .map(String)
      .filter((one) => one.endsWith('.ts'))) {
      assert.ok(!words.test(readFileSync(join(sources, name), 'utf8')), name);
    }
  });
});
