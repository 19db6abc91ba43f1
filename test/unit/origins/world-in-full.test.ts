import assert from 'node:assert/strict';
import { findCarried } from '../../../src/origins/carriers.ts';
import { chanceAt } from '../../../src/origins/chance-at.ts';
import { findGram, gatherHolders, type HeldPrints } from '../../../src/origins/first-holders.ts';
import { joined, joinWorlds } from '../../../src/origins/join-worlds.ts';
import { namedProject, namedProjects } from '../../../src/origins/named-projects.ts';
import { addressOf, repositoryKey } from '../../../src/origins/repository-address.ts';
import { sampled, sampledBelow } from '../../../src/origins/sample.ts';
import { settleWorld } from '../../../src/origins/settle-world.ts';
import { creditedOrigins, statedOrigins } from '../../../src/origins/stated-origins.ts';
import { codeOfCount, countOfCode, weighIndependents } from '../../../src/origins/weigh-gram.ts';
import type { World } from '../../../src/origins/world.ts';
import { sketchWorld, worldProject } from '../lineage/sketch-world.ts';
import { holds } from '../table.ts';
import { prints, range, type TinyUnit, tinyWorld } from './tiny-world.ts';

type Projects = readonly (readonly [id: string, prints: HeldPrints])[];
/** Of the first of each range of grams: who had it first, by when, whether as a root, how many independent, and who else. */
function told(world: World, ...from: readonly number[]): readonly string[] {
  const id = (project: number): string => world.projects[project]?.id ?? '?';
  return from.map((one) => {
    const position = world.find(range(one, 1)[0] ?? 0);
    if (position < 0) return `${one}: nobody`;
    const { project, file, day, root } = world.holder(world.holderAt(position));
    const others = world.othersAt(position).map(id);
    return [
      `${one}: ${id(project)}`,
      world.pathOf(file),
      day,
      ...(root ? [] : ['no root']),
      world.independentsAt(position),
      ...(others.length === 0 ? [] : [`also ${others.join(' ')}`]),
    ].join(' ');
  });
}
const unit = (day: number, from: number, count: number, file = 0, stated?: number): TinyUnit => ({
  day,
  file,
  grams: range(from, count),
  ...(stated === undefined ? {} : { stated }),
});
const inFolders = (
  of: HeldPrints,
  fileFolders: readonly number[],
  folders: readonly number[],
): HeldPrints => ({
  ...of,
  fileFolders,
  folders,
});

describe('holders of grams', () => {
  it('are in order of gram, time and project, each project with the first unit that has it', () => {
    const { distinct, starts, projects, times, units, grams } = gatherHolders([
      prints(0, [unit(9, 0, 2), unit(3, 1, 2), unit(3, 1, 1)]),
      prints(1, [unit(3, 1, 1)]),
      prints(2, [unit(1, 1, 1)]),
    ]);
    const day = (seconds: number): number => (seconds - Date.UTC(2020, 0, 1) / 1000) / 86_400;
    const rows = [...distinct].map((gram, at) => [
      gram,
      ...[...projects.subarray(starts[at], starts[at + 1])].map((project, place) => {
        const where = (starts[at] ?? 0) + place;
        assert.equal(grams[where], gram);
        return `${project} unit ${units[where]} day ${day(times[where] ?? 0)}`;
      }),
    ]);
    const [a, b, c] = range(0, 3);
    assert.deepEqual(rows, [
      [a, '0 unit 0 day 9'],
      [b, '2 unit 0 day 1', '0 unit 1 day 3', '1 unit 0 day 3'],
      [c, '0 unit 1 day 3'],
    ]);
  });

  it('are many, and each is found among the others', () => {
    const all = range(0, 3000);
    const { distinct, starts } = gatherHolders([
      prints(0, [unit(0, 0, 3000)]),
      prints(1, [unit(0, 1000, 1000)]),
    ]);
    assert.deepEqual(
      [...distinct],
      [...all].sort((a, b) => a - b),
    );
    assert.equal(starts.at(-1), 4000);
    for (const gram of all) assert.equal(distinct[findGram(distinct, gram)], gram);
  });

  it('are found between bounds only', () => {
    const some = Uint32Array.of(2, 4, 6, 8);
    holds<readonly [number, number?, number?], number>(
      [
        [[2], 0],
        [[8], 3],
        [[5], -1],
        [[9], -1],
        [[1], -1],
        [[4, 1, 2], 1],
        [[4, 2], -1],
        [[8, 0, 3], -1],
        [[6, 1, 3], 2],
      ],
      ([gram, from, to]) => findGram(some, gram, from, to),
    );
  });
});

