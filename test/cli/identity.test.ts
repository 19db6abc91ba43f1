import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport, Lineage } from '../../src/model/report.ts';
import { textReport } from '../../src/mouths/reports/text/text-report.ts';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';
import { forebear, freshFolder, parseResult } from './run-forebear.ts';
import { TERRACE } from './terrace.ts';

const SLUICE = `class SluiceGate:
    def __init__(self, width, leak=0.083, steps=19):
        self.width, self.leak, self.steps = width, leak, steps
        self.log = []

    def drain(self, basins, limit=57):
        order = sorted(range(len(basins)), key=lambda at: (basins[at] % 13, -basins[at]))
        passed = {at: 0.0 for at in order}
        for step in range(self.steps):
            for before, after in zip(order, order[1:] + order[:1]):
                fall = basins[before] - basins[after] * (1 - self.leak)
                if fall <= 0 or passed[before] > limit:
                    continue
                moved = min(fall / (3 + step), self.width * 0.27)
                basins[before], basins[after] = basins[before] - moved, basins[after] + moved
                passed[before] += moved
            self.log.append(max(passed.values()) - min(passed.values()))
        return [at for at in order if passed[at] * 2 > sum(self.log) / len(self.log)]
`;

const WEIR = `def weir_profile(depths, notch=0.46, spread=5):
    """Fills a profile from both sides."""
    left, right = 0, len(depths) - 1
    crest, filled = [None] * len(depths), 0.0
    while left < right:
        near, far = depths[left] ** notch, depths[right] ** notch
        if near * spread < far + left:
            crest[left] = (near, left * 31 % 17)
            filled += far - near / (spread + 1)
            left += 1
        else:
            crest[right] = (far, right * 29 % 17)
            filled -= near * 0.5 - far / (spread + 2)
            right -= 1
    peaks = [pair for pair in crest if pair is not None and pair[1] > 4]
    return filled, max(peaks, key=lambda pair: (pair[0], -pair[1]), default=(notch, spread))


def weir_gap(profile, edge=0.19):
    rising = [after - before for before, after in zip(profile, profile[1:]) if after > before + edge]
    return sum(rising) / (len(rising) + 7), sorted(rising, reverse=True)[: len(profile) // 3]
`;

