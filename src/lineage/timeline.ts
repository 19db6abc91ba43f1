import type { TimelineEvent } from '../model/report.ts';
import { fixed } from '../model/said.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';

/** What is known of the audited repository's own past. */
export interface LocalHistory {
  /** ISO date of its first commit; null without git. */
  readonly firstCommit: string | null;
  /** True when the whole history is one commit; null when not known. */
  readonly oneCommit: boolean | null;
  /** True for a shallow clone: older commits are not here. */
  readonly shallow: boolean;
  /** The earliest tag, with the ISO date that it carries; null when there is none. */
  readonly firstTag: { readonly name: string; readonly date: string } | null;
}

/** One piece of evidence with the dates of both sides, where they are known. */
export interface DatedEvidence {
  readonly localPath: string;
  /** ISO date of the commit that introduced the local file. */
  readonly localDate: string | null;
  readonly upstreamPath: string | null;
  /** ISO date from which the upstream's file was public in the state that matches. */
  readonly upstreamDate: string | null;
}

export interface TimelineRequest {
  /** Null when the catalogue knows nothing of the version. */
  readonly source: SourceFacts | null;
  readonly history: LocalHistory;
  readonly evidence: readonly DatedEvidence[];
}

/** What happened, and what its date rests on. */
export const EVENTS = {
  published: fixed('{0} is published'),
  stated: fixed('as the catalogue states it'),
  firstCommit: fixed('the audited repository has its first commit'),
  firstTag: fixed('the audited repository has its first tag, {0}'),
  tagDate: fixed('date recorded in the tag, where anyone can set it'),
  commitDate: fixed('date recorded in the commit, where anyone can set it'),
  commitDateIn: fixed('date recorded in the commit, where anyone can set it, in a {0}'),
  shallow: fixed('the clone is shallow, so older commits are not here'),
  oneCommit: fixed('the history is one commit, so earlier work may have been squashed into it'),
} as const;

/** Files of an upstream that appear at one time: one, a few, or more than are named. */
export const STATES = {
  many: fixed('{0} and {1} more appear in this state'),
  one: fixed('{0} appears in this state'),
  all: fixed('{0} appear in this state'),
} as const;

/** The same of files of the audited side. */
export const FIRST = {
  many: fixed('{0} and {1} more first appear'),
  one: fixed('{0} first appears'),
  all: fixed('{0} first appear'),
} as const;
const NAMED = 4;

/**
 * First publication of both sides of a lineage in order of time. Every event says what its date
 * rests on, and what makes it doubtful.
 */
export function buildTimeline({ source, history, evidence }: TimelineRequest): readonly TimelineEvent[] {
  const events: TimelineEvent[] = [];
  if (source !== null && source.published !== null) {
    events.push({
      date: source.published,
      side: 'upstream',
      event: EVENTS.published(source.name),
      basis: source.publishedBasis === '' ? EVENTS.stated() : source.publishedBasis,
    });
  }
  events.push(
    ...grouped(
      evidence.map(({ upstreamPath, upstreamDate }) => ({ path: upstreamPath, date: upstreamDate })),
      'upstream',
      source?.repositoryIs === undefined ? EVENTS.commitDate() : EVENTS.commitDateIn(source.repositoryIs),
    ),
  );
  const doubts = [EVENTS.commitDate(), ...historyDoubts(history)].join('; ');
  if (history.firstCommit !== null)
    events.push({
      date: history.firstCommit,
      side: 'local',
      event: EVENTS.firstCommit(),
      basis: doubts,
    });
  if (history.firstTag !== null)
    events.push({
      date: history.firstTag.date,
      side: 'local',
      event: EVENTS.firstTag(history.firstTag.name),
      basis: EVENTS.tagDate(),
    });
  events.push(
    ...grouped(
      evidence.map(({ localPath, localDate }) => ({ path: localPath, date: localDate })),
      'local',
      doubts,
    ),
  );
  return events.sort(byTime);
}

function historyDoubts({ oneCommit, shallow }: LocalHistory): readonly string[] {
  const doubts: string[] = [];
  if (shallow) doubts.push(EVENTS.shallow());
  if (oneCommit === true) doubts.push(EVENTS.oneCommit());
  return doubts;
}

/** One event for each date, naming its first files. */
function grouped(
  dated: readonly { readonly path: string | null; readonly date: string | null }[],
  side: TimelineEvent['side'],
  basis: string,
): readonly TimelineEvent[] {
  const byDate = new Map<string, Set<string>>();
  for (const { path, date } of dated) {
    if (path === null || date === null) continue;
    byDate.set(date, (byDate.get(date) ?? new Set()).add(path));
  }
  return [...byDate].map(([date, paths]) => {
    const sorted = [...paths].sort();
    const named = sorted.slice(0, NAMED).join(', ');
    const more = sorted.length - NAMED;
    const { one, all, many } = side === 'upstream' ? STATES : FIRST;
    const event = more > 0 ? many(named, more) : sorted.length === 1 ? one(named) : all(named);
    return { date, side, event, basis };
  });
}

/** By instant; a day without a time counts from its start in UTC. The upstream goes first among equals. */
function byTime(a: TimelineEvent, b: TimelineEvent): number {
  const gap = Date.parse(a.date) - Date.parse(b.date);
  if (gap !== 0 && !Number.isNaN(gap)) return gap;
  if (a.side !== b.side) return a.side === 'upstream' ? -1 : 1;
  return byText(a.event, b.event);
}