describe('copies among units', () => {
  const carried = (...all: readonly HeldPrints[]) =>
    findCarried(all, gatherHolders(all)).map((one) => [...one].join(''));
  const author = prints(0, [unit(0, 0, 40)]);

  it('have half of their grams, or of their weight, in one earlier file of another family', () => {
    assert.deepEqual(carried(author, prints(1, [unit(5, 0, 20)])), ['0', '1']);
    assert.deepEqual(
      carried(author, prints(1, [{ day: 5, file: 0, grams: [...range(0, 10), ...range(500, 10)] }])),
      ['0', '1'],
    );
    assert.deepEqual(
      carried(author, prints(1, [{ day: 5, file: 0, grams: [...range(0, 9), ...range(500, 11)] }])),
      ['0', '0'],
    );
    assert.deepEqual(carried(author, prints(0, [unit(5, 0, 20)])), ['0', '0']);
    assert.deepEqual(carried(author, prints(1, [unit(0, 0, 20)])), ['0', '0']);
    const split = prints(0, [unit(0, 0, 20, 0), unit(0, 20, 20, 1)]);
    assert.deepEqual(
      carried(
        split,
        prints(1, [{ day: 5, file: 0, grams: [...range(0, 9), ...range(20, 9), ...range(500, 4)] }]),
      ),
      ['00', '0'],
    );
  });

  it('have a fifth where they name that project', () => {
    const few = (count: number, stated: number) =>
      carried(
        author,
        prints(1, [{ day: 5, file: 0, grams: [...range(0, count), ...range(500, 20 - count)], stated }]),
      )[1];
    assert.equal(few(4, 0), '1');
    assert.equal(few(2, 0), '0');
    assert.equal(few(4, 1), '0');
  });

  it('share the fate of their file where they are small', () => {
    const small = (count: number) =>
      prints(1, [unit(5, 0, count, 0), unit(5, 500, 20 - count, 0), unit(5, 800, 3, 0), unit(5, 900, 3, 1)]);
    assert.deepEqual(carried(author, small(10))[1], '1010');
    assert.deepEqual(carried(author, small(9))[1], '1000');
    assert.deepEqual(carried(author, prints(1, [unit(5, 0, 3, 0)]))[1], '0');
    assert.deepEqual(carried(author, prints(1, [unit(5, 0, 4, 0)]))[1], '1');
  });

  it('are not told by what very many have', () => {
    const crowd = Array.from({ length: 30 }, (_, at) => prints(at, [unit(at, 0, 20)]));
    const last = carried(...crowd);
    assert.equal(
      last.slice(1).every((one) => one === '1'),
      true,
    );
    const late = prints(30, [unit(40, 0, 20)]);
    assert.equal(carried(...crowd.slice(6), late).at(-1), '1');
  });
});

