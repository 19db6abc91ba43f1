import { canTell, viewOf } from '../../artefacts/weights/checkpoint.ts';
import {
  isSuspectSmaller,
  type Resizable,
  type Resized,
  resizedFrom,
  type Selection,
  waysOf,
} from '../../artefacts/weights/selection.ts';
import { attempt, type Session } from './session.ts';

/** Pairs that are tried before the search goes on to all: unrelated models need no more. */
const FIRST_TRIES = 24;
/** A selection of channels can come to light in one pair and be needed by one before it. */
const ROUNDS = 3;

/** Pairs of one name whose rows or columns are some of the other's. */
export async function resizedPairs(
  session: Session,
  candidates: readonly Resizable[],
): Promise<readonly Resized[]> {
  const found: Resized[] = [];
  const known: Selection[] = [];
  const look = async (pair: Resizable): Promise<Resized | null> => {
    const isNarrower = isSuspectSmaller(pair);
    if (isNarrower === null) return null;
    const upstream = {
      path: session.upstream.files[pair.upstream.file] ?? '',
      view: viewOf(pair.upstream, null),
    };
    const suspect = {
      path: session.suspect.files[pair.suspect.file] ?? '',
      view: viewOf(pair.suspect, null),
    };
    const [small, large] = isNarrower ? [suspect, upstream] : [upstream, suspect];
    const [one, other] = isNarrower ? [pair.suspect, pair.upstream] : [pair.upstream, pair.suspect];
    for (const way of waysOf(one, other, known)) {
      const answer = await attempt(session, 'weights-select', [{ small, large, ...way }], pair.suspect.name);
      const selected = answer?.[0] ?? null;
      if (selected === null) continue;
      const size = way.byColumn ? large.view.columns : large.view.rows;
      if (selected.selection !== null && selected.selection.length < size)
        known.push({ large: size, lines: selected.selection });
      return resizedFrom(pair, isNarrower, way.byColumn, selected.facts);
    }
    return null;
  };
  let open = candidates.filter(({ upstream, suspect }) => canTell(upstream, 1) && canTell(suspect, 1));
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const before = found.length;
    const left: Resizable[] = [];
    for (const [i, pair] of open.entries()) {
      const one = i >= FIRST_TRIES && found.length === 0 ? null : await look(pair);
      if (one === null) left.push(pair);
      else found.push(one);
    }
    if (found.length === before) break;
    open = left;
  }
  return found;
}
