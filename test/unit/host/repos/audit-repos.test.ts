import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditRepositories } from '../../../../src/host/repos/audit-repos.ts';
import { parseRepositoryList } from '../../../../src/host/repos/repository-list.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';

/** Stands in for the audit: notes that it ran, waits a little, and writes a report or fails as its target says. */
const STAND_IN = `
const fs = require('node:fs');
const [, , log, shape, target, ...rest] = process.argv;
const output = rest[rest.indexOf('--output') + 1];
fs.appendFileSync(log, 'start ' + target + '\\n');
setTimeout(() => {
  fs.appendFileSync(log, 'end ' + target + '\\n');
  if (target.includes('crash')) process.abort();
  if (target.includes('fail')) { console.error('There is no folder "' + target + '".'); process.exit(2); }
  fs.writeFileSync(output, fs.readFileSync(shape));
  process.exit(target.includes('partial') ? 2 : 1);
}, target.includes('slow') ? 60000 : 30);
`;

describe('audits of many repositories', () => {
  let folder: string;
  let log: string;
  let command: readonly string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-repos-'));
    log = join(folder, 'log');
    const script = join(folder, 'stand-in.cjs');
    const shape = join(folder, 'shape.json');
    writeFileSync(script, STAND_IN);
    writeFileSync(shape, JSON.stringify(foundingShape));
    command = [process.execPath, script, log, shape];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ran = (word: string): readonly string[] =>
    (existsSync(log) ? readFileSync(log, 'utf8') : '')
      .split('\n')
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => line.slice(word.length + 1));

  async function run(targets: readonly string[], change: object = {}) {
    const list = parseRepositoryList(targets.join('\n'));
    assert.ok(list.ok);
    return auditRepositories(
      {
        repositories: list.value,
        folder: join(folder, 'out'),
        jobs: 2,
        auditOptions: [],
        command,
        ...change,
      },
      () => {},
      new AbortController().signal,
    );
  }

  it('gives one report each and a summary in the order of the list', async () => {
    const done = await run(['team/b', 'team/a', 'team/partial']);
    assert.ok(done.ok);
    assert.deepEqual(
      done.value.rows.map((row) => [row.target, row.status, row.errors, row.warnings]),
      [
        ['team/b', 'done', 1, 2],
        ['team/a', 'done', 1, 2],
        ['team/partial', 'partial', 1, 2],
      ],
    );
    for (const row of done.value.rows) assert.ok(existsSync(join(folder, 'out', row.report ?? 'none')));
    const table = readFileSync(join(folder, 'out', 'summary.tsv'), 'utf8')
      .trimEnd()
      .split('\n');
    assert.equal(table.length, 4);
    assert.match(
      table[1] ?? '',
      /^team\/b\tdone\tfaede36a0b1c\t1\t2\t0\t1\t2\tLantern-V 2\.5 \(launch\) \(Not credited\)/,
    );
    assert.match(readFileSync(join(folder, 'out', 'summary.md'), 'utf8'), /# Forebear: 3 repositories/);
  });

  it('keeps going when one crashes, fails or takes too long, and says why', async () => {
    const done = await run(['a/fail', 'a/crash', 'a/slow', 'a/good'], { limitMs: 1500 });
    assert.ok(done.ok);
    assert.deepEqual(done.value.counts, { done: 1, partial: 0, failed: 3 });
    const said = done.value.rows.map((row) => row.message);
    assert.equal(said[0], 'There is no folder "a/fail".');
    assert.match(said[2] ?? '', /stopped after 2 s/);
    assert.deepEqual(
      readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.part')),
      [],
    );
  });

  it('never runs more at once than it was told', async () => {
    await run(
      Array.from({ length: 9 }, (_, index) => `r/${index}`),
      { jobs: 3 },
    );
    let open = 0;
    let most = 0;
    for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
      open += line.startsWith('start') ? 1 : -1;
      most = Math.max(most, open);
    }
    assert.ok(most <= 3, `${most} at once`);
    assert.equal(ran('end').length, 9);
  });

  it('goes on after a kill with what is left, and tries failures again', async () => {
    const targets = Array.from({ length: 12 }, (_, index) => `r/${index}${index === 0 ? '-fail' : ''}`);
    const program = `
      import { auditRepositories } from '${join(process.cwd(), 'src/host/repos/audit-repos.ts')}';
      import { parseRepositoryList } from '${join(process.cwd(), 'src/host/repos/repository-list.ts')}';
      const list = parseRepositoryList(${JSON.stringify(targets.join('\n'))});
      await auditRepositories({ repositories: list.value, folder: ${JSON.stringify(join(folder, 'out'))}, jobs: 1,
        auditOptions: [], command: ${JSON.stringify(command)} }, () => {}, new AbortController().signal);`;
    const file = join(folder, 'run.mts');
    writeFileSync(file, program);
    const child = spawn(process.execPath, ['--import=tsx', file], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (ran('end').length < 4 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await ended;
    const before = ran('end').length;
    assert.ok(before >= 4 && before < 12, `${before} before the kill`);
    const done = await run(targets);
    assert.ok(done.ok);
    assert.deepEqual(done.value.counts, { done: 11, partial: 0, failed: 1 });
    assert.ok(done.value.resumed >= 2);
    const times = (target: string) => ran('start').filter((item) => item === target).length;
    assert.equal(times('r/1'), 1);
    assert.equal(times('r/0-fail'), 2);
    const again = await run(targets);
    assert.equal(again.ok && again.value.resumed, 11);
    assert.equal(times('r/5') <= 2, true);
  });

  it('does not mix two runs in one folder', async () => {
    await run(['a/b']);
    const other = await run(['a/c']);
    assert.equal(!other.ok && other.reason, 'another-run');
    const options = await run(['a/b'], { auditOptions: ['--no-cache'] });
    assert.equal(!options.ok && options.reason, 'another-run');
  });

  it('takes a line cut off by a kill for unfinished', async () => {
    await run(['a/b', 'a/c']);
    const journal = join(folder, 'out', 'journal.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').slice(0, -20));
    const done = await run(['a/b', 'a/c']);
    assert.deepEqual(done.ok && [done.value.resumed, done.value.counts.done], [1, 2]);
  });
});

describe('a list of repositories', () => {
  it('leaves out comments, blank lines and repeats', () => {
    const list = parseRepositoryList('# ours\n\nhttps://example.org/a/b.git\r\n./c\n./c\n');
    assert.deepEqual(list.ok && list.value.map((item) => item.target), [
      'https://example.org/a/b.git',
      './c',
    ]);
  });

  it('gives each a file name of its own that stays in the folder', () => {
    const list = parseRepositoryList(
      'https://a.example/x/y\nhttps://b.example/x/y\n../../etc\n/\n..\n模型/库',
    );
    assert.ok(list.ok);
    const slugs = list.value.map((item) => item.slug);
    assert.equal(new Set(slugs).size, slugs.length);
    for (const slug of slugs) assert.match(slug, /^[A-Za-z0-9][A-Za-z0-9._-]*-[0-9a-f]{8}$/);
  });

  it('refuses an empty list and a line that would be read as an option', () => {
    assert.equal(parseRepositoryList('# nothing\n').ok, false);
    assert.equal(parseRepositoryList('--output=/etc/passwd').ok, false);
  });
});
