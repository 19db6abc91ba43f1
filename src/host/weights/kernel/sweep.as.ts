// One pass over two tensors, in AssemblyScript with 128-bit SIMD. Built by scripts/build-weights-kernel.mjs.
// Sums are taken in single precision over at most 4096 values and then added to double precision.

/** Element formats, as in src/artefacts/weights/dtype.ts. */
const F32 = 0;
const BF16 = 1;
const F16 = 2;
const BYTE = 3;
const I16 = 4;
const U16 = 5;
const I32 = 6;
const U32 = 7;
const F64 = 8;
const I64 = 9;

/** Values per block. */
const BLOCK: i32 = 4096;

const SUMS: usize = memory.data(32 * 8, 16);
const HISTOGRAM: usize = memory.data(4096 * 4, 16);
const TABLE_W: usize = memory.data(256 * 4, 16);
const TABLE_S: usize = memory.data(256 * 4, 16);
const BUFFER_W: usize = memory.data(4096 * 4 + 64, 16);
const BUFFER_S: usize = memory.data(4096 * 4 + 64, 16);
const SCRATCH_W: usize = memory.data(32, 16);
const SCRATCH_S: usize = memory.data(32, 16);

/** Sum of squared differences of the row that is under way. */
let rowSquares: f64 = 0;

export function sums(): usize { return SUMS; }
export function histogram(): usize { return HISTOGRAM; }
export function tableW(): usize { return TABLE_W; }
export function tableS(): usize { return TABLE_S; }
export function heap(): usize { return (__heap_base + 63) & ~63; }

export function reset(): void {
  memory.fill(SUMS, 0, 32 * 8);
  memory.fill(HISTOGRAM, 0, 4096 * 4);
  rowSquares = 0;
}

// @ts-ignore: decorator
@inline
function add(slot: i32, value: f64): void {
  const at = SUMS + (<usize>slot << 3);
  store<f64>(at, load<f64>(at) + value);
}

// @ts-ignore: decorator
@inline
function total(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) +
    (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  );
}

// @ts-ignore: decorator
@inline
function widenF16(h: v128): v128 {
  const magnitude = i32x4.shl(v128.and(h, i32x4.splat(0x7fff)), 13);
  const sign = i32x4.shl(v128.and(h, i32x4.splat(0x8000)), 16);
  // 2^112 moves the exponent from bias 15 to bias 127 and is exact for subnormal halves too.
  const value = f32x4.mul(magnitude, f32x4.splat(5192296858534827628530496329220096.0));
  const special = v128.and(i32x4.gt_s(magnitude, i32x4.splat(0x0f7fffff)), i32x4.splat(0x7f800000));
  return v128.or(v128.or(value, special), sign);
}

// @ts-ignore: decorator
@inline
function four(format: i32, at: usize): v128 {
  if (format == BF16) return i32x4.shl(v128.load_ext<u16>(at), 16);
  if (format == F16) return widenF16(v128.load_ext<u16>(at));
  return v128.load(at);
}

// @ts-ignore: decorator
@inline
function width(format: i32): i32 {
  if (format == BF16 || format == F16) return 2;
  return 4;
}

/** Sums over `rows` rows of `columns` values (a multiple of four; `padding` of them per row are zeros). */
// @ts-ignore: decorator
@inline
function accumulate(format: i32, w: usize, s: usize, rows: i32, columns: i32, endsRow: bool, real: i32): void {
  let d1 = f32x4.splat(0), d2 = f32x4.splat(0), d3 = f32x4.splat(0), d4 = f32x4.splat(0);
  let w1 = f32x4.splat(0), w2 = f32x4.splat(0), dw = f32x4.splat(0), most = f32x4.splat(0);
  let equal = i32x4.splat(0);
  const step = 4 * width(format);
  let at: usize = 0;
  for (let row = 0; row < rows; row++) {
    let squares = f32x4.splat(0);
    for (let column = 0; column < columns; column += 4) {
      const x = four(format, w + at);
      const y = four(format, s + at);
      at += step;
      const d = f32x4.sub(y, x);
      const dd = f32x4.mul(d, d);
      squares = f32x4.add(squares, dd);
      d1 = f32x4.add(d1, d);
      d3 = f32x4.add(d3, f32x4.mul(dd, d));
      d4 = f32x4.add(d4, f32x4.mul(dd, dd));
      w1 = f32x4.add(w1, x);
      w2 = f32x4.add(w2, f32x4.mul(x, x));
      dw = f32x4.add(dw, f32x4.mul(d, x));
      most = f32x4.pmax(most, f32x4.abs(d));
      equal = i32x4.sub(equal, f32x4.eq(x, y));
    }
    const rowTotal = total(squares);
    rowSquares += rowTotal;
    add(2, rowTotal);
    if (endsRow) {
      const mean = rowSquares / <f64>real;
      add(17, 1);
      add(18, mean);
      add(19, mean * mean);
      rowSquares = 0;
    }
  }
  add(1, total(d1));
  add(3, total(d3));
  add(4, total(d4));
  add(5, total(w1));
  add(6, total(w2));
  add(7, total(dw));
  let m = max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1));
  m = max(m, max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
  if (<f64>m > load<f64>(SUMS + 64)) store<f64>(SUMS + 64, <f64>m);
  add(
    9,
    <f64>(i32x4.extract_lane(equal, 0) + i32x4.extract_lane(equal, 1) +
      i32x4.extract_lane(equal, 2) + i32x4.extract_lane(equal, 3)),
  );
}

