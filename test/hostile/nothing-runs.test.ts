import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { openTrap, PATIENCE_MS, run, type Trap } from './trap.ts';

/** A program that leaves the mark, for a place where git runs one. */
const program = (trap: Trap): string => `touch '${trap.mark}'; cat`;

const LOOKS = [
  ['audit', '.', '--no-cache', '--quiet'],
  ['audit', '.', '--no-cache', '--quiet', '--rev', 'HEAD'],
  ['review', '.', '--base', 'HEAD', '--work-tree', '--no-cache', '--quiet'],
];

/** Audits and reviews a trap as its owner would; nothing of it may run. */
async function lookAt(trap: Trap): Promise<void> {
  spawnSync('touch', [join(trap.dir, 'grid.py'), join(trap.dir, 'x.py')]);
  for (const args of LOOKS) await trap.forebear(...args);
  assert.equal(trap.sprung(), false, 'a program of the audited folder has run');
}

describe('nothing of a stranger runs', function () {
  this.timeout(PATIENCE_MS);
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
    trap.write('x.py', 'x = 1\n');
    trap.write('.gitattributes', '*.py filter=evil diff=evil\n');
    trap.commit();
  });
  afterEach(() => trap.remove());

  it('though the configuration names a program for all that git has one for', async () => {
    for (const key of [
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'core.askPass',
      'core.alternateRefsCommand',
      'gpg.program',
      'credential.helper',
      'alias.cat-file',
      'alias.log',
    ])
      trap.git('config', key, `!${program(trap)}`);
    trap.git('config', 'log.showSignature', 'true');
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman'])
      trap.write(`.git/hooks/${hook}`, `#!/bin/sh\n${program(trap)}\n`, 0o755);
    await lookAt(trap);
  });

  it('though the configuration takes in another file, or another work tree', async () => {
    trap.write('more', `[filter "evil"]\n\tclean = "${program(trap)}"\n`);
    trap.git('config', 'include.path', '../more');
    trap.git('config', 'core.worktree', trap.dir);
    await lookAt(trap);
  });

  it('though git and we could read the address of a repository in two ways', async () => {
    renameSync(join(trap.dir, '.git'), join(trap.dir, 'plain'));
    cpSync(join(trap.dir, 'plain'), join(trap.dir, 'plain\nb'), { recursive: true });
    writeFileSync(join(trap.dir, 'plain\nb', 'config'), `[filter "evil"]\n\tclean = "${program(trap)}"\n`);
    trap.write('.git', 'gitdir: plain\nb');
    await lookAt(trap);
  });

  it('though the shared part of a repository lies where only git would look', async () => {
    renameSync(join(trap.dir, '.git'), join(trap.dir, 'real'));
    cpSync(join(trap.dir, 'real'), join(trap.dir, 'real '), { recursive: true });
    writeFileSync(join(trap.dir, 'real ', 'config'), `[filter "evil"]\n\tclean = "${program(trap)}"\n`);
    mkdirSync(join(trap.dir, '.git'));
    for (const name of ['HEAD', 'index'])
      writeFileSync(join(trap.dir, '.git', name), readFileSync(join(trap.dir, 'real', name)));
    trap.write('.git/commondir', '../real ');
    await lookAt(trap);
  });

  it('though a submodule has a configuration of its own', async () => {
    trap.write('sub/x.py', 'x = 1\n');
    spawnSync('sh', [
      '-c',
      `cd '${trap.dir}/sub' && git init -q && printf '*.py filter=evil\\n' > .gitattributes && git add -A && git -c user.email=a@b -c user.name=t commit -qm x && git config filter.evil.clean "${program(trap)}"`,
    ]);
    trap.git('add', 'sub');
    trap.git('commit', '-qm', 'sub');
    spawnSync('touch', [join(trap.dir, 'sub', 'x.py')]);
    await lookAt(trap);
  });

  it('though it brings a git along, and the search path leads there', async () => {
    const evil = `#!/bin/sh\n${program(trap)}\n`;
    for (const folder of ['bin', 'node_modules/.bin', '.'])
      for (const name of ['git', 'git.exe', 'ssh']) trap.write(`${folder}/${name}`, evil, 0o755);
    const ways = ['.', 'bin', '', join(trap.dir, 'bin'), join(trap.dir, 'node_modules', '.bin')];
    const environment = { PATH: [...ways, process.env.PATH].join(delimiter) };
    for (const args of LOOKS) run(args, { dir: trap.dir, environment });
    assert.equal(trap.sprung(), false, 'a program of the audited folder has run');
  });

  it('and an index that vouches for a file is not believed', async () => {
    trap.git('update-index', '--assume-unchanged', 'x.py');
    trap.git('update-index', '--skip-worktree', 'grid.py');
    trap.write('x.py', 'x = 2\n');
    assert.equal((await trap.report()).target.dirty, true);
  });

  for (const revision of ['--output=../MARK', '-h', '--exec=touch', 'HEAD --output=../MARK', ':/x', '@{-1}'])
    it(`and ${revision} is a revision, if anything`, async () => {
      await trap.forebear('audit', '.', '--rev', revision, '--no-cache');
      await trap.forebear('review', '.', '--base', revision, '--no-cache');
      assert.equal(trap.sprung(), false);
    });

  for (const address of [
    'ext::sh -c touch% MARK',
    '--upload-pack=touch',
    'http://example.org/x',
    'git://example.org/x',
  ])
    it(`and nothing is fetched from ${address}`, async () => {
      const ended = await trap.forebear('audit', address, '--no-cache');
      assert.ok(ended.code === 2 || ended.code === 3);
      assert.equal(trap.sprung(), false);
    });
});
