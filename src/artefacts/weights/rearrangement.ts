/** For each of some lines (rows or columns), the line on the other side that correlates with it most. */
export interface LineMatches {
  /** Line on the other side, by probe; -1 where none stands out. */
  readonly partner: Int32Array;
  /** Share (0..1) of the probes with a partner of their own. */
  readonly matched: number;
  /** Share of the matched probes whose partner is at another place. */
  readonly moved: number;
  /** Share of the probes with a partner, that of another or not: what was copied has several. */
  readonly found: number;
}

/** Rows of `length` values, each centred and scaled to length one. */
export function standardised(values: Float32Array, rows: number, length: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const at = row * length;
    let mean = 0;
    for (let k = 0; k < length; k++) mean += values[at + k] ?? 0;
    mean /= length;
    let squares = 0;
    for (let k = 0; k < length; k++) squares += ((values[at + k] ?? 0) - mean) ** 2;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let k = 0; k < length; k++) out[at + k] = ((values[at + k] ?? 0) - mean) * scale;
  }
  return out;
}

/** By how much a partner must beat the runner-up: outright, or by leaving far less of the line unexplained. */
const AHEAD = 0.1;
const TIMES_LESS = 4;

/**
 * Correlates probe lines with all lines of the other side. A partner must beat what the best of `lines` independent
 * lines reaches (about sqrt(2 ln(lines) / length)) and the runner-up.
 */
export function matchLines(
  probes: Float32Array,
  places: readonly number[],
  others: Float32Array,
  lines: number,
  length: number,
): LineMatches {
  const threshold = Math.max(0.5, 1.5 * Math.sqrt((2 * Math.log(Math.max(2, lines))) / length));
  const partner = new Int32Array(places.length).fill(-1);
  const taken = new Map<number, number>();
  for (const p of places.keys()) {
    const probe = probes.subarray(p * length, (p + 1) * length);
    let best = -1;
    let second = -1;
    let at = -1;
    for (let line = 0; line < lines; line++) {
      let sum = 0;
      const base = line * length;
      for (let k = 0; k < length; k++) sum += (probe[k] ?? 0) * (others[base + k] ?? 0);
      if (sum > best) {
        second = best;
        best = sum;
        at = line;
      } else if (sum > second) second = sum;
    }
    if (best < threshold) continue;
    // Lines that are alike, as small networks have them, are told by what they leave unexplained.
    if (best - second < AHEAD && 1 - second < TIMES_LESS * (1 - best) + 1e-4) continue;
    partner[p] = at;
    taken.set(at, (taken.get(at) ?? 0) + 1);
  }
  let matched = 0;
  let moved = 0;
  const found = partner.reduce((sum, line) => sum + (line >= 0 ? 1 : 0), 0);
  for (const [p, place] of places.entries()) {
    const line = partner[p] ?? -1;
    if (line < 0 || taken.get(line) !== 1) continue;
    matched++;
    if (line !== place) moved++;
  }
  return {
    partner,
    matched: places.length > 0 ? matched / places.length : 0,
    moved: matched > 0 ? moved / matched : 0,
    found: places.length > 0 ? found / places.length : 0,
  };
}

/** Probe lines that found a partner, beside their partners. */
export interface Paired {
  readonly count: number;
  readonly probes: Float32Array;
  readonly partners: Float32Array;
}

/** Copies the first `most` probes with a partner, and those partners, line by line. Lines have `length` values. */
export function paired(
  { partner }: LineMatches,
  probes: Float32Array,
  others: Float32Array,
  length: number,
  most = Infinity,
): Paired {
  const kept = [...partner.keys()].filter((p) => (partner[p] ?? -1) >= 0).slice(0, most);
  const found = {
    count: kept.length,
    probes: new Float32Array(kept.length * length),
    partners: new Float32Array(kept.length * length),
  };
  for (const [to, p] of kept.entries()) {
    const line = partner[p] ?? 0;
    found.probes.set(probes.subarray(p * length, (p + 1) * length), to * length);
    found.partners.set(others.subarray(line * length, (line + 1) * length), to * length);
  }
  return found;
}

/** Lines that must have another place: fewer can be lines that training made alike. */
const FEWEST_MOVED = 3;
const LEAST_MOVED = 0.02;

/** Whether enough lines found a place of their own, and some another one, to speak of a new order. */
export function isReordered({ matched, moved, partner }: LineMatches): boolean {
  return (
    matched > 0.9 && moved * matched * partner.length >= Math.max(FEWEST_MOVED, LEAST_MOVED * partner.length)
  );
}

/**
 * Whether the inner products between lines are the same on both sides although the lines are not: a rotation of the
 * other dimension. Compares the off-diagonal entries of the two Gram matrices.
 */
export function sameInnerProducts(a: Float32Array, b: Float32Array, lines: number, length: number): boolean {
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i < lines; i++) {
    for (let j = 0; j < i; j++) {
      let x = 0;
      let y = 0;
      for (let k = 0; k < length; k++) {
        x += (a[i * length + k] ?? 0) * (a[j * length + k] ?? 0);
        y += (b[i * length + k] ?? 0) * (b[j * length + k] ?? 0);
      }
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
  }
  if (aa === 0 || bb === 0) return false;
  return ab / Math.sqrt(aa * bb) > 0.9 && Math.abs(aa / bb - 1) < 0.2;
}
