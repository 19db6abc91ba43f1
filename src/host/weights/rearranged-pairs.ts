import { spread } from '../../artefacts/weights/block.ts';
import type { TensorPair } from '../../artefacts/weights/checkpoint.ts';
import { matrixSides } from '../../artefacts/weights/checkpoint.ts';
import { type Rearranged, rearrangedFrom } from '../../artefacts/weights/rearranged.ts';
import type { RearrangeOutput } from '../threads/tasks/weights-rearrange.ts';
import { attempt, inOrder, jobOf, type Session } from './session.ts';

/** Pairs that are tried before the search goes on to all: unrelated models need no more. */
const FIRST_TRIES = 24;
const EMBEDDING = /(embed|wte|tok)/;

/**
 * Looks for another order in pairs of which some lines are not in their place, and for another basis too in those that are
 * `unrelated` as they stand.
 */
export async function rearrangedPairs(
  session: Session,
  all: readonly TensorPair[],
  unrelated: ReadonlySet<TensorPair>,
): Promise<ReadonlyMap<TensorPair, Rearranged>> {
  const found = new Map<TensorPair, Rearranged>();
  let order: Int32Array | null = null;
  const look = async (
    pair: TensorPair,
    whole: boolean,
    known: Int32Array | null,
    spectrum = false,
  ): Promise<void> => {
    const [rows, columns] = matrixSides(pair.upstream.shape);
    const orders: readonly (readonly [Int32Array | null, Int32Array | null])[] =
      known === null
        ? [[null, null]]
        : [
            [null, columns === known.length ? known : null],
            [rows === known.length ? known : null, null],
          ];
    for (const [rowOrder, columnOrder] of orders) {
      if (known !== null && rowOrder === null && columnOrder === null) continue;
      const job = {
        ...jobOf(session, pair),
        rowOrder,
        columnOrder,
        wantColumnOrder: whole,
        wantSpectrum: spectrum,
        wantRotation: unrelated.has(pair),
      };
      const answer = await attempt(session, 'weights-rearrange', [job], pair.suspect.name);
      const one: RearrangeOutput | undefined = answer?.[0];
      if (one === undefined || one.kind === 'none') continue;
      if (one.columnOrder !== null) order ??= one.columnOrder;
      const result = rearrangedFrom(one.kind, one.facts);
      if (result !== null) found.set(pair, result);
      return;
    }
  };
  const astray = all.filter(({ transposed }) => !transposed);
  // The embedding's rows are the vocabulary and stay in place: it shows the order of the hidden dimension.
  const embedding = astray.find((pair) => EMBEDDING.test(pair.upstream.name));
  if (embedding !== undefined) await look(embedding, true, null);
  const others = astray.filter((pair) => pair !== embedding);
  const first = spread(others.length, FIRST_TRIES).flatMap((i) => others[i] ?? []);
  const search = async (pairs: readonly TensorPair[]): Promise<void> => {
    await inOrder(session, pairs, (pair) => look(pair, false, null));
    const left = pairs.filter((pair) => unrelated.has(pair) && !found.has(pair));
    if (order !== null) await inOrder(session, left, (pair) => look(pair, false, order));
    const still = left.filter((pair) => !found.has(pair));
    await inOrder(session, still, (pair) => look(pair, false, null, true));
  };
  await search(first);
  if (found.size > 0) await search(others.filter((pair) => !first.includes(pair)));
  return found;
}
