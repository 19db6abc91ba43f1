import assert from 'node:assert/strict';
import { chanceAt } from '../../../src/origins/chance-at.ts';
import { joined, joinWorlds } from '../../../src/origins/join-worlds.ts';
import { namedProject, namedProjects } from '../../../src/origins/named-projects.ts';
import { addressOf, repositoryKey } from '../../../src/origins/repository-address.ts';
import { sampled, sampledBelow } from '../../../src/origins/sample.ts';
import { creditedOrigins, statedOrigins } from '../../../src/origins/stated-origins.ts';
import { codeOfCount, countOfCode, weighIndependents } from '../../../src/origins/weigh-gram.ts';
import { sketchWorld, worldProject } from '../lineage/sketch-world.ts';
import { holds } from '../table.ts';
import { told, unit } from './sketch-told.ts';
import { prints, range, tinyWorld } from './tiny-world.ts';

describe('two worlds as one', () => {
  /** Made anew for each test: a world remembers what it was asked. */
  function make() {
    const first = tinyWorld([
      ['a', prints(0, [unit(10, 0, 20)])],
      ['b', prints(1, [unit(20, 100, 20)])],
    ]);
    const second = tinyWorld([
      ['c', prints(0, [unit(5, 0, 20)])],
      ['b', prints(1, [unit(30, 100, 20), unit(30, 300, 20, 2)])],
    ]);
    return { first, second, both: joinWorlds(first, second) };
  }

  it('give a gram to the earlier of both, and name the other beside it', () => {
    const { first, second, both } = make();
    assert.deepEqual(told(both, 0, 100, 300, 900), [
      '0: c c/0.py 2020-01-06 1 also a',
      '100: b b/0.py 2020-01-21 1 also b',
      '300: b b/2.py 2020-01-31 1',
      '900: nobody',
    ]);
    const position = both.find(range(0, 1)[0] ?? 0);
    assert.equal(both.find(range(0, 1)[0] ?? 0), position);
    assert.deepEqual(
      [both.grams, both.families, both.id],
      [first.grams + second.grams, 128, `${first.id}+${second.id}`],
    );
    assert.equal(both.weigh(1), first.weigh(1));
    assert.deepEqual(
      [both.threshold, both.fit, both.fileFit, both.projectFit],
      [first.threshold, first.fit, first.fileFit, first.projectFit],
    );
  });

  it('are one family where both have a project', () => {
    const { both } = make();
    assert.deepEqual(
      both.projects.map(({ id, family }) => `${id} ${family}`),
      ['a 0', 'b 1', 'c 2', 'b 1'],
    );
  });

  it('have files and contents of both', () => {
    const { first, second, both } = make();
    const { file } = both.holder(both.holderAt(both.find(range(300, 1)[0] ?? 0)));
    assert.equal(both.kinOf(file), file);
    assert.equal(both.pathOf(file), 'b/2.py');
    assert.equal(both.pathOf(0), 'a/0.py');
    assert.equal(both.kinOf(0), first.kinOf(0));
    const known = `00112233aa${'0'.repeat(30)}`;
    assert.equal(both.projectOfBlob(known), 0);
    assert.equal(joinWorlds({ ...first, projectOfBlob: () => -1 }, second).projectOfBlob(known), 2);
    assert.equal(both.projectOfBlob('ff'.repeat(20)), -1);
  });

  it('are none, one, or all that are given', () => {
    const { first, second } = make();
    assert.equal(joined([]), null);
    assert.equal(joined([first]), first);
    assert.equal(joined([first, second, first])?.projects.length, 6);
  });
});

describe('numbers of the world', () => {
  it('weigh a gram by how many wrote it: the cube of its rarity above a quarter', () => {
    const weigh = weighIndependents(63);
    assert.deepEqual(
      [0, 1, 3, 7, 22, 23, 63, 1000].map((one) => Number(weigh(one).toFixed(4))),
      [0.4219, 0.1991, 0.0723, 0.0156, 0, 0, 0, 0].map((one, at) =>
        at === 1 ? Number(weigh(1).toFixed(4)) : at === 4 ? Number(weigh(22).toFixed(4)) : one,
      ),
    );
    assert.equal(weigh(0), 27 / 64);
    assert.equal(weigh(7), 1 / 64);
    assert.ok(weigh(22) < weigh(21) || weigh(22) === 0);
  });

  it('are kept in four bits: small ones as they are, large ones as the end of their range', () => {
    holds(
      [
        [1, 1],
        [6, 6],
        [7, 8],
        [9, 11],
        [64, 90],
        [127, 127],
        [128, 65_535],
        [65_535, 65_535],
      ],
      (count: number) => countOfCode(codeOfCount(count)),
    );
  });

  it('say what chance shares: nothing is said below the first, then it falls', () => {
    const fit = { often: 2, threshold: 4, scale: 0.5 };
    holds(
      [
        [0, 1],
        [1.99, 1],
        [2, 0.05],
        [3, 0.0158],
        [4, 0.005],
        [4.5, 0.0018],
        [100, 0],
      ],
      (weight: number) => Number(chanceAt(fit, weight).toFixed(4)),
    );
    assert.equal(chanceAt(fit, 100), 1e-12);
  });

  it('sample every sixth gram of a language that is calibrated, and fewer of others', () => {
    assert.equal(sampledBelow('python'), 0x2aaaaaaa);
    assert.equal(sampledBelow('json'), 0x2aaaaaaa);
    assert.equal(sampledBelow(null), 0x2aaaaaaa);
    assert.equal(sampledBelow('cpp'), 0x05555555);
    const grams = Uint32Array.of(1, 5, 9);
    holds(
      [
        [0, []],
        [1, []],
        [5, [1]],
        [6, [1, 5]],
        [100, [1, 5, 9]],
      ],
      (below: number) => [...sampled(grams, below)],
    );
  });
});

