import { cosineOf } from './block-facts.ts';
import { type CheckpointTensor, type MatrixView, type TensorPair, viewOf } from './checkpoint.ts';

/** A square piece of a matrix that stands for its content. */
export interface Tile {
  readonly view: MatrixView;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Reads tiles; answers in the order of the request. */
export type TileReader = (
  side: 'upstream' | 'suspect',
  tiles: readonly Tile[],
) => Promise<readonly Float32Array[]>;

const SIDE = 64;
/** Pearson correlation of two tiles above which their tensors belong together. */
const LEAST = 0.3;
/** Most pairs of tensors that are compared by content, per shape. */
const MOST_PAIRS = 250_000;

/** The middle of a matrix: the transpose's middle is the middle's transpose. */
export function middleTile(view: MatrixView, height = view.rows, offset = 0): Tile {
  const rows = Math.min(SIDE, height);
  const columns = Math.min(SIDE, view.columns);
  return {
    view,
    row: offset + Math.floor((height - rows) / 2),
    column: Math.floor((view.columns - columns) / 2),
    rows,
    columns,
  };
}

export function transposedTile(values: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j] ?? 0;
  return out;
}

interface Entry {
  readonly tensor: CheckpointTensor;
  readonly view: MatrixView;
}

function entriesOf(tensors: readonly CheckpointTensor[]): readonly Entry[] {
  return tensors.map((tensor) => ({ tensor, view: viewOf(tensor, null) }));
}

function least(values: number): number {
  return Math.max(LEAST, 5 / Math.sqrt(values));
}

/**
 * Finds for each suspect tensor the upstream tensor of the same shape (as it stands or transposed) whose middle
 * correlates most. One upstream tensor may serve several, as with layers that were doubled.
 */
async function matchWhole(
  upstream: readonly Entry[],
  suspect: readonly Entry[],
  read: TileReader,
): Promise<readonly TensorPair[]> {
  const shapeKey = ({ view }: Entry): string =>
    `${Math.min(view.rows, view.columns)}x${Math.max(view.rows, view.columns)}`;
  const shapes = new Map<string, { readonly a: Entry[]; readonly b: Entry[] }>();
  for (const entry of upstream) {
    const group = shapes.get(shapeKey(entry)) ?? { a: [], b: [] };
    group.a.push(entry);
    shapes.set(shapeKey(entry), group);
  }
  for (const entry of suspect) shapes.get(shapeKey(entry))?.b.push(entry);
  const pairs: TensorPair[] = [];
  for (const { a, b } of shapes.values()) {
    if (b.length === 0 || a.length * b.length > MOST_PAIRS) continue;
    const tilesA = await read(
      'upstream',
      a.map(({ view }) => middleTile(view)),
    );
    const tilesB = await read(
      'suspect',
      b.map(({ view }) => middleTile(view)),
    );
    for (const [j, entry] of b.entries()) {
      const values = tilesB[j];
      if (values === undefined) continue;
      const tile = middleTile(entry.view);
      const turned = transposedTile(values, tile.rows, tile.columns);
      let best = least(values.length);
      let found: TensorPair | null = null;
      for (const [i, other] of a.entries()) {
        const there = tilesA[i];
        if (there === undefined) continue;
        const plain = other.view.rows === entry.view.rows;
        const square = entry.view.rows === entry.view.columns;
        for (const transposed of [false, true]) {
          if (transposed ? plain && !square : !plain) continue;
          const cosine = cosineOf(there, transposed ? turned : values);
          if (cosine <= best) continue;
          best = cosine;
          found = {
            upstream: other.tensor,
            suspect: entry.tensor,
            relation: 'content',
            transposed,
            rows: null,
          };
        }
      }
      if (found !== null) pairs.push(found);
    }
  }
  return pairs;
}

interface Place {
  readonly small: CheckpointTensor;
  readonly large: CheckpointTensor;
  readonly first: number;
  readonly count: number;
}

