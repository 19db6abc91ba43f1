import type { UpstreamPlace } from '../analysis/file-analysis.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** The date from which an upstream place was public: of this state of the file, else of the version. */
export function publicSince(place: UpstreamPlace, source: SourceFacts | undefined): string | null {
  return place.since ?? source?.published ?? null;
}

/** Whether the upstream was public before the local date; null when either is unknown. */
export function precedes(upstream: string | null, local: string | null): boolean | null {
  if (upstream === null || local === null) return null;
  const [a, b] = [Date.parse(upstream), Date.parse(local)];
  return Number.isNaN(a) || Number.isNaN(b) ? null : a <= b;
}

/** Earlier of two ISO dates; null counts as unknown and loses. */
export function earlier(a: string | null, b: string | null): string | null {
  if (a === null) return b;
  if (b === null) return a;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
