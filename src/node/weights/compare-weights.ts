import { availableParallelism } from 'node:os';
import type { BlockFacts } from '../../core/artefacts/weights/block-facts.ts';
import { canTell, type TensorPair, viewsOf } from '../../core/artefacts/weights/checkpoint.ts';
import { KERNEL_BINS } from '../../core/artefacts/weights/difference-histogram.ts';
import { elementType } from '../../core/artefacts/weights/dtype.ts';
import { pairByName } from '../../core/artefacts/weights/pair-by-name.ts';
import { addSums, SLOTS } from '../../core/artefacts/weights/sums.ts';
import { planSweep } from '../../core/artefacts/weights/sweep-plan.ts';
import { emptyReport, type Measured, weightsReport } from '../../core/artefacts/weights/weights-report.ts';
import type { WeightsReport } from '../../core/model/weights-report.ts';
import type { Progress } from '../../core/ports.ts';
import { openPool, type WorkerPool } from '../workers/pool.ts';
import { type Checkpoint, openCheckpoint } from './open-checkpoint.ts';

export interface WeightsOptions {
  /** Worker threads; default: the machine's parallelism, at most four (memory). */
  readonly jobs?: number;
}

/** Runs `task` over `items` with at most `limit` of them under way; answers in order. */
async function inOrder<I, O>(
  items: readonly I[],
  limit: number,
  task: (item: I) => Promise<O>,
): Promise<readonly O[]> {
  const answers = new Map<number, O>();
  const entries = items.entries();
  const lane = async (): Promise<void> => {
    for (const [i, item] of entries) answers.set(i, await task(item));
  };
  await Promise.all(Array.from({ length: limit }, lane));
  return [...items.keys()].flatMap((i) => (answers.has(i) ? [answers.get(i) as O] : []));
}

type NotExamined = WeightsReport['notExamined'][number];

const MOST_WORKERS = 4;
const PAIRS_PER_SAMPLE = 4;

function sideNotes(side: NotExamined['side'], checkpoint: Checkpoint): NotExamined[] {
  return checkpoint.notExamined.map(({ path, reason }) => ({ side, path, reason }));
}

function equalPointers(upstream: Checkpoint, suspect: Checkpoint): number {
  const there = new Set(upstream.pointers.values());
  return [...suspect.pointers.values()].filter((id) => there.has(id)).length;
}

/** Leaves out pairs in an unknown number format, with one line each. */
function readable(pairs: readonly TensorPair[], notes: NotExamined[]): readonly TensorPair[] {
  return pairs.filter(({ upstream, suspect }) => {
    for (const [side, tensor] of [
      ['upstream', upstream],
      ['suspect', suspect],
    ] as const) {
      if (elementType(tensor.dtype) !== undefined) continue;
      notes.push({
        side,
        path: tensor.name,
        reason: `has the number format ${tensor.dtype}, which is not known`,
      });
      return false;
    }
    return true;
  });
}

function jobOf(pair: TensorPair, upstream: Checkpoint, suspect: Checkpoint) {
  return {
    ...viewsOf(pair),
    upstreamPath: upstream.files[pair.upstream.file] ?? '',
    suspectPath: suspect.files[pair.suspect.file] ?? '',
    transposed: pair.transposed,
  };
}

