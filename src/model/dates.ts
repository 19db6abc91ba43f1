import type { SourceFacts } from './source-facts.ts';
import type { UpstreamPlace } from './upstream-place.ts';

/** The date from which an upstream place was public: of this state of the file, else of the version. */
export function publicSince(place: UpstreamPlace, source: SourceFacts | undefined): string | null {
  return place.since ?? source?.published ?? null;
}

const DAY = 86_400_000;

/** A catalogue has a few thousand dates, which are compared hundreds of thousands of times. */
const instants = new Map<string, number>();
const MOST_INSTANTS = 20_000;

/** Milliseconds of an ISO date; NaN when it is none. */
export function instantOf(date: string): number {
  const known = instants.get(date);
  if (known !== undefined) return known;
  if (instants.size >= MOST_INSTANTS) instants.clear();
  const instant = Date.parse(date);
  instants.set(date, instant);
  return instant;
}

/**
 * Whether the upstream was public before the local date. Null when a date is unknown, when both are the same
 * instant, and when one of them is a whole day and the other lies within a day of its start: a day begins at
 * different times around the world, and the hour is not known.
 */
export function precedes(upstream: string | null, local: string | null): boolean | null {
  if (upstream === null || local === null) return null;
  const gap = instantOf(local) - instantOf(upstream);
  if (Number.isNaN(gap) || gap === 0) return null;
  const wholeDay = upstream.length <= 10 || local.length <= 10;
  if (wholeDay && Math.abs(gap) < DAY) return null;
  return gap > 0;
}

/** Earlier of two ISO dates; null counts as unknown and loses. */
export function earlier(a: string | null, b: string | null): string | null {
  if (a === null || a === b) return b;
  if (b === null) return a;
  return instantOf(a) <= instantOf(b) ? a : b;
}
