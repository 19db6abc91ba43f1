import { strict as assert } from 'node:assert';
import type { LocalModule, UnitPair } from '../../../src/engine/file/file-analysis.ts';
import { describeMatch } from '../../../src/lineage/describe-match.ts';
import type { VersionEvidence } from '../../../src/lineage/weigh-versions.ts';
import type { ModuleMatch } from '../../../src/model/report.ts';
import type { Role } from '../../../src/model/role.ts';

const range = (startLine: number, endLine: number) => ({ startLine, endLine });

const place = (symbol: string, path = 'up.py', role: Role = 'resampler', startLine = 11) => ({
  version: 'heron-1',
  path,
  symbol,
  role,
  range: range(startLine, startLine + 8),
  since: null,
});

const pair = (unit: number, symbol: string, more: Partial<UnitPair> = {}): UnitPair => ({
  unit,
  evidence: 20,
  shared: 40,
  upstreamWeight: 50,
  longestRun: 12,
  regions: [],
  renames: [],
  contradictions: 0,
  places: [place(symbol)],
  ...more,
});

const module = (role: Role = 'resampler'): LocalModule => ({
  symbol: 'Mix',
  role,
  range: range(1, 40),
  tokens: 120,
  units: ['Mix.pool', 'Mix.tile'].map((symbol) => ({
    symbol,
    role,
    range: range(1, 20),
    tokens: 60,
    weight: 60,
  })),
  pairs: [],
});

function described(
  pairs: readonly UnitPair[],
  evidence: number,
  local = module(),
  precedes: boolean | null = true,
): ModuleMatch | null {
  const version: VersionEvidence = {
    version: 'heron-1',
    project: 'heron',
    evidence,
    since: '2023-01-01',
    precedes,
    pairs: pairs.map((one) => ({ pair: one, place: one.places[0] ?? place('?') })),
  };
  return describeMatch(local, version, { ties: [], sharedAncestor: null, alternatives: [] });
}

describe('a match as it is told', () => {
  const two = [pair(0, 'Pool.gather'), pair(1, 'Pool.cut', { longestRun: 30, evidence: 30 })];

  it('says how much of each side the other holds', () => {
    assert.deepEqual(described(two, 100)?.containment, { local: 0.6667, upstream: 0.8 });
  });

  it('names the file that explains most, the symbols there, and its longest run', () => {
    const elsewhere = pair(0, 'Old.gather', { places: [place('Old.gather', 'other.py')], evidence: 10 });
    const match = described([...two, elsewhere], 100);
    assert.deepEqual([match?.path, match?.symbol, match?.longestRun], ['up.py', 'Pool', 30]);
    assert.deepEqual(match?.range, range(11, 19));
    const alone = described([pair(0, 'gather'), pair(1, 'cut', { evidence: 30 })], 100);
    assert.equal(alone?.symbol, 'cut +1');
  });

  it('is held to the null of modules of one role where both play the same', () => {
    assert.equal(described(two, 30, module('other'))?.strength, 'moderate');
    assert.equal(described([pair(0, 'a'), pair(1, 'b')], 15, module('other'))?.strength, 'weak');
    assert.equal(described([pair(0, 'a'), pair(1, 'b')], 15, module('resampler')), null);
    const otherRole = two.map((one) => ({ ...one, places: [place('x', 'up.py', 'slicing')] }));
    assert.equal(described(otherRole, 15, module('resampler'))?.strength, 'weak');
  });

  it('is none where the evidence is too faint', () => {
    assert.equal(described(two, 3, module('other')), null);
  });

  it('is at most moderate, and has no rate, in a language that is not calibrated', () => {
    const cpp = two.map((one) => ({ ...one, places: [place('Pool', 'up.cpp')] }));
    const match = described(cpp, 400);
    assert.deepEqual([match?.strength, match?.falsePositiveRate], ['moderate', null]);
    assert.equal(described(two, 400)?.strength, 'conclusive');
  });

  it('tells names that were changed throughout, and none that would have two partners', () => {
    const renames = described(
      [
        pair(0, 'Pool.gather', { renames: [['count', 'most']] }),
        pair(1, 'Pool.cut', { renames: [['width', 'size']] }),
      ],
      100,
    )?.renames;
    assert.deepEqual(renames, [
      ['gather', 'pool'],
      ['Pool', 'Mix'],
      ['cut', 'tile'],
      ['most', 'count'],
      ['size', 'width'],
    ]);
    const torn = described([pair(0, 'Pool.gather'), pair(1, 'Bowl.cut')], 100)?.renames;
    assert.deepEqual(torn, [
      ['gather', 'pool'],
      ['cut', 'tile'],
    ]);
  });

  it('shows regions where they stand in that place, in the order of the lines', () => {
    const at = (local: number, upstream: number) => ({
      local: range(local, local),
      upstream: range(upstream, upstream),
      kind: 'verbatim' as const,
    });
    const first = pair(0, 'Pool', { regions: [at(9, 13)], places: [place('Pool', 'up.py', 'other', 11)] });
    const shown = described([first, pair(1, 'Pool', { regions: [at(4, 12)] })], 100)?.regions;
    assert.deepEqual(
      shown?.map(({ local, upstream }) => [local.startLine, upstream.startLine]),
      [
        [4, 12],
        [9, 13],
      ],
    );
  });

  it('keeps whose date is which', () => {
    const match = described(two, 100, module(), null);
    assert.deepEqual([match?.published, match?.precedes, match?.upstream], ['2023-01-01', null, 'heron']);
  });
});
