import assert from 'node:assert/strict';
import type { ReportRows } from '../../../src/portfolio/revision-rows.ts';
import { setAside, whatIsNew } from '../../../src/portfolio/what-is-new.ts';

const lineage = (upstream: string, credited: string) => ({
  upstream,
  version: `${upstream}@1`,
  name: upstream,
  home: null,
  strength: 'strong',
  relation: 'source',
  credited,
  claimed: false,
  modules: 1,
});
const finding = (id: string, level: 'error' | 'warning' | 'note') => ({
  finding: id,
  rule: 'upstream-not-credited',
  level,
  message: `about ${id}`,
  path: 'README.md',
  line: 1,
  upstream: null,
  duty: null,
});
const rows = (parts: Partial<ReportRows>): ReportRows => ({
  lineage: [],
  findings: [],
  licenses: [],
  ...parts,
});

describe('what is new in a repository', () => {
  it('is, at first, that it was audited, with the weight of its worst finding', () => {
    const [change, ...others] = whatIsNew(
      '1',
      'c',
      null,
      rows({ findings: [finding('a', 'note'), finding('b', 'warning')] }),
    );
    assert.equal(others.length, 0);
    assert.equal(change?.kind, 'audited');
    assert.equal(change?.level, 'warning');
    assert.match(change?.text ?? '', /warnings 1, notes 1/);
    assert.equal(whatIsNew('1', 'c', null, rows({}))[0]?.level, null);
  });

  it('is each upstream, credit, finding and license that came, went or changed', () => {
    const before = rows({
      lineage: [lineage('stays', 'yes'), lineage('goes', 'no'), lineage('turns', 'no')],
      findings: [finding('same', 'error'), finding('mended', 'error')],
      licenses: [{ path: 'LICENSE', slot: 'code', expression: 'MIT' }],
    });
    const now = rows({
      lineage: [lineage('stays', 'yes'), lineage('comes', 'no'), lineage('turns', 'yes')],
      findings: [finding('same', 'error'), finding('fresh', 'warning')],
      licenses: [{ path: 'LICENSE', slot: 'code', expression: 'Apache-2.0' }],
    });
    const told = whatIsNew('1', 'c', before, now).map(({ kind, level, upstream }) => [kind, level, upstream]);
    assert.deepEqual(told, [
      ['lineage-new', null, 'comes'],
      ['credit-changed', null, 'turns'],
      ['lineage-gone', null, 'goes'],
      ['finding-new', 'warning', null],
      ['finding-gone', null, null],
      ['license-changed', null, null],
    ]);
  });

  it('is nothing where nothing changed', () => {
    const same = rows({ lineage: [lineage('a', 'yes')], findings: [finding('f', 'note')] });
    assert.deepEqual(whatIsNew('1', 'c', same, same), []);
  });

  it('has the same id when it is told again, and another in another repository or revision', () => {
    const ids = [
      ['1', 'c'],
      ['1', 'c'],
      ['2', 'c'],
      ['1', 'd'],
    ].map(([repository = '', commit = '']) => setAside(repository, commit, 'gone').id);
    assert.equal(ids[0], ids[1]);
    assert.equal(new Set(ids).size, 3);
  });
});
