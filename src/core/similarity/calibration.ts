import type { Strength } from '../model/report.ts';

/** Evidence at which the score is one half. */
const HALF = 50;

/** Score 0..1 of an amount of evidence: evidence / (evidence + 50). The same evidence has the same score everywhere. */
export function scoreOf(evidence: number): number {
  return evidence / (evidence + HALF);
}

/**
 * The null: share of pairs of unrelated files with at least this much evidence, counted over 373,842 pairs
 * (docs/strength.md says which, and how to repeat it). Ascending evidence, falling rate; between two points
 * log(rate) is linear in log(evidence). The last point continues the tail, beyond what could be counted.
 */
const NULL: readonly (readonly [evidence: number, rate: number])[] = [
  [0.01, 0.019],
  [0.1, 0.0138],
  [0.3, 0.0067],
  [1, 0.00167],
  [2, 0.0007],
  [3, 0.0004],
  [5, 0.0002],
  [8, 0.00011],
  [12, 0.000064],
  [20, 0.00003],
  [40, 0.000011],
  [400, 0.000000035],
];

/** Share of unrelated pairs that reach this evidence: 1 for none, never below 1e-12. */
export function falsePositiveRate(evidence: number): number {
  if (evidence <= 0) return 1;
  const first = NULL[0];
  if (first === undefined || evidence <= first[0]) return first?.[1] ?? 1;
  let at = 1;
  while (at < NULL.length - 1 && (NULL[at]?.[0] ?? 0) < evidence) at += 1;
  const [x0, y0] = NULL[at - 1] ?? first;
  const [x1, y1] = NULL[at] ?? first;
  const slope = Math.log(y1 / y0) / Math.log(x1 / x0);
  return Math.max(1e-12, y0 * (evidence / x0) ** slope);
}

/** Strengths are cut on the false-positive rate of one pair; see docs/strength.md. */
const CUTS: readonly (readonly [Strength, number])[] = [
  ['conclusive', 4e-7],
  ['strong', 4e-6],
  ['moderate', 2.5e-5],
  ['weak', 2e-4],
];

/** Strength of a false-positive rate, or null when it is no evidence. */
export function strengthOf(rate: number): Strength | null {
  return CUTS.find(([, cut]) => rate <= cut)?.[0] ?? null;
}
