import { strict as assert } from 'node:assert';
import type { ControlResult, PredictionsReport } from '../../../../src/model/predictions-report.ts';
import { sharedErrorsPicture } from '../../../../src/mouths/reports/text/shared-errors-picture.ts';

function control(name: string, share: number | null, counts = true): ControlResult {
  return {
    name,
    share,
    counts,
    items: 100,
    accuracy: 0.5,
    suspectShare: null,
    bothWrong: 40,
    sharedWrong: 4,
  };
}

const facts: Partial<PredictionsReport> = {
  bothWrong: 100,
  sharedWrong: 75,
  share: 0.75,
  chance: 5,
  interval: [0.66, 0.83],
  controls: [control('heron.jsonl', 0.1), control('silent.jsonl', null), control('few.jsonl', 0.5, false)],
};
const picture = (more: Partial<PredictionsReport> = {}): readonly string[] =>
  sharedErrorsPicture({ ...facts, ...more } as PredictionsReport);

describe('the picture of shared wrong answers', () => {
  it('sets the pair, each control and chance on one scale', () => {
    const [, pair = '', heron = '', few = '', chance = ''] = picture();
    const blocks = (row: string): number => row.split('█').length - 1;
    assert.deepEqual([pair, heron, few, chance].map(blocks), [30, 4, 20, 2]);
    assert.match(pair, /75\.0 %, 95 % interval 66\.0 % to 83\.0 %$/);
    assert.match(heron, /heron\.jsonl .* 10\.0 %, control$/);
    assert.match(few, /does not count$/);
    assert.match(chance, /chance .* 5\.0 %$/);
  });

  it('leaves out a control without a share, and keeps within a line', () => {
    assert.equal(picture().length, 5);
    const long = picture({ controls: [control('a'.repeat(200), 0.1)] });
    assert.ok(long.every((row) => row.length < 120));
  });

  it('is empty where nothing was wrong on both sides', () => {
    assert.deepEqual(picture({ share: null, bothWrong: 0 }), []);
  });
});