// @ts-ignore: decorator
@inline
function count(bits: u32): void {
  const at = HISTOGRAM + ((bits >> 20) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Histogram and absolute values of every `stride`-th group of four. */
// @ts-ignore: decorator
@inline
function detail(format: i32, w: usize, s: usize, values: i32, stride: i32): void {
  let d1 = f32x4.splat(0), w1 = f32x4.splat(0), dw = f32x4.splat(0);
  let d2 = f32x4.splat(0), w2 = f32x4.splat(0);
  let zeroed = i32x4.splat(0);
  let seen = 0;
  const zero = f32x4.splat(0);
  const step = 4 * width(format) * stride;
  let at: usize = 0;
  for (let i = 0; i < values; i += 4 * stride) {
    const x = four(format, w + at);
    const y = four(format, s + at);
    at += step;
    seen += 4;
    const d = f32x4.sub(y, x);
    const p = f32x4.abs(d);
    const q = f32x4.abs(x);
    d1 = f32x4.add(d1, p);
    w1 = f32x4.add(w1, q);
    dw = f32x4.add(dw, f32x4.mul(p, q));
    d2 = f32x4.add(d2, f32x4.mul(p, p));
    w2 = f32x4.add(w2, f32x4.mul(q, q));
    zeroed = i32x4.sub(zeroed, v128.andnot(f32x4.eq(y, zero), f32x4.eq(x, zero)));
    count(i32x4.extract_lane(d, 0));
    count(i32x4.extract_lane(d, 1));
    count(i32x4.extract_lane(d, 2));
    count(i32x4.extract_lane(d, 3));
  }
  add(11, <f64>seen);
  add(12, total(d1));
  add(13, total(w1));
  add(14, total(dw));
  add(15, total(d2));
  add(16, total(w2));
  add(
    10,
    <f64>(i32x4.extract_lane(zeroed, 0) + i32x4.extract_lane(zeroed, 1) +
      i32x4.extract_lane(zeroed, 2) + i32x4.extract_lane(zeroed, 3)),
  );
}

/** Counts values that are not finite; called only when a sum has become NaN or infinite. */
function countNotFinite(slot: i32, buffer: usize, values: i32): void {
  let n = 0;
  for (let i = 0; i < values; i++) {
    const v = load<f32>(buffer + (<usize>i << 2));
    if (!(abs<f32>(v) < Infinity)) n++;
  }
  add(slot, <f64>n);
}

/** Widens `values` values at `from` to f32 at `to`. */
export function widen(format: i32, table: usize, from: usize, to: usize, values: i32): void {
  if (format == F32) {
    memory.copy(to, from, <usize>values << 2);
    return;
  }
  let i = 0;
  if (format == BF16) {
    for (; i + 4 <= values; i += 4) v128.store(to + (<usize>i << 2), four(BF16, from + (<usize>i << 1)));
    for (; i < values; i++) store<u32>(to + (<usize>i << 2), <u32>load<u16>(from + (<usize>i << 1)) << 16);
  } else if (format == F16) {
    for (; i + 4 <= values; i += 4) v128.store(to + (<usize>i << 2), four(F16, from + (<usize>i << 1)));
    for (; i < values; i++) {
      store<f32>(to + (<usize>i << 2), f32x4.extract_lane(widenF16(i32x4.splat(load<u16>(from + (<usize>i << 1)))), 0));
    }
  } else if (format == BYTE) {
    for (; i < values; i++) {
      store<u32>(to + (<usize>i << 2), load<u32>(table + (<usize>load<u8>(from + i) << 2)));
    }
  } else if (format == I16) {
    for (; i < values; i++) store<f32>(to + (<usize>i << 2), <f32>load<i16>(from + (<usize>i << 1)));
  } else if (format == U16) {
    for (; i < values; i++) store<f32>(to + (<usize>i << 2), <f32>load<u16>(from + (<usize>i << 1)));
  } else if (format == I32) {
    for (; i < values; i++) store<f32>(to + (<usize>i << 2), <f32>load<i32>(from + (<usize>i << 2)));
  } else if (format == U32) {
    for (; i < values; i++) store<f32>(to + (<usize>i << 2), <f32>load<u32>(from + (<usize>i << 2)));
  } else if (format == F64) {
    for (; i < values; i++) store<f32>(to + (<usize>i << 2), <f32>load<f64>(from + (<usize>i << 3)));
  } else if (format == I64) {
    for (; i < values; i++) store<f32>(to + (<usize>i << 2), <f32>load<i64>(from + (<usize>i << 3)));
  }
}

// @ts-ignore: decorator
@inline
function bytes(format: i32): i32 {
  if (format == BYTE) return 1;
  if (format == F64 || format == I64) return 8;
  if (format == F32 || format == I32 || format == U32) return 4;
  return 2;
}

function block(formatW: i32, w: usize, formatS: i32, s: usize, rows: i32, columns: i32, endsRow: bool, real: i32, stride: i32): void {
  const squaresBefore = load<f64>(SUMS + 16);
  const weightsBefore = load<f64>(SUMS + 48);
  const direct = (columns & 3) == 0 && formatW == formatS;
  const values = rows * columns;
  add(0, <f64>values);
  if (direct && formatW == BF16) {
    accumulate(BF16, w, s, rows, columns, endsRow, real);
    detail(BF16, w, s, values, stride);
  } else if (direct && formatW == F16) {
    accumulate(F16, w, s, rows, columns, endsRow, real);
    detail(F16, w, s, values, stride);
  } else {
    const padded = (columns + 3) & ~3;
    if (padded == columns) {
      widen(formatW, TABLE_W, w, BUFFER_W, values);
      widen(formatS, TABLE_S, s, BUFFER_S, values);
    } else {
      const extra = padded - columns;
      for (let row = 0; row < rows; row++) {
        const to = <usize>(row * padded) << 2;
        widen(formatW, TABLE_W, w + <usize>(row * columns * bytes(formatW)), BUFFER_W + to, columns);
        widen(formatS, TABLE_S, s + <usize>(row * columns * bytes(formatS)), BUFFER_S + to, columns);
        memory.fill(BUFFER_W + to + (<usize>columns << 2), 0, <usize>extra << 2);
        memory.fill(BUFFER_S + to + (<usize>columns << 2), 0, <usize>extra << 2);
      }
    }
    accumulate(F32, BUFFER_W, BUFFER_S, rows, padded, endsRow, real);
    detail(F32, BUFFER_W, BUFFER_S, rows * padded, stride);
    // Padding counts as equal values and as zeros in the histogram: take it out again.
    const zeros = rows * (padded - columns);
    add(9, -<f64>zeros);
    if (stride == 1) {
      add(11, -<f64>zeros);
      store<u32>(HISTOGRAM, load<u32>(HISTOGRAM) - <u32>zeros);
    }
  }
  const finite = load<f64>(SUMS + 16) - squaresBefore + (load<f64>(SUMS + 48) - weightsBefore);
  if (!(abs<f64>(finite) < Infinity)) {
    for (let at = 0; at < values; at += BLOCK) {
      const n = min(BLOCK, values - at);
      widen(formatW, TABLE_W, w + <usize>(at * bytes(formatW)), BUFFER_W, n);
      widen(formatS, TABLE_S, s + <usize>(at * bytes(formatS)), BUFFER_S, n);
      countNotFinite(20, BUFFER_W, n);
      countNotFinite(21, BUFFER_S, n);
    }
    // A NaN would hide every later block that is not finite.
    for (let slot = 1; slot < 20; slot++) {
      if (!(abs<f64>(load<f64>(SUMS + (<usize>slot << 3))) < Infinity)) store<f64>(SUMS + (<usize>slot << 3), 0);
    }
    rowSquares = 0;
  }
}

/** Adds `rows` whole rows of `columns` values to the sums. Details come from every `stride`-th group of four. */
export function sweep(formatW: i32, w: usize, formatS: i32, s: usize, rows: i32, columns: i32, stride: i32): void {
  const widthW = bytes(formatW);
  const widthS = bytes(formatS);
  const padded = (columns + 3) & ~3;
  if (padded <= BLOCK) {
    const together = BLOCK / padded;
    for (let row = 0; row < rows; row += together) {
      const n = min(together, rows - row);
      const at = row * columns;
      block(formatW, w + <usize>(at * widthW), formatS, s + <usize>(at * widthS), n, columns, true, columns, stride);
    }
    return;
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column += BLOCK) {
      const n = min(BLOCK, columns - column);
      const at = row * columns + column;
      block(formatW, w + <usize>(at * widthW), formatS, s + <usize>(at * widthS), 1, n, column + n == columns, columns, stride);
    }
  }
}

/** Writes the transpose of `rows` x `columns` elements of `size` bytes at `from` to `to`. */
export function transpose(size: i32, from: usize, to: usize, rows: i32, columns: i32): void {
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const a = from + <usize>((row * columns + column) * size);
      const b = to + <usize>((column * rows + row) * size);
      if (size == 2) store<u16>(b, load<u16>(a));
      else if (size == 4) store<u32>(b, load<u32>(a));
      else if (size == 1) store<u8>(b, load<u8>(a));
      else store<u64>(b, load<u64>(a));
    }
  }
}
