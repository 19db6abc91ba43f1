import type { Claim } from './report.ts';

/** A claim before it is compared with what was found. */
export type DraftClaim = Omit<Claim, 'found'> & {
  /** An address beside code or in a list of references, without a word that something was taken from there. */
  readonly bare?: true;
  /** In a docstring, which stands below the first line of what it speaks of. */
  readonly docstring?: true;
};
