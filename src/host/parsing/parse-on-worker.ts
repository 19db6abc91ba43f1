import type { WorkerPool } from '../threads/pool.ts';
import type { ParsedSource, SourceCode } from './print-source.ts';
import { openParcel } from './tree-parcel.ts';

/**
 * Parses code on the pool's other thread: a tree, the reason why there is none, or null where there is no code or the
 * parser gave up; in the order of `sources`.
 */
export async function parseOnWorker(
  sources: readonly (SourceCode | null)[],
  pool: WorkerPool,
  signal: AbortSignal,
): Promise<readonly (ParsedSource | { readonly reason: string } | null)[]> {
  const sent = sources.filter((source) => source !== null);
  if (sent.length === 0) return sources.map(() => null);
  const { vocabularies, trees } = await pool.run('parseSources', sent, signal, 'beside');
  let next = 0;
  return sources.map((source) => {
    if (source === null) return null;
    const tree = trees[next++] ?? null;
    return tree === null || 'reason' in tree ? tree : openParcel(tree, vocabularies, source);
  });
}
