/**
 * Number formats of GGUF that store a block of values together (layouts of ggml-quants and ggml-common, MIT). A row
 * begins with a whole block.
 */
export interface BlockType {
  /** Values and bytes of a block. */
  readonly values: number;
  readonly bytes: number;
  /** Decodes the block at `at`; `steps` receives the spacing of the levels around each value. Null: not decoded here. */
  readonly decode:
    | ((bytes: Uint8Array, at: number, out: Float32Array, to: number, steps: Float32Array | null) => void)
    | null;
}

/** Half precision at `at`, little endian. */
function half(bytes: Uint8Array, at: number): number {
  const code = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const sign = code & 0x8000 ? -1 : 1;
  const exponent = (code >> 10) & 31;
  const mantissa = code & 1023;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1024 + mantissa) * 2 ** (exponent - 25);
}

function single(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getFloat32(0, true);
}

const signed = (byte: number | undefined): number => ((byte ?? 0) << 24) >> 24;

type Decode = NonNullable<BlockType['decode']>;

/** 32 values of four or five bits: the low halves of 16 bytes, then the high ones. */
function nibbles(bits: 4 | 5, hasLeast: boolean): Decode {
  return (bytes, at, out, to, steps) => {
    const d = half(bytes, at);
    const least = hasLeast ? half(bytes, at + 2) : -d * (bits === 4 ? 8 : 16);
    const high = at + (hasLeast ? 4 : 2);
    const low = high + (bits === 5 ? 4 : 0);
    for (let j = 0; j < 16; j++) {
      const byte = bytes[low + j] ?? 0;
      const bit = (k: number): number =>
        bits === 5 ? (((bytes[high + (k >> 3)] ?? 0) >> (k & 7)) & 1) << 4 : 0;
      out[to + j] = d * ((byte & 15) | bit(j)) + least;
      out[to + 16 + j] = d * ((byte >> 4) | bit(j + 16)) + least;
    }
    steps?.fill(Math.abs(d), to, to + 32);
  };
}

function eight(head: number): Decode {
  return (bytes, at, out, to, steps) => {
    const d = half(bytes, at);
    for (let j = 0; j < 32; j++) out[to + j] = d * signed(bytes[at + head + j]);
    steps?.fill(Math.abs(d), to, to + 32);
  };
}

const decodeQ8K: Decode = (bytes, at, out, to, steps) => {
  const d = single(bytes, at);
  for (let j = 0; j < 256; j++) out[to + j] = d * signed(bytes[at + 4 + j]);
  steps?.fill(Math.abs(d), to, to + 256);
};

const decodeQ2K: Decode = (bytes, at, out, to, steps) => {
  const d = half(bytes, at + 80);
  const least = half(bytes, at + 82);
  for (let part = 0; part < 16; part++) {
    const scale = bytes[at + part] ?? 0;
    const step = d * (scale & 15);
    const shift = ((part >> 1) & 3) * 2;
    const from = at + 16 + (part >> 3) * 32 + (part & 1) * 16;
    for (let l = 0; l < 16; l++)
      out[to + part * 16 + l] = step * (((bytes[from + l] ?? 0) >> shift) & 3) - least * (scale >> 4);
    steps?.fill(Math.abs(step), to + part * 16, to + part * 16 + 16);
  }
};

/** Sixteen six-bit scales of Q3_K: low four bits, then two high bits each. */
function scaleQ3K(bytes: Uint8Array, at: number, part: number): number {
  const low = part < 8 ? (bytes[at + part] ?? 0) & 15 : (bytes[at + part - 8] ?? 0) >> 4;
  const high = ((bytes[at + 8 + (part & 3)] ?? 0) >> (2 * (part >> 2))) & 3;
  return (low | (high << 4)) - 32;
}

