import { openSync, readSync } from 'node:fs';
import { BLOCK_COLUMNS, BLOCK_ROWS, type Block, spread } from '../../artefacts/weights/block.ts';
import type { MatrixView } from '../../artefacts/weights/checkpoint.ts';
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

/** `count` values at `position`, widened to f32. */
export function readValues(path: string, dtype: string, position: number, count: number): Float32Array {
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

/** Values of the given rows, in the window of `count` columns from `first`. */
export function readWindow(
  path: string,
  view: MatrixView,
  rows: readonly number[],
  first: number,
  count: number,
): Float32Array {
  const { bytes, format } = typeOf(view);
  const values = rows.length * count;
  const kernel = loadKernel();
  const raw = (values * bytes + 63) & ~63;
  const from = kernel.reserve(raw + values * 4);
  const memory = kernel.bytes();
  for (const [i, row] of rows.entries()) {
    const position = view.begin + (row * view.columns + first) * bytes;
    readInto(path, position, memory, from + i * count * bytes, count * bytes);
  }
  kernel.useByteTables(view.dtype, view.dtype);
  kernel.widen(format, kernel.tableW(), from, from + raw, values);
  return new Float32Array(kernel.memory.buffer, from + raw, values).slice();
}

/** The same values as `readWindow` of the transpose of `view`. */
export function readTransposedWindow(
  path: string,
  view: MatrixView,
  rows: readonly number[],
  first: number,
  count: number,
): Float32Array {
  const low = Math.min(...rows);
  const high = Math.max(...rows) + 1;
  const { bytes } = typeOf(view);
  const values = new Float32Array(rows.length * count);
  for (let j = 0; j < count; j++) {
    const position = view.begin + ((first + j) * view.columns + low) * bytes;
    const line = readValues(path, view.dtype, position, high - low);
    for (const [i, row] of rows.entries()) values[i * count + j] = line[row - low] ?? 0;
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
  return {
    rows: rows.length,
    columns,
    w: readWindow(upstreamPath, upstream, rows, first, columns),
    s: readSuspect(suspectPath, suspect, rows, first, columns),
  };
}

/** Values at the given rows and columns, in the order given. */
export function readGathered(
  path: string,
  view: MatrixView,
  rows: readonly number[],
  columns: readonly number[],
): Float32Array {
  const { bytes } = typeOf(view);
  const values = new Float32Array(rows.length * columns.length);
  let low = view.columns;
  let high = 0;
  for (const column of columns) {
    low = Math.min(low, column);
    high = Math.max(high, column + 1);
  }
  for (const [i, row] of rows.entries()) {
    const position = view.begin + (row * view.columns + low) * bytes;
    const line = readValues(path, view.dtype, position, high - low);
    for (const [j, column] of columns.entries()) values[i * columns.length + j] = line[column - low] ?? 0;
  }
  return values;
}
