import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { openTrap, PATIENCE_MS, readText, type Trap, tellsCopy } from './trap.ts';

/** Public clones whose ledger is held against its reasons. */
const CLONES = 5;

/** Code that was not compared and that nothing in the report speaks of. */
function unexplained({ coverage, notExamined }: AuditReport): string | null {
  if (coverage === undefined) return 'no ledger';
  if (coverage.compared + coverage.notCompared !== coverage.bytes)
    return 'bytes are neither compared nor not';
  return coverage.notCompared > 0 && notExamined.length === 0 ? 'a gap that is not told' : null;
}

describe('nothing blinds', function () {
  this.timeout(PATIENCE_MS);
  let trap: Trap;
  let copy: string;
  beforeEach(() => {
    trap = openTrap();
    copy = readText(join(trap.dir, 'grid.py'));
  });
  afterEach(() => trap.remove());

  const isTold = (report: AuditReport, path: string, told?: RegExp): void => {
    assert.ok(tellsCopy(report, path), `${path} is not told as a copy`);
    assert.equal(unexplained(report), null);
    if (told !== undefined)
      assert.ok(
        report.notExamined.some((one) => one.path === path && told.test(one.reason)),
        `what was left out of ${path} is not told`,
      );
  };
  const check = async (path: string, told?: RegExp): Promise<AuditReport> => {
    const report = await trap.report('--allow-partial');
    isTold(report, path, told);
    return report;
  };
  const notebook = (...cells: readonly string[]): string =>
    JSON.stringify({
      nbformat: 4,
      cells: cells.map((source) => ({ cell_type: 'code', source: source.split(/(?<=\n)/) })),
    });

  // What stands in the way of one is no help to the next: they lie beside each other, and each is asked for by its path.
  it('by the name of a folder that is passed over elsewhere, where git tracks it', async () => {
    const folders = [
      'node_modules',
      '.hg',
      '.svn',
      '.forebear-cache',
      'build',
      '.venv',
      '__pycache__',
      'dist',
    ] as const;
    trap.write('.gitignore', folders.map((folder) => `${folder}/\n`).join(''));
    for (const folder of folders) trap.write(`${folder}/inner/code.py`, copy);
    trap.commit();
    const report = await trap.report('--allow-partial');
    for (const folder of folders) isTold(report, `${folder}/inner/code.py`);
  });

  it('by what is cut before and behind the code, in a program and in a notebook', async () => {
    const paddings = {
      comment: `# ${'x'.repeat(20_001)}\n`,
      picture: `logo = "${'QUJD'.repeat(10_000)}"\n`,
      table: `table = [${'1, '.repeat(10_000)}]\n`,
      comments: `# ${'x'.repeat(500)}\n`.repeat(800),
    };
    for (const [what, padding] of Object.entries(paddings)) {
      trap.write(`${what}/a.py`, `${padding}\n${copy}`);
      trap.write(`${what}/b.py`, `${copy}\n${padding}`);
      trap.write(`${what}/a.ipynb`, notebook(copy, padding));
    }
    const report = await trap.report('--allow-partial');
    for (const what of Object.keys(paddings))
      for (const name of ['a.py', 'b.py', 'a.ipynb'])
        isTold(report, `${what}/${name}`, /the rest was compared/);
  });

  for (const [what, text] of [
    ['no JSON', '{'],
    ['no cells', '{"nbformat": 4}'],
  ] as const)
    it(`by a notebook with ${what}: it is told, and the audit is a partial one`, async () => {
      trap.write('a.ipynb', text);
      const { report, code } = await trap.audited();
      isTold(report, 'grid.py');
      assert.equal(report.partial, true);
      assert.ok(report.notExamined.some(({ path }) => path === 'a.ipynb'));
      assert.equal(code, 2);
    });

  it('by a clone that was not checked out, whatever else lies there', async () => {
    trap.write('README.md', '# Ours\n');
    rmSync(join(trap.dir, '.git', 'index'));
    rmSync(join(trap.dir, 'grid.py'));
    const { code, out } = await trap.forebear('audit', '.', '--no-cache');
    assert.equal(code, 2);
    assert.match(
      out.replace(/\s+/g, ' '),
      /1 of 1 files that git tracks and an audit reads are not in this folder/,
    );
  });

  it('by lines that end as on an old machine, or names in letters of another alphabet', async () => {
    trap.write('lines.py', `# a\r${copy.replaceAll('\n', '\r')}`);
    trap.write('letters.py', copy.replaceAll('torch', '\uFF54orch'));
    isTold(await check('lines.py'), 'letters.py');
  });

  for (const [encoding, end] of [
    ['unicode_escape', '\\n'],
    ['utf7', '+AAo-'],
  ] as const)
    it(`by a program in a comment, to be read as ${encoding}: it is told, and the audit is a partial one`, async () => {
      trap.write('code.py', `# coding: ${encoding}\n# ${copy.replaceAll('\n', end)}`);
      const report = await trap.report('--allow-partial');
      assert.equal(report.partial, true);
      assert.ok(report.notExamined.some(({ path, reason }) => path === 'code.py' && /encoding/.test(reason)));
    });

  it('by cells of a notebook of an old form or that says so, that only write files, leave a text open, or are many', async () => {
    const old = [{ cells: [{ cell_type: 'code', input: copy }] }];
    trap.write('old.ipynb', JSON.stringify({ nbformat: 3, cells: [], worksheets: old }));
    trap.write('file.ipynb', notebook(`%%writefile code.py\n${copy}`));
    trap.write('many.ipynb', notebook(...Array<string>(20_001).fill(''), copy));
    trap.write('open.ipynb', notebook('x = (', copy));
    trap.write('text.ipynb', notebook('s = """', copy));
    trap.write(
      'sheets.ipynb',
      JSON.stringify({ worksheets: [{ cells: [{ cell_type: 'code', input: [copy] }] }] }),
    );
    const report = await check('old.ipynb');
    for (const name of ['file', 'many', 'open', 'text', 'sheets']) isTold(report, `${name}.ipynb`);
  });

  it('by a git folder of another repository, or one that is none, which are told', async () => {
    trap.write('sub/.git/code.py', copy);
    const told = (report: AuditReport) => report.notExamined.map(({ path }) => path);
    assert.ok(told(await trap.report('--allow-partial')).includes('sub/.git'));
    rmSync(join(trap.dir, '.git'), { recursive: true });
    trap.write('.git/code.py', copy);
    assert.ok(told(await trap.report('--allow-partial')).includes('.git'));
  });

  it('by a submodule that is a plain folder, under any name', async () => {
    const commit = trap.git('rev-parse', 'HEAD').trim();
    const folders = ['sub', 'build', 'link', 'head', 'true'];
    for (const folder of folders)
      trap.git('update-index', '--add', '--cacheinfo', `160000,${commit},${folder}`);
    trap.git('commit', '-q', '-m', 'A change');
    for (const folder of folders) trap.write(`${folder}/code.py`, copy);
    // Neither a link to nothing nor a head alone makes a repository; one that stands is told with the command for it.
    trap.write('link/.git', 'gitdir: ../elsewhere\n');
    trap.write('head/.git/HEAD', 'ref: refs/heads/main\n');
    trap.write('true/.git', 'gitdir: ../.git\n');
    const report = await check('sub/code.py');
    for (const folder of ['build', 'link', 'head']) isTold(report, `${folder}/code.py`);
    assert.ok(
      report.notExamined.some(({ path, reason }) => path === 'true' && /"forebear audit true"/.test(reason)),
    );
  });

  it('by what makes a folder look like a bare repository', async () => {
    const bare = join(trap.dir, '..', 'bare');
    trap.git('clone', '-q', '--bare', trap.dir, bare);
    rmSync(join(trap.dir, '.git'), { recursive: true });
    cpSync(bare, trap.dir, { recursive: true });
    trap.write('deep/down/code.py', copy);
    await check('deep/down/code.py');
  });

  it('by a file that may not be read', async function () {
    if (process.getuid?.() === 0) this.skip();
    chmodSync(trap.write('secret.py', copy), 0);
    const report = await check('grid.py');
    assert.equal(report.partial, true);
    assert.equal((await trap.forebear('audit', '.', '--no-cache', '--quiet')).code, 2);
  });

  it('by a file over the limit: it is told, and ends with 2', async () => {
    trap.write('large.py', `${copy}\n${'# padding that goes on and on\n'.repeat(200_000)}`);
    const report = await check('grid.py');
    assert.equal(report.partial, true);
    assert.ok(report.notExamined.some(({ path }) => path === 'large.py'));
  });

  it('by code that Git LFS keeps elsewhere: it is told, and the audit is a partial one', async () => {
    const id = 'sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';
    trap.write('code.py', `version https://git-lfs.github.com/spec/v1\noid ${id}\nsize 12345\n`);
    const report = await check('grid.py');
    assert.equal(report.partial, true);
    assert.ok(report.notExamined.some(({ path, reason }) => path === 'code.py' && /Git LFS/.test(reason)));
  });

  it('by a condition or a try around all, a later definition of each name, or a table in each function', async () => {
    const wraps: Readonly<Record<string, (lines: readonly string[]) => readonly string[]>> = {
      condition: (lines) => ['if True:', ...lines.map((line) => `    ${line}`)],
      attempt: (lines) => ['try:', ...lines.map((line) => `    ${line}`), 'finally:', '    pass'],
      later: (lines) => [
        ...lines,
        ...lines
          .flatMap((line) => /^(?:def|class) (\w+)/.exec(line)?.[1] ?? [])
          .map((name) => `def ${name}(*a): return a`),
      ],
      table: (lines) =>
        lines.flatMap((line) =>
          /^ *def .*:$/.test(line)
            ? [line, `${/^ */.exec(line)?.[0]}    _ = [`, ...Array<string>(1_100).fill('0,'.repeat(60)), ']']
            : [line],
        ),
    };
    for (const [what, wrap] of Object.entries(wraps))
      trap.write(`${what}.py`, `${wrap(copy.split('\n')).join('\n')}\n`);
    const report = await trap.report('--allow-partial');
    for (const what of Object.keys(wraps)) isTold(report, `${what}.py`);
  });

  it('by bytes that are no Python, which are told', async () => {
    trap.write('odd.py', Buffer.concat([Buffer.from(copy), Buffer.from([0xff, 0x0a])]));
    const report = await check('grid.py');
    assert.ok(report.notExamined.some(({ path }) => path === 'odd.py'));
    assert.equal(report.partial, true);
  });

  it('by a link in place of a folder or a file, which is told', async () => {
    cpSync(join(trap.dir, 'grid.py'), join(trap.dir, '..', 'outside.py'));
    symlinkSync('../outside.py', join(trap.dir, 'link.py'));
    symlinkSync('..', join(trap.dir, 'up'));
    const told = (await check('grid.py')).notExamined.map(({ path }) => path);
    assert.ok(told.includes('link.py') && told.includes('up'));
  });

  it('by a repository without its git folder', async () => {
    rmSync(join(trap.dir, '.git'), { recursive: true });
    trap.write('.gitignore', 'grid.py\nbuild/\n');
    trap.write('build/code.py', copy);
    await check('build/code.py');
  });

  it('by what a rule on ignoring names, where git tracks it', async () => {
    trap.write('.gitignore', '*\n');
    trap.commit();
    await check('grid.py');
  });

  for (const [what, path, top] of [
    ['a header', 'grid.py', '# Adapted from https://github.com/acme-labs/widgets\n'],
    ['a line of copyright', 'grid.py', '# Copyright (c) 2019 Acme Widgets Inc.\n'],
    ['a folder', 'third_party/acme/grid.py', ''],
  ] as const)
    it(`by ${what} that names another as the source: a question is left, and whose word that is`, async () => {
      rmSync(join(trap.dir, 'grid.py'));
      trap.write(path, `${top}${copy}`);
      trap.commit();
      const report = await check(path);
      const about = report.findings.filter(({ upstream }) => upstream === 'heron-vl');
      assert.ok(about.some(({ rule }) => rule === 'upstream-not-credited'));
      assert.ok(report.trust?.some(({ fact }) => fact.startsWith(`${path} names another`)));
    });

  it('by dates that the audited side has put into its commits', async () => {
    const orders = async (date: string, ...more: readonly string[]): Promise<ReadonlySet<unknown>> => {
      rmSync(join(trap.dir, '.git'), { recursive: true });
      trap.git('init', '-q', '-b', 'main');
      trap.commitAt(date, ...more);
      const report = await trap.report('--allow-partial');
      assert.ok(tellsCopy(report), 'the match is dropped');
      return new Set(report.modules.flatMap(({ matches }) => matches.map(({ order }) => order)));
    };
    assert.deepEqual(await orders('2026-02-01T00:00:00Z'), new Set(['before']));
    assert.deepEqual(
      await orders('2026-02-01T00:00:00Z', '--date=2001-01-01T00:00:00Z'),
      new Set(['disputed']),
    );
    assert.deepEqual(await orders('2001-01-01T00:00:00Z'), new Set(['after']));
    assert.ok((await trap.report('--allow-partial')).trust?.some(({ saidBy }) => saidBy === 'audited side'));
  });

  const mirror = process.env.FOREBEAR_MIRROR;
  it('in public clones: each byte of code is compared, or in a file that is named with a reason', async function () {
    if (mirror === undefined || !existsSync(mirror)) this.skip();
    const clones = readdirSync(mirror).sort().slice(0, CLONES);
    for (const name of clones) {
      const ended = await trap.forebear(
        'audit',
        join(mirror, name, 'repo'),
        '--format',
        'json',
        '--allow-partial',
        '--no-cache',
      );
      if (ended.out === '') continue;
      const report: AuditReport = JSON.parse(ended.out);
      assert.equal(unexplained(report), null, name);
      const named = report.notExamined.filter(({ reason }) => !/not a kind of file/.test(reason));
      if ((report.coverage?.notCompared ?? 0) > 0)
        assert.ok(named.length > 0, `${name}: a gap that is not told`);
    }
  });
});