const decodeQ3K: Decode = (bytes, at, out, to, steps) => {
  const d = half(bytes, at + 108);
  for (let part = 0; part < 16; part++) {
    const step = d * scaleQ3K(bytes, at + 96, part);
    const group = part >> 1;
    const offset = (part & 1) * 16;
    for (let l = 0; l < 16; l++) {
      const low = ((bytes[at + 32 + (group >> 2) * 32 + offset + l] ?? 0) >> ((group & 3) * 2)) & 3;
      const high = ((bytes[at + offset + l] ?? 0) >> group) & 1 ? 0 : 4;
      out[to + part * 16 + l] = step * (low - high);
    }
    steps?.fill(Math.abs(step), to + part * 16, to + part * 16 + 16);
  }
};

/** Scale and least value of part `j` of Q4_K and Q5_K, six bits each. */
function scaleAndLeast(bytes: Uint8Array, at: number, j: number): readonly [number, number] {
  const q = (k: number): number => bytes[at + k] ?? 0;
  if (j < 4) return [q(j) & 63, q(j + 4) & 63];
  return [(q(j + 4) & 15) | ((q(j - 4) >> 6) << 4), (q(j + 4) >> 4) | ((q(j) >> 6) << 4)];
}

function fourOrFiveK(bits: 4 | 5): Decode {
  return (bytes, at, out, to, steps) => {
    const d = half(bytes, at);
    const least = half(bytes, at + 2);
    const low = at + 16 + (bits === 5 ? 32 : 0);
    for (let part = 0; part < 8; part++) {
      const [scale, m] = scaleAndLeast(bytes, at + 4, part);
      const step = d * scale;
      for (let l = 0; l < 32; l++) {
        const byte = bytes[low + (part >> 1) * 32 + l] ?? 0;
        const fifth = bits === 5 ? (((bytes[at + 16 + l] ?? 0) >> part) & 1) << 4 : 0;
        out[to + part * 32 + l] = step * (((part & 1) === 0 ? byte & 15 : byte >> 4) | fifth) - least * m;
      }
      steps?.fill(Math.abs(step), to + part * 32, to + part * 32 + 32);
    }
  };
}

const decodeQ6K: Decode = (bytes, at, out, to, steps) => {
  const d = half(bytes, at + 208);
  for (let part = 0; part < 16; part++) {
    const step = d * signed(bytes[at + 192 + part]);
    // Values go in lines of 32: four lines share the bytes of one half.
    const [halfway, line, offset] = [part >> 3, (part >> 1) & 3, (part & 1) * 16];
    for (let l = offset; l < offset + 16; l++) {
      const byte = bytes[at + halfway * 64 + (line & 1) * 32 + l] ?? 0;
      const high = ((bytes[at + 128 + halfway * 32 + l] ?? 0) >> (line * 2)) & 3;
      const q = ((line < 2 ? byte & 15 : byte >> 4) | (high << 4)) - 32;
      out[to + halfway * 128 + line * 32 + l] = step * q;
    }
    const from = to + halfway * 128 + line * 32 + offset;
    steps?.fill(Math.abs(step), from, from + 16);
  }
};

const IQ4 = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];
/** Mean spacing of the levels above. */
const IQ4_STEP = 16;
const FP4 = [0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12];

function levels(
  bytes: Uint8Array,
  from: number,
  out: Float32Array,
  to: number,
  scale: number,
  table: readonly number[],
): void {
  for (let j = 0; j < 16; j++) {
    const byte = bytes[from + j] ?? 0;
    out[to + j] = scale * (table[byte & 15] ?? 0);
    out[to + 16 + j] = scale * (table[byte >> 4] ?? 0);
  }
}

const decodeIQ4NL: Decode = (bytes, at, out, to, steps) => {
  const d = half(bytes, at);
  levels(bytes, at + 2, out, to, d, IQ4);
  steps?.fill(Math.abs(d) * IQ4_STEP, to, to + 32);
};