describe('who had grams first, in full', () => {
  const author = prints(0, [unit(0, 0, 60), unit(100, 100, 40, 1)]);

  it('is by file, day, root and independent origins', () => {
    const projects: Projects = [
      ['author', author],
      ['copier', prints(1, [{ day: 5, file: 0, grams: [...range(0, 60), ...range(300, 10)] }])],
      ['other', prints(2, [{ day: 9, file: 3, grams: [...range(0, 1), ...range(400, 30)] }])],
      ['kin', prints(0, [unit(50, 100, 40)])],
    ];
    assert.deepEqual(told(tinyWorld(projects), 0, 1, 100, 300, 400, 999), [
      '0: author author/0.py 2020-01-01 2 also copier other',
      '1: author author/0.py 2020-01-01 1 also copier',
      '100: kin kin/0.py 2020-02-20 1',
      '300: copier copier/0.py 2020-01-06 1',
      '400: other other/3.py 2020-01-10 1',
      '999: nobody',
    ]);
    assert.deepEqual(told(tinyWorld(projects, { heads: [0, 1, 2, 0] }), 100), [
      '100: author author/1.py 2020-02-20 1',
    ]);
  });

  it('keeps beside the first the next one, and of the rest whom most others name as their source', () => {
    const projects: Projects = [
      ['a', prints(0, [unit(0, 0, 10)])],
      ['b', prints(1, [unit(1, 0, 10)])],
      ['c', prints(2, [unit(2, 0, 10)])],
      ['d', prints(3, [unit(3, 0, 10), unit(3, 400, 10, 1, 3)])],
      ['e', prints(4, [unit(9, 900, 10, 0, 3), unit(9, 920, 10, 1, 3)])],
      ['f', prints(5, [unit(9, 940, 10, 0, 2)])],
      ['g', prints(6, [unit(9, 960, 10, 0, 3)])],
    ];
    assert.deepEqual(told(tinyWorld(projects), 0), ['0: a a/0.py 2020-01-01 1 also b d']);
    assert.deepEqual(
      told(tinyWorld(projects.slice(0, 6)), 0),
      ['0: a a/0.py 2020-01-01 1 also b c'],
      'each named by one other: a project that names itself counts for nothing',
    );
  });

  it('keeps two others beside the first, of other families', () => {
    const projects: Projects = ['a', 'b', 'c', 'd'].map((id, at) => [id, prints(at, [unit(at, 0, 10)])]);
    assert.deepEqual(told(tinyWorld(projects), 0), ['0: a a/0.py 2020-01-01 1 also b c']);
    const kin: Projects = [
      ['a', prints(0, [unit(0, 0, 10)])],
      ['a2', prints(0, [unit(1, 0, 10)])],
      ['b', prints(1, [unit(2, 0, 10)])],
    ];
    assert.deepEqual(told(tinyWorld(kin), 0), ['0: a a/0.py 2020-01-01 1 also b']);
  });

  it('is no root where the file names somebody whom nobody knows', () => {
    const by = (stated: number) => told(tinyWorld([['a', prints(0, [unit(0, 0, 10, 0, stated)])]]), 5)[0];
    assert.equal(by(0), '5: a a/0.py 2020-01-01 1', 'itself');
    assert.equal(by(1), '5: a a/0.py 2020-01-01 no root 1');
  });

  it('is root of what the project that its file names never had', () => {
    const by = (stated: number, from: number) =>
      told(
        tinyWorld(
          [
            ['a', prints(0, [unit(0, 0, 10, 0, stated)])],
            ['b', prints(1, [unit(9, 5, 5)])],
            ['b2', prints(1, [unit(9, 900, 5)])],
            ['c', prints(2, [unit(9, 900, 5)])],
          ],
          { meant: [[0], [1], [2], [3], [], [2, 3]] },
        ),
        from,
      )[0];
    assert.equal(by(3, 0), '0: a a/0.py 2020-01-01 1');
    assert.equal(by(2, 0), '0: a a/0.py 2020-01-01 1');
    assert.equal(by(2, 5), '5: a a/0.py 2020-01-01 no root 1 also b', 'one of its family had it');
    assert.equal(
      by(5, 5),
      '5: a a/0.py 2020-01-01 no root 1 also b',
      'an owner, one of whose projects is of that family',
    );
    assert.equal(by(5, 0), '0: a a/0.py 2020-01-01 1');
  });

  it('is whom the first names, or that one’s head, where he has it too', () => {
    const projects: Projects = [
      ['copy', prints(0, [unit(0, 0, 10, 0, 1)])],
      ['named', prints(1, [unit(30, 500, 10)])],
      ['head', prints(1, [unit(40, 0, 10)])],
    ];
    assert.deepEqual(told(tinyWorld(projects, { heads: [0, 2, 2] }), 0), [
      '0: head head/0.py 2020-01-01 2 also copy',
    ]);
    assert.deepEqual(told(tinyWorld(projects, { heads: [0, 1, 1] }), 0), [
      '0: copy copy/0.py 2020-01-01 no root 1 also head',
    ]);
  });

  /** Part of what the importer has is the author's; its files may name somebody whom nobody knows. */
  const imported = (
    share: number,
    more: Partial<{
      folders: readonly number[];
      fileFolders: readonly number[];
      stated: number;
    }> = {},
  ): Projects => [
    ['author', prints(0, [unit(0, 0, 100)])],
    [
      'importer',
      inFolders(
        prints(1, [unit(50, 0, share, 0, more.stated), unit(50, 500, 100 - share, 1)]),
        more.fileFolders ?? [0, 0],
        more.folders ?? [-1],
      ),
    ],
  ];

  it('is no root in a folder of which six tenths name somebody unknown, or in one above it', () => {
    const by = (share: number, more: Parameters<typeof imported>[1] = {}) =>
      told(tinyWorld(imported(share, { stated: 3, ...more })), 500)[0];
    const root = '500: importer importer/1.py 2020-02-20 1';
    const none = '500: importer importer/1.py 2020-02-20 no root 1';
    assert.equal(by(60), none);
    assert.equal(by(59), root);
    assert.equal(by(60, { fileFolders: [1, 2], folders: [-1, 0, 0] }), none);
    assert.equal(by(60, { fileFolders: [0, 1], folders: [-1, -1] }), root);
    assert.equal(by(60, { fileFolders: [-1, -1] }), root);
  });

  it('is root beside copies of those who are known: what they never had is the importer’s own', () => {
    assert.deepEqual(told(tinyWorld(imported(60)), 500), ['500: importer importer/1.py 2020-02-20 1']);
    assert.deepEqual(told(tinyWorld(imported(60, { stated: 0 })), 500), [
      '500: importer importer/1.py 2020-02-20 1',
    ]);
  });

  it('is who has it of his own within sixty days of one who has it among copies', () => {
    const within = (days: number, family = 2) =>
      told(tinyWorld([...imported(60), ['own', prints(family, [unit(50 + days, 500, 40)])]]), 500)[0];
    assert.equal(within(60), '500: own own/0.py 2020-02-20 2 also importer');
    assert.equal(within(61)?.split(' ')[1], 'importer');
    assert.equal(within(60, 1)?.split(' ')[1], 'importer');
  });
});

