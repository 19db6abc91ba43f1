import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../src/rules/table.ts';

const pages = join(import.meta.dirname, '../../../docs/rules');
const sources = join(import.meta.dirname, '../../../src/rules');

describe('table of rules', () => {
  it('holds every rule file, and nothing twice', () => {
    const rooms = readdirSync(sources, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    assert.deepEqual(RULES.map((rule) => rule.id).sort(), rooms.sort());
  });

  it('has one page for each rule and no other', () => {
    const written = readdirSync(pages).map((name) => name.replace('.md', ''));
    assert.deepEqual(written.sort(), RULES.map((rule) => rule.id).sort());
  });

  for (const rule of RULES) {
    it(`explains ${rule.id}: title, level, why, example and how to mend it`, () => {
      const page = readFileSync(join(pages, `${rule.id}.md`), 'utf8');
      assert.ok(page.startsWith(`# ${rule.title}\n`), rule.title);
      assert.ok(page.includes(`Rule \`${rule.id}\`. Level: ${rule.level}`), rule.level);
      for (const section of ['## Why', '## Example', '## How to mend it']) assert.ok(page.includes(section));
    });
  }

  it('speaks of evidence, and accuses nobody', () => {
    const words = /plagiari|theft|steal|stole|guilty|violat|licence/i;
    for (const name of readdirSync(pages)) {
      const page = readFileSync(join(pages, name), 'utf8');
      assert.ok(!words.test(page), name);
    }
    for (const name of readdirSync(sources, { recursive: true })
      .map(String)
      .filter((one) => one.endsWith('.ts'))) {
      assert.ok(!words.test(readFileSync(join(sources, name), 'utf8')), name);
    }
  });
});
