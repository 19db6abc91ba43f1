import type { TimelineEvent } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** What is known of the audited repository's own past. */
export interface LocalHistory {
  /** ISO date of its first commit; null without git. */
  readonly firstCommit: string | null;
  /** Number of commits, when known. */
  readonly commits: number | null;
  /** True for a shallow clone: older commits are not here. */
  readonly shallow: boolean;
}

/** One piece of evidence with the dates of both sides, where they are known. */
export interface DatedEvidence {
  readonly localPath: string;
  /** ISO date of the commit that introduced the local file. */
  readonly localDate: string | null;
  readonly upstreamPath: string | null;
  /** ISO date on which the upstream's file was first committed. */
  readonly upstreamDate: string | null;
}

export interface TimelineRequest {
  readonly source: SourceFacts;
  readonly history: LocalHistory;
  readonly evidence: readonly DatedEvidence[];
}

const DECLARED = 'date recorded in the commit, where anyone can set it';
const NAMED = 4;

/**
 * First publication of both sides of a lineage in order of time. Every event says what its date
 * rests on, and what makes it doubtful.
 */
export function buildTimeline({ source, history, evidence }: TimelineRequest): readonly TimelineEvent[] {
  const events: TimelineEvent[] = [];
  if (source.published !== null) {
    events.push({
      date: source.published,
      side: 'upstream',
      event: `${source.name} is published`,
      basis: source.publishedBasis === '' ? 'as the catalogue states it' : source.publishedBasis,
    });
  }
  events.push(
    ...grouped(
      evidence.map(({ upstreamPath, upstreamDate }) => ({ path: upstreamPath, date: upstreamDate })),
      'upstream',
      source.repositoryIs === undefined ? DECLARED : `${DECLARED}, in a ${source.repositoryIs}`,
    ),
  );
  const doubts = [DECLARED, ...historyDoubts(history)].join('; ');
  if (history.firstCommit !== null)
    events.push({
      date: history.firstCommit,
      side: 'local',
      event: 'the audited repository has its first commit',
      basis: doubts,
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

function historyDoubts({ commits, shallow }: LocalHistory): readonly string[] {
  const doubts: string[] = [];
  if (shallow) doubts.push('the clone is shallow, so older commits are not here');
  if (commits === 1) doubts.push('the history is one commit, so earlier work may have been squashed into it');
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
    const more = sorted.length > NAMED ? ` and ${sorted.length - NAMED} more` : '';
    const verb = sorted.length === 1 ? 'appears' : 'appear';
    return { date, side, event: `${sorted.slice(0, NAMED).join(', ')}${more} first ${verb}`, basis };
  });
}

/** By instant; a day without a time counts from its start in UTC. The upstream goes first among equals. */
function byTime(a: TimelineEvent, b: TimelineEvent): number {
  const gap = Date.parse(a.date) - Date.parse(b.date);
  if (gap !== 0 && !Number.isNaN(gap)) return gap;
  if (a.side !== b.side) return a.side === 'upstream' ? -1 : 1;
  return a.event < b.event ? -1 : a.event > b.event ? 1 : 0;
}

/**
 * Whether the upstream was public before the local file was; null when a date is unknown or both
 * fall on one day and one of them has no time.
 */
export function precedes(upstream: string | null, local: string | null): boolean | null {
  if (upstream === null || local === null) return null;
  const gap = Date.parse(local) - Date.parse(upstream);
  if (Number.isNaN(gap)) return null;
  const wholeDay = upstream.length <= 10 || local.length <= 10;
  if (wholeDay && Math.abs(gap) < 86_400_000) return null;
  return gap > 0;
}
