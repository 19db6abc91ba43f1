import assert from 'node:assert/strict';
import { licenseSince, onlyOfWorld, worldProjects } from '../../../src/lineage/world-projects.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { sketchWorld, worldProject } from './sketch-world.ts';

const file = (path: string) => ({ path, role: 'other' as const, firstCommitted: null });
const WORLD = sketchWorld([
  worldProject('heron', 0, { aliases: ['marsh/heron'] }),
  worldProject('heron-two', 0),
  worldProject('library', 1),
  worldProject('models', 2, { tips: ['abc'], since: '2021-02-03' }),
  worldProject('nowhere', 3, { repository: null, since: '', dateKind: 'published', license: '' }),
]);
const SOURCES: readonly SourceFacts[] = [
  sourceFacts({ id: 'h-2', project: 'grey-heron', repository: 'Lakeside/Heron', published: '2022-01-01' }),
  sourceFacts({ id: 'h-1', project: 'grey-heron', repository: 'lakeside/heron', published: '2021-01-01' }),
  sourceFacts({ id: 'a-1', project: 'part-a', repository: 'lakeside/library', files: [file('a.py')] }),
  sourceFacts({ id: 'b-1', project: 'part-b', repository: 'lakeside/library', files: [file('b.py')] }),
];
const projects = worldProjects(WORLD, new Map(SOURCES.map((one) => [one.id, one])));

describe('the licenses of a project since a day', () => {
  const changed = worldProject('heron', 0, {
    license: 'Apache-2.0',
    earlier: [
      { license: 'GPL-3.0-only', until: '2021-05-01' },
      { license: 'MIT AND BSD-3-Clause', until: '2022-05-01' },
    ],
  });

  it('are that of today, and those that stood then or since, as alternatives', () => {
    assert.equal(licenseSince(changed, '2022-05-01'), 'Apache-2.0');
    assert.equal(licenseSince(changed, '2022-04-30T10:00:00Z'), 'Apache-2.0 OR (MIT AND BSD-3-Clause)');
    assert.equal(licenseSince(changed, '2020-01-01'), 'Apache-2.0 OR GPL-3.0-only OR (MIT AND BSD-3-Clause)');
    assert.equal(licenseSince(changed, null), licenseSince(changed, '2020-01-01'));
  });

  it('are those of before where today none is stated, and none where there was none', () => {
    assert.equal(licenseSince({ ...changed, license: '' }, '2022-04-30'), 'MIT AND BSD-3-Clause');
    assert.equal(licenseSince(worldProject('stork', 1, { license: '' }), null), '');
  });
});

describe('projects of the world and upstreams of the catalogue', () => {
  it('are one by repository or id, with the family of either', () => {
    assert.deepEqual([...projects.of('grey-heron')], [0, 1]);
    assert.deepEqual([...projects.of('part-a')], [2]);
    assert.deepEqual([...projects.of('models')], [3]);
    assert.deepEqual([...projects.of('unknown')], []);
    assert.equal(projects.of('grey-heron'), projects.of('grey-heron'));
    const byId = worldProjects(
      WORLD,
      new Map([['m', sourceFacts({ project: 'models', repository: 'else/where' })]]),
    );
    assert.deepEqual([...byId.of('models')], [3]);
  });

  it('go by the one upstream that a project is, by the file where it is several, else by the project', () => {
    assert.equal(projects.nameOf(0, 'x.py'), 'grey-heron');
    assert.equal(projects.nameOf(1, 'x.py'), 'heron-two');
    assert.equal(projects.nameOf(2, 'a.py'), 'part-a');
    assert.equal(projects.nameOf(2, 'b.py'), 'part-b');
    assert.equal(projects.nameOf(2, 'c.py'), 'library');
    assert.equal(projects.nameOf(9, 'c.py'), '');
  });

  it('have their own files, of a library those that are catalogued under it', () => {
    assert.equal(projects.isOwn('grey-heron', 0, 'x.py'), true);
    assert.equal(projects.isOwn('grey-heron', 1, 'x.py'), true);
    assert.equal(projects.isOwn('grey-heron', 2, 'x.py'), false);
    assert.equal(projects.isOwn('part-a', 2, 'a.py'), true);
    assert.equal(projects.isOwn('part-a', 2, 'b.py'), false);
    assert.equal(projects.isOwn('part-a', 2, 'c.py'), false);
  });

  it('are named by address, alias or name', () => {
    assert.equal(projects.named('lakeside/heron'), 0);
    assert.equal(projects.named('marsh/heron'), 0);
    assert.equal(projects.named('models'), 3);
    assert.equal(projects.named('crane'), -1);
  });

  it('have the facts of the version that was public by a day, else of the first', () => {
    const of = (day: string | null) => projects.factsOf(0, 'x.py', day).id;
    assert.equal(of('2021-06-01'), 'h-1');
    assert.equal(of('2022-01-01T10:00:00Z'), 'h-2');
    assert.equal(of('2020-01-01'), 'h-1');
    assert.equal(of(null), 'h-2');
  });

  it('have what the world knows where no catalogue has them', () => {
    const {
      id,
      project,
      projectName,
      organisation,
      repository,
      commit,
      published,
      publishedBasis,
      codeLicense,
      factsOnly,
      alternates,
    } = projects.factsOf(1, 'x.py', null);
    assert.deepEqual(
      [
        id,
        project,
        projectName,
        organisation,
        repository,
        commit,
        published,
        publishedBasis,
        codeLicense.expression,
        factsOnly,
        alternates,
      ],
      [
        'heron-two',
        'heron-two',
        'heron-two',
        'lakeside',
        'lakeside/heron-two',
        null,
        '2020-01-01',
        'its first commit with code',
        'MIT',
        true,
        undefined,
      ],
    );
    const models = projects.factsOf(3, 'x.py', null);
    assert.deepEqual(
      [models.projectName, models.commit, models.published],
      ['lakeside/models', 'abc', '2021-02-03'],
    );
    const nowhere = projects.factsOf(4, 'x.py', null);
    assert.deepEqual(
      [nowhere.organisation, nowhere.repository, nowhere.published, nowhere.publishedBasis],
      ['', '', null, 'its published history'],
    );
    assert.equal(projects.factsOf(3, 'x.py', null), models);
    const aliased = worldProjects(WORLD, new Map());
    assert.deepEqual(aliased.factsOf(0, '', null).alternates, ['marsh/heron']);
  });

  it('are of the world alone where no catalogue has their name', () => {
    assert.deepEqual(
      onlyOfWorld(WORLD, SOURCES).map((one) => one.id),
      ['heron-two', 'library', 'models', 'nowhere'],
    );
  });
});
