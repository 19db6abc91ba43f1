import assert from 'node:assert/strict';
import { type Dated, lanesOf } from '../../webview/components/lanes.ts';

function dated(upstream: string, rank: number, date: string): Dated {
  const event = { side: 'upstream', date, event: `${upstream} is published`, basis: 'its history' } as const;
  return { upstream, event, time: Date.parse(date), rank };
}

const namesOf = (all: readonly Dated[]): readonly string[] => lanesOf(all).map(({ name }) => name);

describe('the timeline', () => {
  it('gives its lanes to the heaviest upstreams, not to the oldest, and keeps them in the order of their dates', () => {
    const all = Array.from({ length: 20 }, (_, at) =>
      dated(`upstream ${at}`, 19 - at, `${2000 + at}-01-01T00:00:00Z`),
    );
    assert.deepEqual(
      namesOf(all),
      Array.from({ length: 8 }, (_, at) => `upstream ${12 + at}`),
    );
  });

  it('has a lane for the repository where a date of it is known, and only there', () => {
    const one = dated('upstream', 0, '2020-01-01T00:00:00Z');
    const own: Dated = { ...one, event: { ...one.event, side: 'local', event: 'model.py first appears' } };
    assert.deepEqual(namesOf([one]), ['upstream']);
    assert.deepEqual(namesOf([one, own]), ['upstream', 'This repository']);
  });
});
