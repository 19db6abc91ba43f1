import assert from 'node:assert/strict';
import { findCarried } from '../../../src/origins/carriers.ts';
import { findGram, gatherHolders, type HeldPrints } from '../../../src/origins/first-holders.ts';
import { settleWorld } from '../../../src/origins/settle-world.ts';
import { holds } from '../table.ts';
import { told, unit } from './sketch-told.ts';
import { prints, range, tinyWorld } from './tiny-world.ts';

type Projects = readonly (readonly [id: string, prints: HeldPrints])[];

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
