import assert from 'node:assert/strict';
import { openSiblings } from '../../../src/compare/copy/choose-siblings.ts';
import { type ComparedFile, compareFiles } from '../../../src/compare/copy/compare-files.ts';
import { openScoring } from '../../../src/compare/copy/score-files.ts';
import { openFeatures } from '../../../src/compare/file-features.ts';
import { standOut } from '../../../src/compare/retrieval/stand-out.ts';
import type { TraitTable } from '../../../src/compare/trait-table.ts';
import { printSource } from '../../../src/host/parsing/print-source.ts';

const TABLE: TraitTable = { files: 4000, filesWith: () => 20 };
const featuresFor = openFeatures({ files: 4000, weight: () => 10, weightBy: () => () => 1 }, TABLE);

/** A function that cuts a picture, with its own sizes; `more` stands below it. */
const slicer = (side: number, name = 'cut', more = ''): string => `
def ${name}(picture, budget=${side + 1}, slack=${side / 1000}):
    best = None
    for rows in range(1, budget + ${side}):
        for columns in range(1, budget // rows + 1):
            cost = abs(picture.width / picture.height * rows / columns - ${side + 7}) + slack * rows * columns
            if best is None or cost < best[0]:
                best = (cost, rows * ${side}, columns * ${side})
    return best[1], best[2]
${more}`;
const blend = `
def blend(scores, weights, heat=0.35):
    total = sum(weights)
    shares = [weight / total for weight in weights]
    mixed = {}
    for score, share in zip(scores, shares):
        mixed[score.name] = mixed.get(score.name, 0) + heat * share * score.value ** 2
    return sorted(mixed.items(), key=lambda pair: -pair[1])
`;

async function fileOf(path: string, text: string): Promise<ComparedFile> {
  const print = await printSource(path, text, true);
  assert.ok(print);
  return { path, print, features: featuresFor(print), calibrated: true };
}

describe('files held against files', () => {
  const compared = async (
    ours: Readonly<Record<string, string>>,
    theirs: Readonly<Record<string, string>>,
    siblings: Readonly<Record<string, string>> = {},
    vouched = Object.keys(siblings).length,
  ) => {
    const read = (all: Readonly<Record<string, string>>) =>
      Promise.all(Object.entries(all).map(([path, text]) => fileOf(path, text)));
    return compareFiles(await read(ours), await read(theirs), await read(siblings), vouched, () => 1, TABLE);
  };

  it('are told with the file that they are most likely a copy of, wherever it stands in the list', async () => {
    const pair = ([one]: Awaited<ReturnType<typeof compared>>): string => `${one?.local} ${one?.upstream}`;
    const own = { 'own.py': slicer(392) };
    const other = { 'blend.py': blend };
    assert.equal(pair(await compared(own, { ...other, 'cut.py': slicer(392) })), 'own.py cut.py');
    assert.equal(pair(await compared(own, { 'cut.py': slicer(392), ...other })), 'own.py cut.py');
    const all = await compared({ ...own, 'mix.py': blend }, { 'cut.py': slicer(392), ...other });
    assert.deepEqual(
      all.map(({ local, upstream }) => [local, upstream]),
      [
        ['own.py', 'cut.py'],
        ['mix.py', 'blend.py'],
      ],
    );
    assert.ok(all.every(({ copy, retrieval }) => copy > 0.5 && retrieval > 0.5));
  });

  it('are told with the nearer by its words where none of the code is the same', async () => {
    const [one] = await compared(
      { 'own.py': 'def picture_budget(picture):\n    return picture.budget\n' },
      { 'blend.py': blend, 'cut.py': slicer(392) },
    );
    assert.equal(one?.upstream, 'cut.py');
    assert.equal(one?.strength, null);
  });

  it('are none without a file on the other side', async () => {
    assert.deepEqual(await compared({ 'own.py': blend }, {}), []);
    assert.deepEqual(await compared({}, { 'own.py': blend }), []);
  });

  it('say which choices both made, and by which siblings they were judged', async () => {
    const [alone] = await compared({ 'own.py': slicer(392) }, { 'cut.py': slicer(392) });
    assert.deepEqual(alone?.siblings, []);
    assert.ok(alone?.choices?.parts.shared.some(({ value }) => value === '392'));
    assert.equal(alone?.choices?.parts.ofSiblings, 0);
    const [beside] = await compared(
      { 'own.py': slicer(392) },
      { 'cut.py': slicer(392) },
      { 'else.py': `${slicer(511, 'tile')}\nBOUND = 96\nprint(BOUND // 5)\n` },
    );
    assert.deepEqual(beside?.siblings, ['else.py']);
    assert.equal(beside?.choices?.parts.ofSiblings, 1);
    const held = beside?.choices?.parts.shared.find(({ value }) => value === '392');
    assert.equal(held?.siblings, 0);
  });

  it('count no structure that a sibling shares as well', async () => {
    const files = [{ 'own.py': slicer(392) }, { 'cut.py': slicer(392) }] as const;
    const [alone] = await compared(...files);
    const [beside] = await compared(...files, { 'else.py': `${slicer(392)}\n${blend.repeat(1)}` });
    assert.ok(alone !== undefined && beside !== undefined);
    assert.deepEqual(beside.siblings, ['else.py']);
    assert.equal(beside.structure.evidence, alone.structure.evidence);
    assert.ok(beside.structure.counted < 0.5 * alone.structure.counted);
  });
});

