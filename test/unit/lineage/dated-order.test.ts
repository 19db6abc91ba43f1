import assert from 'node:assert/strict';
import { datesTaken, inDatedOrder } from '../../../src/lineage/dated-order.ts';
import type { AuditedModule, ModuleMatch } from '../../../src/model/report.ts';

const match = (published: string | null, precedes: boolean | null): ModuleMatch => ({
  upstream: 'heron',
  version: 'heron-1',
  path: 'model.py',
  symbol: 'Pool',
  range: { startLine: 1, endLine: 9 },
  score: 0.8,
  strength: 'conclusive',
  containment: { local: 1, upstream: 1 },
  longestRun: 9,
  falsePositiveRate: null,
  renames: [],
  regions: [],
  published,
  precedes,
  ties: [],
  sharedAncestor: null,
  alternatives: [],
  ...(precedes === null ? {} : { order: precedes ? 'before' : 'after' }),
});
const module = (...matches: readonly ModuleMatch[]): AuditedModule => ({
  id: 'module-1',
  path: 'a.py',
  range: { startLine: 1, endLine: 9 },
  symbol: 'Pool',
  role: 'resampler',
  tokens: 90,
  notCompared: null,
  matches,
});
const ordered = (claimed: string | null, ...matches: readonly ModuleMatch[]) =>
  inDatedOrder([module(...matches)], () => claimed).flatMap((one) =>
    one.matches.map(({ order, precedes }) => [order, precedes]),
  );

describe('the order of a match', () => {
  it('is disputed where the same history also claims a date before the upstream', () => {
    assert.deepEqual(ordered('2020-01-01', match('2023-01-01', true)), [['disputed', null]]);
    assert.deepEqual(ordered('2023-06-01', match('2023-01-01', true)), [['before', true]]);
    assert.deepEqual(ordered(null, match('2023-01-01', true)), [['before', true]]);
    assert.deepEqual(ordered('2020-01-01', match(null, null)), [[undefined, null]]);
  });

  it('is after where every date of the history is earlier', () => {
    const { order: _, ...bare } = match('2023-01-01', false);
    assert.deepEqual(ordered(null, bare), [['after', false]]);
    assert.deepEqual(ordered('2020-01-01', bare), [['after', false]]);
  });

  it('is told as what rests on the word of the audited side', () => {
    const told = (claimed: string | null, ...all: readonly ModuleMatch[]) =>
      datesTaken(
        inDatedOrder(
          all.map((one) => module(one)),
          () => claimed,
        ),
      ).map(({ fact, saidBy }) => [
        /contradicts itself/.test(fact) ? 'disputed' : 'after',
        /2 modules/.test(fact) ? 2 : 1,
        saidBy,
      ]);
    const [before, after] = [match('2023-01-01', true), match('2023-01-01', false)];
    assert.deepEqual(told('2020-01-01', before, after), [
      ['disputed', 1, 'audited side'],
      ['after', 1, 'audited side'],
    ]);
    assert.deepEqual(told('2020-01-01', before, before), [['disputed', 2, 'audited side']]);
    assert.deepEqual(told(null, before), []);
  });
});
