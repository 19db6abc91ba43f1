import type { Block } from './block.ts';
import { type ElementType, spacing } from './dtype.ts';

/** How the suspect's values were made coarser: by a plain cast, by few levels, or by a grid per group. */
export type Coarsening = 'cast' | 'few-levels' | 'grid';

/** Number of distinct magnitudes, counted up to `most`, where `kept` is not zero: values that were set to zero are no level. */
function distinct(
  values: Float32Array,
  kept: Float32Array,
  from: number,
  to: number,
  most = Infinity,
): number {
  const seen = new Set<number>();
  for (let i = from; i < to && seen.size <= most; i++) if (kept[i] !== 0) seen.add(Math.abs(values[i] ?? 0));
  return seen.size;
}

/** Number of distinct values of a short stretch where `kept` is not zero, sorted in `room`. */
function distinctSigned(
  values: Float32Array,
  kept: Float32Array,
  from: number,
  to: number,
  room: Float32Array,
): number {
  let length = 0;
  for (let i = from; i < to; i++) if (kept[i] !== 0) room[length++] = values[i] ?? 0;
  const sorted = room.subarray(0, length).sort();
  let count = Math.min(1, length);
  for (let i = 1; i < length; i++) if (sorted[i] !== sorted[i - 1]) count++;
  return count;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? 0;
}

/** |d| is at most half a spacing of the suspect's type nearly everywhere: what a cast gives. */
function isCast(block: Block, type: ElementType): boolean {
  let outside = 0;
  for (const [i, y] of block.s.entries()) {
    const d = Math.abs(y - (block.w[i] ?? 0));
    if (d > 0.501 * spacing(type, y)) outside++;
  }
  return outside <= 0.001 * block.s.length;
}

/** Few distinct values where the upstream has many: 4-bit groups, 8-bit integers or 8-bit floats in a wider type. */
function hasFewLevels(block: Block): boolean {
  const { w, s, rows, columns } = block;
  if (columns >= 32) {
    const groupsS: number[] = [];
    const groupsW: number[] = [];
    const room = new Float32Array(32);
    for (let row = 0; row < rows; row += Math.max(1, Math.floor(rows / 16))) {
      for (let at = row * columns; at + 32 <= (row + 1) * columns; at += 32) {
        groupsS.push(distinctSigned(s, s, at, at + 32, room));
        groupsW.push(distinctSigned(w, s, at, at + 32, room));
      }
    }
    const levels = median(groupsS);
    if (levels <= 17 && median(groupsW) >= 1.4 * levels) return true;
  }
  const few = distinct(s, s, 0, s.length, 130);
  if (few <= 130 && distinct(w, s, 0, w.length, 3 * few) >= 3 * few) return true;
  if (columns < 128) return false;
  const ratios: number[] = [];
  for (let row = 0; row < Math.min(rows, 12); row++) {
    const there = distinct(w, s, row * columns, (row + 1) * columns);
    if (there >= 100) ratios.push(distinct(s, s, row * columns, (row + 1) * columns) / there);
  }
  return ratios.length >= 4 && median(ratios) < 0.6;
}

/** |mean exp(2 pi i s / step)| of a group: 1 when all its values lie on a grid of this step. */
function onGrid(values: readonly number[], step: number): number {
  let c = 0;
  let q = 0;
  for (const v of values) {
    const turn = (2 * Math.PI * v) / step;
    c += Math.cos(turn);
    q += Math.sin(turn);
  }
  return Math.hypot(c, q) / values.length;
}

/** Relative offsets around a guessed step: the largest value was itself rounded when it was stored. */
const NEAR = [0, -0.002, 0.002, -0.004, 0.004];

/**
 * Best agreement with a grid. Steps that are tried: the largest value over the usual numbers of levels, and about
 * twice the largest difference; less when a coarse number format adds its own rounding to the differences.
 */
function bestGrid(s: readonly number[], d: readonly number[], fine: boolean): number {
  let widest = 0;
  let largest = 0;
  for (const [i, v] of s.entries()) {
    widest = Math.max(widest, Math.abs(d[i] ?? 0));
    largest = Math.max(largest, Math.abs(v));
  }
  if (widest === 0) return 0;
  // Coarse formats round large values off the grid; the small ones still show it.
  const small = fine ? s : s.filter((v) => Math.abs(v) <= largest / 4);
  const clear = small.length >= 12 ? small : s;
  let best = 0;
  for (const levels of [127, 128, 7, 8, 15, 31]) {
    const step = largest / levels;
    if (step < 1.1 * widest || step > 4 * widest) continue;
    for (const offset of NEAR) best = Math.max(best, onGrid(clear, step * (1 + offset)));
  }
  if (best > 0.8) return best;
  const stride = (0.3 * widest) / Math.max(largest, widest);
  const low = fine || s.length < 64 ? 1 - stride : 0.6;
  const high = 1 + Math.min(0.25, 6 / s.length);
  for (let f = low; f <= high; f += stride) best = Math.max(best, onGrid(s, 2 * widest * f));
  return best;
}

interface Group {
  readonly s: readonly number[];
  readonly d: readonly number[];
}