/** Finds matrices that stand as consecutive rows in a larger one (fused projections, longer vocabularies). */
async function matchRows(
  small: readonly Entry[],
  large: readonly Entry[],
  readSmall: (tiles: readonly Tile[]) => Promise<readonly Float32Array[]>,
  readLarge: (tiles: readonly Tile[]) => Promise<readonly Float32Array[]>,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  const heights = new Map<number, Set<number>>();
  for (const { view } of small) {
    const known = heights.get(view.columns) ?? new Set<number>();
    known.add(view.rows);
    heights.set(view.columns, known);
  }
  const fitting = small.filter(({ view }) =>
    large.some((l) => l.view.columns === view.columns && l.view.rows > view.rows),
  );
  if (fitting.length === 0 || fitting.length * large.length > MOST_PAIRS) return places;
  const contents = await readSmall(fitting.map(({ view }) => middleTile(view)));
  const taken = new Set<CheckpointTensor>();
  for (const { tensor, view } of large) {
    const sizes = [...(heights.get(view.columns) ?? [])].filter((rows) => rows < view.rows);
    const tried = new Set<string>();
    let edges = [0, view.rows];
    for (let round = 0; round < 8 && edges.length > 0; round++) {
      const tries = edges.flatMap((edge) =>
        sizes.flatMap((rows) => [
          { first: edge, rows },
          { first: edge - rows, rows },
        ]),
      );
      const fresh = tries.filter(({ first, rows }) => {
        const key = `${first}+${rows}`;
        if (first < 0 || first + rows > view.rows || tried.has(key)) return false;
        tried.add(key);
        return true;
      });
      const values = await readLarge(fresh.map(({ first, rows }) => middleTile(view, rows, first)));
      edges = [];
      for (const [k, { first, rows }] of fresh.entries()) {
        const tile = values[k];
        if (tile === undefined) continue;
        let best = least(tile.length);
        let found: CheckpointTensor | null = null;
        for (const [i, entry] of fitting.entries()) {
          if (entry.view.rows !== rows || entry.view.columns !== view.columns || taken.has(entry.tensor))
            continue;
          const there = contents[i];
          const cosine = there === undefined ? 0 : cosineOf(there, tile);
          if (cosine > best) {
            best = cosine;
            found = entry.tensor;
          }
        }
        if (found === null) continue;
        taken.add(found);
        places.push({ small: found, large: tensor, first, count: rows });
        edges.push(first, first + rows);
      }
    }
  }
  return places;
}

/** Pairs tensors by what they hold: whole, transposed, and as rows of one another. */
export async function pairByContent(
  upstream: readonly CheckpointTensor[],
  suspect: readonly CheckpointTensor[],
  read: TileReader,
): Promise<readonly TensorPair[]> {
  const a = entriesOf(upstream);
  const b = entriesOf(suspect);
  const whole = await matchWhole(a, b, read);
  const usedA = new Set(whole.map((pair) => pair.upstream));
  const usedB = new Set(whole.map((pair) => pair.suspect));
  const restA = a.filter(({ tensor }) => !usedA.has(tensor) && tensor.shape.length >= 2);
  const restB = b.filter(({ tensor }) => !usedB.has(tensor) && tensor.shape.length >= 2);
  const readA = (tiles: readonly Tile[]) => read('upstream', tiles);
  const readB = (tiles: readonly Tile[]) => read('suspect', tiles);
  const fused = await matchRows(restA, restB, readA, readB);
  const split = await matchRows(restB, restA, readB, readA);
  return [
    ...whole,
    ...fused.map(
      ({ small, large, first, count }): TensorPair => ({
        upstream: small,
        suspect: large,
        relation: 'rows',
        transposed: false,
        rows: { upstream: [0, count], suspect: [first, count] },
      }),
    ),
    ...split.map(
      ({ small, large, first, count }): TensorPair => ({
        upstream: large,
        suspect: small,
        relation: 'rows',
        transposed: false,
        rows: { upstream: [first, count], suspect: [0, count] },
      }),
    ),
  ];
}
