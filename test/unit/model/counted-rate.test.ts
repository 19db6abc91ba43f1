import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import calibration from '../../../catalogue/calibration.json' with { type: 'json' };
import { countedRate, PAIRS_COUNTED, rateInWords } from '../../../src/model/counted-rate.ts';

describe('what is said of a rate', () => {
  it('rests on as many pairs as the rates were counted over, and the page says so', () => {
    assert.equal(PAIRS_COUNTED, calibration.pairs);
    const page = readFileSync(new URL('../../../docs/strength.md', import.meta.url), 'utf8');
    assert.ok(page.includes(`${PAIRS_COUNTED.toLocaleString('en-US')} pairs`));
  });

  it('is the rate where pairs were counted that reach as much', () => {
    assert.deepEqual(countedRate(0.000106), { kind: 'counted', oneIn: 9400 });
    assert.equal(rateInWords(0.00062), 'about 1 in 1,600 independently written pairs reaches as much');
  });

  it('is never more than what the counted pairs bear, however small the curve gets', () => {
    for (const rate of [2e-6, 4e-7, 1e-12]) {
      const said = countedRate(rate);
      assert.equal(said.kind, 'none');
      assert.ok(said.oneIn <= PAIRS_COUNTED / 3);
    }
    assert.equal(
      rateInWords(1e-9),
      'none of 373,842 independently written pairs reaches as much; at most 1 in 120,000 does (95 %)',
    );
  });

  it('keeps to the rule of three for any number of pairs', () => {
    for (const pairs of [100, 2198, 50_000, 10_000_000]) {
      const said = countedRate(0, pairs);
      // With no case among n pairs, a rate of 1/oneIn would show none with less than 5 % chance.
      assert.ok((1 - 1 / (said.oneIn * 0.9)) ** pairs < 0.05);
      assert.ok((1 - 1 / said.oneIn) ** pairs < 0.0501);
    }
  });
});
