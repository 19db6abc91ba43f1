import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { AuditReport } from '../../src/model/report.ts';
import { RULES } from '../../src/rules/table.ts';
import { forebear, freshFolder, parseResult } from '../cli/run-forebear.ts';
import { type RuleCase, readCase } from './case-file.ts';
import { UPSTREAM, writeRepository, writeUpstream } from './write-case.ts';

interface Fixed {
  readonly changes: readonly { readonly path: string; readonly isNew: boolean }[];
  readonly diff: string;
  readonly refused: readonly { readonly path: string; readonly message: string }[];
  readonly left: readonly { readonly id: string; readonly rule: string; readonly path: string }[];
}

const rooms = join(import.meta.dirname, '../../src/rules');

/** Every case of a rule with fixes that finds something, by its name. */
const cases = RULES.filter((rule) => rule.fixable).flatMap(({ id }) => {
  const folder = join(rooms, id, 'cases');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names
    .sort()
    .map((name) => ({ name: `${id}/${name.replace('.json', '')}`, one: readCase(join(folder, name)) }))
    .filter(({ one }) => one.finds.length > 0);
});

/** What a reader sees of a Markdown text: the words of each paragraph, item, heading and cell, with what holds them. */
function blocksOf(text: string): readonly string[] {
  const around: string[] = [];
  return new MarkdownIt().parse(text.replace(/^---\n[\s\S]*?\n---\n/, ''), {}).flatMap((token) => {
    if (token.nesting === 1) around.push(token.tag);
    if (token.nesting === -1) around.pop();
    return token.type === 'inline' ? [`${around.join(' ')}: ${token.content}`] : [];
  });
}

/** Every line of every file of a tree. */
function linesIn(folder: string): ReadonlySet<string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    names.flatMap((one) =>
      one.isFile() ? readFileSync(join(one.parentPath, one.name), 'utf8').split('\n') : [],
    ),
  );
}

/** Whether all of `some` stand in `all`, in the same order. */
function standsIn(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const one of all) if (one === some[at]) at += 1;
  return at === some.length;
}

describe('fixes of every rule, on every case that finds something', () => {
  const folders: string[] = [];
  const catalogues = new Map<string, string>();
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const catalogueOf = (upstream: RuleCase['upstream']): string => {
    const key = JSON.stringify(upstream ?? {});
    const known = catalogues.get(key);
    if (known !== undefined) return known;
    const folder = freshFolder();
    folders.push(folder);
    const built = forebear('catalogue', 'build', '--offline', '--catalogue', writeUpstream(upstream, folder));
    assert.equal(built.code, 0, built.err);
    catalogues.set(key, folder);
    return folder;
  };

  for (const { name, one } of cases) {
    it(`hold: ${name}`, () => {
      const folder = catalogueOf(one.upstream);
      const tree = join(folder, 'upstream', UPSTREAM);
      const repository = writeRepository(one, tree);
      const known = one.upstream === undefined ? [] : ['--catalogue', join(folder, 'catalogue')];
      const audited = forebear(
        'audit',
        repository.dir,
        ...known,
        '--format',
        'json',
        '--no-cache',
        '--quiet',
      );
      const { findings } = parseResult<AuditReport>('report.schema.json', audited.out);
      const readme = join(repository.dir, 'README.md');
      const before = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
      const fix = (): Fixed => {
        const run = forebear('fix', '--in', repository.dir, ...known, '--yes', '--format', 'json', '--quiet');
        assert.ok(run.code === 0 || run.code === 1, run.err);
        return JSON.parse(run.out) as Fixed;
      };
      try {
        const first = fix();
        const refused = new Set(first.refused.map((item) => item.path));
        const mended = findings.filter(
          (finding) => finding.fixes.length > 0 && finding.fixes.every((item) => !refused.has(item.path)),
        );
        const left = new Set(first.left.map((finding) => finding.id));
        assert.deepEqual(
          mended
            .filter((finding) => left.has(finding.id))
            .map((finding) => `${finding.rule} ${finding.path}`),
          [],
          'a finding outlives its fix',
        );
        const second = fix();
        assert.deepEqual(second.changes, [], `a second fix changes more:\n${second.diff}`);
        const stood = linesIn(tree);
        const added = first.diff.split('\n').filter((line) => /^\+(?!\+\+)/.test(line));
        for (const line of added) {
          assert.ok(
            !line.includes(folder) && !/(?:^|[\s(/])\.\.\//.test(line),
            `a path of this machine: ${line}`,
          );
          assert.ok(
            !/SPDX-License-Identifier|scancode/i.test(line) || stood.has(line.slice(1)),
            `a license tag: ${line}`,
          );
        }
        const after = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
        assert.ok(standsIn(blocksOf(before), blocksOf(after)), `the README reads otherwise:\n${after}`);
      } finally {
        repository.remove();
      }
    });
  }
});
