import assert from 'node:assert/strict';
import { type IdentityInput, identify } from '../../../src/lineage/identity.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { moduleOf } from '../rules/evidence-builder.ts';
import { at, heron } from './sketch-identity.ts';
import { sketchWorld, worldProject } from './sketch-world.ts';

const IN_PLACE = [
  moduleOf('a.py', 'Pool', { upstream: 'heron', path: 'a.py', containment: { local: 1, upstream: 1 } }),
];

/** What a repository is, in a line each. */
function told(
  change: Partial<Omit<IdentityInput, 'history'>> & {
    readonly history?: Partial<IdentityInput['history']>;
  } = {},
) {
  const { history = {}, ...rest } = change;
  const { of, itself } = identify({
    name: 'heron',
    sources: new Map([['heron', heron()]]),
    candidates: new Set(['heron']),
    modules: IN_PLACE,
    world: null,
    code: [],
    history: { commit: 'x', shallow: false, held: new Set(), parting: null, owner: null, ...history },
    ...rest,
  });
  return [
    ...[...of].map(
      ([id, { relation, publisher, because }]) => `${id} ${relation} ${publisher}: ${inEnglish(because)}`,
    ),
    ...(itself.size === 0 ? [] : [`itself ${[...itself].join()}`]),
  ];
}

describe('what a repository is, and because of what', () => {
  it('rests on history and owner', () => {
    const held = new Set(['c1']);
    assert.deepEqual(told({ history: { held } }), [
      'heron self null: the history begins as that of Heron, and no other owner is known',
    ]);
    assert.deepEqual(told({ history: { held, owner: at('LakeSide') } }), [
      'heron self same: the history begins as that of Heron, and the remote names LakeSide as the owner as well',
    ]);
    assert.deepEqual(told({ history: { held, owner: at('finch') } }), [
      "heron fork other: the history begins as that of Heron; the remote is finch's, which is not where Heron is published",
    ]);
    assert.deepEqual(told({ history: { held, owner: at('finch', 'gitee.com') } }), [
      'heron self null: the history begins as that of Heron; whether finch on gitee.com is its owner is not known',
    ]);
  });

  it('rests on files and owner where no history is shared', () => {
    assert.deepEqual(told({ history: { owner: at('lakeside') } }), [
      'heron self same: the same files as Heron, and the remote names lakeside as the owner as well',
    ]);
    assert.deepEqual(told({ history: { owner: at('finch') } }), [
      "heron copy other: the same files as Heron without its history; the remote is finch's, which is not where Heron is published",
    ]);
    assert.deepEqual(told(), [
      'heron copy unknown: the same files as Heron; whether this is its own publication is not known',
    ]);
    assert.deepEqual(told({ candidates: new Set() }), []);
  });

  const world = sketchWorld([
    worldProject('heron', 0, { roots: ['r0'], tips: ['t0'] }),
    worldProject('heron-kin', 0, { repository: 'https://github.com/finch/heron-kin' }),
    worldProject('ibis', 1, { roots: ['r1'], dateKind: 'published', aliases: ['marsh/ibis'] }),
  ]);

  it('rests on commits that the world knows, and on the owners of the whole family', () => {
    const of = (held: string, owner: string) =>
      told({ world, modules: [], history: { held: new Set([held]), owner: at(owner) } }).map(
        (one) => one.split(':')[0],
      );
    assert.deepEqual(of('r0', 'lakeside'), ['heron self same', 'itself 0,1']);
    assert.deepEqual(of('t0', 'finch'), ['heron self same', 'itself 0,1']);
    assert.deepEqual(of('r0', 'wren'), ['heron fork other']);
    assert.deepEqual(of('r1', 'marsh'), ['ibis self same', 'itself 2']);
    assert.deepEqual(of('r2', 'marsh'), []);
  });

  it('rests on files byte for byte one family’s: seven tenths of three and more', () => {
    const of = (...unchanged: readonly (number | null)[]) =>
      told({ name: 'wren', world, code: unchanged.map((one) => ({ unchanged: one })) }).map(
        (one) => one.split(':')[0],
      );
    assert.deepEqual(
      of(0, 1, 0),
      ['heron copy unknown', 'heron-kin copy unknown'].slice(0, of(0, 1, 0).length),
    );
    assert.ok(of(0, 1, 0).includes('heron copy unknown'));
    assert.deepEqual(of(0, 0), []);
    assert.ok(of(0, 0, 0, 0, 0, 0, 0, 2, 2, 2).length > 0);
    assert.deepEqual(of(0, 0, 0, 0, 0, 0, null, 2, 2, 2), []);
    assert.deepEqual(of(2, 2, 0, 2, 2), ['ibis copy unknown']);
    assert.deepEqual(of(9, 9, 9), []);
  });

  it('is not told by files where the repository is something itself by its history', () => {
    const code = [0, 0, 0].map((unchanged) => ({ unchanged }));
    assert.deepEqual(
      told({ name: 'wren', world, code, modules: [], history: { held: new Set(['r1']) } }).map(
        (one) => one.split(':')[0],
      ),
      ['ibis self null', 'itself 2'],
    );
  });

  it('believes a name where no history of the upstream can contradict', () => {
    const by = (change: Parameters<typeof told>[0]) => told(change)[0]?.split(':')[0];
    assert.equal(by({ history: { commit: null } }), 'heron self unknown');
    assert.equal(by({ history: { shallow: true } }), 'heron self unknown');
    const bare = new Map([['heron', heron({ commit: null })]]);
    assert.equal(by({ sources: bare }), 'heron self unknown');
    assert.equal(by({ sources: bare, world }), 'heron copy unknown');
    const dated = sketchWorld([worldProject('heron', 0, { dateKind: 'published' })]);
    assert.equal(by({ sources: bare, world: dated }), 'heron self unknown');
    const ibis = { name: 'ibis', world, sources: new Map(), candidates: new Set<string>(), modules: [] };
    const code = [2, 2, 2].map((unchanged) => ({ unchanged }));
    assert.equal(by({ ...ibis, code }), 'ibis self unknown');
    assert.equal(by({ ...ibis, name: 'wren', code }), 'ibis copy unknown');
  });
});
