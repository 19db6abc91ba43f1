import { jaccard, overlap, type Weighted } from '../file-features.ts';

/**
 * Two files that do the same thing resemble each other without a copy: independents of one specification reach evidence
 * 76 by small helpers that everyone writes alike. Where the words of two files say that they are about the same thing,
 * their structure counts in full only as far as something bears it out: the values are the same, much of either file is
 * in the other, or whole units of some size are. docs/strength.md has the counts that these numbers were cut on.
 */
export interface Corroboration {
  /** Words in common, 0..1, weighted; from `ABOUT_THE_SAME` on the files are about the same thing. */
  readonly words: number;
  readonly sameTask: boolean;
  /** What the structure of the file counts, 0..1: the largest of what bears it out, and never nothing. */
  readonly factor: number;
  /** Share of the smaller side's values that the other side has, shrunk where they are few; null where too few to tell. */
  readonly values: number | null;
  /** The larger of the shares of the two files' weighted grams that the other has, 0..1. */
  readonly contained: number;
}

const ABOUT_THE_SAME = 0.15;
/** Independents have at most 0.59 of each other's values, tidied and ported copies 0.65 to 0.91. */
const VALUES = { from: 0.52, width: 0.28 };
/** Nats that are added to the smaller side, so that two or three common values prove nothing. */
const VALUES_PRIOR = 8;
const FEWEST_VALUES = 4;
/** What structure counts where there are too few values to bear anything out. */
const WITHOUT_VALUES = 0.6;
/** Independents have at most 0.2 of each other's weighted grams. */
const CONTAINED = { from: 0.22, width: 0.2 };
/** Independents share whole helpers up to evidence 44. */
const WHOLE_UNIT = { from: 40, width: 40, contained: 0.75 };
const LEAST = 0.15;

/** What the task and the choices of a file are told by. */
interface Told {
  readonly words: Weighted;
  readonly values: Weighted;
}

const ramp = (value: number, { from, width }: { readonly from: number; readonly width: number }): number =>
  Math.max(0, Math.min(1, (value - from) / width));

/** Share of the smaller side's values that the other has; null where either side has too few. */
export function sharedValues(one: Told, other: Told): number | null {
  if (Math.min(one.values.size, other.values.size) < FEWEST_VALUES) return null;
  const both = overlap(one.values, other.values);
  return both.shared / (VALUES_PRIOR + Math.min(both.one, both.other));
}

/** `contained`: the larger of the shares of the two files' weighted grams that the other has, 0..1. */
export function corroborate(query: Told, candidate: Told, contained: number): Corroboration {
  const words = jaccard(query.words, candidate.words);
  const sameTask = words >= ABOUT_THE_SAME;
  const values = sharedValues(query, candidate);
  const byValues = values === null ? WITHOUT_VALUES : ramp(values, VALUES);
  const factor = sameTask ? Math.max(LEAST, byValues, ramp(contained, CONTAINED)) : 1;
  return { words, sameTask, factor, values, contained };
}

/** What the evidence of one unit counts: a whole unit of some size bears itself out. `contained`: geometric mean of both shares. */
export function countedEvidence(evidence: number, contained: number, factor: number): number {
  if (factor >= 1) return evidence;
  const whole = contained >= WHOLE_UNIT.contained ? ramp(evidence, WHOLE_UNIT) : 0;
  return evidence * Math.max(factor, whole);
}
