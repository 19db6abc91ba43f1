/**
 * 'same': the same weights up to rounding. 'related': made from the upstream, or both from a third. 'rearranged': hidden units
 * in another order or basis. 'not_comparable': too few matrices of the same names and shapes.
 */
export type FingerprintVerdict = 'same' | 'related' | 'rearranged' | 'unrelated' | 'not_comparable';

/** What a fingerprint tells of a suspect. */
export interface FingerprintReport {
  readonly schemaVersion: 1;
  readonly verdict: FingerprintVerdict;
  /** Name that the fingerprint gives its checkpoint. */
  readonly upstream: string;
  /** Matrices that were compared. */
  readonly matrices: number;
  readonly meanCosine: number;
  /** Standard deviations from what independent weights give. */
  readonly score: number;
  readonly forms: { readonly matrices: number; readonly meanCosine: number; readonly score: number };
  readonly tensors: readonly {
    readonly upstream: string;
    readonly suspect: string;
    readonly cosine: number;
  }[];
}
