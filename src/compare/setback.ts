/** How strongly a weaker explanation is set back. */
const POWER = 4;

/**
 * What a unit's evidence for one upstream counts beside a better explanation: evidence · (evidence / best)⁴. Shared
 * ancestry should not count for every descendant; see docs/normal-form.md.
 */
export function setBack(evidence: number, best: number): number {
  return evidence * (evidence / best) ** POWER;
}
