import { BLOCK_TYPES, type BlockType } from './formats/block-types.ts';

/** Element types of safetensors and GGUF: bytes per value, the kernel's format number, and precision. */
export interface ElementType {
  /** A fraction where values are stored in blocks: whole again for whole blocks. */
  readonly bytes: number;
  /** Values that are stored together; decoded before the kernel sees them. */
  readonly block?: BlockType;
  /** Number that the kernel knows the format by. */
  readonly format: number;
  /** Explicit mantissa bits; null for whole numbers. */
  readonly mantissa: number | null;
  /** Exponent of the smallest normal number; below it the spacing is constant. */
  readonly leastExponent: number;
}

const FORMAT = { f32: 0, bf16: 1, f16: 2, byte: 3, i16: 4, u16: 5, i32: 6, u32: 7, f64: 8, i64: 9 };

const TYPES: ReadonlyMap<string, ElementType> = new Map(
  Object.entries({
    F64: { bytes: 8, format: FORMAT.f64, mantissa: 23, leastExponent: -126 },
    F32: { bytes: 4, format: FORMAT.f32, mantissa: 23, leastExponent: -126 },
    BF16: { bytes: 2, format: FORMAT.bf16, mantissa: 7, leastExponent: -126 },
    F16: { bytes: 2, format: FORMAT.f16, mantissa: 10, leastExponent: -14 },
    F8_E4M3: { bytes: 1, format: FORMAT.byte, mantissa: 3, leastExponent: -6 },
    F8_E5M2: { bytes: 1, format: FORMAT.byte, mantissa: 2, leastExponent: -14 },
    I64: { bytes: 8, format: FORMAT.i64, mantissa: null, leastExponent: 0 },
    I32: { bytes: 4, format: FORMAT.i32, mantissa: null, leastExponent: 0 },
    U32: { bytes: 4, format: FORMAT.u32, mantissa: null, leastExponent: 0 },
    I16: { bytes: 2, format: FORMAT.i16, mantissa: null, leastExponent: 0 },
    U16: { bytes: 2, format: FORMAT.u16, mantissa: null, leastExponent: 0 },
    I8: { bytes: 1, format: FORMAT.byte, mantissa: null, leastExponent: 0 },
    U8: { bytes: 1, format: FORMAT.byte, mantissa: null, leastExponent: 0 },
    BOOL: { bytes: 1, format: FORMAT.byte, mantissa: null, leastExponent: 0 },
  }),
);

const BLOCKS: ReadonlyMap<string, ElementType> = new Map(
  [...BLOCK_TYPES].flatMap(([name, block]): [string, ElementType][] =>
    block.decode === null
      ? []
      : [
          [
            name,
            {
              bytes: block.bytes / block.values,
              block,
              format: FORMAT.f32,
              mantissa: 23,
              leastExponent: -126,
            },
          ],
        ],
  ),
);

export function elementType(dtype: string): ElementType | undefined {
  return TYPES.get(dtype) ?? BLOCKS.get(dtype);
}

/** A minifloat of 1 sign, `exponentBits` and `mantissaBits` bits (OCP 8-bit floating point, section 5). */
function minifloat(code: number, exponentBits: number, mantissaBits: number, ieee: boolean): number {
  const bias = 2 ** (exponentBits - 1) - 1;
  const sign = code & 0x80 ? -1 : 1;
  const exponent = (code & 0x7f) >> mantissaBits;
  const mantissa = code & (2 ** mantissaBits - 1);
  if (ieee && exponent === 2 ** exponentBits - 1) return mantissa === 0 ? sign * Infinity : NaN;
  if (!ieee && (code & 0x7f) === 0x7f) return NaN;
  const scale = 2 ** -mantissaBits;
  if (exponent === 0) return sign * mantissa * scale * 2 ** (1 - bias);
  return sign * (1 + mantissa * scale) * 2 ** (exponent - bias);
}

/** The 256 values of a one-byte type, by code. */
export function byteTable(dtype: string): Float32Array {
  const value = (code: number): number => {
    if (dtype === 'F8_E4M3') return minifloat(code, 4, 3, false);
    if (dtype === 'F8_E5M2') return minifloat(code, 5, 2, true);
    if (dtype === 'I8') return code < 128 ? code : code - 256;
    return code;
  };
  return Float32Array.from({ length: 256 }, (_, code) => value(code));
}

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** Spacing of the numbers of a type around `value` (one unit in the last place). */
export function spacing(type: ElementType, value: number): number {
  if (type.mantissa === null) return 1;
  float[0] = value;
  const biased = ((bits[0] ?? 0) >>> 23) & 0xff;
  const least = type.leastExponent + 127;
  const result = Math.max(biased, least) - type.mantissa;
  // Below the smallest normal f32 a power of two has no exponent bits to put it in.
  if (result <= 0) return 2 ** (result - 127);
  bits[0] = result << 23;
  return float[0] ?? 0;
}