const LICENSE = `MIT License

Copyright (c) 2023 Lake Laboratory

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;

const README = '# Terrain\n\nMaps of terraces, see https://github.com/lake/terrain.\n';

/** Writes the upstream's files as they stand at its tip. */
function writeTip(repository: ScratchRepository): void {
  repository.write('README.md', README);
  repository.write('LICENSE', LICENSE);
  repository.write('terrain/terrace.py', TERRACE);
  repository.write('terrain/sluice.py', SLUICE);
  repository.write('terrain/weir.py', WEIR);
}

describe('what a repository is to an upstream whose history or files it holds', function () {
  this.timeout(240_000);
  let upstream: ScratchRepository;
  let clones = '';
  const made: ScratchRepository[] = [];
  let folder = '';

  before(() => {
    upstream = scratchRepository();
    upstream.write('README.md', README);
    upstream.write('LICENSE', LICENSE);
    upstream.write('terrain/terrace.py', TERRACE);
    upstream.commit('2023-01-01T00:00:00+00:00');
    upstream.write('terrain/sluice.py', SLUICE);
    upstream.commit('2023-03-01T00:00:00+00:00');
    upstream.write('terrain/weir.py', WEIR);
    upstream.commit('2023-05-01T00:00:00+00:00');
    clones = freshFolder();
    mkdirSync(join(clones, 'lake+terrain'));
    cpSync(join(upstream.dir, '.git'), join(clones, 'lake+terrain', 'repo'), { recursive: true });
    folder = freshFolder();
  });
  after(() => {
    for (const one of [upstream, ...made]) one.remove();
  });

  function fresh(): ScratchRepository {
    const repository = scratchRepository();
    made.push(repository);
    return repository;
  }

  /** A clone with its whole history, as if from this address. */
  function cloned(remote: string | null): ScratchRepository {
    const repository = fresh();
    repository.git('fetch', '-q', upstream.dir, 'main');
    repository.git('reset', '-q', '--hard', 'FETCH_HEAD');
    if (remote !== null) repository.git('remote', 'add', 'origin', remote);
    return repository;
  }

  /** The upstream's files in a history of their own. */
  function republished(remote: string | null): ScratchRepository {
    const repository = fresh();
    writeTip(repository);
    repository.commit('2024-02-01T00:00:00+00:00');
    if (remote !== null) repository.git('remote', 'add', 'origin', remote);
    return repository;
  }

  /** Audited under the upstream's name, unless another is given. */
  function audited(repository: ScratchRepository, name = 'terrain'): AuditReport {
    const place = join(folder, name);
    rmSync(place, { recursive: true, force: true });
    cpSync(repository.dir, place, { recursive: true });
    const run = forebear('audit', place, '--against', clones, '--no-cache', '--format', 'json');
    assert.notEqual(run.code, 3, run.err);
    return parseResult<AuditReport>('report.schema.json', run.out);
  }

  const textOf = (report: AuditReport): string => textReport(report).replace(/\s+/g, ' ');

  const lineageOf = (report: AuditReport): Lineage | undefined =>
    report.lineage.find(({ repository }) => repository === 'https://github.com/lake/terrain');

  const asked = (report: AuditReport): readonly string[] =>
    report.findings.filter(({ level }) => level !== 'note').map(({ rule }) => rule);

  it('is the upstream itself with its history, with its owner as the remote or with none', () => {
    for (const remote of [null, 'git@github.com:Lake/terrain.git']) {
      const report = audited(cloned(remote));
      assert.deepEqual(report.findings, [], String(remote));
      assert.ok(report.lineage.every(({ relation }) => relation === 'self'));
    }
  });

  it('is a fork with its history and another owner, and owes nothing new where README and LICENSE are kept', () => {
    const fork = cloned('https://github.com/river/terrain-plus.git');
    const tip = fork.git('rev-parse', 'HEAD').trim();
    fork.write('terrain/sluice.py', SLUICE.replace('limit=57', 'limit=58'));
    fork.write('terrain/notes.txt', 'more\n');
    fork.commit('2024-02-01T00:00:00+00:00');
    const report = audited(fork, 'terrain-plus');
    const lineage = lineageOf(report);
    assert.equal(lineage?.relation, 'fork');
    assert.equal(lineage.publisher, 'other');
    assert.deepEqual(lineage.forkedAt, { commit: tip, date: '2023-05-01T00:00:00+00:00', changed: 2 });
    assert.equal(lineage.keptFiles?.unchanged, 2);
    assert.ok(report.modules.some(({ matches }) => matches[0]?.upstream === lineage.upstream));
    assert.deepEqual(asked(report), []);
    assert.match(
      textOf(report),
      new RegExp(
        `is a fork of terrain at commit ${tip.slice(0, 7)} \\(2023-05-01\\), 2 files changed since\\.`,
      ),
    );
  });

  it('is asked for what a fork lost: the name in the README, and the license', () => {
    const fork = cloned('https://github.com/river/terrain-plus.git');
    fork.write('README.md', '# Steps\n\nOur own work.\n');
    fork.git('rm', '-q', 'LICENSE');
    fork.commit('2024-02-01T00:00:00+00:00');
    const report = audited(fork, 'steps');
    assert.equal(lineageOf(report)?.relation, 'fork');
    assert.ok(asked(report).includes('upstream-not-credited'));
    assert.ok(asked(report).includes('license-text-missing'));
  });

  it('is a copy with the files, a history of its own and another owner, whatever its name', () => {
    const copy = republished('https://github.com/river/terrain.git');
    for (const name of ['terrain', 'steps']) {
      const report = audited(copy, name);
      const lineage = lineageOf(report);
      assert.equal(lineage?.relation, 'copy', name);
      assert.equal(lineage.publisher, 'other');
      assert.deepEqual(lineage.keptFiles, { folder: '', files: 3, unchanged: 3 });
      assert.match(
        textOf(report),
        /holds the files of terrain without its history .*, under another owner\./,
      );
    }
  });

  it('is asked for what a copy of another owner lost, though it has the name', () => {
    const copy = republished('https://github.com/river/terrain.git');
    copy.write('README.md', '# Our terrain\n');
    copy.git('rm', '-q', 'LICENSE');
    copy.commit('2024-03-01T00:00:00+00:00');
    assert.ok(asked(audited(copy)).includes('license-text-missing'));
  });

  it('is a copy of which the owner is not known without a remote: said, and asked for nothing but notes', () => {
    const report = audited(republished(null));
    assert.equal(lineageOf(report)?.relation, 'copy');
    assert.equal(lineageOf(report)?.publisher, 'unknown');
    assert.deepEqual(asked(report), []);
    assert.match(textOf(report), /holds the same files as terrain .* is not known/);
  });

  it('is not taken for the upstream where the same name owns it on another host', () => {
    const report = audited(republished('https://huggingface.co/lake/terrain'));
    assert.deepEqual(
      report.lineage.map(({ relation, publisher }) => [relation, publisher]),
      [['copy', 'unknown']],
    );
  });

  it('is the upstream itself with the files alone where the remote has the same owner', () => {
    const report = audited(republished('https://github.com/lake/terrain-two.git'));
    assert.deepEqual(
      report.lineage.map(({ relation, publisher }) => [relation, publisher]),
      [['self', 'same']],
    );
    assert.deepEqual(report.findings, []);
    assert.match(lineageOf(report)?.why[0] ?? '', /the remote names lake as the owner as well/);
  });

  it('counts as the upstream without any history, and says that this is not known', () => {
    const bare = republished(null);
    rmSync(join(bare.dir, '.git'), { recursive: true });
    const report = audited(bare);
    assert.equal(lineageOf(report)?.relation, 'self');
    assert.equal(lineageOf(report)?.publisher, 'unknown');
    assert.deepEqual(asked(report), []);
    assert.match(textOf(report), /whether it is the publication of terrain itself is not known/);
  });

  it('is not made the upstream by commits that lie beside its history, or were merged into it', () => {
    const stray = republished('https://github.com/river/terrain.git');
    stray.git('fetch', '-q', upstream.dir, 'main:refs/heads/other');
    assert.equal(lineageOf(audited(stray))?.relation, 'copy');
    const merged = fresh();
    merged.write('main.py', 'print(1)\n');
    merged.commit('2024-01-01T00:00:00+00:00');
    merged.git('fetch', '-q', upstream.dir, 'main');
    merged.git('merge', '-q', '--no-ff', '--allow-unrelated-histories', '-m', 'Take it', 'FETCH_HEAD');
    merged.git('rm', '-q', 'LICENSE');
    merged.write('README.md', '# Our own\n');
    merged.commit('2024-02-01T00:00:00+00:00');
    const report = audited(merged, 'own');
    assert.equal(
      report.lineage.some(({ relation }) => relation === 'self' || relation === 'fork'),
      false,
    );
  });

  it('takes no owner from a configuration that another one includes', () => {
    const copy = republished(null);
    copy.write('.git/more', '[remote "origin"]\n\turl = https://github.com/lake/terrain.git\n');
    execFileSync('git', ['-C', copy.dir, 'config', 'include.path', 'more']);
    assert.equal(lineageOf(audited(copy))?.publisher, 'unknown');
  });
});

describe('a tree kept whole', function () {
  this.timeout(240_000);

  it('is one row that says how many files are unchanged', () => {
    const clones = freshFolder();
    const upstream = scratchRepository();
    writeTip(upstream);
    upstream.commit('2023-01-01T00:00:00+00:00');
    mkdirSync(join(clones, 'lake+terrain'));
    cpSync(join(upstream.dir, '.git'), join(clones, 'lake+terrain', 'repo'), { recursive: true });
    const local = scratchRepository();
    local.write('README.md', '# Ours\n\nterrain (https://github.com/lake/terrain) is used for maps.\n');
    writeTip({ ...local, write: (path, text) => local.write(`third_party/terrain/${path}`, text) });
    local.write('third_party/terrain/terrain/sluice.py', SLUICE.replace('limit=57', 'limit=58'));
    local.write('main.py', 'print(1)\n');
    local.commit('2024-01-01T00:00:00+00:00');
    const run = forebear('audit', local.dir, '--against', clones, '--no-cache', '--format', 'json');
    const report = parseResult<AuditReport>('report.schema.json', run.out);
    const rows = report.lineage.filter(({ repository }) => repository === 'https://github.com/lake/terrain');
    assert.deepEqual(
      rows.map(({ relation, keptFiles }) => [relation, keptFiles]),
      [['vendored', { folder: 'third_party/terrain/terrain/', files: 3, unchanged: 2 }]],
    );
    assert.match(
      textReport(report).replace(/\s+/g, ' '),
      /Kept whole in third_party\/terrain\/terrain: 2 of 3 files of code unchanged, 1 changed or added/,
    );
    upstream.remove();
    local.remove();
  });
});
