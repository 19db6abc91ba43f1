import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport, Finding } from '../../src/model/report.ts';
import { RULES } from '../../src/rules/table.ts';
import { forebear, freshFolder, parseResult } from '../cli/run-forebear.ts';
import { type ExpectedFinding, type RuleCase, readCase } from './case-file.ts';
import { UPSTREAM, writeRepository, writeUpstream } from './write-case.ts';

const rooms = join(import.meta.dirname, '../../src/rules');

interface NamedCase {
  readonly name: string;
  readonly one: RuleCase;
}

function casesOf(rule: string): readonly NamedCase[] {
  const folder = join(rooms, rule, 'cases');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name: name.replace('.json', ''), one: readCase(join(folder, name)) }));
}

/** What a case says of a finding, of the fields that it speaks of. */
function described(finding: Finding, expected: ExpectedFinding | undefined): ExpectedFinding {
  const { path, level, upstream, duty } = finding;
  return {
    path,
    level,
    ...(expected?.upstream === undefined ? {} : { upstream: upstream ?? '' }),
    ...(expected?.duty === undefined ? {} : { duty: duty ?? '' }),
    ...(expected?.fix === undefined ? {} : { fix: finding.fixes.length > 0 }),
    ...(expected?.says === undefined
      ? {}
      : { says: finding.message.includes(expected.says) ? expected.says : finding.message }),
  };
}

const inOrder = (one: ExpectedFinding): string => `${one.path}\n${one.level}\n${one.upstream ?? ''}`;

/** Findings beside what is expected, each with the one of its path, level and upstream. */
function compared(
  findings: readonly Finding[],
  expected: readonly ExpectedFinding[],
): readonly [readonly ExpectedFinding[], readonly ExpectedFinding[]] {
  const left = [...expected];
  const found = findings.map((finding) => {
    const at = left.findIndex(
      (one) =>
        one.path === finding.path &&
        one.level === finding.level &&
        (one.upstream === undefined || one.upstream === finding.upstream),
    );
    return described(finding, at < 0 ? undefined : left.splice(at, 1)[0]);
  });
  const sorted = (some: readonly ExpectedFinding[]): ExpectedFinding[] =>
    [...some].sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));
  return [sorted(found), sorted(expected)];
}

describe('rules, on tiny repositories through the command line', () => {
  const folders: string[] = [];
  /** Catalogue folders by what the upstream is. */
  const catalogues = new Map<string, string>();
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** Builds the catalogue of a case's upstream, or takes the one that an earlier case built; answers its folder. */
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

  const findingsIn = (one: RuleCase, rule: string): readonly Finding[] => {
    const folder = catalogueOf(one.upstream);
    const repository = writeRepository(one, join(folder, 'upstream', UPSTREAM));
    try {
      const known = one.upstream === undefined ? [] : ['--catalogue', join(folder, 'catalogue')];
      const run = forebear('audit', repository.dir, ...known, '--format', 'json', '--no-cache', '--quiet');
      assert.ok(run.code === 0 || run.code === 1, run.err);
      const { findings } = parseResult<AuditReport>('report.schema.json', run.out);
      return findings.filter((finding) => finding.rule === rule);
    } finally {
      repository.remove();
    }
  };

  for (const { id } of RULES) {
    describe(id, () => {
      const cases = casesOf(id);
      for (const { name, one } of cases) {
        it(`${name}: ${one.claim}`, () => {
          const [found, expected] = compared(findingsIn(one, id), one.finds);
          assert.deepEqual(found, expected);
        });
      }

      it('has a case in which it finds something, and one in which it finds nothing', () => {
        assert.ok(
          cases.some(({ one }) => one.finds.length > 0),
          `${id} fires in no case`,
        );
        assert.ok(
          cases.some(({ one }) => one.finds.length === 0),
          `${id} is silent in no case`,
        );
      });
    });
  }
});
