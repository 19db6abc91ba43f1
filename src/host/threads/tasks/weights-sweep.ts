import type { MatrixView } from '../../../artefacts/weights/checkpoint.ts';
import { KERNEL_BINS } from '../../../artefacts/weights/difference-histogram.ts';
import { SLOT, SLOTS } from '../../../artefacts/weights/sums.ts';
import { loadKernel } from '../../weights/kernel.ts';
import { readInto, typeOf } from '../../weights/matrix-reader.ts';

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

function sweepPlain(job: SweepJob): void {
  const kernel = loadKernel();
  const { upstream, suspect } = job;
  const a = typeOf(upstream);
  const b = typeOf(suspect);
  const widest = Math.max(a.bytes, b.bytes) * upstream.columns;
  const together = Math.max(1, Math.floor(CHUNK / widest));
  const room = Math.max(CHUNK, widest);
  const w = kernel.reserve(2 * room);
  const s = w + room;
  for (let row = 0; row < upstream.rows; row += together) {
    const rows = Math.min(together, upstream.rows - row);
    const memory = kernel.bytes();
    const values = rows * upstream.columns;
    readInto(
      job.upstreamPath,
      upstream.begin + row * upstream.columns * a.bytes,
      memory,
      w,
      values * a.bytes,
    );
    readInto(job.suspectPath, suspect.begin + row * suspect.columns * b.bytes, memory, s, values * b.bytes);
    kernel.sweep(a.format, w, b.format, s, rows, upstream.columns, job.stride);
  }
}

function sweepTransposed(job: SweepJob): void {
  const kernel = loadKernel();
  const { upstream, suspect } = job;
  const a = typeOf(upstream);
  const b = typeOf(suspect);
  const { columns } = upstream;
  const together = Math.max(1, Math.floor(PANEL / (columns * Math.max(a.bytes, b.bytes))));
  const room = (together * columns * Math.max(a.bytes, b.bytes) + 63) & ~63;
  const w = kernel.reserve(3 * room);
  const raw = w + room;
  const s = raw + room;
  for (let row = 0; row < upstream.rows; row += together) {
    const rows = Math.min(together, upstream.rows - row);
    const memory = kernel.bytes();
    readInto(job.upstreamPath, upstream.begin + row * columns * a.bytes, memory, w, rows * columns * a.bytes);
    for (let column = 0; column < columns; column++) {
      const position = suspect.begin + (column * suspect.columns + job.firstColumn + row) * b.bytes;
      readInto(job.suspectPath, position, memory, raw + column * rows * b.bytes, rows * b.bytes);
    }
    kernel.transpose(b.bytes, raw, s, columns, rows);
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
