import type { Strength } from '../../model/report.ts';
import type { Said } from '../../model/said.ts';

/** Kinds of evidence: A names the upstream, B free choices of ids, C settings, D names of tensors, E architecture. */
export type Tier = 'A' | 'B' | 'C' | 'D' | 'E';

/** What one comparison found, in bits of evidence, and in sentences. */
export interface Found {
  readonly bits: readonly (readonly [tier: Tier, bits: number])[];
  /** Set when one fact cannot arise independently. */
  readonly decisive: boolean;
  readonly facts: readonly Said[];
  /** What of the local file is the same in the upstream, one key for each thing. */
  readonly covered?: readonly string[];
}

export const NOTHING_FOUND: Found = { bits: [], decisive: false, facts: [] };

export function together(found: readonly Found[]): Found {
  return {
    bits: found.flatMap(({ bits }) => bits),
    decisive: found.some(({ decisive }) => decisive),
    facts: found.flatMap(({ facts }) => facts),
    covered: found.flatMap(({ covered }) => covered ?? []),
  };
}

/**
 * Whether everything that `found` explains is explained by `better` too, and `better` explains more:
 * then the file did not come by way of the first.
 */
export function isOutdone(found: Found, better: Found): boolean {
  const wide = new Set(better.covered);
  const narrow = new Set(found.covered);
  if ((found.decisive && !better.decisive) || wide.size < 1 + 1.05 * narrow.size) return false;
  const missing = [...narrow].filter((key) => !wide.has(key)).length;
  return missing <= 0.02 * narrow.size;
}

/** Evidence of a tier beyond its cap adds nothing. */
const CAP: Readonly<Record<Tier, number>> = { A: 48, B: 36, C: 36, D: 24, E: 1 };

export function totalBits(found: Found): number {
  const sums = new Map<Tier, number>();
  for (const [tier, bits] of found.bits) sums.set(tier, Math.min(CAP[tier], (sums.get(tier) ?? 0) + bits));
  return [...sums.values()].reduce((sum, bits) => sum + bits, 0);
}

/** From bits to strength: 12 and 30 bits part weak, moderate and strong; a decisive fact is conclusive. */
export function strengthOf(found: Found): Strength {
  if (found.decisive) return 'conclusive';
  const bits = totalBits(found);
  return bits >= 30 ? 'strong' : bits >= 12 ? 'moderate' : 'weak';
}
