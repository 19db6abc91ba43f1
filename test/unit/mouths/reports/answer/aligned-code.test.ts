import assert from 'node:assert/strict';
import { alignedBlocks, alignLines } from '../../../../../src/mouths/reports/answer/aligned-code.ts';

const MEASURED = { containment: { local: 1, upstream: 1 }, longestRun: 4 };
const FRAGMENTS = { containment: { local: 1, upstream: 0 }, longestRun: 0 };
const side = (text: string, first = 1) => ({ lines: text.split('\n'), first });
const shape = (local: string, upstream: string, renames: readonly (readonly [string, string])[] = []) =>
  alignLines(side(local), side(upstream), renames).map(
    ({ local: here, upstream: there, likeness }) =>
      `${here?.number ?? '-'} ${there?.number ?? '-'} ${likeness}`,
  );

describe('code set side by side', () => {
  it('puts equal lines beside each other, whatever the indentation', () => {
    assert.deepEqual(shape('a = 1\n    b = f(a)', '  a = 1\nb = f(a)'), ['1 1 same', '2 2 same']);
  });

  it('takes a renamed name for the same, and says that it was renamed', () => {
    assert.deepEqual(
      shape('tiles = cut(image)', 'slices = cut(picture)', [
        ['slices', 'tiles'],
        ['picture', 'image'],
      ]),
      ['1 1 renamed'],
    );
    assert.deepEqual(shape('tiles = cut(image)', 'slices = cut(picture)'), ['1 1 part']);
  });

  it('leaves room where one side has a line of its own', () => {
    assert.deepEqual(shape('first()\nown = 7\nlast()', 'first()\nlast()'), [
      '1 1 same',
      '2 - none',
      '3 2 same',
    ]);
  });

  it('marks in a changed line what is the same, and not a lone bracket', () => {
    const [row] = alignLines(side('grid = choose_grid(ratio, 9)'), side('best = choose_grid(area, 4)'), []);
    const text = 'grid = choose_grid(ratio, 9)';
    assert.equal(row?.likeness, 'part');
    assert.deepEqual(
      row?.local?.marks.map(({ start, end }) => text.slice(start, end)),
      ['= choose_grid('],
    );
  });

  it('marks a call that was broken into several lines on both sides', () => {
    const rows = alignLines(side('call(\n    alpha,\n    beta,\n)'), side('call(alpha, beta)'), []);
    assert.ok(rows.every(({ local }) => local === null || local.marks.length > 0 || local.text === ')'));
  });

  it('folds what lies between two stretches, on each side', () => {
    const region = (from: number, to: number, there: number) => ({
      local: { startLine: from, endLine: to },
      upstream: { startLine: there, endLine: there + to - from },
      kind: 'verbatim' as const,
    });
    const lines = Array.from({ length: 40 }, (_, at) => `line_${at}()`);
    const blocks = alignedBlocks(
      { startLine: 1, endLine: 30 },
      {
        range: { startLine: 5, endLine: 36 },
        regions: [region(20, 25, 30), region(3, 8, 5)],
        renames: [],
        ...MEASURED,
      },
      lines,
      lines,
    );
    assert.deepEqual(
      blocks.map((block) =>
        block.kind === 'own'
          ? [
              block.local?.startLine ?? 0,
              block.local?.endLine ?? 0,
              block.upstream?.startLine ?? 0,
              block.upstream?.endLine ?? 0,
            ]
          : `stretch ${block.region}`,
      ),
      [[1, 2, 0, 0], 'stretch 1', [9, 19, 11, 29], 'stretch 0', [26, 30, 36, 36]],
    );
  });

  it('shows a match without stretches as one', () => {
    const [block] = alignedBlocks(
      { startLine: 1, endLine: 1 },
      { range: { startLine: 1, endLine: 1 }, regions: [], renames: [], ...MEASURED },
      ['alpha()'],
      ['alpha()'],
    );
    assert.equal(block?.kind === 'stretch' && block.rows[0]?.likeness, 'same');
  });

  it('sets a module beside the whole of a file of which no lines are known, and leaves the rest of it out', () => {
    const file = ['import os', '', 'alpha(first, second)', 'omega()'];
    const [block, ...others] = alignedBlocks(
      { startLine: 1, endLine: 1 },
      { range: { startLine: 1, endLine: 1 }, regions: [], renames: [], ...FRAGMENTS },
      ['alpha(first, second)'],
      file,
    );
    assert.deepEqual(others, []);
    assert.deepEqual(
      block?.kind === 'stretch' && block.rows.map(({ local, upstream }) => [local?.number, upstream?.number]),
      [[1, 3]],
    );
  });

  it('keeps the local lines, as alike as their stretch, where the other text is not at hand', () => {
    const region = { startLine: 1, endLine: 2 };
    const [block] = alignedBlocks(
      region,
      {
        range: region,
        regions: [{ local: region, upstream: region, kind: 'renamed' }],
        renames: [],
        ...MEASURED,
      },
      ['alpha()', 'beta()'],
      null,
    );
    assert.deepEqual(
      block?.kind === 'stretch' &&
        block.rows.map(({ local, upstream, likeness }) => [local?.text, upstream, likeness]),
      [
        ['alpha()', null, 'renamed'],
        ['beta()', null, 'renamed'],
      ],
    );
  });
});