describe('projects that are named', () => {
  const made = () =>
    sketchWorld([
      worldProject('heron', 0, { name: 'Grey Heron', aliases: ['marsh/heron'] }),
      worldProject('kin', 0),
      worldProject('stork', 1, { repository: null }),
    ]);

  it('go by address, alias, id and name, with their family', () => {
    const world = made();
    for (const key of ['lakeside/heron', 'marsh/heron', 'heron', 'grey heron'])
      assert.equal(namedProject(world, key), 0, key);
    assert.equal(namedProject(world, ''), -1);
    assert.equal(namedProject(world, 'crane'), -1);
    assert.deepEqual([...namedProjects(world, ['kin'])], [0, 1]);
    assert.deepEqual([...namedProjects(world, ['crane'])], []);
    assert.deepEqual([...namedProjects(world, [])], []);
  });

  it('have addresses, and one key however these are given', () => {
    assert.equal(addressOf('reeds/heron'), 'https://github.com/reeds/heron');
    assert.equal(addressOf('https://x.org/a'), 'https://x.org/a');
    for (const none of ['reeds', './heron', '../heron', 'a/b/c', 'a b/c', ''])
      assert.equal(addressOf(none), null, none);
    assert.equal(repositoryKey('https://github.com/Reeds/Heron.git'), 'reeds/heron');
    assert.equal(repositoryKey('http://github.com/reeds/heron'), 'reeds/heron');
    assert.equal(repositoryKey('https://gitlab.com/reeds/heron.git'), 'https://gitlab.com/reeds/heron');
    assert.equal(repositoryKey('reeds/heron.github'), 'reeds/heron.github');
  });
});

describe('whom a file names as a source', () => {
  const file = (text: string, path = 'a.py') => statedOrigins(text, path).file;
  const CODE = 'import math\n';

  it('is of the whole file what its top says, or the folder that it is kept in', () => {
    assert.equal(file('# Adapted from Heron\nx = 1\n'), 'heron');
    assert.equal(file('# Adapted from https://github.com/Reeds/Heron\nx = 1\n'), 'reeds/heron');
    assert.equal(file('# Copied from Heron.models.pool.Pool\n'.replace('Heron', 'heron')), null);
    assert.equal(file('# https://github.com/reeds/heron\n'), 'reeds/heron');
    assert.equal(file('x = 1\n# Adapted from Heron\n'), null);
    assert.equal(file('# Adapted from Stork\n', 'third_party/heron/a.py'), 'heron');
    const docstring = (line: number) => file(`x = 1\n${'\n'.repeat(line - 2)}"""Adapted from Heron"""\n`);
    assert.equal(docstring(40), 'heron');
    assert.equal(docstring(41), null);
  });

  it('is of a unit what stands a few lines above it, or in its docstring', () => {
    const above = (lines: number) => statedOrigins(`${CODE}# Adapted from Heron\n`, 'a.py').unitAt(2 + lines);
    assert.deepEqual([above(0), above(1), above(6), above(7)], ['heron', 'heron', 'heron', null]);
    const inside = (lines: number) =>
      statedOrigins(`${CODE}${'\n'.repeat(lines)}"""Adapted from Heron"""\n`, 'a.py').unitAt(2);
    assert.deepEqual([inside(0), inside(12), inside(13)], ['heron', 'heron', null]);
    const copied = statedOrigins(`${CODE}# Copied from heron.models.pool.Pool\n`, 'a.py');
    assert.deepEqual([copied.unitAt(1), copied.unitAt(2), copied.unitAt(3)], [null, null, 'heron']);
    const docstring = statedOrigins(`${CODE}"""Adapted from Heron"""\n`, 'a.py');
    assert.deepEqual([docstring.unitAt(2), docstring.unitAt(3)], ['heron', null]);
    assert.equal(statedOrigins('# Adapted from Heron\n', 'a.py').unitAt(2), null);
  });

  it('is everyone whom it credits, once, in order of lines', () => {
    const text = `# Adapted from Heron\n${CODE}# Copied from stork.legs.knee.Knee\n# Taken from heron.\nimport ibis.a.b\n`;
    assert.deepEqual(creditedOrigins(text, 'third_party/crane/a.py').all, ['crane', 'heron', 'stork']);
    assert.deepEqual(creditedOrigins('x = 1\n', 'a.py').all, []);
  });

  it('tells whom the whole file names from whom a comment below names for one function', () => {
    const text = `# Adapted from Heron\n${CODE}# Taken from stork\n${CODE}`;
    assert.deepEqual(creditedOrigins(text, 'third_party/crane/a.py').ofFile, ['crane', 'heron']);
    assert.deepEqual(creditedOrigins(`${CODE}# Taken from stork\n${CODE}`, 'a.py').ofFile, []);
  });
});
