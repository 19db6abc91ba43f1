import assert from 'node:assert/strict';
import { holdersOf, type InFile, originsInFile, pedigreeOf } from '../../../src/origins/pedigree.ts';
import type { Fit, World } from '../../../src/origins/world.ts';
import { sketchWorld, worldProject } from '../lineage/sketch-world.ts';

/** Grams that one file had first: project, file, how many, and what else is known of them. */
interface Held {
  readonly project: number;
  readonly file: number;
  readonly count: number;
  readonly day?: string;
  readonly root?: boolean;
  readonly others?: readonly number[];
  /** Number that stands for the file, its own by default. */
  readonly kin?: number;
}

const FIT: Fit = { often: 1, threshold: 10, scale: 1 };

/** A world in which each gram weighs one, and a code that has all grams of these holders and `own` of nobody's. */
function made(held: readonly Held[], own = 0, more: Partial<World> = {}) {
  const grams = held.flatMap((one, holder) => Array.from({ length: one.count }, () => holder));
  const world = sketchWorld(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((id, at) => worldProject(id, at)),
    {
      threshold: 10,
      fit: FIT,
      fileFit: FIT,
      projectFit: { ...FIT, threshold: 1e9 },
      find: (gram) => (gram < grams.length ? gram : -1),
      holderAt: (position) => grams[position] ?? -1,
      holder: (number) => {
        const one = held[number];
        assert.ok(one !== undefined);
        return { project: one.project, file: one.file, day: one.day ?? '2020-01-01', root: one.root ?? true };
      },
      kinOf: (file) => held.find((one) => one.file === file)?.kin ?? file,
      independentsAt: () => 1,
      othersAt: (position) => held[grams[position] ?? 0]?.others ?? [],
      weigh: () => 1,
      ...more,
    },
  );
  const code = { grams: Array.from({ length: grams.length + own }, (_, at) => at), below: 1e9 };
  return { world, code };
}

function told(
  held: readonly Held[],
  own = 0,
  { inFile, ...more }: Partial<World> & { readonly inFile?: InFile } = {},
) {
  const { world, code } = made(held, own, more);
  const { whole, unknown, origins } = pedigreeOf(world, code, inFile);
  return [
    `${unknown} of ${whole} unknown`,
    ...origins.map(({ project, file, weight, fileWeight, fileFit, day, root, also }) =>
      [
        world.projects[project]?.id,
        `file ${file}`,
        weight,
        ...(fileWeight === weight ? [] : [`in one ${fileWeight}`]),
        ...(fileFit === 0 ? [] : [`fit ${fileFit}`]),
        day,
        ...(root === 1 ? [] : [`root ${root}`]),
        ...(also.length === 0 ? [] : [`also ${also.map((one) => world.projects[one]?.id).join(' ')}`]),
      ].join(' '),
    ),
  ];
}

