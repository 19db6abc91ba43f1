import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { type AuditOptions, runAudit } from '../../../../src/host/run-audit.ts';
import { type AuditSession, openAuditSession } from '../../../../src/host/session/audit-session.ts';
import { sameThreadPool } from '../../../../src/host/session/same-thread-pool.ts';
import type { AuditReport } from '../../../../src/model/report.ts';
import { type ScratchRepository, scratchRepository } from '../git/scratch-repository.ts';

const example = join(import.meta.dirname, '../../../../examples');
const text = (name: string): string => readFileSync(join(example, 'tiny-vlm/tinyvlm', name), 'utf8');
const own = (name: string): string =>
  `class ${name}Attention:\n    def forward(self, query, key):\n        return query @ key\n`;
const never = new AbortController().signal;

/** A git that notes each of its calls, in front of the real one. */
function countGit(): { readonly calls: () => number; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-count-'));
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const log = join(folder, 'calls');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$@" >> '${log}'\nexec '${real}' "$@"\n`);
  chmodSync(join(folder, 'git'), 0o755);
  const before = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${before}`;
  return {
    calls: () => readFileSync(log, 'utf8').split('\n').length - 1,
    remove: () => {
      process.env.PATH = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe('audit session', function () {
  this.timeout(240_000);
  let repository: ScratchRepository;
  let session: AuditSession;
  let options: AuditOptions;

  const next = async (): Promise<AuditReport> => {
    // Files written in the same instant as they are listed are read again; a person is slower than that.
    await pause(60);
    const result = await session.audit(false, () => {}, never);
    assert.ok(result.ok, result.ok ? '' : result.message);
    return result.value;
  };
  const whole = async (): Promise<AuditReport> => {
    const result = await runAudit({ ...options, pool: sameThreadPool() }, () => {}, never);
    assert.ok(result.ok, result.ok ? '' : result.message);
    return result.value;
  };
  const same = async (): Promise<AuditReport> => {
    const report = await next();
    const expected = await whole();
    // Compared piece by piece first: a difference then names its place.
    for (const key of Object.keys(expected) as (keyof AuditReport)[]) {
      assert.deepEqual(report[key], expected[key], key);
    }
    assert.equal(JSON.stringify(report), JSON.stringify(expected));
    return report;
  };

  beforeEach(() => {
    repository = scratchRepository();
    repository.write('tinyvlm/pooler.py', text('pooler.py'));
    repository.write('tinyvlm/scan_grid.py', text('scan_grid.py'));
    repository.write('tinyvlm/own.py', own('First'));
    repository.write('picture.bin', 'not code');
    repository.write('README.md', '# A model\n');
    repository.commit('2025-01-01T00:00:00+00:00');
    options = { root: repository.dir, catalogues: [join(example, 'catalogue')], cache: false };
    session = openAuditSession(options);
  });
  afterEach(() => repository.remove());

  it('gives the report of a whole audit after edits, additions, deletions and renames', async () => {
    const first = await same();
    assert.ok(first.findings.length > 0, 'the example has findings');
    assert.equal(first.target.dirty, false);

    repository.write('tinyvlm/scan_grid.py', `# moved\n\n${text('scan_grid.py')}`);
    const moved = await same();
    assert.equal(moved.target.dirty, true);
    assert.deepEqual(
      moved.findings.map(({ id }) => id).sort(),
      first.findings.map(({ id }) => id).sort(),
      'findings keep their identity when lines move',
    );

    repository.write('tinyvlm/scan_grid.py', text('scan_grid.py'));
    assert.equal((await same()).target.dirty, false, 'taken back, the tree is clean again');

    repository.write('tinyvlm/added.py', text('receipt_reader.py'));
    assert.equal((await same()).target.dirty, false, 'an untracked file does not make a tree dirty');

    renameSync(join(repository.dir, 'tinyvlm/pooler.py'), join(repository.dir, 'tinyvlm/renamed.py'));
    const renamed = await same();
    assert.ok(renamed.modules.some(({ path }) => path === 'tinyvlm/renamed.py'));

    rmSync(join(repository.dir, 'tinyvlm/renamed.py'));
    assert.ok((await same()).modules.every(({ path }) => path !== 'tinyvlm/renamed.py'));

    repository.write('tinyvlm/pooler.py', text('pooler.py'));
    assert.equal((await same()).target.dirty, false, 'the tracked file is back');

    repository.write('README.md', '# A model\n\nIt builds on Heron-VL (https://example.org/heron-vl).\n');
    await same();
  });

  it('gives it after edits of code that is like nothing known, and of what a report tells', async () => {
    const plain = (name: string, lines = 2): string =>
      `def ${name}(value):\n${'    value = value + 1\n'.repeat(lines)}    return value\n`;
    const steps: readonly (readonly [string, string])[] = [
      ['tinyvlm/plain.py', plain('first')],
      ['tinyvlm/plain.py', `${plain('first')}\n\n${plain('second', 40)}`],
      ['tinyvlm/plain.py', `${plain('first')}\n\nclass Plain:\n    pass\n`],
      ['tinyvlm/plain.py', `# Copyright (c) 2024 Somebody Else\n${plain('first')}`],
      ['tinyvlm/plain.py', `# SPDX-License-Identifier: GPL-3.0-only\n${plain('first')}`],
      ['tinyvlm/plain.py', `# From https://github.com/someone/elsewhere\n${plain('first')}`],
      ['tinyvlm/plain.py', `${plain('first')}\n\n${text('pooler.py')}`],
      ['tinyvlm/plain.py', plain('first')],
      ['tinyvlm/own.py', own('Second')],
      ['tinyvlm/plain.py', 'def broken(:\n'],
      ['tinyvlm/plain.py', ''],
      ['config.json', '{"model_type": "plain", "architectures": ["Plain"], "hidden_size": 3584}\n'],
      ['tinyvlm/plain.py', 'class Plain:\n    pass\n'],
      ['tinyvlm/plain.py', 'class Other:\n    pass\n'],
      ['LICENSE', 'MIT License\n'],
      ['picture.bin', 'more that is not code'],
    ];
    await same();
    for (const [path, content] of steps) {
      repository.write(path, content);
      await same();
    }
    repository.git('add', '-A');
    repository.commit('2025-03-01T00:00:00+00:00');
    await same();
    repository.write('tinyvlm/plain.py', plain('third'));
    assert.equal((await same()).target.dirty, true);
  });

  it('follows the index, commits, ignore rules, links and modes', async () => {
    await same();
    repository.write('build/made.py', text('pooler.py'));
    await same();
    repository.write('.gitignore', 'build/\n');
    assert.ok((await same()).modules.every(({ path }) => !path.startsWith('build/')));
    repository.git('add', '-A');
    await same();
    repository.commit('2025-02-01T00:00:00+00:00');
    assert.equal((await same()).target.dirty, false);
    chmodSync(join(repository.dir, 'tinyvlm/own.py'), 0o755);
    await same();
    repository.git('checkout', '-q', '.');
    chmodSync(join(repository.dir, 'tinyvlm/own.py'), 0o644);
    await same();
    repository.write('picture.bin', 'still not code');
    assert.equal((await same()).target.dirty, true);
    repository.git('checkout', '-q', '.');
    await same();
    rmSync(join(repository.dir, 'tinyvlm/own.py'));
    symlinkSync('pooler.py', join(repository.dir, 'tinyvlm/own.py'));
    await same();
    repository.git('checkout', '-q', '.');
    repository.git('config', 'core.autocrlf', 'true');
    repository.write('tinyvlm/own.py', own('First').replaceAll('\n', '\r\n'));
    await same();
  });

  it('asks git nothing when a file was only edited', async () => {
    await next();
    const git = countGit();
    try {
      repository.write('tinyvlm/own.py', own('Second'));
      repository.write('tinyvlm/another.py', own('Third'));
      const report = await next();
      assert.equal(report.target.dirty, true);
      assert.equal(git.calls(), 0);
      repository.write('.gitignore', 'another.py\n');
      await next();
      assert.equal(git.calls(), 0);
      repository.git('add', '-A');
      const before = git.calls();
      await next();
      assert.ok(git.calls() > before, 'the counter counts');
    } finally {
      git.remove();
    }
  });

  it('reads only the files that changed', async () => {
    await next();
    let reported: readonly [number, number, string][] = [];
    repository.write('tinyvlm/own.py', own('Second'));
    await pause(60);
    await session.audit(
      false,
      (done, total, path) => {
        reported = [...reported, [done, total, path]];
      },
      never,
    );
    assert.deepEqual(
      reported.map(([, , path]) => path),
      ['tinyvlm/own.py'],
    );
  });

  it('works without git, and starts no process then', async () => {
    const git = countGit();
    try {
      options = { ...options, git: false };
      session = openAuditSession(options);
      await same();
      repository.write('tinyvlm/own.py', text('pooler.py'));
      await same();
      assert.equal(git.calls(), 0);
    } finally {
      git.remove();
    }
  });
});
