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
  const cells = new Map<number, number>();
  let at = 0;
  for (let i = 0; i < local.grams.length; i++) {
    const gram = local.grams[i] ?? 0;
    while (at < upstream.grams.length && (upstream.grams[at] ?? 0) < gram) at += 1;
    if (upstream.grams[at] !== gram) continue;
    const weight = weigh(gram);
    if (weight === 0) continue;
    const key = (local.gramLines[i] ?? 0) * 0x10000 + (upstream.gramLines[at] ?? 0);
    cells.set(key, (cells.get(key) ?? 0) + weight);
  }
  const best = new Map<number, Cell>();
  for (const [key, weight] of cells) {
    const cell = { local: Math.floor(key / 0x10000), upstream: key % 0x10000, weight };
    const known = best.get(cell.local);
    if (
      known === undefined ||
      weight > known.weight ||
      (weight === known.weight && cell.upstream < known.upstream)
    ) {
      best.set(cell.local, cell);
    }
  }
  return [...best.values()].sort((a, b) => a.local - b.local);
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
