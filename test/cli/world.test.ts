import { strict as assert } from 'node:assert';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';
import { forebear, freshFolder } from './run-forebear.ts';
import { TERRACE } from './terrace.ts';

describe('forebear world', () => {
  it('lists the projects of the built-in index, and says what it knows of one', () => {
    const listed = forebear('world', 'list');
    assert.equal(listed.code, 0);
    const rows = listed.out.trimEnd().split('\n');
    assert.ok(rows.length > 300);
    assert.ok(rows.every((row) => row.split('\t').length === 5));
    const shown = forebear('world', 'show', 'segment-anything');
    assert.equal(shown.code, 0);
    assert.match(shown.out, /^repository: https:\/\/github\.com\/facebookresearch\/segment-anything$/m);
    assert.match(shown.out, /^license: Apache-2\.0$/m);
  });

  it('says in one sentence what is wrong: no such project, no such word, no clones, another file', () => {
    assert.match(forebear('world', 'show', 'nobody-knows').err, /there is no project "nobody-knows"/);
    assert.equal(forebear('world', 'shout').code, 3);
    assert.equal(forebear('world', 'build').code, 3);
    const other = join(freshFolder(), 'other.world');
    writeFileSync(other, 'something else');
    const opened = forebear('world', 'list', '--index', other);
    assert.equal(opened.code, 2);
    assert.match(opened.err, /this is another kind of file/);
  });
});

describe('forebear audit --against', () => {
  let upstream: ScratchRepository;
  let local: ScratchRepository;
  let clones = '';

  before(() => {
    clones = freshFolder();
    upstream = scratchRepository();
    upstream.write('terrain/terrace.py', TERRACE);
    upstream.commit('2023-03-01T00:00:00+00:00');
    // What was copied is not the newest state.
    upstream.write('terrain/terrace.py', 'VERSION = 2\n');
    upstream.commit('2023-09-01T00:00:00+00:00');
    mkdirSync(join(clones, 'lake+terrain'));
    renameSync(join(upstream.dir, '.git'), join(clones, 'lake+terrain', 'repo'));
    local = scratchRepository();
    local.write(
      'model/steps.py',
      TERRACE.replaceAll('TerraceMap', 'StepField').replaceAll('lifted', 'raised'),
    );
    local.commit('2024-05-01T00:00:00+00:00');
  });
  after(() => {
    upstream.remove();
    local.remove();
  });

  it('names the repository of a folder of clones that had the code first, and where', () => {
    const run = forebear('audit', local.dir, '--against', clones, '--format', 'json', '--no-cache');
    const report = JSON.parse(run.out) as AuditReport;
    const match = report.modules.find((one) => one.path === 'model/steps.py')?.matches[0];
    assert.equal(match?.path, 'terrain/terrace.py');
    assert.equal(match?.order, 'before');
    assert.equal(match?.published?.slice(0, 10), '2023-03-01');
    assert.ok(match?.renames.some(([from, to]) => from === 'TerraceMap' && to === 'StepField'));
    const lineage = report.lineage.find((one) => one.upstream === match?.upstream);
    assert.equal(lineage?.relation, 'source');
    assert.equal(lineage?.repository, 'https://github.com/lake/terrain');
  });

  it('reads states once, and reads them again when the repository went on', () => {
    const own = scratchRepository();
    own.write('terrain/terrace.py', 'VERSION = 1\n');
    own.commit('2023-03-01T00:00:00+00:00');
    const sources = (): readonly string[] => {
      const run = forebear('audit', local.dir, '--against', own.dir, '--format', 'json');
      assert.ok(run.code === 0 || run.code === 1, run.err);
      const { modules } = JSON.parse(run.out) as AuditReport;
      return modules.flatMap(({ matches }) => matches.map(({ path }) => path));
    };
    assert.deepEqual(sources(), []);
    assert.deepEqual(sources(), []);
    own.write('terrain/steps.py', TERRACE);
    own.commit('2023-05-01T00:00:00+00:00');
    const found = sources();
    assert.ok(found.includes('terrain/steps.py'), found.join());
    assert.deepEqual(sources(), found);
    own.remove();
  });

  it('refuses a folder that holds no repository', () => {
    const run = forebear('audit', local.dir, '--against', freshFolder());
    assert.equal(run.code, 2);
    assert.match(run.err, /is no repository and holds none/);
  });
});
