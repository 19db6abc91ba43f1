import assert from 'node:assert/strict';
import { buildTimeline, type DatedEvidence, type LocalHistory } from '../../../src/lineage/timeline.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import { sourceFacts } from '../credit/source-facts.ts';

const NONE: LocalHistory = { firstCommit: null, oneCommit: null, shallow: false, firstTag: null };
const HERON = sourceFacts({
  project: 'heron',
  name: 'Heron 1',
  published: '2024-01-02',
  publishedBasis: 'a tag',
});

function told(
  source: SourceFacts | null,
  history: Partial<LocalHistory>,
  ...evidence: readonly (readonly [string, string | null, string | null, string | null])[]
): readonly string[] {
  return buildTimeline({
    source,
    history: { ...NONE, ...history },
    evidence: evidence.map(
      ([localPath, localDate, upstreamPath, upstreamDate]): DatedEvidence => ({
        localPath,
        localDate,
        upstreamPath,
        upstreamDate,
      }),
    ),
  }).map(({ date, side, event, basis }) => `${date} ${side}: ${event} (${basis})`);
}

const SET = 'date recorded in the commit, where anyone can set it';

describe('each event of a timeline', () => {
  it('is the publication, with what its date rests on', () => {
    assert.deepEqual(told(HERON, {}), ['2024-01-02 upstream: Heron 1 is published (a tag)']);
    assert.deepEqual(told({ ...HERON, publishedBasis: '' }, {}), [
      '2024-01-02 upstream: Heron 1 is published (as the catalogue states it)',
    ]);
    assert.deepEqual(told({ ...HERON, published: null }, {}), []);
    assert.deepEqual(told(null, {}), []);
  });

  it('is the first commit and the first tag, with what makes them doubtful', () => {
    assert.deepEqual(told(null, { firstCommit: '2024-01-01', oneCommit: false }), [
      `2024-01-01 local: the audited repository has its first commit (${SET})`,
    ]);
    assert.deepEqual(told(null, { firstCommit: '2024-01-01', oneCommit: true, shallow: true }), [
      `2024-01-01 local: the audited repository has its first commit (${SET}; the clone is shallow, so older commits are not here; the history is one commit, so earlier work may have been squashed into it)`,
    ]);
    assert.deepEqual(told(null, { firstTag: { name: 'v1', date: '2024-01-01' } }), [
      '2024-01-01 local: the audited repository has its first tag, v1 (date recorded in the tag, where anyone can set it)',
    ]);
  });

  it('is one for the files of each side and date, up to four of which are named', () => {
    const files = ['e', 'd', 'c', 'b', 'a'].map(
      (name) => [`${name}.py`, '2024-02-01', `up/${name}.py`, '2024-01-01'] as const,
    );
    assert.deepEqual(told(null, {}, ...files), [
      `2024-01-01 upstream: up/a.py, up/b.py, up/c.py, up/d.py and 1 more appear in this state (${SET})`,
      `2024-02-01 local: a.py, b.py, c.py, d.py and 1 more first appear (${SET})`,
    ]);
    assert.deepEqual(told(null, {}, ...files.slice(1)), [
      `2024-01-01 upstream: up/a.py, up/b.py, up/c.py, up/d.py appear in this state (${SET})`,
      `2024-02-01 local: a.py, b.py, c.py, d.py first appear (${SET})`,
    ]);
    assert.deepEqual(told(null, {}, ...files.slice(4), ...files.slice(4)), [
      `2024-01-01 upstream: up/a.py appears in this state (${SET})`,
      `2024-02-01 local: a.py first appears (${SET})`,
    ]);
    assert.deepEqual(
      told(null, {}, ['a.py', '2024-02-01', 'u.py', null], ['b.py', null, null, '2024-01-01']),
      [`2024-02-01 local: a.py first appears (${SET})`],
    );
  });

  it('says where a history is not the official one', () => {
    const copy = { ...HERON, published: null, repositoryIs: 'copy of the official history' };
    assert.deepEqual(told(copy, {}, ['a.py', null, 'u.py', '2024-01-01']), [
      `2024-01-01 upstream: u.py appears in this state (${SET}, in a copy of the official history)`,
    ]);
  });

  it('stands in order of time; at one instant the upstream goes first, then by the words', () => {
    const days = (...all: readonly string[]): readonly string[] =>
      all.map((one) => one.split(' (')[0] ?? one);
    assert.deepEqual(
      days(
        ...told(
          HERON,
          { firstCommit: '2024-01-02T00:00:00Z', firstTag: { name: 'v1', date: '2024-01-02' } },
          ['z.py', '2023-12-31', 'u.py', '2024-01-02T08:00:00+08:00'],
          ['a.py', '2024-01-03', null, null],
        ),
      ),
      [
        '2023-12-31 local: z.py first appears',
        '2024-01-02 upstream: Heron 1 is published',
        '2024-01-02T08:00:00+08:00 upstream: u.py appears in this state',
        '2024-01-02T00:00:00Z local: the audited repository has its first commit',
        '2024-01-02 local: the audited repository has its first tag, v1',
        '2024-01-03 local: a.py first appears',
      ],
    );
  });
});
