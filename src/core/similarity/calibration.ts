import type { Strength } from '../model/report.ts';

/** Evidence at which the score is one half. */
const HALF = 50;

/** Score 0..1 of an amount of evidence: evidence / (evidence + 50). The same evidence has the same score everywhere. */
export function scoreOf(evidence: number): number {
  return evidence / (evidence + HALF);
}

/**
 * The null: share of pairs of independently written files with at least this much evidence, measured by
 * `npm run bench -- null`. Ascending evidence, falling rate; between two points log(rate) is linear in
 * log(evidence), and beyond the last the last slope goes on.
 */
const NULL: readonly (readonly [evidence: number, rate: number])[] = [
  [1, 0.1],
  [10, 0.001],
  [100, 0.00001],
];

/** Share of independently written pairs that reach this evidence; never below 1e-12. */
export function falsePositiveRate(evidence: number): number {
  const first = NULL[0];
  if (first === undefined || evidence <= first[0]) return Math.min(1, first?.[1] ?? 1);
  let at = 1;
  while (at < NULL.length - 1 && (NULL[at]?.[0] ?? 0) < evidence) at += 1;
  const [x0, y0] = NULL[at - 1] ?? first;
  const [x1, y1] = NULL[at] ?? first;
  const slope = Math.log(y1 / y0) / Math.log(x1 / x0);
  return Math.max(1e-12, y0 * (evidence / x0) ** slope);
}

/** Strengths are cut on the false-positive rate of one pair; see docs/strength.md. */
const CUTS: readonly (readonly [Strength, number])[] = [
  ['conclusive', 1e-6],
  ['strong', 1e-5],
  ['moderate', 1e-4],
  ['weak', 1e-3],
];

/** Strength of a false-positive rate, or null when it is no evidence. */
export function strengthOf(rate: number): Strength | null {
  return CUTS.find(([, cut]) => rate <= cut)?.[0] ?? null;
}
