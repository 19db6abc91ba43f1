import { strict as assert } from 'node:assert';
import { readChoices } from '../../../src/compare/copy/choices.ts';
import type { FileFeatures } from '../../../src/compare/file-features.ts';
import { featuresOf } from './file-features.ts';

type Entries = Iterable<readonly [hash: number, nats: number]>;

const features = (values: Entries, defaults: Entries = [], flow: Entries = []): FileFeatures =>
  featuresOf({ values: new Map(values), defaults: new Map(defaults), flow: new Map(flow) });

const numbered = (from: number, count: number, nats: number): [number, number][] =>
  Array.from({ length: count }, (_, at) => [from + at, nats]);

describe('choices against siblings', () => {
  const common = numbered(1, 8, 3);
  const rare = numbered(100, 3, 6);

  it('are strong where values tell that no sibling has', () => {
    const one = features([...common, ...rare], rare);
    const read = readChoices(one, one, [features(common)], false);
    assert.equal(read.telling, 3);
    assert.ok(read.score >= 0.55);
  });

  it('stay below moderate without one value that tells, unless somebody vouched for the siblings', () => {
    const one = features(common, common);
    const other = [features(numbered(50, 8, 3))];
    const read = readChoices(one, one, other, false);
    assert.ok(read.sum > 6 && read.telling === 0);
    assert.ok(read.score < 0.31 && read.score > 0.3);
    const vouched = readChoices(one, one, other, true).score;
    assert.ok(vouched >= 0.31 && vouched < 0.55);
  });

  it('say nothing by the same flow alone', () => {
    const edges = numbered(200, 10, 5);
    const read = readChoices(features(rare, [], edges), features(rare, [], edges), [features(rare)], false);
    const flow = read.readings.find(({ witness }) => witness === 'flow');
    assert.equal(flow?.similarity, 1);
    assert.equal(flow?.deviations, 2);
    assert.equal(read.score, 0);
  });
});
