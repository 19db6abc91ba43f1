import type { Strength } from '../../model/report.ts';
import { type Judged, judgeEvidence, LEAST_SCORE } from '../calibration.ts';
import { combined } from '../combined-evidence.ts';

/** What the best pair of one file of the first side comes to. */
export interface SideFile {
  readonly evidence: number;
  readonly calibrated: boolean;
  /** The larger of the shares of the two files' weighted grams that the other has, 0..1. */
  readonly contained: number;
}

/** Two sides as a whole. */
export interface JudgedSides extends Judged {
  /**
   * What a strength rests on: one file against one; files strong or several or whole enough to say something of two folders; a
   * single file that says too little of them; or nothing.
   */
  readonly basis: 'one pair' | 'files' | 'one file of many' | 'nothing';
}

/** Share of either file from which one moderate file is enough, as in an audit. */
const MOSTLY_THERE = 0.6;
/** Of so many pairs of independent sides of these sizes one may have a weak file: more, and it says nothing of the sides. */
const BY_CHANCE = 0.05;

/** Strengths from the faintest on, and the score from which the next one begins. */
const ABOVE: readonly (readonly [Strength | null, number])[] = [
  [null, LEAST_SCORE.weak],
  ['weak', LEAST_SCORE.moderate],
  ['moderate', LEAST_SCORE.strong],
  ['strong', LEAST_SCORE.conclusive],
  ['conclusive', 1],
];
const rankOf = (strength: Strength | null): number => ABOVE.findIndex(([one]) => one === strength);

/** No stronger than `strength`: the score stays below what comes after it. */
function atMost(judged: Judged, strength: Strength | null): Judged {
  const below = ABOVE[rankOf(strength)]?.[1] ?? 1;
  return rankOf(judged.strength) <= rankOf(strength) && judged.score < below
    ? judged
    : { ...judged, strength, score: Math.min(judged.score, below - 0.0001) };
}

/** Share of pairs of sides, each pair of files reaching as much at `rate`, in which at least one does. */
const sized = (rate: number, comparisons: number): number => -Math.expm1(comparisons * Math.log1p(-rate));

/** Evidence of several files as one: of the languages that are calibrated, unless that of all says more. */
function together(files: readonly SideFile[]): Judged {
  const judged = (some: readonly SideFile[], calibrated: boolean): Judged =>
    judgeEvidence(combined(some.map(({ evidence }) => evidence)), { calibrated });
  const counted = judged(
    files.filter(({ calibrated }) => calibrated),
    true,
  );
  if (files.every(({ calibrated }) => calibrated)) return counted;
  const all = judged(files, false);
  return all.score > counted.score ? all : counted;
}

/**
 * Judges two sides by the best pair of each file, of `comparisons` pairs of files. The nulls were counted on one file against
 * one: of two folders every pair of files is another chance. So the whole is never stronger than its strongest file, faint files do
 * not add up, a single moderate one is weak for the whole unless it is mostly there, and a weak one is nothing where the
 * sizes alone give as much. `rate` is for two sides of these sizes.
 */
export function judgeSides(files: readonly SideFile[], comparisons: number): JudgedSides {
  const each = files
    .map((file) => ({ file, judged: judgeEvidence(file.evidence, file) }))
    .sort((a, b) => b.judged.score - a.judged.score);
  const best = each[0]?.judged;
  if (best === undefined || best.score === 0)
    return {
      score: 0,
      rate: files.every(({ calibrated }) => calibrated) ? 1 : null,
      strength: null,
      basis: 'nothing',
    };
  if (comparisons <= 1) return { ...best, basis: best.strength === null ? 'nothing' : 'one pair' };
  const rate = best.rate === null ? null : sized(best.rate, comparisons);
  const clear = each.filter(({ judged }) => rankOf(judged.strength) >= rankOf('moderate'));
  const enough =
    rankOf(best.strength) >= rankOf('strong') ||
    clear.length > 1 ||
    clear.some(({ file }) => file.contained >= MOSTLY_THERE);
  if (enough) {
    const whole = together(clear.map(({ file }) => file));
    return { ...atMost(whole, best.strength), rate, basis: 'files' };
  }
  const byChance = clear.length === 0 && (best.strength === null || (rate ?? 1) > BY_CHANCE);
  const alone = { ...best, rate };
  return byChance
    ? { ...atMost(alone, null), basis: 'nothing' }
    : { ...atMost(alone, 'weak'), basis: 'one file of many' };
}
