import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { LIMIT_MS, openTrap, PATIENCE_MS, readText, type Trap, tellsCopy } from './trap.ts';

/** Puts an object into the trap's repository, however ill-formed; its id. */
function put(trap: Trap, type: 'blob' | 'tree' | 'commit' | 'tag', content: string | Uint8Array): string {
  const { stdout, stderr } = spawnSync('git', ['hash-object', '-t', type, '-w', '--stdin', '--literally'], {
    cwd: trap.dir,
    input: content,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return stdout.trim();
}

/** A tree of entries as git keeps it. */
const treeOf = (entries: readonly (readonly [mode: string, name: string, id: string])[]): Uint8Array =>
  Buffer.concat(
    entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
  );

const commitOf = (tree: string, who: string, more = ''): string =>
  `tree ${tree}\n${more}author ${who}\ncommitter ${who}\n\nA change\n`;

const CATALOGUE = join(import.meta.dirname, '..', '..', 'examples', 'catalogue');
const WHO = 'Example Author <author@example.org> 1767225600 +0000';

describe('a repository made by someone who knows the code', function () {
  this.timeout(PATIENCE_MS);
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
  });
  afterEach(() => trap.remove());

  /** The copy on disk is told as one, whatever git's own folder holds. */
  const stillTold = async (): Promise<AuditReport> => {
    const report = await trap.report('--allow-partial');
    assert.ok(tellsCopy(report), 'the copy is not told');
    return report;
  };
  const point = (commit: string): string => trap.write('.git/refs/heads/main', `${commit}\n`);
  const ended = async (...args: readonly string[]) => {
    const one = await trap.forebear(...args);
    assert.equal(one.hung, false, `${args.join(' ')} did not end`);
    assert.ok(!one.err.includes('unexpected failure'), one.err);
    return one;
  };

  for (const settings of [
    { 'core.bare': 'true' },
    { 'core.repositoryFormatVersion': '99' },
    { 'core.repositoryFormatVersion': '1', 'extensions.refStorage': 'unheard-of' },
    { 'core.repositoryFormatVersion': '1', 'extensions.objectFormat': 'sha256' },
    {
      'core.ignoreCase': 'true',
      'core.sparseCheckout': 'true',
      'core.bigFileThreshold': '1',
      'core.packedGitLimit': '1',
      'core.abbrev': '4',
      'diff.renames': 'copies',
      'diff.renameLimit': '1',
      'format.pretty': 'oneline',
      'log.abbrevCommit': 'true',
      'log.date': 'format:%%',
      'log.showNotes': 'true',
      'tag.sort': 'version:refname',
    },
  ])
    it(`hides no copy by setting ${Object.keys(settings).join(', ')}`, async () => {
      for (const [key, value] of Object.entries(settings)) trap.git('config', key, value);
      await stillTold();
    });

  it('hides no copy by a replaced commit, a graft or a borrowed tree', async () => {
    const empty = put(trap, 'tree', '');
    const other = put(trap, 'commit', commitOf(empty, WHO));
    const head = trap.git('rev-parse', 'HEAD').trim();
    trap.write(`.git/refs/replace/${head}`, `${other}\n`);
    trap.write('.git/info/grafts', `${head} ${other}\n`);
    await stillTold();
    const report = JSON.parse(
      (await ended('audit', '.', '--rev', 'HEAD', '--no-cache', '--format', 'json', '--allow-partial')).out,
    ) as AuditReport;
    assert.ok(report.modules.some(({ path }) => path === 'grid.py'));
  });

  it('passes no other files off as those of a commit by a folder or a commit kept under the id of another', async () => {
    const copy = readText(join(trap.dir, 'grid.py'));
    trap.write('sub/grid.py', copy);
    trap.commit();
    const audit = ['audit', '.', '--rev', 'HEAD', '--no-cache', '--format', 'json', '--catalogue', CATALOGUE];
    assert.ok(tellsCopy(JSON.parse((await ended(...audit)).out), 'sub/grid.py'));
    const other = put(trap, 'blob', 'x = 1\n');
    const tree = put(trap, 'tree', treeOf([['100644', 'grid.py', other]]));
    const commit = put(trap, 'commit', commitOf(tree, WHO));
    const fileOf = (id: string): string => join(trap.dir, '.git', 'objects', id.slice(0, 2), id.slice(2));
    for (const [kept, given] of [
      ['HEAD:sub', tree],
      ['HEAD^{tree}', tree],
      ['HEAD', commit],
    ] as const) {
      const place = fileOf(trap.git('rev-parse', kept).trim());
      const whole = readFileSync(place);
      rmSync(place);
      cpSync(fileOf(given), place);
      const { code, out, err } = await ended(...audit);
      assert.equal(code, 2, kept);
      assert.equal(out, '');
      assert.match(err, /^forebear: [^\n]+\n$/);
      rmSync(place);
      writeFileSync(place, whole);
    }
  });

  it('hides no change by attributes and a driver that call code binary, or colour what git answers', async () => {
    trap.write('.git/info/attributes', '*.py -diff -text diff=evil\n');
    trap.git('config', 'diff.evil.binary', 'true');
    trap.git('config', 'color.diff', 'always');
    trap.git('config', 'diff.srcPrefix', '@@ -1 +1 @@');
    trap.git('config', 'diff.dstPrefix', '@@ -1 +1 @@');
    const copy = readText(join(trap.dir, 'grid.py'));
    trap.write('grid.py', copy.split('\n').slice(0, 4).join('\n'));
    trap.commit();
    trap.write('grid.py', copy);
    trap.commit();
    const args = ['review', '.', '--base', 'HEAD~1', '--no-cache', '--catalogue', CATALOGUE];
    const review = (await ended(...args, '--format', 'sarif')).out;
    const lines = [...review.matchAll(/"startLine": (\d+)/g)].map(([, line]) => Number(line));
    assert.ok(
      lines.some((line) => line > 4),
      review.slice(0, 400),
    );
  });

  it('hangs nothing by a pattern for the names of functions that takes for ever', async () => {
    trap.write('.git/info/attributes', '*.py diff=evil\n');
    trap.git('config', 'diff.evil.xfuncname', '^(([a-z ])+.)+[A-Z]([a-z ])+$');
    trap.write('long.py', `${'a '.repeat(4_000)}\n`.repeat(20));
    trap.commit();
    trap.write('long.py', `${'a '.repeat(4_000)}\n`.repeat(21));
    trap.commit();
    await ended('review', '.', '--base', 'HEAD~1', '--no-cache', '--quiet');
  });

  it('leads no reading out of the folder by a tree or an index with a way up', async () => {
    const outside = join(trap.dir, '..', 'private.py');
    cpSync(join(trap.dir, 'grid.py'), outside);
    const blob = put(trap, 'blob', 'x = 1\n');
    const up = put(trap, 'tree', treeOf([['100644', 'private.py', blob]]));
    const grid = trap.git('rev-parse', 'HEAD:grid.py').trim();
    const tree = put(
      trap,
      'tree',
      treeOf([
        ['40000', '..', up],
        ['100644', '../private.py', blob],
        ['100644', 'grid.py', grid],
      ]),
    );
    point(put(trap, 'commit', commitOf(tree, WHO)));
    for (const args of [
      ['audit', '.', '--rev', 'HEAD'],
      ['review', '.', '--base', 'HEAD', '--work-tree'],
    ]) {
      const { out } = await ended(...args, '--no-cache', '--format', 'json', '--allow-partial');
      const parsed = out === '' ? { modules: [] } : JSON.parse(out);
      const told = JSON.stringify(parsed.modules ?? parsed.findings ?? []);
      assert.ok(!told.includes('private.py'), `${args.join(' ')}: ${told.slice(0, 300)}`);
    }
    await stillTold();
  });

  it('is no crash by dates, names and headers of commits that are none', async () => {
    const tree = trap.git('rev-parse', 'HEAD^{tree}').trim();
    for (const who of [
      'A <a@example.org> 99999999999999999 +0000',
      'A <a@example.org> -1 -9999',
      'A <a@example.org> soon',
      '\u001b[31mred\u202Eder\u009b <a@example.org> 1767225600 +0000',
      `${'n'.repeat(2_000_000)} <a@example.org> 1767225600 +0000`,
      '',
    ]) {
      point(put(trap, 'commit', commitOf(tree, who)));
      const { out, err } = await ended('audit', '.', '--no-cache', '--full');
      assert.ok(!/(?![\n\t])[\p{Cc}\p{Cf}]/u.test(out + err), who.slice(0, 40));
      assert.ok(out.length < 1_000_000);
    }
    await stillTold();
  });

  it('is no flood by a tree that names itself ten times, ten levels deep', async () => {
    let [mode, id] = ['100644', put(trap, 'blob', 'x = 1\n')];
    for (let level = 0; level < 10; level++) {
      const [kind, inner] = [mode, id];
      // Long names: the limits are met after fewer of them.
      const names = Array.from({ length: 10 }, (_, at) => [kind, `f${at}${'x'.repeat(200)}`, inner] as const);
      [mode, id] = ['40000', put(trap, 'tree', treeOf(names))];
    }
    point(put(trap, 'commit', commitOf(id, WHO)));
    const disk = join(trap.dir, '..', 'disk.json');
    const revision = join(trap.dir, '..', 'revision.json');
    const audit = [
      'audit',
      '.',
      '--no-cache',
      '--allow-partial',
      '--catalogue',
      CATALOGUE,
      '--format',
      'json',
    ];
    for (const args of [
      [...audit, '--output', disk],
      [...audit, '--output', revision, '--rev', 'HEAD'],
    ]) {
      const measured = spawnSync(process.execPath, [join(import.meta.dirname, 'most-memory.mjs'), ...args], {
        cwd: trap.dir,
        encoding: 'utf8',
        timeout: LIMIT_MS,
      });
      const mb = Number(/most: (\d+) MB/.exec(measured.stdout)?.[1] ?? Number.NaN);
      assert.ok(mb < 700, `${args.join(' ')}: ${mb} MB ${measured.stderr.slice(0, 200)}`);
    }
    assert.ok(tellsCopy(JSON.parse(readText(disk))), 'the copy is not told');
    assert.equal(existsSync(revision), false, 'a list of 10^10 files has an end');
  });

  it('hangs nothing by lending objects to itself, by names that name each other, or by 20,000 tags', async () => {
    trap.write('.git/objects/info/alternates', '../objects\n../../.git/objects\n');
    trap.write('.git/refs/heads/a', 'ref: refs/heads/b\n');
    trap.write('.git/refs/heads/b', 'ref: refs/heads/a\n');
    const head = trap.git('rev-parse', 'HEAD').trim();
    const tags = Array.from({ length: 20_000 }, (_, at) => `${head} refs/tags/v${at}\n`)
      .sort()
      .join('');
    writeFileSync(
      join(trap.dir, '.git', 'packed-refs'),
      `# pack-refs with: peeled fully-peeled sorted \n${tags}`,
    );
    await stillTold();
    trap.write('.git/HEAD', 'ref: refs/heads/a\n');
    await stillTold();
  });

  it('runs nothing by a promised object, an address with a program, or a helper', async () => {
    const program = `touch '${trap.mark}'`;
    trap.git('config', 'core.repositoryFormatVersion', '1');
    trap.git('config', 'extensions.partialClone', 'origin');
    trap.git('config', 'extensions.worktreeConfig', 'true');
    trap.git('config', 'remote.origin.promisor', 'true');
    trap.git('config', 'remote.origin.url', `ext::sh -c ${program.replaceAll(' ', '% ')}`);
    trap.git('config', 'remote.origin.uploadpack', program);
    trap.git('config', 'remote.origin.vcs', 'ext');
    trap.git('config', 'url.ext::sh.insteadOf', 'https://');
    trap.git('config', 'protocol.allow', 'always');
    trap.git('config', 'protocol.ext.allow', 'always');
    writeFileSync(
      join(trap.dir, '.git', 'config.worktree'),
      `[core]\n\tfsmonitor = ${program}\n\thooksPath = ..\n`,
    );
    trap.write('post-index-change', `#!/bin/sh\n${program}\n`, 0o755);
    const blob = trap.git('rev-parse', 'HEAD:grid.py').trim();
    rmSync(join(trap.dir, '.git', 'objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    for (const args of [
      ['audit', '.', '--no-cache', '--quiet'],
      ['audit', '.', '--rev', 'HEAD', '--no-cache', '--quiet'],
      ['review', '.', '--base', 'HEAD', '--work-tree', '--no-cache', '--quiet'],
    ])
      await ended(...args);
    assert.equal(trap.sprung(), false);
    await stillTold();
  });

  it('is not taken for another repository in silence by an address, shared parts or a work tree elsewhere', async () => {
    const other = openTrap();
    try {
      other.write('other.py', 'x = 1\n');
      other.commit();
      rmSync(join(trap.dir, '.git'), { recursive: true });
      trap.write('.git', `gitdir: ${join(other.dir, '.git')}\n`);
      const report = await stillTold();
      assert.equal(report.target.dirty, true);
    } finally {
      other.remove();
    }
  });

  it('is read in spite of an index that is cut off, of another version, or all extensions', async () => {
    const index = join(trap.dir, '.git', 'index');
    const whole = readFileSync(index);
    for (const bytes of [
      whole.subarray(0, 40),
      Buffer.concat([whole.subarray(0, 4), Buffer.from([0, 0, 0, 9]), whole.subarray(8)]),
      Buffer.concat([whole.subarray(0, 8), Buffer.from([0xff, 0xff, 0xff, 0xff]), whole.subarray(12)]),
      Buffer.alloc(0),
    ]) {
      writeFileSync(index, bytes);
      await stillTold();
    }
  });

  it('is no memory bomb by a content that says to be small and is not, kept whole by its own setting', async () => {
    trap.git('config', 'core.bigFileThreshold', '100g');
    const sparse = join(trap.dir, 'zeros.py');
    writeFileSync(sparse, '');
    spawnSync('truncate', ['-s', '200M', sparse]);
    trap.git('add', '-f', 'zeros.py');
    trap.git('commit', '-q', '-m', 'zeros');
    const one = await ended(
      'audit',
      '.',
      '--rev',
      'HEAD',
      '--no-cache',
      '--allow-partial',
      '--format',
      'json',
    );
    const report = JSON.parse(one.out) as AuditReport;
    assert.ok(report.notExamined.some(({ path }) => path === 'zeros.py'));
  });

  it('writes nothing outside by a link in the place of what is written into it', async () => {
    const outside = join(trap.dir, '..', 'outside');
    mkdirSync(outside);
    for (const name of ['NOTICE', 'README.md', 'LICENSES', '.forebear']) {
      rmSync(join(trap.dir, name), { recursive: true, force: true });
      symlinkSync(
        name.includes('.md') || name === 'NOTICE' ? '../outside/file' : '../outside',
        join(trap.dir, name),
      );
    }
    writeFileSync(join(outside, 'file'), 'ORIGINAL');
    trap.commit();
    await ended('fix', '--yes', '--no-cache', '--catalogue', CATALOGUE);
    await ended('decisions', 'baseline', '.', '--no-cache', '--catalogue', CATALOGUE);
    assert.equal(readText(join(outside, 'file')), 'ORIGINAL');
    assert.equal(spawnSync('ls', ['-A', outside], { encoding: 'utf8' }).stdout, 'file\n');
  });

  it('is no crash by folders too deep for a path, and what lies beside is compared', async () => {
    const made = spawnSync(
      'python3',
      [
        '-c',
        'import os\nfor _ in range(400):\n os.mkdir("d"*20); os.chdir("d"*20)\nopen("x.py","w").write("x=1\\n")',
      ],
      { cwd: trap.dir, encoding: 'utf8' },
    );
    if (made.status === 0) {
      const report = await stillTold();
      assert.ok(report.notExamined.some(({ path }) => path.startsWith('dddd')));
    }
    spawnSync('rm', ['-rf', join(trap.dir, 'd'.repeat(20))]);
  });

  it('hides no copy under a name that is no text', async () => {
    const name = Buffer.concat([Buffer.from(`${trap.dir}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.py')]);
    writeFileSync(name, readText(join(trap.dir, 'grid.py')));
    const report = await stillTold();
    assert.ok(report.notExamined.some(({ path }) => path.includes('\uFFFD')));
    assert.equal(report.partial, true);
  });

  it('hangs nothing by files that are large and hold nothing', async () => {
    for (const name of [
      'LICENSE',
      '.gitignore',
      'config.json',
      'a.py',
      'model.safetensors',
      '.gitattributes',
    ]) {
      rmSync(join(trap.dir, name), { force: true });
      spawnSync('truncate', ['-s', '8G', join(trap.dir, name)]);
    }
    const report = await stillTold();
    assert.ok(report.notExamined.some(({ path }) => path === 'a.py'));
    appendFileSync(join(trap.dir, '.forebear.json'), '');
    spawnSync('truncate', ['-s', '8G', join(trap.dir, '.forebear.json')]);
    await ended('audit', '.', '--no-cache', '--quiet');
  });
});