/** Fewer values than this lie on some grid by chance. */
const FEWEST_IN_GROUP = 12;

function groupsOf(block: Block, size: number, byColumn: boolean): readonly Group[] {
  const { w, s, rows, columns } = block;
  const groups: Group[] = [];
  const lines = byColumn ? columns : rows;
  const length = byColumn ? rows : columns;
  const step = Math.max(1, Math.floor(lines / 24));
  for (let line = 0; line < lines && groups.length < 48; line += step) {
    for (let start = 0; start + size <= length && groups.length < 48; start += Math.max(size, length >> 1)) {
      const values: number[] = [];
      const differences: number[] = [];
      for (let k = start; k < start + size; k++) {
        const i = byColumn ? k * columns + line : line * columns + k;
        // Zero lies on every grid.
        if (s[i] === 0 && w[i] !== 0) continue;
        values.push(s[i] ?? 0);
        differences.push((s[i] ?? 0) - (w[i] ?? 0));
      }
      if (values.length >= FEWEST_IN_GROUP && differences.some((d) => d !== 0))
        groups.push({ s: values, d: differences });
    }
  }
  return groups;
}

/** Each group's differences are bounded as rounding's are, and its values lie on one grid. */
function isGrid(block: Block, fine: boolean): boolean {
  const sizes = [block.columns, 64, 32, 16].filter(
    (size, i, all) => size <= block.columns && all.indexOf(size) === i,
  );
  const tries: (readonly [size: number, byColumn: boolean])[] = sizes.map((size) => [size, false] as const);
  tries.push([block.rows, true]);
  for (const [size, byColumn] of tries) {
    if (size < 16) continue;
    const groups = groupsOf(block, size, byColumn);
    if (groups.length < 8) continue;
    let bounded = 0;
    for (const { d } of groups) {
      let most = 0;
      let squares = 0;
      for (const v of d) {
        most = Math.max(most, Math.abs(v));
        squares += v * v;
      }
      bounded += most / Math.sqrt(squares / d.length);
    }
    if (bounded / groups.length > (size < 32 ? 1.75 : size < 64 ? 1.9 : 2)) continue;
    const agreement =
      groups.reduce((sum, group) => sum + bestGrid(group.s, group.d, fine), 0) / groups.length;
    if (agreement > (size < 32 ? 0.8 : 0.65)) return true;
  }
  return false;
}

/**
 * Rounding each row or group of the upstream to its largest value over the usual numbers of levels, and storing the
 * result, gives the suspect. Says most where the stored format is so coarse that the grid no longer shows.
 */
function isRebuilt(block: Block, type: ElementType): boolean {
  const { w, s, rows, columns } = block;
  const step = Math.max(1, Math.floor(rows / 32));
  for (const size of [columns, 128, 64, 32]) {
    if (size > columns || size < 16) continue;
    for (const levels of [127, 128, 7, 8]) {
      let hits = 0;
      let plain = 0;
      let values = 0;
      for (let row = 0; row < rows; row += step) {
        for (let at = row * columns; at + size <= (row + 1) * columns; at += size) {
          let largest = 0;
          for (let i = at; i < at + size; i++) largest = Math.max(largest, Math.abs(w[i] ?? 0));
          const unit = largest / levels;
          if (unit === 0) continue;
          for (let i = at; i < at + size; i++) {
            const x = w[i] ?? 0;
            const y = s[i] ?? 0;
            const slack = 0.51 * spacing(type, y);
            if (Math.abs(y - Math.round(x / unit) * unit) <= slack) hits++;
            if (Math.abs(y - x) <= slack) plain++;
            values++;
          }
        }
        if (values >= 256 && hits < 0.9 * values) break;
      }
      if (values >= 512 && hits > 0.95 * values && plain < 0.8 * values) return true;
    }
  }
  return false;
}

/** Whether the suspect is the upstream on a coarser grid. `coarser`: the suspect's type has fewer bits. */
export function coarseningOf(block: Block, type: ElementType, coarser: boolean): Coarsening | null {
  if (coarser && type.mantissa !== null && isCast(block, type)) return 'cast';
  if (hasFewLevels(block)) return 'few-levels';
  if (isRebuilt(block, type)) return 'grid';
  return isGrid(block, (type.mantissa ?? 23) > 7) ? 'grid' : null;
}

/** Rounding to levels leaves 1/√12 = 0.29 of their spacing; a search for better scales and clipped ends, some more. */
const LEVEL_ROUNDING = 0.42;
/** Share of values that rounding leaves within three quarters of a spacing. */
const WITHIN = 0.97;

/** Whether the two sides differ by no more than what rounding to these levels gives. */
export function isOnLevels({ w, s }: Block, steps: Float32Array): boolean {
  let within = 0;
  let squares = 0;
  let spacings = 0;
  for (let i = 0; i < s.length; i++) {
    const d = (s[i] ?? 0) - (w[i] ?? 0);
    const step = steps[i] ?? 0;
    if (Math.abs(d) <= 0.75 * step) within++;
    squares += d * d;
    spacings += step * step;
  }
  return within >= WITHIN * s.length && squares <= LEVEL_ROUNDING ** 2 * spacings;
}
