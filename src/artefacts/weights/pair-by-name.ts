import { type CheckpointTensor, matrixSides, type TensorPair } from './checkpoint.ts';
import { findPrefixRenames, type PrefixRename, renamed } from './prefix-map.ts';

export interface NamePairs {
  readonly pairs: readonly TensorPair[];
  readonly renames: readonly PrefixRename[];
  readonly restUpstream: readonly CheckpointTensor[];
  readonly restSuspect: readonly CheckpointTensor[];
}

const OUTPUT = /(^|\.)(lm_head|embed_out|output)\.weight$/;
const EMBEDDING = /(^|\.)(embed_tokens|wte|word_embeddings|tok_embeddings|embed_in)\.weight$/;

/** Pairs two tensors if their shapes allow it: equal, transposed, or one a stack of rows on the other. */
export function pairShapes(
  upstream: CheckpointTensor,
  suspect: CheckpointTensor,
  relation: TensorPair['relation'],
): TensorPair | null {
  const a = upstream.shape;
  const b = suspect.shape;
  const plain = { upstream, suspect, relation, transposed: false, rows: null };
  if (a.length === b.length && a.every((side, i) => side === b[i])) return plain;
  const [rowsA, columnsA] = matrixSides(a);
  const [rowsB, columnsB] = matrixSides(b);
  if (rowsA === rowsB && columnsA === columnsB) return plain;
  if (a.length === 2 && b.length === 2 && rowsA === columnsB && columnsA === rowsB) {
    return { ...plain, transposed: true };
  }
  if (a.length === 2 && b.length === 2 && columnsA === columnsB) {
    const common = Math.min(rowsA, rowsB);
    return { ...plain, rows: { upstream: [0, common], suspect: [0, common] } };
  }
  return null;
}

function tiedPairs(
  upstream: readonly CheckpointTensor[],
  suspect: readonly CheckpointTensor[],
): readonly TensorPair[] {
  const pairs: TensorPair[] = [];
  const outputs = (side: readonly CheckpointTensor[]) => side.filter((t) => OUTPUT.test(t.name));
  const embeddings = (side: readonly CheckpointTensor[]) => side.filter((t) => EMBEDDING.test(t.name));
  const add = (a: CheckpointTensor | undefined, b: CheckpointTensor | undefined): void => {
    const pair = a && b ? pairShapes(a, b, 'tied') : null;
    if (pair !== null && !pair.transposed) pairs.push(pair);
  };
  if (outputs(upstream).length === 0) for (const t of outputs(suspect)) add(embeddings(upstream)[0], t);
  if (outputs(suspect).length === 0) for (const t of outputs(upstream)) add(t, embeddings(suspect)[0]);
  return pairs;
}

/** Pairs tensors by equal names, then by systematic prefix renames, then output layers tied to the embedding. */
export function pairByName(
  upstream: readonly CheckpointTensor[],
  suspect: readonly CheckpointTensor[],
): NamePairs {
  const pairs: TensorPair[] = [];
  const usedUpstream = new Set<CheckpointTensor>();
  const usedSuspect = new Set<CheckpointTensor>();
  const keep = (pair: TensorPair | null): void => {
    if (pair === null) return;
    pairs.push(pair);
    usedUpstream.add(pair.upstream);
    usedSuspect.add(pair.suspect);
  };
  const byName = new Map(suspect.map((tensor) => [tensor.name, tensor]));
  for (const tensor of upstream) {
    const namesake = byName.get(tensor.name);
    if (namesake !== undefined) keep(pairShapes(tensor, namesake, 'name'));
  }
  const freeUpstream = upstream.filter((t) => !usedUpstream.has(t));
  const freeSuspect = suspect.filter((t) => !usedSuspect.has(t));
  const renames = findPrefixRenames(freeUpstream, freeSuspect);
  for (const tensor of freeUpstream) {
    const name = renamed(tensor.name, renames);
    const other = name === null ? undefined : byName.get(name);
    if (other !== undefined && !usedSuspect.has(other)) keep(pairShapes(tensor, other, 'prefix'));
  }
  for (const pair of tiedPairs(upstream, suspect)) {
    if (!usedUpstream.has(pair.upstream) || !usedSuspect.has(pair.suspect)) keep(pair);
  }
  return {
    pairs,
    renames,
    restUpstream: upstream.filter((t) => !usedUpstream.has(t)),
    restSuspect: suspect.filter((t) => !usedSuspect.has(t)),
  };
}
