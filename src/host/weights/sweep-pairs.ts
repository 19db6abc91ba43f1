import type { TensorPair } from '../../artefacts/weights/checkpoint.ts';
import { KERNEL_BINS } from '../../artefacts/weights/difference-histogram.ts';
import { addSums, SLOTS } from '../../artefacts/weights/sums.ts';
import { planSweep } from '../../artefacts/weights/sweep-plan.ts';
import type { Progress } from '../../engine/ports.ts';
import { attempt, inOrder, jobOf, type Session } from './session.ts';

export interface Swept {
  /** Sums over all values, by pair; null where the run was stopped or a read failed. */
  readonly sums: readonly (Float64Array | null)[];
  /** Counts of differences over all pairs that are not identical throughout. */
  readonly histogram: Float64Array;
}

/** Reads all values of all pairs once. Parts are added in the order of the plan, whoever finished first. */
export async function sweepPairs(
  session: Session,
  pairs: readonly TensorPair[],
  progress: Progress,
  sample = false,
): Promise<Swept> {
  const tasks = planSweep(pairs, sample);
  const sizes = tasks.map((task) => task.reduce((bytes, part) => bytes + part.bytes, 0));
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  let read = 0;
  const answers = await inOrder(session, [...tasks.entries()], async ([i, task]) => {
    const jobs = task.flatMap((part) => {
      const pair = pairs[part.pair];
      return pair === undefined ? [] : [{ ...jobOf(session, pair), ...part }];
    });
    const first = pairs[task[0]?.pair ?? -1]?.suspect.name ?? '';
    const output = await attempt(session, 'weights-sweep', jobs, first);
    read += sizes[i] ?? 0;
    progress(read, total, `${Math.round(read / 1e6)} of ${Math.round(total / 1e6)} MB compared`);
    return output;
  });
  const sums: (Float64Array | null)[] = pairs.map(() => new Float64Array(SLOTS));
  const histogram = new Float64Array(KERNEL_BINS);
  for (const [t, task] of tasks.entries()) {
    const answer = answers[t] ?? null;
    for (const [k, part] of task.entries()) {
      const into = sums[part.pair];
      const from = answer?.sums[k];
      if (into === undefined || into === null || from === undefined) sums[part.pair] = null;
      else addSums(into, from);
    }
    for (const [i, bin] of answer?.bins.entries() ?? [])
      histogram[bin] = (histogram[bin] ?? 0) + (answer?.counts[i] ?? 0);
  }
  return { sums, histogram };
}