describe('the pedigree of code whose grams all weigh one', () => {
  it('has each origin with its file, its day and who else has it, the largest first', () => {
    assert.deepEqual(
      told(
        [
          { project: 1, file: 10, count: 12, day: '2021-01-01', others: [2, 3] },
          { project: 0, file: 20, count: 15, root: false },
          { project: 0, file: 21, count: 5, day: '2022-02-02' },
        ],
        3,
      ),
      ['3 of 35 unknown', 'a file 20 20 in one 15 2020-01-01 root 0.25', 'b file 10 12 2021-01-01 also c d'],
    );
  });

  it('goes to the first by number where two have as much', () => {
    assert.deepEqual(
      told([
        { project: 2, file: 10, count: 12 },
        { project: 1, file: 20, count: 12 },
      ]).slice(1),
      ['b file 20 12 2020-01-01', 'c file 10 12 2020-01-01'],
    );
  });

  it('begins with projects of which one file has the threshold, or nearly all of the code', () => {
    const begins = (count: number, own: number, more: Partial<World> = {}) =>
      told([{ project: 0, file: 10, count }], own, more).length - 1;
    assert.equal(begins(10, 100), 1);
    assert.equal(begins(9, 100), 0);
    const small = { threshold: 1000 };
    assert.equal(begins(20, 20, small), 1);
    assert.equal(begins(20, 21, small), 0);
  });

  it('begins with projects of which all files together have enough', () => {
    const files = [10, 11, 12].map((file) => ({ project: 0, file, count: 4 }));
    assert.equal(told(files, 12).length, 1);
    assert.equal(told(files, 12, { projectFit: { ...FIT, threshold: 6 } }).length, 2);
    assert.equal(told(files, 12, { projectFit: { ...FIT, threshold: 6.1 } }).length, 1);
  });

  it('counts a file that moved as one', () => {
    const moved = [
      { project: 0, file: 10, count: 6 },
      { project: 0, file: 11, count: 5, kin: 10 },
      { project: 0, file: 12, count: 4 },
    ];
    assert.deepEqual(told(moved).slice(1), ['a file 10 15 in one 11 2020-01-01']);
  });

  it('gives a gram to the earliest candidate: the first holder, or one of the others', () => {
    assert.deepEqual(
      told([
        { project: 0, file: 10, count: 3, others: [1] },
        { project: 1, file: 20, count: 12 },
      ]),
      ['0 of 15 unknown', 'b file 20 15 in one 12 2020-01-01 root 0.8 also a'],
    );
    assert.deepEqual(
      told([
        { project: 0, file: 10, count: 3, others: [2, 3] },
        { project: 1, file: 20, count: 12 },
      ])[0],
      '3 of 15 unknown',
    );
  });

  it('passes on what a candidate has that is left with little', () => {
    assert.deepEqual(
      told(
        [
          { project: 0, file: 10, count: 11, others: [1] },
          { project: 1, file: 20, count: 200 },
        ],
        0,
      ),
      [
        '0 of 211 unknown',
        'b file 20 211 in one 200 2020-01-01 root 0.95 also a'.replace('0.95', String(200 / 211)),
      ],
    );
    assert.deepEqual(
      told([
        { project: 0, file: 10, count: 12 },
        { project: 1, file: 20, count: 188 },
      ]).length,
      3,
    );
    assert.deepEqual(
      told([
        { project: 0, file: 10, count: 11 },
        { project: 1, file: 20, count: 189 },
      ]).length,
      2,
    );
  });

  it('keeps whom the file is known to be from, with less', () => {
    const known: InFile = { known: new Set([0]), fits: new Map([[0, 7]]) };
    assert.deepEqual(told([{ project: 0, file: 10, count: 2 }], 20, { inFile: known }), [
      '20 of 22 unknown',
      'a file 10 2 fit 7 2020-01-01',
    ]);
    assert.deepEqual(told([{ project: 0, file: 10, count: 1 }], 20, { inFile: known }), ['21 of 21 unknown']);
  });

  it('is dated by when more than half was there', () => {
    const days = (...counts: readonly number[]) =>
      told(counts.map((count, at) => ({ project: 0, file: 10, count, day: `202${3 - at}-01-01` })))[1]?.split(
        ' ',
      )[4] ??
      told(counts.map((count, at) => ({ project: 0, file: 10, count, day: `202${3 - at}-01-01` })))[1];
    const dated = (...counts: readonly number[]) =>
      /\d{4}-\d\d-\d\d/.exec(
        told(counts.map((count, at) => ({ project: 0, file: 10, count, day: `202${3 - at}-01-01` })))[1] ??
          '',
      )?.[0];
    assert.ok(days(5, 6) !== undefined);
    assert.equal(dated(5, 6), '2022-01-01');
    assert.equal(dated(6, 5), '2023-01-01');
    assert.equal(dated(6, 6), '2023-01-01');
    assert.equal(dated(4, 4, 4), '2022-01-01');
  });

  it('names four others at most, by how much they have', () => {
    assert.deepEqual(
      told([
        { project: 0, file: 10, count: 4, others: [1, 2] },
        { project: 0, file: 11, count: 4, others: [2, 3] },
        { project: 0, file: 12, count: 12, others: [4, 5] },
      ])[1]?.split('also ')[1],
      'e f c b',
    );
  });

  it('leaves out grams at the limit of the language and those that weigh nothing', () => {
    const { world, code } = made([{ project: 0, file: 10, count: 20 }], 5);
    assert.equal(pedigreeOf(world, { ...code, below: 12 }).whole, 12);
    assert.equal(
      pedigreeOf({ ...world, weigh: (independents) => (independents === 0 ? 1 : 0) }, code).whole,
      5,
    );
    assert.deepEqual(pedigreeOf(world, { grams: [], below: 1 }), { whole: 0, unknown: 0, origins: [] });
  });
});

describe('a whole file', () => {
  it('is known to be from projects of which one file shares more than chance does, and whom it names', () => {
    const { world, code } = made(
      [
        { project: 0, file: 10, count: 20 },
        { project: 0, file: 11, count: 4 },
        { project: 1, file: 20, count: 6 },
      ],
      10,
    );
    const { known, fits } = originsInFile(world, code, new Set([3]));
    assert.deepEqual([...known], [3, 0]);
    assert.deepEqual(
      [...fits],
      [
        [0, 10],
        [1, 0.9],
      ],
    );
  });
});

describe('holders of what two sides share', () => {
  it('are told by file, most first, of all that weighs anything', () => {
    const { world, code } = made(
      [
        { project: 0, file: 10, count: 2 },
        { project: 1, file: 20, count: 3 },
        { project: 0, file: 11, count: 3 },
      ],
      4,
    );
    assert.deepEqual(holdersOf(world, code), {
      whole: 12,
      files: [
        { project: 0, file: 11, weight: 3 },
        { project: 1, file: 20, weight: 3 },
        { project: 0, file: 10, weight: 2 },
      ],
    });
  });
});
