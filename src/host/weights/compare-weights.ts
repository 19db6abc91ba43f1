import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { type TensorPair, viewsOf } from '../../artefacts/weights/checkpoint.ts';
import { isSinusoidal } from '../../artefacts/weights/reproducible.ts';
import { emptyReport, weightsReport } from '../../artefacts/weights/weights-report.ts';
import type { Progress } from '../../engine/ports.ts';
import type { WeightsReport } from '../../model/weights-report.ts';
import { openPool } from '../threads/pool.ts';
import { findMixture } from './find-mixture.ts';
import { independenceOf } from './independence-of.ts';
import { type Checkpoint, openCheckpoint } from './open-checkpoint.ts';
import { rearrangedPairs } from './rearranged-pairs.ts';
import { isAstray, isUnrelated, readTiles, relatePairs } from './relate-pairs.ts';
import type { Session } from './session.ts';
import { sweepPairs } from './sweep-pairs.ts';

export interface WeightsOptions {
  /** Worker threads; default: the machine's parallelism, at most four (memory). */
  readonly jobs?: number;
  /** Further checkpoints that the suspect may be mixed from. */
  readonly parents?: readonly string[];
  /** Read at most a hundredth of the values of large tensors. */
  readonly sample?: boolean;
}

type NotExamined = WeightsReport['notExamined'][number];

const MOST_WORKERS = 4;

function sideNotes(side: NotExamined['side'], checkpoint: Checkpoint): NotExamined[] {
  return checkpoint.notExamined.map(({ path, reason }) => ({ side, path, reason }));
}

function sideClaims(side: NotExamined['side'], { claims }: Checkpoint): NonNullable<WeightsReport['claims']> {
  return claims.map((claim) => ({ side, ...claim }));
}

/** The mixture of the upstream and further parents; null without any. */
async function mixtureReport(
  session: Session,
  upstreamPath: string,
  paths: readonly string[],
): Promise<WeightsReport['mixture'] | null> {
  if (paths.length === 0) return null;
  const others = await Promise.all(paths.map(openCheckpoint));
  for (const [i, other] of others.entries())
    for (const { path, reason } of other.notExamined)
      session.notes.push({ side: 'upstream', path: `${basename(paths[i] ?? '')}: ${path}`, reason });
  const found = await findMixture(session, others);
  const parents = [upstreamPath, ...paths].map((path) => basename(path));
  if (found === null)
    return {
      kind: 'none',
      parents,
      shares: parents.map(() => 0),
      errors: parents.map(() => 0),
      residual: 1,
      tensors: [],
    };
  const { whole, tensors, kind } = found.mixture;
  const { byValue } = found;
  return {
    kind: byValue === null ? kind : 'by-value',
    parents,
    shares: byValue?.shares ?? whole.shares,
    errors: byValue === null ? whole.errors : parents.map(() => 0),
    residual: byValue?.unexplained ?? whole.residual,
    ...(byValue === null
      ? {}
      : {
          byValue: {
            base: byValue.base,
            untouched: byValue.untouched,
            patterns: byValue.patterns,
            byChance: byValue.byChance,
            dropped: byValue.dropped,
          },
        }),
    tensors: tensors.map(({ name, shares, errors, residual }) => ({ name, shares, errors, residual })),
  };
}

function equalPointers(upstream: Checkpoint, suspect: Checkpoint): number {
  const there = new Set(upstream.pointers.values());
  return [...suspect.pointers.values()].filter((id) => there.has(id)).length;
}

/** Identical pairs that any two models could share. Only asked where the models are otherwise not related. */
async function reproduciblePairs(
  session: Session,
  identical: readonly TensorPair[],
): Promise<ReadonlySet<TensorPair>> {
  const tiles = identical.map((pair) => {
    const { upstream: view } = viewsOf(pair);
    return { view, row: 0, column: 0, rows: Math.min(64, view.rows), columns: Math.min(64, view.columns) };
  });
  const values = await readTiles(session, 'upstream', tiles);
  return new Set(
    identical.filter((_, i) => {
      const tile = tiles[i];
      const there = values[i];
      return tile !== undefined && there !== undefined && isSinusoidal(there, tile.rows, tile.columns);
    }),
  );
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
  const pool = openPool(options.jobs ?? Math.min(MOST_WORKERS, availableParallelism()), {
    script: 'weights-worker.cjs',
  });
  const session: Session = { upstream, suspect, pool, signal, notes };
  try {
    progress(0, 1, 'looking at samples of all tensors');
    const { pairs, facts, renames, restUpstream, restSuspect, resized } = await relatePairs(session);
    const unrelated = pairs.filter((pair) => isUnrelated(pair, facts));
    const rearranged = await rearrangedPairs(
      session,
      pairs.filter((pair) => isAstray(pair, facts)),
      new Set(unrelated),
    );
    const identical = pairs.filter((pair) => facts.get(pair)?.equalShare === 1);
    const reproducible =
      unrelated.length === 0 ? new Set<TensorPair>() : await reproduciblePairs(session, identical);
    const independence = await independenceOf(session, pairs);
    const mixture = await mixtureReport(session, upstreamPath, options.parents ?? []);
    const swept = await sweepPairs(session, pairs, progress, options.sample === true);
    if (options.sample === true)
      notes.push({
        side: 'suspect',
        path: '.',
        reason: 'was read in samples (--sample): what stands between them was not compared',
      });
    return weightsReport({
      measured: pairs.map((pair, i) => ({
        pair,
        facts: facts.get(pair) ?? null,
        sums: swept.sums[i] ?? null,
        rearranged: rearranged.get(pair) ?? null,
        reproducible: reproducible.has(pair),
      })),
      histogram: swept.histogram,
      resized,
      renames,
      restUpstream,
      restSuspect,
      notes,
      samePointers,
      claims: [...sideClaims('upstream', upstream), ...sideClaims('suspect', suspect)],
      independence,
      mixture,
      cancelled: signal.aborted,
    });
  } finally {
    await pool.close();
  }
}
