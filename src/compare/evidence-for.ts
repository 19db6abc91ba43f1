import type { Strength } from '../model/report.ts';
import { judgeEvidence } from './calibration.ts';

const ORDER: readonly Strength[] = ['weak', 'moderate', 'strong', 'conclusive'];
/** Nothing is beyond this: score 0.999. */
const MOST = 50_000;

/** The least evidence that has this strength; null where no evidence has it. */
export function evidenceFor(
  strength: Strength,
  setting: { readonly calibrated: boolean; readonly sameRole?: boolean },
): number | null {
  const reaches = (evidence: number): boolean => {
    const found = judgeEvidence(evidence, setting).strength;
    return found !== null && ORDER.indexOf(found) >= ORDER.indexOf(strength);
  };
  if (!reaches(MOST)) return null;
  let [low, high] = [0, MOST];
  // The rate falls with the evidence, so halving finds the place.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}
