import { type MatrixView, storedRow } from '../../../artefacts/weights/checkpoint.ts';
import { KERNEL_BINS } from '../../../artefacts/weights/difference-histogram.ts';
import type { ElementType } from '../../../artefacts/weights/dtype.ts';
import { SLOT, SLOTS } from '../../../artefacts/weights/sums.ts';
import { loadKernel } from '../../weights/kernel.ts';
import { readInto, readRow, typeOf } from '../../weights/matrix-reader.ts';

/** Some whole rows of one pair. */
export interface SweepJob {
  readonly upstreamPath: string;
  readonly suspectPath: string;
  /** Views of exactly the rows to sweep; of the suspect's columns when it is transposed. */
  readonly upstream: MatrixView;
  readonly suspect: MatrixView;
  readonly transposed: boolean;
  /** First of the suspect's columns, when transposed. */
  readonly firstColumn: number;
  /** Details come from every `stride`-th group of four values. */
  readonly stride: number;
}

export interface SweepOutput {
  readonly sums: readonly Float64Array[];
  /** Bins of differences that are not empty, over all jobs that hold any difference, and their counts. */
  readonly bins: Uint16Array;
  readonly counts: Float64Array;
}

const CHUNK = 1 << 20;
/** Transposed tensors are read in short runs: a wider panel makes the runs longer. */
const PANEL = 1 << 23;

/** Bytes of a value where the kernel reads it. */
function width(type: ElementType): number {
  return type.block === undefined ? type.bytes : 4;
}

/** Puts whole rows where the kernel reads them: as they are stored, or decoded. */
function readRows(path: string, view: MatrixView, row: number, rows: number, to: number): void {
  const kernel = loadKernel();
  const { bytes, block } = typeOf(view);
  if (block === undefined && view.order === undefined) {
    readInto(path, view.begin + row * view.columns * bytes, kernel.bytes(), to, rows * view.columns * bytes);
    return;
  }
  for (let i = 0; i < rows; i++) {
    if (block === undefined) {
      const position = view.begin + storedRow(view, row + i) * view.columns * bytes;
      readInto(path, position, kernel.bytes(), to + i * view.columns * bytes, view.columns * bytes);
    } else {
      const values = readRow(path, view, row + i, 0, view.columns);
      new Float32Array(kernel.memory.buffer, to + i * view.columns * 4, view.columns).set(values);
    }
  }
}

function sweepPlain(job: SweepJob): void {
  const kernel = loadKernel();
  const { upstream, suspect } = job;
  const a = typeOf(upstream);
  const b = typeOf(suspect);
  const widest = Math.max(width(a), width(b)) * upstream.columns;
  const together = Math.max(1, Math.floor(CHUNK / widest));
  const room = (Math.max(CHUNK, widest) + 63) & ~63;
  const w = kernel.reserve(2 * room);
  const s = w + room;
  for (let row = 0; row < upstream.rows; row += together) {
    const rows = Math.min(together, upstream.rows - row);
    readRows(job.upstreamPath, upstream, row, rows, w);
    readRows(job.suspectPath, suspect, row, rows, s);
    kernel.sweep(a.format, w, b.format, s, rows, upstream.columns, job.stride);
  }
}

function sweepTransposed(job: SweepJob): void {
  const kernel = loadKernel();
  const { upstream, suspect } = job;
  const a = typeOf(upstream);
  const b = typeOf(suspect);
  const { columns } = upstream;
  const together = Math.max(1, Math.floor(PANEL / (columns * Math.max(width(a), width(b)))));
  const room = (together * columns * Math.max(width(a), width(b)) + 63) & ~63;
  const w = kernel.reserve(3 * room);
  const raw = w + room;
  const s = raw + room;
  for (let row = 0; row < upstream.rows; row += together) {
    const rows = Math.min(together, upstream.rows - row);
    readRows(job.upstreamPath, upstream, row, rows, w);
    for (let column = 0; column < columns; column++) {
      const first = job.firstColumn + row;
      const to = raw + column * rows * width(b);
      if (b.block !== undefined)
        new Float32Array(kernel.memory.buffer, to, rows).set(
          readRow(job.suspectPath, suspect, column, first, rows),
        );
      else {
        const position = suspect.begin + (storedRow(suspect, column) * suspect.columns + first) * b.bytes;
        readInto(job.suspectPath, position, kernel.bytes(), to, rows * b.bytes);
      }
    }
    kernel.transpose(width(b), raw, s, columns, rows);
    kernel.sweep(a.format, w, b.format, s, rows, columns, job.stride);
  }
}

/** Sums of each job, in order. */
export function run(jobs: readonly SweepJob[]): SweepOutput {
  const kernel = loadKernel();
  const sums: Float64Array[] = [];
  const histogram = new Float64Array(KERNEL_BINS);
  for (const job of jobs) {
    kernel.reset();
    kernel.useByteTables(job.upstream.dtype, job.suspect.dtype);
    if (job.transposed) sweepTransposed(job);
    else sweepPlain(job);
    const own = new Float64Array(kernel.memory.buffer, kernel.sums(), SLOTS).slice();
    sums.push(own);
    if (own[SLOT.equal] === own[SLOT.values]) continue;
    const counts = new Uint32Array(kernel.memory.buffer, kernel.histogram(), KERNEL_BINS);
    for (let bin = 0; bin < KERNEL_BINS; bin++) histogram[bin] = (histogram[bin] ?? 0) + (counts[bin] ?? 0);
  }
  const bins = Uint16Array.from(histogram.keys()).filter((bin) => histogram[bin] !== 0);
  return { sums, bins, counts: Float64Array.from(bins, (bin) => histogram[bin] ?? 0) };
}
