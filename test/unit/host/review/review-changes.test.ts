import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reviewChanges } from '../../../../src/host/review/review-changes.ts';
import { type ScratchRepository, scratchRepository } from '../git/scratch-repository.ts';
import { toyAudit } from './toy-audit.ts';

const DAY = (day: number): string => `2024-05-${String(day).padStart(2, '0')}T12:00:00+00:00`;
const BODY = Array.from({ length: 30 }, (_, index) => `def step_${index}(x):\n    return x + ${index}`).join(
  '\n',
);
const module = (upstream: string, header = true): string =>
  `${header ? `# (c) ${upstream}\n` : ''}import torch\n# from ${upstream}\n${BODY}\n`;

async function review(root: string, base: string, head?: string) {
  const audit = toyAudit(root);
  const reviewed = await reviewChanges(
    { root, base, audit, ...(head === undefined ? {} : { head }) },
    () => {},
    new AbortController().signal,
  );
  return { reviewed, revisions: audit.revisions };
}

/** `change rule path` of everything that did not stay as it was. */
async function changes(root: string, base: string, head?: string): Promise<readonly string[]> {
  const { reviewed } = await review(root, base, head);
  assert.ok(reviewed.ok, reviewed.ok ? '' : reviewed.message);
  return reviewed.value.review.findings
    .filter((item) => item.change !== 'unchanged')
    .map((item) => `${item.change} ${item.finding.rule} ${item.finding.path}`);
}

