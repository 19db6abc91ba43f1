import type { BlockFacts } from '../../artefacts/weights/block-facts.ts';
import { canTell, type TensorPair } from '../../artefacts/weights/checkpoint.ts';
import { attempt, batchesOf, inOrder, jobOf, type Session } from './session.ts';

const PAIRS_PER_TASK = 4;

/** Facts of a sampled block of each pair that can tell something. */
export async function samplePairs(
  session: Session,
  pairs: readonly TensorPair[],
): Promise<ReadonlyMap<TensorPair, BlockFacts>> {
  const facts = new Map<TensorPair, BlockFacts>();
  const telling = pairs.filter((pair) => canTell(pair.upstream, 1));
  await inOrder(session, batchesOf(telling, PAIRS_PER_TASK), async (batch) => {
    const jobs = batch.map((pair) => jobOf(session, pair));
    const found = await attempt(session, 'weights-sample', jobs, batch[0]?.suspect.name ?? '');
    for (const [k, pair] of batch.entries()) {
      const one = found?.[k];
      if (one !== undefined) facts.set(pair, one);
    }
  });
  return facts;
}
