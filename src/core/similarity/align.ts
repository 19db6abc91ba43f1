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
function anchors(local: Alignable, upstream: Alignable, weigh: (gram: number) => number): Cell[] {
  const width = lastLine(upstream) + 1;
  const cells = sumsOfLines(local, upstream, weigh, width);
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

/** For each local line the weight of the grams that it shares with each of the other side's lines. */
function sumsOfLines(
  local: Alignable,
  upstream: Alignable,
  weigh: (gram: number) => number,
  width: number,
): ReadonlyMap<number, Float64Array> {
  const cells = new Map<number, Float64Array>();
  const { grams, gramLines } = upstream;
  let at = 0;
  for (let i = 0; i < local.grams.length; i++) {
    const gram = local.grams[i] as number;
    while (at < grams.length && (grams[at] as number) < gram) at += 1;
    if (grams[at] !== gram) continue;
    const weight = weigh(gram);
    if (weight === 0) continue;
    const line = local.gramLines[i] as number;
    let sums = cells.get(line);
    if (sums === undefined) {
      sums = new Float64Array(width);
      cells.set(line, sums);
    }
    const other = gramLines[at] as number;
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
 * tokens of the local side.
 */
export function align(
  local: Alignable & { readonly range: LineRange },
  upstream: Alignable,
  upstreamStart: number,
  weigh: (gram: number) => number,
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
  for (const cell of anchors(local, upstream, weigh)) {
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
