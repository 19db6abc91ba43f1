import assert from 'node:assert/strict';
import { buildTimeline, type LocalHistory } from '../../../src/lineage/timeline.ts';
import { precedes } from '../../../src/model/dates.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';

const SOURCE: SourceFacts = {
  id: 'elder-1',
  project: 'elder',
  projectName: 'Elder',
  name: 'Elder 1.0',
  organisation: 'Elder Lab',
  repository: 'elder/elder',
  commit: null,
  published: '2024-05-19T17:40:30+08:00',
  publishedBasis: 'first commit of the listed files',
  codeLicense: { expression: 'Apache-2.0', source: 'LICENSE' },
  weightsLicense: { expression: 'NOASSERTION', source: 'not known' },
  copyrights: [],
  files: [],
  identifiers: [],
  specialTokens: [],
  configKeys: [],
  tensorPrefixes: [],
  ancestors: [],
  aliases: ['Elder'],
  citations: [],
  factsOnly: false,
};
const HISTORY: LocalHistory = {
  firstCommit: '2024-05-27T17:30:32-07:00',
  oneCommit: false,
  shallow: false,
  firstTag: null,
};

describe('the timeline of a lineage', () => {
  it('puts the dates of both sides in order of instant, not of text', () => {
    const events = buildTimeline({
      source: { ...SOURCE, published: '2024-05-28T01:00:00+08:00' },
      history: HISTORY,
      evidence: [],
    });
    assert.deepEqual(
      events.map(({ side }) => side),
      ['upstream', 'local'],
    );
  });

  it('joins files of one commit into one event and names a few of them', () => {
    const evidence = ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py'].map((localPath) => ({
      localPath,
      localDate: '2024-05-28T12:32:34-07:00',
      upstreamPath: 'resampler.py',
      upstreamDate: '2024-05-19T17:40:30+08:00',
    }));
    const events = buildTimeline({ source: SOURCE, history: HISTORY, evidence });
    assert.deepEqual(
      events.map(({ event }) => event),
      [
        'Elder 1.0 is published',
        'resampler.py appears in this state',
        'the audited repository has its first commit',
        'a.py, b.py, c.py, d.py and 2 more first appear',
      ],
    );
  });

  it('says that commit dates can be set by anyone, and what a single commit or a shallow clone hides', () => {
    const events = buildTimeline({
      source: SOURCE,
      history: { ...HISTORY, oneCommit: true, shallow: true },
      evidence: [],
    });
    const local = events.find(({ side }) => side === 'local');
    assert.match(local?.basis ?? '', /anyone can set.*shallow.*squashed/);
  });

  it('names the first tag, and what its date rests on', () => {
    const events = buildTimeline({
      source: null,
      history: { ...HISTORY, firstTag: { name: 'v1.0', date: '2024-06-01T00:00:00Z' } },
      evidence: [],
    });
    assert.deepEqual(
      events.map(({ event, basis }) => [event, basis.split(',')[0]]),
      [
        ['the audited repository has its first commit', 'date recorded in the commit'],
        ['the audited repository has its first tag, v1.0', 'date recorded in the tag'],
      ],
    );
  });

  it('claims no order when a date is unknown or both sides share a day', () => {
    assert.equal(precedes('2024-05-19', '2024-05-28T12:00:00Z'), true);
    assert.equal(precedes('2024-05-28T12:00:00Z', '2024-05-19'), false);
    assert.equal(precedes('2024-05-19', '2024-05-19T23:00:00Z'), null);
    assert.equal(precedes('2024-05-19', '2024-05-19'), null);
    assert.equal(precedes('2024-05-19T23:30:00Z', '2024-05-20'), null);
    assert.equal(precedes('2024-05-19', '2024-05-20'), true);
    assert.equal(precedes('2024-05-19T10:00:00Z', '2024-05-19T12:00:00+02:00'), null);
    assert.equal(precedes('2024-05-19T10:00:00Z', '2024-05-19T10:00:01Z'), true);
    assert.equal(precedes(null, '2024-05-19'), null);
    assert.equal(precedes('soon', '2024-05-19'), null);
  });
});
