import type { BlockFacts } from './block-facts.ts';
import { isEven, isNormal } from './classify.ts';

/** What a search for another order or basis found on a pair that is unrelated as it stands. */
export interface Rearranged {
  readonly verdict: 'permuted' | 'permuted+noise' | 'rotated';
  /** Std of the noise on the reordered values. */
  readonly sigma: number | null;
  readonly note: string;
}

/** Names a finding. `facts`: of a block in the found order; null for rotations. */
export function rearrangedFrom(
  kind: 'rows' | 'columns' | 'rotated-columns' | 'rotated-rows' | 'rotated-both' | 'none',
  facts: BlockFacts | null,
): Rearranged | null {
  if (kind === 'none') return null;
  if (kind === 'rotated-both')
    return {
      verdict: 'rotated',
      sigma: null,
      note: "its singular values are the upstream's: rotated or reordered on both sides",
    };
  if (kind === 'rotated-columns' || kind === 'rotated-rows') {
    const kept = kind === 'rotated-columns' ? 'rows' : 'columns';
    return { verdict: 'rotated', sigma: null, note: `the inner products of its ${kept} are the upstream's` };
  }
  const note = `its ${kind} are the upstream's in another order`;
  const noise = facts?.noise ?? null;
  const noisy =
    noise !== null &&
    facts?.coarsening === null &&
    facts.equalShare < 0.9 &&
    isEven(noise) &&
    isNormal(noise);
  return noisy
    ? { verdict: 'permuted+noise', sigma: noise.sigma, note }
    : { verdict: 'permuted', sigma: null, note };
}
