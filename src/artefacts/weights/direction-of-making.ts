import type { TensorComparison, WeightsDirection, WeightsReport } from '../../model/weights-report.ts';

/** What a direction rests on, where no noise tells it. */
export type Making = 'mixture' | 'dropped' | 'copies';

/** Matrices that must stand more than once before that is taken for a way of making. */
const LEAST_COPIES = 3;
/** A share this near to none or to all is no mixture. */
const EDGE = 0.02;
/** Weights of one recipe are equal up to this. */
const SAME = 0.02;

/**
 * Whether the weights are those of one recipe: positive, and together what they are alone (sums) or shares of it (means). A base
 * can be had from a merge and the parents too, with weights that are neither; of one parent, only a weight of one tells.
 */
export function isOneRecipe({
  patterns,
}: NonNullable<NonNullable<WeightsReport['mixture']>['byValue']>): boolean {
  const alone = new Map(
    patterns.flatMap(({ parents: [one, ...more], weights: [weight] }) =>
      one === undefined || weight === undefined || more.length > 0 ? [] : [[one, weight] as const],
    ),
  );
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.max(1, Math.abs(b));
  if (patterns.some(({ weights }) => weights.some((one) => one <= 0))) return false;
  const together = patterns.filter(({ parents }) => parents.length > 1);
  if (together.length === 0) return [...alone.values()].every((one) => isSame(one, 1));
  return together.every(({ parents, weights }) => {
    const own = parents.map((one) => alone.get(one));
    const sum = weights.reduce((all, one) => all + one, 0);
    return (
      own.every((one, i) => one !== undefined && isSame(one, weights[i] ?? 0)) ||
      own.every((one) => one !== undefined && isSame(one, sum))
    );
  });
}

/**
 * Which side was there first by how the other was made: values of parents were dropped, which cannot be had back; shares lie
 * between 0 and 1, where the reverse would take shares outside of that; matrices stand several times, as in a model that
 * was grown in depth or to experts. Null where nothing of that is seen: of two trainings of one base, and of a training and its
 * continuation, the weights do not tell which was first.
 */
export function directionOfMaking(
  tensors: readonly TensorComparison[],
  mixture: WeightsReport['mixture'] | null,
): { readonly direction: WeightsDirection; readonly by: Making } | null {
  const first = { direction: 'upstream->suspect' } as const;
  if (mixture?.kind === 'by-value')
    return mixture.byValue !== undefined && isOneRecipe(mixture.byValue) ? { ...first, by: 'dropped' } : null;
  if (mixture?.kind === 'linear' || mixture?.kind === 'by-layer') {
    const taken = mixture.shares.filter((share) => Math.abs(share) > EDGE);
    if (taken.length > 1 && taken.every((share) => share > 0 && share < 1))
      return { ...first, by: 'mixture' };
  }
  const related = tensors.filter(
    ({ counts, verdict, rows, relation }) =>
      counts && verdict !== 'unrelated' && rows === null && relation !== 'tied',
  );
  const repeated = (side: 'upstream' | 'suspect'): number => {
    const seen = new Map<string, number>();
    for (const one of related) seen.set(one[side], (seen.get(one[side]) ?? 0) + 1);
    return [...seen.values()].filter((times) => times > 1).length;
  };
  const [copied, gathered] = [repeated('upstream'), repeated('suspect')];
  return copied >= LEAST_COPIES && gathered === 0 ? { ...first, by: 'copies' } : null;
}
