import type { FindingLevel } from './report.ts';

const RANK: Readonly<Record<FindingLevel, number>> = { note: 0, warning: 1, error: 2 };

/** Positive where `a` is more serious than `b`, negative where it is less. */
export function compareLevels(a: FindingLevel, b: FindingLevel): number {
  return RANK[a] - RANK[b];
}
