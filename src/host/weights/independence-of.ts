import type { TensorPair } from '../../artefacts/weights/checkpoint.ts';
import { hasUnits, type IndependenceTest, testIndependence } from '../../artefacts/weights/independence.ts';
import { attempt, inOrder, jobOf, type Session } from './session.ts';

/** Layers that are tested, spread over the model. */
const MOST_LAYERS = 24;
/** Units of all layers together that are tested, and in one: of more layers fewer tell as much. */
const ALL_UNITS = 1536;
const MOST_UNITS = 128;

/** Tests whether the suspect can have been trained without the upstream; null where no pair has hidden units in place. */
export async function independenceOf(
  session: Session,
  pairs: readonly TensorPair[],
): Promise<IndependenceTest | null> {
  // Pairs that were chosen for their likeness would make the test fit by itself.
  const all = pairs.filter(
    (pair) =>
      hasUnits(pair.upstream.name) &&
      (pair.relation === 'name' || pair.relation === 'prefix') &&
      !pair.transposed &&
      pair.rows === null,
  );
  const step = Math.max(1, all.length / MOST_LAYERS);
  const chosen = Array.from(
    { length: Math.min(all.length, MOST_LAYERS) },
    (_, i) => all[Math.floor(i * step)],
  );
  const units = Math.min(MOST_UNITS, Math.ceil(ALL_UNITS / Math.max(1, chosen.length)));
  const layers = await inOrder(
    session,
    chosen.flatMap((pair) => pair ?? []),
    async (pair) => {
      const job = { ...jobOf(session, pair), units };
      const read = await attempt(session, 'weights-units', [job], pair.suspect.name);
      return (read ?? []).map((one) => ({ name: pair.upstream.name, units: one }));
    },
  );
  return testIndependence(layers.flat());
}
