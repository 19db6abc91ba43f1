import { type CheckpointTensor, canTell, viewOf } from '../../artefacts/weights/checkpoint.ts';
import { mixtureByValue, type ValueMixture } from '../../artefacts/weights/mixed-by-value.ts';
import { type Mixture, mixtureOf } from '../../artefacts/weights/mixture.ts';
import { pairByName } from '../../artefacts/weights/pair-by-name.ts';
import type { Checkpoint } from './open-checkpoint.ts';
import { attempt, batchesOf, inOrder, type Session } from './session.ts';

const TENSORS_PER_TASK = 4;
/** Tensors that are enough to know shares by: spread over the model. */
const MOST_TENSORS = 400;

/** How the suspect is put together from the upstream and further parents; null when no tensor is in all of them. */
export async function findMixture(
  session: Session,
  others: readonly Checkpoint[],
): Promise<{ readonly mixture: Mixture; readonly byValue: ValueMixture | null } | null> {
  const parents = [session.upstream, ...others];
  const partners = parents.map(({ tensors }) => {
    const { pairs } = pairByName(tensors, session.suspect.tensors);
    const plain = pairs.filter((pair) => !pair.transposed && pair.rows === null);
    return new Map(plain.map((pair) => [pair.suspect, pair.upstream]));
  });
  const jobs = session.suspect.tensors.flatMap((suspect) => {
    const found = partners.map((map) => map.get(suspect));
    if (!canTell(suspect) || found.some((one) => one === undefined)) return [];
    const place = ({ files }: Checkpoint, tensor: CheckpointTensor) => ({
      path: files[tensor.file] ?? '',
      view: viewOf(tensor, null),
    });
    return [
      {
        name: suspect.name,
        suspect: place(session.suspect, suspect),
        parents: found.flatMap((tensor, k) => {
          const parent = parents[k];
          return tensor === undefined || parent === undefined ? [] : [place(parent, tensor)];
        }),
      },
    ];
  });
  const step = Math.max(1, jobs.length / MOST_TENSORS);
  const chosen = Array.from(
    { length: Math.min(jobs.length, MOST_TENSORS) },
    (_, i) => jobs[Math.floor(i * step)],
  );
  const batches = batchesOf(
    chosen.flatMap((job) => job ?? []),
    TENSORS_PER_TASK,
  );
  const answers = await inOrder(session, batches, async (batch) =>
    attempt(session, 'weights-mixture', batch, batch[0]?.name ?? ''),
  );
  const samples = answers.flatMap((answer) => answer ?? []);
  const mixture = mixtureOf(samples.map(({ products }) => products));
  if (mixture === null) return null;
  const byValue = mixture.kind === 'none' ? mixtureByValue(samples.map(({ values }) => values)) : null;
  return { mixture, byValue };
}
