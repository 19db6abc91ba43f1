import { spread } from './block.ts';
import { type MatrixView, rowsOf, type TensorPair, viewsOf } from './checkpoint.ts';
import { elementType } from './dtype.ts';

/** Some rows of one pair, for one task. */
export interface SweepPart {
  readonly pair: number;
  readonly upstream: MatrixView;
  readonly suspect: MatrixView;
  readonly transposed: boolean;
  readonly firstColumn: number;
  readonly stride: number;
  readonly bytes: number;
}

/** Bytes of the upstream in one task: small enough to share out evenly, large enough to be worth a message. */
const TASK_BYTES = 8 << 20;
/** Most parts in one task: each answers with its own sums. */
const TASK_PARTS = 64;
/** Rows wider than this are swept as shorter pseudo-rows, so that memory stays bounded. */
const WIDEST_ROW = 1 << 20;
const PSEUDO_ROW = 4096;
/** Above this many values, details are taken from one group of four in eight. */
const DETAIL_ALL = 1 << 18;

function reshaped(view: MatrixView, values: number): readonly MatrixView[] {
  const whole = Math.floor(values / PSEUDO_ROW);
  const rest = values - whole * PSEUDO_ROW;
  const bytes = elementType(view.dtype)?.bytes ?? 1;
  const views: MatrixView[] = [{ ...view, rows: whole, columns: PSEUDO_ROW }];
  if (rest > 0)
    views.push({ ...view, begin: view.begin + whole * PSEUDO_ROW * bytes, rows: 1, columns: rest });
  return views;
}

function partsOf(pair: TensorPair, index: number): readonly SweepPart[] {
  const { upstream, suspect } = viewsOf(pair);
  const values = upstream.rows * upstream.columns;
  if (values === 0) return [];
  const stride = values > DETAIL_ALL ? 8 : 1;
  const bytesA = elementType(upstream.dtype)?.bytes ?? 1;
  const bytesB = elementType(suspect.dtype)?.bytes ?? 1;
  const base = { pair: index, transposed: pair.transposed, firstColumn: 0, stride };
  const views: (readonly [MatrixView, MatrixView])[] = [];
  const isPlain = upstream.order === undefined && suspect.order === undefined;
  if (isPlain && !pair.transposed && upstream.columns * Math.max(bytesA, bytesB) > WIDEST_ROW) {
    const b = reshaped(suspect, values);
    for (const [i, view] of reshaped(upstream, values).entries()) views.push([view, b[i] ?? view]);
  } else views.push([upstream, suspect]);
  const parts: SweepPart[] = [];
  for (const [a, b] of views) {
    const together = Math.max(1, Math.floor(TASK_BYTES / (a.columns * bytesA)));
    for (let row = 0; row < a.rows; row += together) {
      const count = Math.min(together, a.rows - row);
      parts.push({
        ...base,
        upstream: rowsOf(a, row, count),
        suspect: pair.transposed ? b : rowsOf(b, row, count),
        firstColumn: pair.transposed ? row : 0,
        bytes: count * a.columns * (bytesA + bytesB),
      });
    }
  }
  return parts;
}

/** Share of a large tensor that is read in samples: the blocks that are looked at before take about as much. */
const SAMPLED = 0.004;
const SAMPLED_PIECES = 4;
/** A tensor of fewer values is read whole: they are few, and a verdict needs some thousands. */
const SMALL = 1 << 16;

/** Some stretches of rows, spread over the tensor. */
function sampled(pair: TensorPair, index: number): readonly SweepPart[] {
  const whole = partsOf(pair, index);
  const [first] = whole;
  const { upstream: a, suspect: b } = viewsOf(pair);
  if (first === undefined || a.rows * a.columns <= SMALL) return whole;
  const each = Math.max(1, Math.round((a.rows * SAMPLED) / SAMPLED_PIECES));
  const places = [...new Set(spread(a.rows - each + 1, SAMPLED_PIECES))];
  return places.map((row) => ({
    ...first,
    stride: 1,
    upstream: rowsOf(a, row, each),
    suspect: pair.transposed ? b : rowsOf(b, row, each),
    firstColumn: pair.transposed ? row : 0,
    bytes: each * a.columns * ((elementType(a.dtype)?.bytes ?? 1) + (elementType(b.dtype)?.bytes ?? 1)),
  }));
}

/** Cuts the pairs into tasks. The cut depends on the pairs only, so that sums do not depend on who adds them. */
export function planSweep(pairs: readonly TensorPair[], sample = false): readonly (readonly SweepPart[])[] {
  const tasks: SweepPart[][] = [];
  let task: SweepPart[] = [];
  let bytes = 0;
  for (const [i, pair] of pairs.entries()) {
    for (const part of sample ? sampled(pair, i) : partsOf(pair, i)) {
      if (task.length > 0 && (bytes + part.bytes > 2 * TASK_BYTES || task.length >= TASK_PARTS)) {
        tasks.push(task);
        task = [];
        bytes = 0;
      }
      task.push(part);
      bytes += part.bytes;
    }
  }
  if (task.length > 0) tasks.push(task);
  return tasks;
}
