import { strict as assert } from 'node:assert';
import type { RepositoryOwner } from '../../../src/engine/ports.ts';
import { type Identity, type IdentityInput, identify } from '../../../src/lineage/identity.ts';
import type { DateKind } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import type { World, WorldProject } from '../../../src/origins/world.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';

const COMMIT = '1'.repeat(40);
const ROOT = '2'.repeat(40);
const OTHER = '3'.repeat(40);

const at = (owner: string, host = 'github.com'): RepositoryOwner => ({ owner, host });

const heron = (facts: Partial<SourceFacts> = {}): SourceFacts =>
  sourceFacts({
    project: 'heron',
    projectName: 'Heron',
    repository: 'lakeside/heron',
    commit: COMMIT,
    files: [{ path: 'a.py', role: 'resampler', firstCommitted: null }],
    ...facts,
  });

const project = (id: string, family: number, dateKind: DateKind = 'history'): WorldProject => ({
  id,
  name: id,
  repository: `https://github.com/lakeside/${id}`,
  license: 'MIT',
  aliases: [],
  family,
  since: '2023-01-01',
  dateKind,
  roots: family === 0 ? [ROOT] : [OTHER],
  tips: [],
});

const NOTHING: Pick<World, 'projects'> = { projects: [] };

/** Only the projects of a world are looked at. */
const worldOf = (...projects: readonly WorldProject[]): World =>
  new Proxy({ ...NOTHING, projects } as World, {
    get: (target, key) => {
      assert.equal(key, 'projects');
      return target.projects;
    },
  });

const IN_PLACE = [
  moduleOf('a.py', 'Pool', { upstream: 'heron', path: 'a.py', containment: { local: 1, upstream: 1 } }),
];

type Change = Partial<Omit<IdentityInput, 'history'>> & Partial<IdentityInput['history']>;

function identities(change: Change = {}, source = heron()): ReadonlyMap<string, Identity> {
  const { commit = OTHER, shallow = false, held = new Set(), parting = null, owner = null, ...rest } = change;
  return identify({
    name: 'heron',
    sources: new Map([[source.id, source]]),
    candidates: new Set(['heron']),
    modules: IN_PLACE,
    history: { commit, shallow, held, parting, owner },
    world: null,
    code: [],
    ...rest,
  }).of;
}

const told = (change: Change, source?: SourceFacts): readonly unknown[] => {
  const one = identities(change, source).get('heron');
  return [one?.relation, one?.publisher];
};

describe('what a repository is to an upstream', () => {
  it('is itself by shared commits, with the same owner or with none known', () => {
    const held = new Set([COMMIT]);
    assert.deepEqual(told({ held, name: 'finch', modules: [] }), ['self', null]);
    assert.deepEqual(told({ held, owner: at('LakeSide') }), ['self', 'same']);
    assert.deepEqual(told({ held, owner: at('finch', 'gitee.com') }), ['self', null]);
  });

  it('is a fork by shared commits and another owner, where the upstream is at home', () => {
    const parting = { commit: COMMIT, date: '2024-01-01', changed: 3 };
    const fork = identities({ held: new Set([COMMIT]), owner: at('finch'), parting }).get('heron');
    assert.equal(fork?.relation, 'fork');
    assert.equal(fork.publisher, 'other');
    assert.equal(fork.parting, parting);
  });

  it('takes the owner of a copy of the official history, or of a fork, for no owner of the upstream', () => {
    const mirrored = heron({
      repository: 'finch/heron',
      repositoryIs: 'copy of the official history',
      homepage: 'https://github.com/lakeside/heron',
      alternates: ['ibis/heron'],
    });
    const held = new Set([COMMIT]);
    for (const owner of ['finch', 'ibis'])
      assert.deepEqual(told({ held, owner: at(owner) }, mirrored), ['fork', 'other'], owner);
    assert.deepEqual(told({ held, owner: at('lakeside') }, mirrored), ['self', 'same']);
  });

  it('is a copy by name and files, where both sides show a history and share nothing of it', () => {
    assert.deepEqual(told({}), ['copy', 'unknown']);
    assert.deepEqual(told({ owner: at('finch') }), ['copy', 'other']);
    assert.deepEqual(told({ owner: at('lakeside') }), ['self', 'same']);
    assert.deepEqual(told({ owner: at('finch', 'huggingface.co') }), ['copy', 'unknown']);
  });

  it('is not known to be the owner’s by an owner’s name on a host where the project is not at home', () => {
    for (const host of ['huggingface.co', 'gitlab.com', 'gitee.com'])
      assert.deepEqual(told({ owner: at('lakeside', host) }), ['copy', 'unknown'], host);
    const held = new Set([COMMIT]);
    assert.deepEqual(told({ held, owner: at('lakeside', 'gitlab.com') }), ['self', null]);
    const both = heron({ homepage: 'https://huggingface.co/lakeside/heron' });
    assert.deepEqual(told({ owner: at('lakeside', 'huggingface.co') }, both), ['self', 'same']);
  });

  it('is the owner’s under each name that serves the same accounts', () => {
    assert.deepEqual(told({ owner: at('lakeside', 'ssh.github.com') }), ['self', 'same']);
    const models = heron({ homepage: 'https://huggingface.co/lakeside/heron' });
    assert.deepEqual(told({ owner: at('lakeside', 'hf-mirror.com') }, models), ['self', 'same']);
    assert.deepEqual(told({ owner: at('finch', 'hf-mirror.com') }, models), ['copy', 'other']);
  });

  it('is itself by name and files where no history can say otherwise, and this is not known', () => {
    assert.deepEqual(told({ commit: null }), ['self', 'unknown']);
    assert.deepEqual(told({ shallow: true }), ['self', 'unknown']);
    assert.deepEqual(told({}, heron({ commit: null })), ['self', 'unknown']);
    assert.deepEqual(told({ shallow: true, owner: at('finch') }), ['copy', 'other']);
  });

  it('is nothing without the name, or without the files in place', () => {
    assert.equal(identities({ name: 'finch' }).size, 0);
    assert.equal(identities({ modules: [] }).size, 0);
  });

  it('is a copy under any name where most files are byte for byte one family’s', () => {
    const world = worldOf(project('heron', 0), project('ibis', 1));
    const code = [0, 0, 0, null].map((unchanged) => ({ unchanged }));
    assert.deepEqual(told({ name: 'finch', world, code }), ['copy', 'unknown']);
    assert.equal(identities({ name: 'finch', world, code: [...code, { unchanged: 1 }] }).size, 0);
    assert.equal(identities({ name: 'finch', world, code: code.slice(0, 2) }).size, 0);
  });

  it('is told of a project that no catalogue has, and its family is nobody’s source', () => {
    const world = worldOf(project('ibis', 1), project('ibis-two', 1), project('crane', 0));
    const input = (owner: RepositoryOwner | null) =>
      identify({
        name: 'ibis',
        sources: new Map(),
        candidates: new Set(),
        modules: [],
        history: { commit: COMMIT, shallow: false, held: new Set([OTHER]), parting: null, owner },
        world,
        code: [],
      });
    assert.equal(input(null).of.get('ibis')?.relation, 'self');
    assert.deepEqual([...input(null).itself], [0, 1]);
    assert.equal(input(at('finch')).of.get('ibis')?.relation, 'fork');
    assert.deepEqual([...input(at('finch')).itself], []);
  });
});