describe('siblings of a task', () => {
  const near = async (siblings: readonly string[], vouched: number, candidate: string, query = blend) => {
    const read = async (text: string) => (await fileOf('a.py', text)).features;
    const all = await Promise.all(siblings.map(read));
    return openSiblings(all, vouched)(await read(query), await read(candidate));
  };

  it('are those near the candidate, nearest first, and not what does something else', async () => {
    const further = `${slicer(511, 'tile')}\n${blend}`;
    assert.deepEqual((await near([blend, further, slicer(511)], 3, slicer(392))).numbers, [2, 1]);
    assert.deepEqual((await near([], 0, slicer(392))).numbers, []);
    const nobody = await near([blend], 1, slicer(392), slicer(392));
    assert.deepEqual(nobody, { numbers: [], ownTask: false });
  });

  it('are never the candidate or the query themselves', async () => {
    assert.deepEqual((await near([slicer(392), slicer(511)], 2, slicer(392))).numbers, [1]);
    assert.deepEqual((await near([slicer(511), slicer(633)], 2, slicer(392), slicer(511))).numbers, [1]);
  });

  it('are at most five', async () => {
    const many = [1, 2, 3, 4, 5, 6, 7].map((at) => slicer(400 + 13 * at));
    assert.equal((await near(many, 7, slicer(392))).numbers.length, 5);
  });

  it('do the task itself where one was vouched for or is very near', async () => {
    assert.equal((await near([slicer(511)], 1, slicer(392))).ownTask, true);
    assert.equal((await near([slicer(511)], 0, slicer(392))).ownTask, true);
    const apart = await near([blend], 0, slicer(392), slicer(392));
    assert.deepEqual(apart, { numbers: [], ownTask: false });
  });
});

describe('how far a candidate stands out', () => {
  const out = (scores: readonly number[], units = 1): readonly number[] =>
    [...standOut(Float64Array.from(scores), units)].map((one) => Number(one.toFixed(4)));

  it('is its score alone with few candidates or a query of several parts', () => {
    assert.deepEqual(out([0.4, 0, 1]), [0.7, 0, 1]);
    assert.deepEqual(out([0.4, 0, 0, 0, 0, 0, 0, 0.2], 5), [0.7, 0, 0, 0, 0, 0, 0, 0.6]);
  });

  it('is told against the next five of a small query, in whatever order they stand', () => {
    const even = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
    assert.deepEqual(out(even), even);
    assert.deepEqual(out([0.1, 0.6, 0.1, 0.1, 0.1, 0.1, 0, 0]), [0.45, 0.75, 0.45, 0.45, 0.45, 0.45, 0, 0]);
    assert.deepEqual(out([0.2, 0.8, 0.4, 0.4, 0.2, 0.3, 0, 0])[1], 0.75);
  });
});

describe('a score over several candidates', () => {
  it('is told of each, and a candidate that shares nothing has no evidence', async () => {
    const [query, same, other] = [
      await fileOf('q.py', slicer(392)),
      await fileOf('a.py', slicer(392)),
      await fileOf('b.py', 'import os\nprint(os.name)\n'),
    ];
    const scoring = openScoring(
      { prints: [other.print, same.print], features: [other.features, same.features] },
      { prints: [], features: [], vouched: 0 },
      () => 1,
    );
    const [none, found] = scoring.score(query.print, query.features);
    assert.deepEqual(none?.structure, { evidence: 0, counted: 0 });
    assert.equal(none?.copy, 0);
    assert.equal(none?.choices, null);
    assert.ok((found?.score ?? 0) > (none?.score ?? 1));
    assert.equal(found?.structure.evidence, found?.structure.counted);
  });

  it('looks at the choices of a candidate with which only values are shared', async () => {
    const sizes = [392, 448, 0.015, 1.25, 5120, 3072, 77, 0.61];
    const table = `SIZES = {${sizes.map((size, at) => `'k${at}': ${size}`).join(', ')}}\n`;
    const call = `def build(make):\n    return make(${sizes.map((size, at) => `option${at}=${size}`).join(', ')})\n`;
    const [query, candidate] = [await fileOf('q.py', table), await fileOf('a.py', call)];
    const scoring = openScoring(
      { prints: [candidate.print], features: [candidate.features] },
      { prints: [], features: [], vouched: 0 },
      () => 1,
    );
    const [pair] = scoring.score(query.print, query.features);
    assert.ok(pair?.choices !== null && (pair?.choices?.sum ?? 0) > 0, JSON.stringify(pair));
  });
});
