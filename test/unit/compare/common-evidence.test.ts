import assert from 'node:assert/strict';
import { beyondCommon, openCommonEvidence } from '../../../src/compare/copy/common-evidence.ts';
import type { FilePrint, UnitPrint } from '../../../src/compare/unit-print.ts';
import { weighUnit } from '../../../src/compare/weighed-unit.ts';

const unit = (grams: readonly number[]): UnitPrint => ({
  symbol: 'f',
  kind: 'function',
  role: 'other',
  range: { startLine: 1, endLine: 1 },
  tokens: 20,
  digest: '',
  grams: Uint32Array.from(grams),
  gramLines: new Uint16Array(grams.length),
  names: [],
});
const file = (...units: readonly UnitPrint[]): FilePrint => ({ language: 'python', damage: 0, units });
const one = (): number => 1;

describe('evidence that independents have in common', () => {
  it('is that of the implementation with most of the unit', () => {
    const weighed = weighUnit(unit([1, 2, 3, 4, 5, 6]), one);
    const little = openCommonEvidence([file(unit([1, 2, 90, 91, 92, 93]))], one);
    const both = openCommonEvidence(
      [file(unit([1, 2, 90, 91, 92, 93])), file(unit([80]), unit([1, 2, 3, 4, 90, 91]))],
      one,
    );
    assert.ok(little.of(weighed) > 0);
    assert.ok(both.of(weighed) > little.of(weighed));
    assert.equal(openCommonEvidence([file(unit([70, 71]))], one).of(weighed), 0);
  });

  it('is taken off every match, and what is left of too little is no match', () => {
    const matches = [{ evidence: 30 }, { evidence: 12 }, { evidence: 6 }];
    assert.deepEqual(beyondCommon(matches, 5, 2.5), [{ evidence: 25 }, { evidence: 7 }]);
    assert.equal(beyondCommon(matches, 0, 2.5), matches);
  });
});