describe('review', () => {
  let repository: ScratchRepository;
  let base: string;
  beforeEach(() => {
    repository = scratchRepository();
    repository.write('README.md', '# Toy\n');
    repository.write('NOTICE', 'lantern\n');
    repository.write('model/slicing.py', module('lantern'));
    repository.write('model/old.py', module('lantern', false));
    base = repository.commit(DAY(1));
    repository.git('checkout', '-q', '-b', 'change');
  });
  afterEach(() => repository.remove());

  it('names exactly what a change brings in, and nothing that was there before', async () => {
    repository.write('model/resampler.py', module('harbor', false));
    repository.commit(DAY(2));
    assert.deepEqual(await changes(repository.dir, 'main'), [
      'new not-credited README.md',
      'new header-lost model/resampler.py',
    ]);
    const { reviewed } = await review(repository.dir, 'main');
    assert.deepEqual(reviewed.ok && reviewed.value.review.counts, {
      new: 2,
      worsened: 0,
      unchanged: 2,
      fixed: 0,
    });
  });

  it('sees a lost header, a removed NOTICE entry and a removed license, which no line filter shows', async () => {
    repository.write('LICENSE', 'Apache-2.0\n');
    repository.commit(DAY(2));
    repository.git('checkout', '-q', '-b', 'next');
    repository.write('model/slicing.py', module('lantern', false));
    repository.write('NOTICE', 'nobody\n');
    repository.git('rm', '-q', 'LICENSE');
    repository.commit(DAY(3));
    assert.deepEqual(await changes(repository.dir, 'change'), [
      'new no-license .',
      'new not-credited README.md',
      'new header-lost model/slicing.py',
    ]);
  });

  it('does not depend on the state of the work tree, and leaves it as it was', async () => {
    repository.write('model/resampler.py', module('harbor', false));
    repository.commit(DAY(2));
    const clean = await changes(repository.dir, 'main');
    repository.write('model/slicing.py', 'broken by an edit that is not committed\n');
    repository.write('untracked.py', module('beacon', false));
    repository.git('rm', '-q', '--cached', 'NOTICE');
    const before = repository.git('status', '--porcelain');
    assert.deepEqual(await changes(repository.dir, 'main'), clean);
    assert.equal(repository.git('status', '--porcelain'), before);
    assert.match(readFileSync(join(repository.dir, 'model/slicing.py'), 'utf8'), /broken/);
    const { reviewed } = await review(repository.dir, 'main');
    assert.match(reviewed.ok ? reviewed.value.review.limits.join() : '', /uncommitted changes/);
  });

  it('follows a file that is renamed and edited', async () => {
    repository.git('mv', 'model/old.py', 'model/vision.py');
    repository.write('model/vision.py', `${module('lantern', false)}\ndef more(x):\n    return x\n`);
    repository.commit(DAY(2));
    assert.deepEqual(await changes(repository.dir, 'main'), []);
  });

  it('follows a module moved into another file', async () => {
    repository.git('rm', '-q', 'model/old.py');
    repository.write('package/deep/other.py', module('lantern', false));
    repository.write('package/__init__.py', 'import torch\n');
    repository.commit(DAY(2));
    assert.deepEqual(await changes(repository.dir, 'main'), []);
  });

  it('tells a second copy from the first, which stays', async () => {
    repository.write('model/copy.py', module('lantern', false));
    repository.commit(DAY(2));
    assert.deepEqual(await changes(repository.dir, 'main'), ['new header-lost model/copy.py']);
  });

  it('says that a finding worsened when it rests on more places', async () => {
    repository.write('NOTICE', 'nobody\n');
    repository.commit(DAY(2));
    repository.git('checkout', '-q', '-b', 'next');
    repository.write('model/third.py', module('lantern'));
    repository.commit(DAY(3));
    assert.deepEqual(await changes(repository.dir, 'change'), ['worsened not-credited README.md']);
  });

  it('counts a revert as fixed, and the revert of the revert as brought in again', async () => {
    repository.write('model/resampler.py', module('harbor', false));
    const bad = repository.commit(DAY(2));
    repository.git('revert', '--no-edit', bad);
    const reverted = repository.git('rev-parse', 'HEAD').trim();
    assert.deepEqual(await changes(repository.dir, 'main'), []);
    assert.deepEqual(await changes(repository.dir, bad, reverted), [
      'fixed not-credited README.md',
      'fixed header-lost model/resampler.py',
    ]);
    repository.git('revert', '--no-edit', reverted);
    assert.equal((await changes(repository.dir, reverted)).length, 2);
  });

  it('compares with the merge base, so that what the base branch did since is not the change', async () => {
    repository.write('model/resampler.py', module('harbor'));
    repository.commit(DAY(2));
    repository.git('checkout', '-q', 'main');
    repository.write('model/old.py', module('lantern'));
    repository.write('model/theirs.py', module('lantern', false));
    repository.commit(DAY(3));
    assert.deepEqual(await changes(repository.dir, 'main', 'change'), ['new not-credited README.md']);
  });

  it('reviews a merge commit as what both sides brought beyond the base', async () => {
    repository.write('model/a.py', module('harbor', false));
    repository.commit(DAY(2));
    repository.git('checkout', '-q', '-b', 'side', 'main');
    repository.write('model/b.py', module('lantern', false));
    repository.commit(DAY(3));
    repository.git('checkout', '-q', 'change');
    repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'side');
    assert.deepEqual(await changes(repository.dir, 'main'), [
      'new not-credited README.md',
      'new header-lost model/a.py',
      'new header-lost model/b.py',
    ]);
  });

  it('does not look into a submodule and says which commands would', async () => {
    repository.git('update-index', '--add', '--cacheinfo', `160000,${base},third_party/lantern`);
    repository.git('commit', '-q', '-m', 'Add a submodule');
    const { reviewed } = await review(repository.dir, 'main');
    assert.ok(reviewed.ok);
    assert.deepEqual(
      reviewed.value.review.limits.filter((text) => text.includes('submodule')),
      [
        'The submodule third_party/lantern changed and was not looked into. Run `git submodule update --init third_party/lantern`, then `forebear audit third_party/lantern`.',
      ],
    );
    assert.deepEqual(
      reviewed.value.review.notExamined.map((item) => item.path),
      ['third_party/lantern'],
    );
  });

  it('reviews a folder of a repository alone, with paths relative to it', async () => {
    repository.write('model/resampler.py', module('harbor', false));
    repository.write('elsewhere/more.py', module('harbor', false));
    repository.commit(DAY(2));
    const found = await changes(join(repository.dir, 'model'), 'main');
    assert.deepEqual(
      found.filter((line) => line.includes('header-lost')),
      ['new header-lost resampler.py'],
    );
  });

  it('knows the lines of the change at the head', async () => {
    const edited = module('lantern', false).split('\n');
    edited.splice(10, 0, 'ADDED = 1', 'ADDED = 2');
    repository.write('model/old.py', edited.join('\n'));
    repository.commit(DAY(2));
    const { reviewed } = await review(repository.dir, 'main');
    assert.ok(reviewed.ok);
    assert.deepEqual(reviewed.value.changedLines.get('model/old.py'), [{ startLine: 11, endLine: 12 }]);
  });

  it('audits each side once, at the commit', async () => {
    const head = repository.commit(DAY(2));
    const { revisions } = await review(repository.dir, 'main');
    assert.deepEqual(revisions, [base, head]);
  });

  it('says which command brings a base that is not there', async () => {
    for (const [name, command] of [
      ['develop', 'git fetch origin develop:develop'],
      ['origin/main', 'git fetch origin main:refs/remotes/origin/main'],
      [
        '0123456789012345678901234567890123456789',
        'git fetch origin 0123456789012345678901234567890123456789',
      ],
      ["it's; rm -rf /", `git fetch origin 'it'\\''s; rm -rf /:it'\\''s; rm -rf /'`],
    ] as const) {
      const { reviewed } = await review(repository.dir, name);
      assert.ok(!reviewed.ok);
      assert.equal(reviewed.reason, 'no-base');
      assert.ok(reviewed.message.includes(`\`${command}\``), reviewed.message);
    }
  });

  it('takes a base that looks like an option for a name', async () => {
    const { reviewed } = await review(repository.dir, '--output=/tmp/forebear-trap');
    assert.ok(!reviewed.ok && reviewed.reason === 'no-base');
  });

  it('says that a folder outside of a repository cannot be reviewed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forebear-plain-'));
    try {
      const { reviewed } = await review(folder, 'main');
      assert.ok(!reviewed.ok);
      assert.equal(reviewed.reason, 'no-repository');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  describe('on a shallow clone', () => {
    let clone: string;
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: clone, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    beforeEach(() => {
      repository.write('model/resampler.py', module('harbor', false));
      repository.commit(DAY(2));
      repository.write('README.md', '# Toy\n\nMore.\n');
      repository.commit(DAY(3));
      clone = mkdtempSync(join(tmpdir(), 'forebear-shallow-'));
      repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
      git('clone', '-q', '--depth=1', '--branch=change', `file://${repository.dir}`, '.');
    });
    afterEach(() => rmSync(clone, { recursive: true, force: true }));

    it('gives the exact command that brings the base, and after it the same findings', async () => {
      const { reviewed } = await review(clone, base);
      assert.ok(!reviewed.ok);
      const command = /`git ([^`]+)`/.exec(reviewed.message)?.[1];
      assert.equal(command, `fetch --depth=1 origin ${base}`);
      git(...(command?.split(' ') ?? []));
      assert.deepEqual(await changes(clone, base), await changes(repository.dir, base));
    });

    it('says that the merge base is not known, with the command that makes it so', async () => {
      git('fetch', '-q', '--depth=1', 'origin', base);
      const { reviewed } = await review(clone, base);
      assert.match(reviewed.ok ? reviewed.value.review.limits.join() : '', /`git fetch --unshallow`/);
      git('fetch', '-q', '--unshallow');
      const whole = await review(clone, base);
      assert.deepEqual(whole.reviewed.ok && whole.reviewed.value.review.limits, []);
    });
  });
});
