import { spread } from '../../../artefacts/weights/block.ts';
import { type BlockFacts, blockFacts } from '../../../artefacts/weights/block-facts.ts';
import type { MatrixView } from '../../../artefacts/weights/checkpoint.ts';
import {
  isReordered,
  matchLines,
  paired,
  sameInnerProducts,
  standardised,
} from '../../../artefacts/weights/rearrangement.ts';
import { hasSameSpectrum, LONGEST_SIDE } from '../../../artefacts/weights/singular-values.ts';
import { linesOf, readWindow, typeOf } from '../../weights/matrix-reader.ts';
import type { SampleJob } from './weights-sample.ts';

export interface RearrangeJob extends SampleJob {
  /** A known order: upstream line k is suspect line order[k]. */
  readonly rowOrder: Int32Array | null;
  readonly columnOrder: Int32Array | null;
  /** Also find the whole order of the columns. */
  readonly wantColumnOrder: boolean;
  /** Ask for singular values alone: what an order or a rotation on one side does not explain. */
  readonly wantSpectrum: boolean;
  /** Try rotations too, where no order explains the pair. */
  readonly wantRotation: boolean;
}

export interface RearrangeOutput {
  readonly kind: 'rows' | 'columns' | 'rotated-columns' | 'rotated-rows' | 'rotated-both' | 'none';
  /** Facts of a block in the found order; null for rotations. */
  readonly facts: BlockFacts | null;
  readonly columnOrder: Int32Array | null;
}

const PROBES = 96;
const LENGTH = 256;
/** More lines than this are not searched: a reordered vocabulary would come with another tokenizer. */
const MOST_LINES = 20_000;
const GRAM_LINES = 64;

function all(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** Takes upstream lines to the suspect's under a known order. */
function under(order: Int32Array | null, lines: readonly number[]): readonly number[] {
  return order === null ? lines : lines.map((line) => order[line] ?? line);
}

function tryOrder(job: RearrangeJob, byColumn: boolean): RearrangeOutput | null {
  const { upstream, suspect } = job;
  const count = byColumn ? upstream.columns : upstream.rows;
  const length = byColumn ? upstream.rows : upstream.columns;
  if (count > MOST_LINES || count < 8 || length < 32) return null;
  const across = spread(length, LENGTH);
  const otherOrder = byColumn ? job.rowOrder : job.columnOrder;
  const places = spread(count, job.wantColumnOrder && byColumn ? count : PROBES);
  const probes = linesOf(job.upstreamPath, upstream, places, across, byColumn);
  const others = linesOf(job.suspectPath, suspect, all(count), under(otherOrder, across), byColumn);
  const matches = matchLines(
    standardised(probes, places.length, across.length),
    places,
    standardised(others, count, across.length),
    count,
    across.length,
  );
  if (!(otherOrder === null ? isReordered(matches) : matches.matched > 0.9)) return null;
  const { count: rows, probes: w, partners: s } = paired(matches, probes, others, across.length, PROBES);
  const block = { rows, columns: across.length, w, s };
  return {
    kind: byColumn ? 'columns' : 'rows',
    facts: blockFacts(block, typeOf(upstream), typeOf(suspect)),
    columnOrder: job.wantColumnOrder && byColumn ? matches.partner : null,
  };
}

function tryRotation(job: RearrangeJob, byColumn: boolean): boolean {
  const { upstream, suspect } = job;
  const count = byColumn ? upstream.columns : upstream.rows;
  const length = byColumn ? upstream.rows : upstream.columns;
  if (length > MOST_LINES || count < 16 || length < 16) return false;
  const lines = spread(count, GRAM_LINES);
  const a = linesOf(job.upstreamPath, upstream, lines, all(length), byColumn);
  const b = linesOf(job.suspectPath, suspect, lines, all(length), byColumn);
  return sameInnerProducts(a, b, lines.length, length);
}

/** Rotated, or put in another order, on both sides: the singular values stay. */
function tryBothSides({ upstream, suspect, upstreamPath, suspectPath }: RearrangeJob): boolean {
  const { rows, columns } = upstream;
  if (
    Math.min(rows, columns) < 16 ||
    Math.min(rows, columns) > LONGEST_SIDE ||
    Math.max(rows, columns) > MOST_LINES
  )
    return false;
  const whole = (path: string, view: MatrixView): Float32Array =>
    readWindow(path, view, all(rows), 0, columns);
  return hasSameSpectrum(whole(upstreamPath, upstream), whole(suspectPath, suspect), rows, columns);
}

function search(job: RearrangeJob): RearrangeOutput {
  if (job.wantSpectrum) {
    const kind = tryBothSides(job) ? 'rotated-both' : 'none';
    return { kind, facts: null, columnOrder: null };
  }
  const found = tryOrder(job, false) ?? tryOrder(job, true);
  if (found !== null) return found;
  const none = { facts: null, columnOrder: null };
  if (job.wantRotation && job.rowOrder === null && job.columnOrder === null) {
    if (tryRotation(job, false)) return { kind: 'rotated-columns', ...none };
    if (tryRotation(job, true)) return { kind: 'rotated-rows', ...none };
  }
  return { kind: 'none', ...none };
}

/** Looks for another order or basis in pairs of which some lines are not in their place. */
export function run(jobs: readonly RearrangeJob[]): readonly RearrangeOutput[] {
  return jobs.map(search);
}
