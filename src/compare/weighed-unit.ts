import type { UnitPrint } from './unit-print.ts';

/** The grams of a unit with their weights: worked out once, used by every comparison of the unit. */
export interface WeighedUnit {
  readonly grams: Uint32Array;
  readonly weights: Float64Array;
  /** Sum of the weights. */
  readonly whole: number;
  readonly tokens: number;
}

export function weighUnit(
  { grams, tokens }: Pick<UnitPrint, 'grams' | 'tokens'>,
  weigh: (gram: number) => number,
): WeighedUnit {
  const weights = new Float64Array(grams.length);
  let whole = 0;
  for (let at = 0; at < grams.length; at++) {
    const weight = weigh(grams[at] as number);
    weights[at] = weight;
    whole += weight;
  }
  return { grams, weights, whole, tokens };
}
