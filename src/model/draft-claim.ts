import type { Claim } from './report.ts';

/** A claim before it is compared with what was found. */
export type DraftClaim = Omit<Claim, 'found'> & {
  /** An address beside code, without a word that something was taken from there. */
  readonly bare?: true;
};
