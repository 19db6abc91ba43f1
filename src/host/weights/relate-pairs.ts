import type { BlockFacts } from '../../artefacts/weights/block-facts.ts';
import { type CheckpointTensor, canTell, type TensorPair } from '../../artefacts/weights/checkpoint.ts';
import { LEAST_COSINE } from '../../artefacts/weights/classify.ts';
import { pairByContent, type Tile } from '../../artefacts/weights/content-match.ts';
import { elementType } from '../../artefacts/weights/dtype.ts';
import { type NamePairs, pairByName } from '../../artefacts/weights/pair-by-name.ts';
import { type PrefixRename, renamed } from '../../artefacts/weights/prefix-map.ts';
import type { Resizable, Resized } from '../../artefacts/weights/selection.ts';
import { byText } from '../../model/text-order.ts';
import { resizedPairs } from './resized-pairs.ts';
import { samplePairs } from './sample-pairs.ts';
import { attempt, batchesOf, inOrder, type Session } from './session.ts';

export interface RelatedPairs {
  readonly pairs: readonly TensorPair[];
  readonly facts: ReadonlyMap<TensorPair, BlockFacts>;
  readonly renames: readonly PrefixRename[];
  readonly restUpstream: readonly CheckpointTensor[];
  readonly restSuspect: readonly CheckpointTensor[];
  /** Pairs of which one side has some of the other's rows or columns. */
  readonly resized: readonly Resized[];
}

const TILES_PER_TASK = 32;
/** Smallest tensor that is looked for by its content. */
const FEWEST_FOR_CONTENT = 256;

/** Reads tiles in the workers. */
export async function readTiles(
  session: Session,
  side: 'upstream' | 'suspect',
  tiles: readonly (Tile & { readonly view: { readonly file: number } })[],
): Promise<readonly Float32Array[]> {
  const { files } = session[side];
  const answers = await inOrder(session, batchesOf(tiles, TILES_PER_TASK), async (batch) => {
    const jobs = batch.map((tile) => ({ path: files[tile.view.file] ?? '', tile }));
    return (await attempt(session, 'weights-tiles', jobs, files[batch[0]?.view.file ?? 0] ?? '')) ?? [];
  });
  return answers.flat();
}

function known(session: Session, side: 'upstream' | 'suspect'): readonly CheckpointTensor[] {
  return session[side].tensors.filter(({ name, dtype }) => {
    if (elementType(dtype) !== undefined) return true;
    session.notes.push({ side, path: name, reason: `has the number format ${dtype}, which is not known` });
    return false;
  });
}

export function isUnrelated(pair: TensorPair, facts: ReadonlyMap<TensorPair, BlockFacts>): boolean {
  const found = facts.get(pair);
  return (
    found !== undefined && !found.constant && found.equalShare < 1 && Math.abs(found.cosine) < LEAST_COSINE
  );
}

/** Share of lines that are not in their place from which another order is looked for. */
const LEAST_ASTRAY = 0.02;

/** Whether some lines are not the upstream's at their place, as in another order of all or of some. */
export function isAstray(pair: TensorPair, facts: ReadonlyMap<TensorPair, BlockFacts>): boolean {
  const found = facts.get(pair);
  return found !== undefined && !found.constant && found.astray >= LEAST_ASTRAY;
}

/** Namesakes of different width, and those compared by their first rows that are not related so. */
function resizable(
  { pairs, renames, restUpstream, restSuspect }: NamePairs,
  facts: ReadonlyMap<TensorPair, BlockFacts>,
): readonly Resizable[] {
  const cut = pairs.flatMap((pair): readonly Resizable[] => {
    const { upstream, suspect, relation } = pair;
    const isNamed = relation === 'name' || relation === 'prefix';
    return isNamed && pair.rows !== null && isAstray(pair, facts) ? [{ upstream, suspect, relation }] : [];
  });
  const byName = new Map(restSuspect.map((tensor) => [tensor.name, tensor]));
  const rest = restUpstream.flatMap((upstream): readonly Resizable[] => {
    const same = byName.get(upstream.name);
    if (same !== undefined) return [{ upstream, suspect: same, relation: 'name' }];
    const other = byName.get(renamed(upstream.name, renames) ?? '');
    return other === undefined ? [] : [{ upstream, suspect: other, relation: 'prefix' }];
  });
  return [...cut, ...rest].sort((a, b) => byText(a.upstream.name, b.upstream.name));
}

/** Pairs by name first; what has no namesake or an unrelated one is looked for by content. */
export async function relatePairs(session: Session): Promise<RelatedPairs> {
  const upstream = known(session, 'upstream');
  const suspect = known(session, 'suspect');
  const named = pairByName(upstream, suspect);
  const facts = new Map(await samplePairs(session, named.pairs));
  const resized = await resizedPairs(session, resizable(named, facts));
  const isResized = new Set(resized.flatMap((one) => [one.upstream, one.suspect]));
  const pairsLeft = named.pairs.filter(
    (pair) => !isResized.has(pair.upstream) && !isResized.has(pair.suspect),
  );
  const doubtful = new Set(pairsLeft.filter((pair) => isUnrelated(pair, facts)));
  const open = (rest: readonly CheckpointTensor[], side: 'upstream' | 'suspect') =>
    [...new Set([...rest, ...[...doubtful].map((pair) => pair[side])])].filter(
      (t) => canTell(t, FEWEST_FOR_CONTENT) && !isResized.has(t),
    );
  const found = await pairByContent(
    open(named.restUpstream, 'upstream'),
    open(named.restSuspect, 'suspect'),
    (side, tiles) => readTiles(session, side, tiles),
  );
  const placed = new Set(found.flatMap((pair) => [pair.upstream, pair.suspect]));
  const kept = pairsLeft.filter(
    (pair) =>
      !doubtful.has(pair) ||
      (pair.relation !== 'tied' && !placed.has(pair.upstream) && !placed.has(pair.suspect)),
  );
  for (const [pair, one] of await samplePairs(session, found)) facts.set(pair, one);
  const pairs = [...kept, ...found].sort(
    (a, b) =>
      byText(a.upstream.name, b.upstream.name) ||
      (a.rows?.upstream[0] ?? 0) - (b.rows?.upstream[0] ?? 0) ||
      byText(a.suspect.name, b.suspect.name),
  );
  const used = new Set([...pairs, ...resized].flatMap((pair) => [pair.upstream, pair.suspect]));
  return {
    pairs,
    facts,
    renames: named.renames,
    restUpstream: upstream.filter((t) => !used.has(t)),
    restSuspect: suspect.filter((t) => !used.has(t)),
    resized,
  };
}