async function sampleAll(
  pairs: readonly TensorPair[],
  sides: readonly [Checkpoint, Checkpoint],
  pool: WorkerPool,
  signal: AbortSignal,
): Promise<readonly (BlockFacts | null)[]> {
  const facts: (BlockFacts | null)[] = pairs.map(() => null);
  const wanted = [...pairs.keys()].filter((i) => {
    const pair = pairs[i];
    return pair !== undefined && canTell(pair.upstream, 1);
  });
  const batches: number[][] = [];
  for (let i = 0; i < wanted.length; i += PAIRS_PER_SAMPLE)
    batches.push(wanted.slice(i, i + PAIRS_PER_SAMPLE));
  await inOrder(batches, 2 * pool.size, async (batch) => {
    const jobs = batch.flatMap((i) => {
      const pair = pairs[i];
      return pair === undefined ? [] : [jobOf(pair, ...sides)];
    });
    try {
      const found = await pool.run('weights-sample', jobs, signal);
      for (const [k, i] of batch.entries()) facts[i] = found[k] ?? null;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  });
  return facts;
}

interface Swept {
  readonly sums: Float64Array;
  readonly histogram: Float64Array;
  readonly done: boolean;
}

async function sweepAll(
  pairs: readonly TensorPair[],
  sides: readonly [Checkpoint, Checkpoint],
  pool: WorkerPool,
  signal: AbortSignal,
  progress: Progress,
): Promise<readonly Swept[]> {
  const tasks = planSweep(pairs);
  const total = tasks.reduce((sum, task) => sum + task.reduce((bytes, part) => bytes + part.bytes, 0), 0);
  let read = 0;
  const answers = await inOrder(tasks, 2 * pool.size, async (task) => {
    const jobs = task.flatMap((part) => {
      const pair = pairs[part.pair];
      return pair === undefined ? [] : [{ ...jobOf(pair, ...sides), ...part }];
    });
    try {
      const output = await pool.run('weights-sweep', jobs, signal);
      read += task.reduce((bytes, part) => bytes + part.bytes, 0);
      progress(read, total, `${Math.round(read / 1e6)} of ${Math.round(total / 1e6)} MB compared`);
      return output;
    } catch (error) {
      if (!signal.aborted) throw error;
      return null;
    }
  });
  const sums = pairs.map(() => new Float64Array(SLOTS));
  const histograms = pairs.map(() => new Float64Array(KERNEL_BINS));
  const done = pairs.map(() => true);
  for (const [t, task] of tasks.entries()) {
    const answer = answers[t] ?? null;
    for (const [k, part] of task.entries()) {
      const into = sums[part.pair];
      const from = answer?.sums[k];
      if (into === undefined || from === undefined) {
        done[part.pair] = false;
        continue;
      }
      addSums(into, from);
      const histogram = histograms[part.pair];
      for (const [bin, count] of answer?.histograms[k]?.entries() ?? []) {
        if (count !== 0 && histogram !== undefined) histogram[bin] = (histogram[bin] ?? 0) + count;
      }
    }
  }
  return pairs.map((_, i) => ({
    sums: sums[i] ?? new Float64Array(SLOTS),
    histogram: histograms[i] ?? new Float64Array(KERNEL_BINS),
    done: done[i] ?? false,
  }));
}

/**
 * Compares two checkpoints (a safetensors file, a folder, or a sharded index each): headers first, then a sampled
 * block of each pair, then one pass over all values. The result does not depend on the number of threads.
 * An aborted `signal` gives the report over what was done by then, marked partial.
 */
export async function compareWeights(
  upstreamPath: string,
  suspectPath: string,
  options: WeightsOptions,
  signal: AbortSignal,
  progress: Progress,
): Promise<WeightsReport> {
  const [upstream, suspect] = await Promise.all([openCheckpoint(upstreamPath), openCheckpoint(suspectPath)]);
  const sides = [upstream, suspect] as const;
  const notes = [...sideNotes('upstream', upstream), ...sideNotes('suspect', suspect)];
  const samePointers = equalPointers(upstream, suspect);
  if (upstream.tensors.length === 0 || suspect.tensors.length === 0) {
    const absent = sides.some((side) => side.tensors.length === 0 && side.pointers.size > 0);
    return emptyReport(absent ? 'weights_absent' : 'invalid_input', notes, samePointers);
  }
  const pool = openPool(options.jobs ?? Math.min(MOST_WORKERS, availableParallelism()));
  try {
    const named = pairByName(upstream.tensors, suspect.tensors);
    const pairs = readable(named.pairs, notes);
    progress(0, 1, 'looking at samples');
    const facts = await sampleAll(pairs, sides, pool, signal);
    const swept = await sweepAll(pairs, sides, pool, signal, progress);
    const measured: Measured[] = pairs.map((pair, i) => ({
      pair,
      facts: facts[i] ?? null,
      sums: swept[i]?.sums ?? new Float64Array(SLOTS),
      histogram: swept[i]?.histogram ?? new Float64Array(KERNEL_BINS),
      done: swept[i]?.done ?? false,
      rearranged: null,
    }));
    return weightsReport({
      measured,
      renames: named.renames,
      restUpstream: named.restUpstream,
      restSuspect: named.restSuspect,
      notes,
      samePointers,
      cancelled: signal.aborted,
    });
  } finally {
    await pool.close();
  }
}