const decodeIQ4XS: Decode = (bytes, at, out, to, steps) => {
  const d = half(bytes, at);
  const high = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
  for (let part = 0; part < 8; part++) {
    const low = ((bytes[at + 4 + (part >> 1)] ?? 0) >> (4 * (part & 1))) & 15;
    const scale = d * ((low | (((high >> (2 * part)) & 3) << 4)) - 32);
    levels(bytes, at + 8 + part * 16, out, to + part * 32, scale, IQ4);
    steps?.fill(Math.abs(scale) * IQ4_STEP, to + part * 32, to + part * 32 + 32);
  }
};

const decodeMXFP4: Decode = (bytes, at, out, to, steps) => {
  const d = 2 ** ((bytes[at] ?? 0) - 128);
  levels(bytes, at + 1, out, to, d, FP4);
  // Levels lie one to four apart, the further from zero the wider.
  for (let i = 0; i < 32 && steps !== null; i++) {
    const size = Math.abs(out[to + i] ?? 0) / d;
    steps[to + i] = d * (size <= 4 ? 1.5 : size <= 8 ? 3 : 4);
  }
};

const decodeTQ2: Decode = (bytes, at, out, to, steps) => {
  const d = half(bytes, at + 64);
  for (let i = 0; i < 256; i++) {
    const [block, line, m] = [i >> 7, (i >> 5) & 3, i & 31];
    out[to + i] = d * ((((bytes[at + block * 32 + m] ?? 0) >> (2 * line)) & 3) - 1);
  }
  steps?.fill(Math.abs(d), to, to + 256);
};

/** Five digits of base three in a byte, most significant first, as a fraction of 256. */
const decodeTQ1: Decode = (bytes, at, out, to, steps) => {
  const d = half(bytes, at + 52);
  let i = to;
  const digits = (from: number, width: number, count: number): void => {
    for (let n = 0, power = 1; n < count; n++, power *= 3)
      for (let m = 0; m < width; m++) {
        const q = ((bytes[from + m] ?? 0) * power) & 255;
        out[i++] = d * (((q * 3) >> 8) - 1);
      }
  };
  digits(at, 32, 5);
  digits(at + 32, 16, 5);
  digits(at + 48, 4, 4);
  steps?.fill(Math.abs(d), to, to + 256);
};

const block = (values: number, bytes: number, decode: BlockType['decode']): BlockType => ({
  values,
  bytes,
  decode,
});

export const BLOCK_TYPES: ReadonlyMap<string, BlockType> = new Map(
  Object.entries({
    Q4_0: block(32, 18, nibbles(4, false)),
    Q4_1: block(32, 20, nibbles(4, true)),
    Q5_0: block(32, 22, nibbles(5, false)),
    Q5_1: block(32, 24, nibbles(5, true)),
    Q8_0: block(32, 34, eight(2)),
    Q8_1: block(32, 36, eight(4)),
    Q2_K: block(256, 84, decodeQ2K),
    Q3_K: block(256, 110, decodeQ3K),
    Q4_K: block(256, 144, fourOrFiveK(4)),
    Q5_K: block(256, 176, fourOrFiveK(5)),
    Q6_K: block(256, 210, decodeQ6K),
    Q8_K: block(256, 292, decodeQ8K),
    IQ4_NL: block(32, 18, decodeIQ4NL),
    IQ4_XS: block(256, 136, decodeIQ4XS),
    TQ1_0: block(256, 54, decodeTQ1),
    TQ2_0: block(256, 66, decodeTQ2),
    MXFP4: block(32, 17, decodeMXFP4),
    // Their values stand in codebooks of the library, which are not carried here: known by layout only.
    IQ2_XXS: block(256, 66, null),
    IQ2_XS: block(256, 74, null),
    IQ2_S: block(256, 82, null),
    IQ3_XXS: block(256, 98, null),
    IQ3_S: block(256, 110, null),
    IQ1_S: block(256, 50, null),
    IQ1_M: block(256, 56, null),
  }),
);
