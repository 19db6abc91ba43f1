import { type BlockFacts, isChanged } from './block-facts.ts';
import { isEven, isNormal } from './classify.ts';

/** What a search for another order or basis found on a pair. */
export interface Rearranged {
  readonly verdict: 'permuted' | 'permuted+noise' | 'rotated';
  /** Std of the noise on the reordered values. */
  readonly sigma: number | null;
  /** Whether the values changed besides, by more than rounding or noise. */
  readonly isChanged: boolean;
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
      isChanged: false,
      note: "its singular values are the upstream's: rotated or reordered on both sides",
    };
  if (kind === 'rotated-columns' || kind === 'rotated-rows') {
    const kept = kind === 'rotated-columns' ? 'rows' : 'columns';
    return {
      verdict: 'rotated',
      sigma: null,
      isChanged: false,
      note: `the inner products of its ${kept} are the upstream's`,
    };
  }
  const note = `its ${kind} are the upstream's in another order`;
  const noise = facts?.noise ?? null;
  const noisy =
    noise !== null &&
    facts?.coarsening === null &&
    facts.equalShare < 0.9 &&
    isEven(noise) &&
    isNormal(noise);
  if (noisy) return { verdict: 'permuted+noise', sigma: noise.sigma, isChanged: false, note };
  const changed = facts !== null && isChanged(facts);
  return {
    verdict: 'permuted',
    sigma: null,
    isChanged: changed,
    note: changed ? `${note}, and changed` : note,
  };
}
