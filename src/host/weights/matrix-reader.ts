import { openSync, readSync } from 'node:fs';
import { BLOCK_COLUMNS, BLOCK_ROWS, type Block, spread } from '../../artefacts/weights/block.ts';
import { type MatrixView, storedRow } from '../../artefacts/weights/checkpoint.ts';
import { transposedTile } from '../../artefacts/weights/content-match.ts';
import { type ElementType, elementType } from '../../artefacts/weights/dtype.ts';
import { loadKernel } from './kernel.ts';

const open = new Map<string, number>();

function descriptor(path: string): number {
  const known = open.get(path);
  if (known !== undefined) return known;
  // Closed with the thread: a worker closes the descriptors that it opened.
  const fd = openSync(path, 'r');
  open.set(path, fd);
  return fd;
}

/** Reads exactly `length` bytes at `position` into `target` at `offset`; throws when the file ends early. */
export function readInto(
  path: string,
  position: number,
  target: Uint8Array,
  offset: number,
  length: number,
): void {
  const fd = descriptor(path);
  let done = 0;
  while (done < length) {
    const got = readSync(fd, target, offset + done, length - done, position + done);
    if (got === 0) throw new Error(`${path} ended at byte ${position + done} while it was read`);
    done += got;
  }
}

export function typeOf(view: MatrixView): ElementType {
  const type = elementType(view.dtype);
  if (type === undefined) throw new Error(`unknown dtype ${view.dtype}`);
  return type;
}

/** `count` values at `position`, widened to f32; not for types that are stored in blocks. */
function readValues(path: string, dtype: string, position: number, count: number): Float32Array {
  const type = elementType(dtype);
  if (type === undefined) throw new Error(`unknown dtype ${dtype}`);
  const kernel = loadKernel();
  const raw = (count * type.bytes + 63) & ~63;
  const from = kernel.reserve(raw + count * 4);
  readInto(path, position, kernel.bytes(), from, count * type.bytes);
  kernel.useByteTables(dtype, dtype);
  kernel.widen(type.format, kernel.tableW(), from, from + raw, count);
  return new Float32Array(kernel.memory.buffer, from + raw, count).slice();
}

/** Values of one row from column `first`, and the spacing of their levels where they are stored in blocks. */
export function readRow(
  path: string,
  view: MatrixView,
  row: number,
  first: number,
  count: number,
  steps: Float32Array | null = null,
): Float32Array {
  const { bytes, block } = typeOf(view);
  const begin = view.begin + storedRow(view, row) * view.columns * bytes;
  if (block === undefined) return readValues(path, view.dtype, begin + first * bytes, count);
  const from = Math.floor(first / block.values);
  const blocks = Math.ceil((first + count) / block.values) - from;
  const raw = new Uint8Array(blocks * block.bytes);
  readInto(path, begin + from * block.bytes, raw, 0, raw.length);
  const values = new Float32Array(blocks * block.values);
  const spacings = steps === null ? null : new Float32Array(values.length);
  for (let i = 0; i < blocks; i++) block.decode?.(raw, i * block.bytes, values, i * block.values, spacings);
  const skipped = first - from * block.values;
  if (spacings !== null) steps?.set(spacings.subarray(skipped, skipped + count));
  return values.slice(skipped, skipped + count);
}

/** Values of the given rows, in the window of `count` columns from `first`; `steps`: see {@link readRow}. */
export function readWindow(
  path: string,
  view: MatrixView,
  rows: readonly number[],
  first: number,
  count: number,
  steps: Float32Array | null = null,
): Float32Array {
  const { bytes, format, block } = typeOf(view);
  const values = rows.length * count;
  if (block !== undefined) {
    const out = new Float32Array(values);
    for (const [i, row] of rows.entries())
      out.set(
        readRow(path, view, row, first, count, steps?.subarray(i * count, (i + 1) * count) ?? null),
        i * count,
      );
    return out;
  }
  const kernel = loadKernel();
  const raw = (values * bytes + 63) & ~63;
  const from = kernel.reserve(raw + values * 4);
  const memory = kernel.bytes();
  for (const [i, row] of rows.entries()) {
    const position = view.begin + (storedRow(view, row) * view.columns + first) * bytes;
    readInto(path, position, memory, from + i * count * bytes, count * bytes);
  }
  kernel.useByteTables(view.dtype, view.dtype);
  kernel.widen(format, kernel.tableW(), from, from + raw, values);
  return new Float32Array(kernel.memory.buffer, from + raw, values).slice();
}

/** The same values as `readWindow` of the transpose of `view`. */
function readTransposedWindow(
  path: string,
  view: MatrixView,
  rows: readonly number[],
  first: number,
  count: number,
  steps: Float32Array | null = null,
): Float32Array {
  const low = Math.min(...rows);
  const high = Math.max(...rows) + 1;
  const values = new Float32Array(rows.length * count);
  const spacings = steps === null ? null : new Float32Array(high - low);
  for (let j = 0; j < count; j++) {
    const line = readRow(path, view, first + j, low, high - low, spacings);
    for (const [i, row] of rows.entries()) {
      values[i * count + j] = line[row - low] ?? 0;
      if (steps !== null) steps[i * count + j] = spacings?.[row - low] ?? 0;
    }
  }
  return values;
}

/** A block of rows spread over the matrix and a window of columns in its middle, of both sides. */
export function readBlock(
  upstreamPath: string,
  upstream: MatrixView,
  suspectPath: string,
  suspect: MatrixView,
  transposed: boolean,
): Block {
  const rows = spread(upstream.rows, BLOCK_ROWS);
  const columns = Math.min(upstream.columns, BLOCK_COLUMNS);
  // On a multiple of 128, where groups of quantised values begin.
  const first = Math.floor((upstream.columns - columns) / 256) * 128;
  const readSuspect = transposed ? readTransposedWindow : readWindow;
  const values = rows.length * columns;
  const spacingOf = (view: MatrixView): Float32Array | null =>
    typeOf(view).block === undefined ? null : new Float32Array(values);
  const [ofW, ofS] = [spacingOf(upstream), spacingOf(suspect)];
  const block = {
    rows: rows.length,
    columns,
    w: readWindow(upstreamPath, upstream, rows, first, columns, ofW),
    s: readSuspect(suspectPath, suspect, rows, first, columns, ofS),
  };
  if (ofW === null && ofS === null) return block;
  return {
    ...block,
    steps: Float32Array.from({ length: values }, (_, i) => Math.hypot(ofW?.[i] ?? 0, ofS?.[i] ?? 0)),
  };
}

/** Values at the given rows and columns, in the order given. */
export function readGathered(
  path: string,
  view: MatrixView,
  rows: readonly number[],
  columns: readonly number[],
): Float32Array {
  const values = new Float32Array(rows.length * columns.length);
  let low = view.columns;
  let high = 0;
  for (const column of columns) {
    low = Math.min(low, column);
    high = Math.max(high, column + 1);
  }
  for (const [i, row] of rows.entries()) {
    const line = readRow(path, view, row, low, high - low);
    for (const [j, column] of columns.entries()) values[i * columns.length + j] = line[column - low] ?? 0;
  }
  return values;
}

/** Lines of a matrix as rows: rows as they stand, columns transposed. */
export function linesOf(
  path: string,
  view: MatrixView,
  lines: readonly number[],
  across: readonly number[],
  byColumn: boolean,
): Float32Array {
  if (!byColumn) return readGathered(path, view, lines, across);
  return transposedTile(readGathered(path, view, across, lines), across.length, lines.length);
}
