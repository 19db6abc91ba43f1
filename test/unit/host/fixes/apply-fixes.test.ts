import { strict as assert } from 'node:assert';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyFixes, describePlan } from '../../../../src/host/apply-fixes.ts';
import { type FixTexts, planFixes } from '../../../../src/host/fixes/plan-fixes.ts';
import type { AuditReport, Finding, Fix } from '../../../../src/model/report.ts';

const texts: FixTexts = {
  license: async (id) => (id === 'MIT' ? 'A text.' : null),
  upstream: async () => null,
};

function reportOf(...fixes: readonly Fix[]): AuditReport {
  const findings: readonly Finding[] = fixes.map((fix, at) => ({
    id: `finding-${at}`,
    rule: 'a-rule',
    level: 'error',
    message: 'm',
    path: fix.path,
    range: { startLine: 1, endLine: 1 },
    help: 'docs/rules/a-rule.md',
    fixes: [fix],
    related: [],
    evidence: [],
    basis: 'b',
  }));
  return {
    schemaVersion: 1,
    tool: { name: 'forebear', version: '0' },
    target: { name: 'x', files: 0, examined: 0 },
    catalogue: { id: 'c', built: '2024-01-01', upstreams: 0 },
    partial: false,
    notExamined: [],
    modules: [],
    residues: [],
    artefacts: [],
    lineage: [],
    licenses: [],
    claims: [],
    findings,
    decisions: [],
    sources: [],
  };
}

describe('fixes', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'forebear-fixes-'));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const read = (path: string): string => readFileSync(join(root, path), 'utf8');

  it('are shown as a unified diff that changes nothing', async () => {
    writeFileSync(join(root, 'a.py'), '#!/usr/bin/python\nx = 1\n');
    const report = reportOf({
      title: 'Add it',
      path: 'a.py',
      kind: 'insert',
      line: 2,
      text: '# Copyright\n',
    });
    assert.equal(
      describePlan(await planFixes(report, root, texts)),
      '# Add it\n--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n #!/usr/bin/python\n+# Copyright\n x = 1\n',
    );
    assert.equal(read('a.py'), '#!/usr/bin/python\nx = 1\n');
  });

  it('insert, append and create, and leave no temporary file', async () => {
    writeFileSync(join(root, 'README.md'), '# x\n\n## Acknowledgements');
    const result = await applyFixes(
      reportOf(
        { title: 't', path: 'README.md', kind: 'append', text: '\nEnd\n' },
        { title: 't', path: 'README.md', kind: 'insert', line: 1, text: '---\na: b\n---\n' },
        { title: 't', path: 'LICENSES/MIT.txt', kind: 'create', text: '', licenseText: 'MIT' },
      ),
      root,
      texts,
    );
    assert.deepEqual(result, { written: ['LICENSES/MIT.txt', 'README.md'], refused: [] });
    assert.equal(read('README.md'), '---\na: b\n---\n# x\n\n## Acknowledgements\n\nEnd\n');
    assert.equal(read('LICENSES/MIT.txt'), 'A text.\n');
    assert.deepEqual(readdirSync(root).sort(), ['LICENSES', 'README.md']);
  });

  it('keep line ends and the byte order mark of a file', async () => {
    writeFileSync(join(root, 'a.py'), '\uFEFFx = 1\r\ny = 2\r\n');
    await applyFixes(
      reportOf({ title: 't', path: 'a.py', kind: 'insert', line: 1, text: '# a\n# b\n' }),
      root,
      texts,
    );
    assert.equal(read('a.py'), '\uFEFF# a\r\n# b\r\nx = 1\r\ny = 2\r\n');
  });

  it('never overwrite a file that is there', async () => {
    writeFileSync(join(root, 'NOTICE'), 'mine\n');
    const report = reportOf({ title: 't', path: 'NOTICE', kind: 'create', text: 'theirs\n' });
    const result = await applyFixes(report, root, texts);
    assert.deepEqual(result.written, []);
    assert.match(result.refused[0]?.message ?? '', /exists already/);
    assert.equal(read('NOTICE'), 'mine\n');
    assert.match(describePlan(await planFixes(report, root, texts)), /# not changed: NOTICE exists already/);
  });

  it('of two findings that ask for the same text write it once', async () => {
    const fix: Fix = { title: 't', path: 'NOTICE', kind: 'create', text: 'line\n' };
    await applyFixes(reportOf(fix, fix), root, texts);
    assert.equal(read('NOTICE'), 'line\n');
  });

  it('refuse paths outside the folder, through links, and in git’s own folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'forebear-outside-'));
    writeFileSync(join(outside, 'target'), 'safe\n');
    symlinkSync(outside, join(root, 'linked'));
    symlinkSync(join(outside, 'target'), join(root, 'file'));
    mkdirSync(join(root, '.git'));
    mkdirSync(join(root, 'folder'));
    const paths = [
      '../evil',
      '/tmp/evil',
      'a/../../evil',
      'linked/new',
      'file',
      '.git/hooks/pre-commit',
      'folder',
      'a\\b',
      '',
    ];
    const report = reportOf(
      ...paths.map(
        (path): Fix => ({ title: 't', path, kind: path === 'file' ? 'append' : 'create', text: 'bad\n' }),
      ),
    );
    const result = await applyFixes(report, root, texts);
    assert.deepEqual(result.written, []);
    assert.equal(result.refused.length, paths.length);
    assert.equal(readFileSync(join(outside, 'target'), 'utf8'), 'safe\n');
    assert.deepEqual(readdirSync(outside), ['target']);
    rmSync(outside, { recursive: true });
  });

  it('leave binary files and files that became shorter alone', async () => {
    writeFileSync(join(root, 'b.py'), Buffer.from([0xff, 0xfe, 0x80]));
    writeFileSync(join(root, 'c.py'), 'x\n');
    const insert = (path: string, line: number): Fix => ({
      title: 't',
      path,
      kind: 'insert',
      line,
      text: '# a\n',
    });
    const result = await applyFixes(reportOf(insert('b.py', 1), insert('c.py', 9)), root, texts);
    assert.deepEqual(result.written, []);
    assert.deepEqual(
      result.refused.map((one) => one.message),
      ['b.py is no UTF-8 text.', 'c.py is shorter than when it was audited; audit it again.'],
    );
  });

  it('make control characters of the audited text visible in the diff', async () => {
    writeFileSync(join(root, 'a.py'), '\u001b[2Jx = 1\n');
    const shown = describePlan(
      await planFixes(
        reportOf({ title: 't', path: 'a.py', kind: 'insert', line: 1, text: '# a\n' }),
        root,
        texts,
      ),
    );
    assert.ok(!shown.includes('\u001b'));
    assert.match(shown, /<U\+001B>\[2Jx = 1/);
  });

  it('skip findings that a decision has settled', async () => {
    const report = reportOf({ title: 't', path: 'NOTICE', kind: 'create', text: 'x\n' });
    const decision = {
      finding: 'finding-0',
      rule: 'a-rule',
      path: 'NOTICE',
      state: 'own-work',
      note: 'n',
      basis: 'b',
      status: 'current',
    } as const;
    const result = await applyFixes({ ...report, decisions: [decision] }, root, texts);
    assert.deepEqual(result, { written: [], refused: [] });
  });
});
