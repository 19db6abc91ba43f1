import type { LineRange, MatchedRegion } from '../model/report.ts';
import type { UnitPrint } from './unit-print.ts';

/** The parts of a print that alignment reads. */
export type Alignable = Pick<UnitPrint, 'grams' | 'gramLines' | 'tokens'>;

/** Largest gap in lines, on either side, that one region bridges. */
const GAP = 3;
/** Weight of shared grams under which a region is noise. */
const LEAST_WEIGHT = 1;

/** Grams and lines of nearly every unit: V8 compiles anew what makes more room. */
const ROOM = 8192;

interface Cell {
  readonly local: number;
  readonly upstream: number;
  readonly weight: number;
}

/** The grams that two units share, in their order: a line of each side, and what the gram weighs. One buffer for all units. */
let locals = new Uint16Array(ROOM);
let upstreams = new Uint16Array(ROOM);
let shares = new Float64Array(ROOM);
/** Their numbers in the order of local lines, and where in it each line ends. */
let order = new Uint32Array(ROOM);
let ends = new Uint32Array(ROOM);
/** What one local line shares with each upstream line. */
let sums = new Float64Array(ROOM);

/** Turns the order of unsigned numbers into that of signed ones, which V8 holds without a box for each. */
const HIGHEST_BIT = 1 << 31;
const signed = ({ buffer, byteOffset, length }: Uint32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length);

/** Gathers the shared grams that weigh anything; answers their number. */
function gatherShared(local: Alignable, upstream: Alignable, weights: Float64Array): number {
  const own = signed(local.grams);
  const others = signed(upstream.grams);
  if (locals.length < own.length) {
    locals = new Uint16Array(2 * own.length);
    upstreams = new Uint16Array(2 * own.length);
    shares = new Float64Array(2 * own.length);
    order = new Uint32Array(2 * own.length);
  }
  let count = 0;
  let at = 0;
  for (let i = 0; i < own.length; i++) {
    const gram = (own[i] as number) ^ HIGHEST_BIT;
    while (at < others.length && ((others[at] as number) ^ HIGHEST_BIT) < gram) at += 1;
    if (at === others.length) break;
    const weight = weights[i] as number;
    if (weight === 0 || ((others[at] as number) ^ HIGHEST_BIT) !== gram) continue;
    locals[count] = local.gramLines[i] as number;
    upstreams[count] = upstream.gramLines[at] as number;
    shares[count++] = weight;
  }
  return count;
}

/** Puts shared grams in the order of their local lines, those of one line as they were; answers how many lines there are. */
function orderByLine(count: number): number {
  let lines = 0;
  for (let i = 0; i < count; i++) lines = Math.max(lines, (locals[i] as number) + 1);
  if (ends.length < lines) ends = new Uint32Array(2 * lines);
  ends.fill(0, 0, lines);
  for (let i = 0; i < count; i++) {
    const line = locals[i] as number;
    ends[line] = (ends[line] as number) + 1;
  }
  let end = 0;
  for (let line = 0; line < lines; line++) {
    const size = ends[line] as number;
    ends[line] = end;
    end += size;
  }
  for (let i = 0; i < count; i++) {
    const line = locals[i] as number;
    const place = ends[line] as number;
    order[place] = i;
    ends[line] = place + 1;
  }
  return lines;
}

/** Lines of both sides joined by shared grams, each local line with the upstream line it shares most with. */
function anchors(local: Alignable, upstream: Alignable, weights: Float64Array): Cell[] {
  const count = gatherShared(local, upstream, weights);
  const lines = orderByLine(count);
  let width = 0;
  for (let i = 0; i < count; i++) width = Math.max(width, (upstreams[i] as number) + 1);
  if (sums.length < width) sums = new Float64Array(2 * width);
  const best: Cell[] = [];
  let from = 0;
  for (let line = 0; line < lines; line++) {
    const to = ends[line] as number;
    if (to === from) continue;
    for (let at = from; at < to; at++) {
      const gram = order[at] as number;
      const other = upstreams[gram] as number;
      sums[other] = (sums[other] as number) + (shares[gram] as number);
    }
    let top = 0;
    let weight = 0;
    for (let at = from; at < to; at++) {
      const other = upstreams[order[at] as number] as number;
      const sum = sums[other] as number;
      if (sum > weight || (sum === weight && other < top)) {
        weight = sum;
        top = other;
      }
    }
    for (let at = from; at < to; at++) sums[upstreams[order[at] as number] as number] = 0;
    best.push({ local: line, upstream: top, weight });
    from = to;
  }
  return best;
}

const shift = (start: number, from: number, to: number): LineRange => ({
  startLine: start + from,
  endLine: start + to,
});

/**
 * Matched stretches of two units, from the lines on which their shared grams stand, and the longest of them in
 * tokens of the local side. `weights`: those of the local grams.
 */
export function align(
  local: Alignable & { readonly range: LineRange },
  upstream: Alignable,
  upstreamStart: number,
  weights: Float64Array,
  kind: MatchedRegion['kind'],
): { readonly regions: readonly MatchedRegion[]; readonly longestRun: number } {
  const regions: MatchedRegion[] = [];
  let longest = 0;
  let run: Cell[] = [];
  const lines = local.range.endLine - local.range.startLine + 1;
  const close = (): void => {
    const first = run[0];
    const last = run.at(-1);
    if (
      first !== undefined &&
      last !== undefined &&
      run.reduce((sum, cell) => sum + cell.weight, 0) >= LEAST_WEIGHT
    ) {
      const low = Math.min(...run.map((cell) => cell.upstream));
      const high = Math.max(...run.map((cell) => cell.upstream));
      regions.push({
        local: shift(local.range.startLine, first.local, last.local),
        upstream: shift(upstreamStart, low, high),
        kind,
      });
      longest = Math.max(longest, Math.round((local.tokens * (last.local - first.local + 1)) / lines));
    }
    run = [];
  };
  for (const cell of anchors(local, upstream, weights)) {
    const last = run.at(-1);
    if (
      last !== undefined &&
      (cell.local - last.local > GAP ||
        Math.abs(cell.upstream - last.upstream) > GAP + (cell.local - last.local))
    )
      close();
    run.push(cell);
  }
  close();
  return { regions, longestRun: Math.min(longest, local.tokens) };
}
