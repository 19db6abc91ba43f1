/** One item answered by two models, in small whole numbers. */
export interface PairedItem {
  readonly id: string;
  /** Codes of the two answers: equal codes are equal answers. */
  readonly a: number;
  readonly b: number;
  readonly rightA: boolean;
  readonly rightB: boolean;
  readonly options: number | null;
  /** Stratum keys, the finest first. */
  readonly strata: readonly string[];
}

/** Share of `items` for which `holds`; null when there are none. */
export function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}

/**
 * Error consistency (Geirhos, Meding, Wichmann 2020): k = (c_obs - c_exp) / (1 - c_exp) with
 * c_obs the share both right or both wrong and c_exp = pA pB + (1-pA)(1-pB).
 * Null when both are always right or always wrong in the same way, where k has no meaning.
 */
export function errorConsistency(items: readonly PairedItem[]): number | null {
  const observed = shareOf(items, (item) => item.rightA === item.rightB);
  const accuracyA = shareOf(items, (item) => item.rightA);
  const accuracyB = shareOf(items, (item) => item.rightB);
  if (observed === null || accuracyA === null || accuracyB === null) return null;
  const expected = accuracyA * accuracyB + (1 - accuracyA) * (1 - accuracyB);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}

/**
 * CAPA (Goel et al. 2025, arXiv 2502.04313) over hard answers: k = (c_obs - c_exp) / (1 - c_exp),
 * c_obs = mean[a = b], c_exp = pA pB + (1-pA)(1-pB) mean(1 / (m_i - 1)); m_i options of item i,
 * without bound for free text.
 */
export function capa(items: readonly PairedItem[]): number | null {
  const observed = shareOf(items, (item) => item.a === item.b);
  const accuracyA = shareOf(items, (item) => item.rightA);
  const accuracyB = shareOf(items, (item) => item.rightB);
  if (observed === null || accuracyA === null || accuracyB === null) return null;
  const coincidence =
    items.reduce((sum, item) => sum + (item.options === null ? 0 : 1 / (item.options - 1)), 0) / items.length;
  const expected = accuracyA * accuracyB + (1 - accuracyA) * (1 - accuracyB) * coincidence;
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}
