import assert from 'node:assert/strict';
import { spreadPicture } from '../../../../src/artefacts/weights/spread-picture.ts';
import type { DifferenceHistogram } from '../../../../src/model/weights-report.ts';

const BINS = 96;

/** Shares of bins from -3 to 3 by a density, with the normal law of spread `std` for comparison. */
function histogram(density: (x: number) => number, std = 1): DifferenceHistogram {
  const width = 6 / BINS;
  const raw = Array.from({ length: BINS }, (_, bin) => density(-3 + (bin + 0.5) * width));
  const sum = raw.reduce((all, one) => all + one, 0);
  return {
    from: -3,
    width,
    shares: raw.map((one) => one / sum),
    below: 0,
    above: 0,
    normal: { mean: 0, std },
    zero: 0,
    values: 1000,
  };
}

const bars = (line = ''): string => line.replace(/[^▁-█]/g, '');

describe('the picture of how differences are spread', () => {
  it('draws what is normal as the law below it', () => {
    const [, found, law] = spreadPicture(histogram((x) => Math.exp(-x * x * 0.5)));
    assert.equal(bars(found), bars(law));
    assert.match(bars(found), /^▁+▂.*█+.*▂▁+$/);
  });

  it('draws what is not beside a law that is told apart', () => {
    const [, found, law] = spreadPicture(histogram((x) => (Math.abs(x) < 0.1 ? 1 : 0.01)));
    assert.notEqual(bars(found), bars(law));
    assert.equal(bars(found).length, 48);
  });

  it('says its scale, and is silent where nothing differs', () => {
    assert.match(spreadPicture(histogram((x) => Math.exp(-x * x * 0.5)))[0] ?? '', /from -3.* to 3/);
    assert.deepEqual(spreadPicture(histogram(() => 1, 0)), []);
  });
});
