import assert from 'node:assert/strict';
import type { UnitPrint } from '../../../../src/compare/unit-print.ts';
import type { UnitPair } from '../../../../src/engine/file/file-analysis.ts';
import { SeenUnits } from '../../../../src/engine/file/seen-units.ts';

function unit(startLine: number, changed: Partial<UnitPrint> = {}): UnitPrint {
  return {
    symbol: 'slice_image',
    kind: 'function',
    role: 'slicing',
    range: { startLine, endLine: startLine + 9 },
    tokens: 40,
    digest: '0123456789abcdef',
    grams: Uint32Array.of(3, 5, 4_000_000_000),
    gramLines: Uint16Array.of(0, 2, 9),
    names: [{ name: 'best', contexts: Uint32Array.of(1, 2) }],
    ...changed,
  };
}

const pair: UnitPair = {
  unit: 0,
  evidence: 20,
  shared: 12,
  upstreamWeight: 14,
  longestRun: 30,
  regions: [
    { local: { startLine: 12, endLine: 15 }, upstream: { startLine: 100, endLine: 103 }, kind: 'renamed' },
  ],
  renames: [['best', 'top']],
  contradictions: 0,
  places: [],
};

describe('units that were compared before', () => {
  it('are found at another place, with what matches them moved along', () => {
    const seen = new SeenUnits();
    assert.equal(seen.find(unit(10)), null);
    seen.keep(unit(10), { weight: 15, pairs: [pair] });
    assert.deepEqual(seen.find(unit(10)), { weight: 15, pairs: [pair] });
    const moved = seen.find(unit(210, { symbol: 'other.slice_image' }));
    assert.deepEqual(moved?.pairs[0]?.regions[0]?.local, { startLine: 212, endLine: 215 });
    assert.deepEqual(moved?.pairs[0]?.regions[0]?.upstream, { startLine: 100, endLine: 103 });
  });

  it('are not taken for units that differ in anything that a match says', () => {
    const seen = new SeenUnits();
    seen.keep(unit(10), { weight: 15, pairs: [pair] });
    const others: readonly Partial<UnitPrint>[] = [
      { grams: Uint32Array.of(3, 6, 4_000_000_000) },
      { gramLines: Uint16Array.of(0, 3, 9) },
      { tokens: 41 },
      { range: { startLine: 10, endLine: 20 } },
      { digest: 'fedcba9876543210' },
      { names: [{ name: 'top', contexts: Uint32Array.of(1, 2) }] },
      { names: [{ name: 'best', contexts: Uint32Array.of(1, 3) }] },
      { names: [] },
    ];
    for (const other of others) assert.equal(seen.find(unit(10, other)), null, JSON.stringify(other));
  });

  it('need no names where nothing was found', () => {
    const seen = new SeenUnits();
    const never: UnitPrint['names'] = new Proxy([], {
      get: () => assert.fail('names were asked for'),
    });
    seen.keep(unit(10, { names: never }), { weight: 15, pairs: [] });
    assert.deepEqual(seen.find(unit(50, { names: never })), { weight: 15, pairs: [] });
  });
});
