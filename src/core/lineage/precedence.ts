import type { UpstreamPlace } from '../analysis/file-analysis.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** The date from which an upstream place was public: of this state of the file, else of the version. */
export function publicSince(place: UpstreamPlace, source: SourceFacts | undefined): string | null {
  return place.since ?? source?.published ?? null;
}

const DAY = 86_400_000;

/**
 * Whether the upstream was public before the local date. Null when a date is unknown, when both are the same
 * instant, and when one of them is a whole day and the other lies within a day of its start: a day begins at
 * different times around the world, and the hour is not known.
 */
export function precedes(upstream: string | null, local: string | null): boolean | null {
  if (upstream === null || local === null) return null;
  const gap = Date.parse(local) - Date.parse(upstream);
  if (Number.isNaN(gap) || gap === 0) return null;
  const wholeDay = upstream.length <= 10 || local.length <= 10;
  if (wholeDay && Math.abs(gap) < DAY) return null;
  return gap > 0;
}

/** Earlier of two ISO dates; null counts as unknown and loses. */
export function earlier(a: string | null, b: string | null): string | null {
  if (a === null) return b;
  if (b === null) return a;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
