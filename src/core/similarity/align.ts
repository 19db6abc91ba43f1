import type { LineRange, MatchedRegion } from '../model/report.ts';
import type { UnitPrint } from './unit-print.ts';

/** The parts of a print that alignment reads. */
export type Alignable = Pick<UnitPrint, 'grams' | 'gramLines' | 'tokens'>;

/** Largest gap in lines, on either side, that one region bridges. */
const GAP = 3;
/** Weight of shared grams under which a region is noise. */
const LEAST_WEIGHT = 1;

interface Cell {
  readonly local: number;
  readonly upstream: number;
  readonly weight: number;
}

/** Lines of both sides joined by shared grams, each local line with the upstream line it shares most with. */
function anchors(local: Alignable, upstream: Alignable, weights: Float64Array): Cell[] {
  const width = lastLine(upstream) + 1;
  const cells = sumsOfLines(local, upstream, weights, width);
  const best: Cell[] = [];
  for (const line of [...cells.keys()].sort((a, b) => a - b)) {
    const sums = cells.get(line);
    if (sums === undefined) continue;
    let top = 0;
    let weight = 0;
    for (let other = 0; other < width; other++) {
      const sum = sums[other] as number;
      if (sum > weight) {
        weight = sum;
        top = other;
      }
    }
    if (weight > 0) best.push({ local: line, upstream: top, weight });
  }
  return best;
}

/** Number of the last line on which a gram stands. */
function lastLine({ gramLines }: Alignable): number {
  let last = 0;
  for (let at = 0; at < gramLines.length; at++) last = Math.max(last, gramLines[at] as number);
  return last;
}

/** Turns the order of unsigned numbers into that of signed ones, which V8 holds without a box for each. */
const HIGHEST_BIT = 1 << 31;
const signed = ({ buffer, byteOffset, length }: Uint32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length);

/** For each local line the weight of the grams that it shares with each of the other side's lines. */
function sumsOfLines(
  local: Alignable,
  upstream: Alignable,
  weights: Float64Array,
  width: number,
): ReadonlyMap<number, Float64Array> {
  const cells = new Map<number, Float64Array>();
  const own = signed(local.grams);
  const others = signed(upstream.grams);
  let at = 0;
  for (let i = 0; i < own.length; i++) {
    const gram = (own[i] as number) ^ HIGHEST_BIT;
    while (at < others.length && ((others[at] as number) ^ HIGHEST_BIT) < gram) at += 1;
    if (at === others.length) break;
    const weight = weights[i] as number;
    if (weight === 0 || ((others[at] as number) ^ HIGHEST_BIT) !== gram) continue;
    const line = local.gramLines[i] as number;
    let sums = cells.get(line);
    if (sums === undefined) {
      sums = new Float64Array(width);
      cells.set(line, sums);
    }
    const other = upstream.gramLines[at] as number;
    sums[other] = (sums[other] as number) + weight;
  }
  return cells;
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
