import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';

const CODE =
  'import torch\n\n\ndef add(left, right):\n    total = left + right\n    return torch.relu(total)\n';

describe('forebear review', () => {
  let repository: ScratchRepository;
  beforeEach(() => {
    repository = scratchRepository();
    repository.write('README.md', '# Toy\n');
    repository.write('LICENSE', 'MIT License\n\nCopyright (c) 2024 Example\n');
    repository.write('model.py', CODE);
    repository.commit('2024-05-01T00:00:00+00:00');
    repository.git('checkout', '-q', '-b', 'change');
    repository.git('rm', '-q', 'LICENSE');
    repository.commit('2024-05-02T00:00:00+00:00');
  });
  afterEach(() => repository.remove());

  const forebear = (...args: string[]) =>
    spawnSync(process.execPath, ['dist/cli.cjs', ...args], { encoding: 'utf8' });

  it('ends with 0 when nothing at the level is new, and with 1 when something is', () => {
    const review = (...more: string[]) => forebear('review', repository.dir, '--base', 'main', ...more);
    const lax = review('--fail-on', 'error');
    assert.equal(lax.status, 0, lax.stderr);
    assert.match(lax.stdout, /New: 1\n {2}WARNING repository-without-license at README\.md:1/);
    assert.match(lax.stdout, /\n1 new, 0 worsened, 0 fixed, 0 unchanged\n/);
    assert.equal(review().status, 1);
    assert.equal(review('--fail-on', 'warning', '--head', 'main').status, 0);
  });

  it('writes JSON that the shipped schema accepts, the same bytes each time', () => {
    const args = ['review', repository.dir, '--base', 'main', '--format', 'json'];
    const first = forebear(...args);
    assert.equal(first.stdout, forebear(...args, '--no-cache').stdout);
    const schema = JSON.parse(readFileSync('docs/review.schema.json', 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(JSON.parse(first.stdout));
    assert.equal(validate.errors, null);
  });

  it('sees a mended license as fixed', () => {
    const mended = forebear('review', repository.dir, '--base', 'change', '--head', 'change');
    assert.match(mended.stdout, /0 new, 0 worsened, 0 fixed, 1 unchanged/);
    repository.write('LICENSE', 'MIT License\n\nCopyright (c) 2024 Example\n');
    repository.commit('2024-05-03T00:00:00+00:00');
    const back = forebear('review', repository.dir, '--base', 'HEAD~1');
    assert.match(back.stdout, /Fixed: 1\n {2}WARNING repository-without-license/);
  });

  it('reviews the files on disk with --work-tree, untracked ones too, and only then', () => {
    repository.git('checkout', '-q', 'main');
    rmSync(join(repository.dir, 'LICENSE'));
    const review = (...more: string[]) =>
      forebear('review', repository.dir, '--base', 'HEAD', ...more).stdout;
    assert.match(review('--work-tree'), /1 new, /);
    assert.match(review(), /0 new, /);
    repository.write('COPYING', 'MIT License\n\nCopyright (c) 2024 Example\n');
    assert.match(review('--work-tree'), /0 new, /);
  });

  /** Moves what is in a file of the work tree into the base, and comes back to the change. */
  const intoBase = (path: string, text: string): void => {
    repository.git('checkout', '-q', 'main');
    repository.write(path, text);
    repository.commit('2024-05-01T06:00:00+00:00');
    repository.git('checkout', '-q', 'change');
    repository.git('rebase', '-q', 'main');
  };

  it('lets a decision of the base hold a finding back, and a strict run does not let a stale one', () => {
    const id =
      /\[([0-9a-f]{16})\]/.exec(forebear('review', repository.dir, '--base', 'main').stdout)?.[1] ?? '';
    const args = ['--state', 'accepted', '--note', 'Chosen on purpose.'];
    const decided = forebear('decide', id, repository.dir, ...args);
    assert.equal(decided.status, 0, decided.stderr);
    const path = decided.stdout.trim();
    const text = readFileSync(join(repository.dir, path), 'utf8');
    const gate = (...more: string[]) =>
      forebear('review', repository.dir, '--base', 'main', '--fail-on', 'warning', ...more);
    assert.equal(gate('--strict-decisions').status, 1, 'a change settles its own finding');
    repository.commit('2024-05-02T12:00:00+00:00');
    const own = gate();
    assert.equal(own.status, 1);
    assert.match(own.stdout, /those of the base are in force\s+here/);
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    intoBase(path, text);
    assert.equal(gate('--strict-decisions').status, 0);
    assert.equal(gate('--no-decisions').status, 1);
    intoBase(path, text.replace(/"basis": "[^"]+"/, '"basis": "older"'));
    assert.equal(gate().status, 0);
    assert.equal(gate('--strict-decisions').status, 1);
  });

  it('takes the policy from the base, so that a change cannot bring one for its own review', () => {
    const review = (...more: string[]) => forebear('review', repository.dir, '--base', 'main', ...more);
    repository.write('.forebear.json', '{ "rules": { "repository-without-license": "note" } }');
    assert.equal(review().status, 1);
    repository.commit('2024-05-02T12:00:00+00:00');
    const own = review();
    assert.equal(own.status, 1);
    assert.match(own.stdout, /another \.forebear\.json; that of the base is in force here/);
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    intoBase('.forebear.json', '{ "rules": { "repository-without-license": "note" } }');
    assert.equal(review().status, 0);
    assert.equal(review('--no-policy').status, 1);
    intoBase('.forebear.json', '{ "fail": "warning" }');
    const broken = review();
    assert.equal(broken.status, 2);
    assert.match(broken.stderr, /"fail" is not a key of the policy/);
  });

  it('says what is wrong with a base, a folder and an option', () => {
    const cases: readonly (readonly [string[], number, RegExp])[] = [
      [['review', repository.dir], 3, /--base main/],
      [['review', repository.dir, '--base', 'nowhere'], 2, /`git fetch origin nowhere:nowhere`/],
      [['review', repository.dir, '--base', 'main', '--format', 'yaml'], 3, /text \| json/],
      [['review', repository.dir, '--base', 'main', '--head', 'main', '--work-tree'], 3, /leave out --head/],
    ];
    for (const [args, code, message] of cases) {
      const run = forebear(...args);
      assert.equal(run.status, code, run.stderr);
      assert.match(run.stderr, message);
      assert.equal(run.stdout, '');
    }
    const plain = mkdtempSync(join(tmpdir(), 'forebear-plain-'));
    const run = forebear('review', plain, '--base', 'main');
    rmSync(plain, { recursive: true });
    assert.equal(run.status, 2);
    assert.match(run.stderr, /not in a git repository/);
  });
});