describe('a settled world', () => {
  it('is empty for projects without grams', () => {
    const none = prints(0, []);
    const settled = settleWorld(
      [none],
      gatherHolders([none]),
      findCarried([none], gatherHolders([none])),
      [0],
    );
    assert.equal(settled.grams.length, 0);
    assert.equal(tinyWorld([['none', none]]).grams, 0);
  });

  it('keeps nine grams of one file and day apart from what came more than thirty days later', () => {
    const days = (count: number, later: number) =>
      told(tinyWorld([['a', prints(0, [unit(0, 0, count), unit(later, 100, 9)])]]), 0, 100).map(
        (one) => one.split(' ')[3] ?? one.split(' ')[2],
      );
    const dated = (count: number, later: number) =>
      told(tinyWorld([['a', prints(0, [unit(0, 0, count), unit(later, 100, 9)])]]), 0, 100).map(
        (one) => /\d{4}-\d\d-\d\d/.exec(one)?.[0],
      );
    assert.equal(days(8, 31).length, 2);
    assert.deepEqual(dated(8, 31), ['2020-01-01', '2020-02-01']);
    assert.deepEqual(dated(8, 30), ['2020-01-31', '2020-01-31']);
    assert.deepEqual(dated(7, 31).length, 2);
  });
});

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
    assert.equal(file('# https://github.com/reeds/heron\n'), null);
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
