import type { TensorComparison, WeightsDirection, WeightsVerdict } from '../../model/weights-report.ts';
import { elementType } from './dtype.ts';

/** Above every format of few levels: floats are ordered by the bits of their fraction. */
const FLOATS = 20;

/** How finely a format tells values apart; null for one that is not known. */
function fineness(dtype: string): number | null {
  const type = elementType(dtype);
  if (type === undefined) return null;
  return type.block !== undefined || type.mantissa === null ? 8 * type.bytes : FLOATS + type.mantissa;
}

/**
 * Which side can have come from which where the change loses something: values that were put on a coarser grid, or to zero,
 * cannot be had back. Undecided where both are stored alike, or some matrices say otherwise.
 */
export function directionOfLoss(
  verdict: WeightsVerdict,
  tensors: readonly TensorComparison[],
): WeightsDirection {
  if (verdict === 'sparsified') return 'upstream->suspect';
  if (verdict !== 'requantised') return 'undecided';
  const changed = tensors.filter((one) => one.counts && one.verdict === 'requantised');
  const steps = changed.map(({ dtype }) => {
    const upstream = fineness(dtype.upstream);
    const suspect = fineness(dtype.suspect);
    return upstream === null || suspect === null ? 0 : Math.sign(upstream - suspect);
  });
  if (steps.length > 0 && steps.every((step) => step > 0)) return 'upstream->suspect';
  return steps.length > 0 && steps.every((step) => step < 0) ? 'suspect->upstream' : 'undecided';
}
