import counts from '../../catalogue/calibration.json' with { type: 'json' };
import type { Strength } from '../model/report.ts';

/** Evidence at which the score is one half. */
const HALF = 50;

/** Score 0..1 of an amount of evidence: evidence / (evidence + 50). The same evidence has the same score everywhere. */
export function scoreOf(evidence: number): number {
  return evidence / (evidence + HALF);
}

/** The evidence that a score stands for. */
export function evidenceOf(score: number): number {
  return (HALF * score) / (1 - score);
}

/** Ascending evidence, falling rate; between two points log(rate) is linear in log(evidence). */
type Null = readonly (readonly [evidence: number, rate: number])[];

const nullOf = (points: readonly (readonly number[])[]): Null =>
  points.map(([evidence = 0, rate = 1]) => [evidence, rate] as const);

/**
 * Share of pairs of unrelated files with at least this much evidence, counted over 373,842 pairs (docs/strength.md
 * says which, and how to repeat it). The last point continues the tail, beyond what could be counted.
 */
const UNRELATED = nullOf(counts.unrelated);

/**
 * The same for files of one architecture role, by 2,198 pairs of which nothing in common was known. Nothing was
 * counted beyond 12.5; from there it falls to where it meets the other null.
 */
const SAME_ROLE = nullOf(counts.sameRole);

function rateOf(evidence: number, counted: Null): number {
  const first = counted[0];
  if (first === undefined || evidence <= first[0]) return first?.[1] ?? 1;
  let at = 1;
  while (at < counted.length - 1 && (counted[at]?.[0] ?? 0) < evidence) at += 1;
  const [x0, y0] = counted[at - 1] ?? first;
  const [x1, y1] = counted[at] ?? first;
  const slope = Math.log(y1 / y0) / Math.log(x1 / x0);
  return y0 * (evidence / x0) ** slope;
}

/**
 * Share of pairs without a common source that reach this evidence: 1 for none, never below 1e-12. Modules of the same
 * role have more in common than any two files: for them it is the larger of both shares.
 */
export function falsePositiveRate(evidence: number, sameRole = false): number {
  if (evidence <= 0) return 1;
  const unrelated = rateOf(evidence, UNRELATED);
  return Math.max(1e-12, sameRole ? Math.max(unrelated, rateOf(evidence, SAME_ROLE)) : unrelated);
}

/** The evidence that two unrelated files share with this probability: undoes `falsePositiveRate`. */
export function evidenceAt(rate: number): number {
  let low = 0.001;
  let high = 1e6;
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high);
    if (falsePositiveRate(middle) > rate) low = middle;
    else high = middle;
  }
  return low;
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

/** What an amount of evidence between two pieces of code comes to. */
export interface Judged {
  readonly score: number;
  /** Null for a language in which nobody counted how often independent code has as much in common. */
  readonly rate: number | null;
  readonly strength: Strength | null;
}

/** Scores from which evidence has a strength; see docs/strength.md. */
export const LEAST_SCORE = { conclusive: 0.75, strong: 0.55, moderate: 0.31, weak: 0.09 } as const;

/**
 * Judges evidence in a language. Where the language has no null of its own, the same evidence may be what its
 * textbooks have in common: there it is moderate at most, and scores stay in their order below what is strong.
 */
export function judgeEvidence(
  evidence: number,
  { calibrated, sameRole = false }: { readonly calibrated: boolean; readonly sameRole?: boolean },
): Judged {
  const score = scoreOf(evidence);
  const rate = falsePositiveRate(evidence, sameRole);
  const strength = strengthOf(rate);
  if (calibrated) return { score, rate, strength };
  const over = Math.max(0, score - LEAST_SCORE.moderate) / (1 - LEAST_SCORE.moderate);
  return {
    score: Math.min(score, LEAST_SCORE.moderate) + over * (LEAST_SCORE.strong - LEAST_SCORE.moderate),
    rate: null,
    strength: strength === 'conclusive' || strength === 'strong' ? 'moderate' : strength,
  };
}
