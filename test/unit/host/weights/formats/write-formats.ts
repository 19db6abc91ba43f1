import { strToU8, zipSync } from 'fflate';
import { encode, type Matrix, type Model } from '../made-up-checkpoint.ts';
import { op, tupleOf } from './write-pickle.ts';

const STORAGES: Readonly<Record<string, string>> = {
  F32: 'FloatStorage',
  F16: 'HalfStorage',
  BF16: 'BFloat16Storage',
};

function stridesOf(shape: readonly number[]): readonly number[] {
  return shape.map((_, i) => shape.slice(i + 1).reduce((product, side) => product * side, 1));
}

/** The pickle of a state dict; the values stand elsewhere. */
function statePickle(model: Model, dtype: string, isTurned: boolean): Buffer {
  const entries = [...model].map(([name, { shape, values }], key) => {
    const storage = tupleOf(
      op.text('storage'),
      op.global('torch', STORAGES[dtype] ?? ''),
      op.text(String(key)),
      op.text('cpu'),
      op.int(values.length),
    );
    const turned = isTurned && shape.length === 2;
    const sides = turned ? [...shape].reverse() : shape;
    const steps = turned ? [...stridesOf(shape)].reverse() : stridesOf(shape);
    const args = tupleOf(
      Buffer.concat([storage, op.persistent]),
      op.int(0),
      tupleOf(...sides.map(op.int)),
      tupleOf(...steps.map(op.int)),
      op.false,
      Buffer.concat([op.global('collections', 'OrderedDict'), op.emptyTuple, op.reduce]),
    );
    return Buffer.concat([op.text(name), op.global('torch._utils', '_rebuild_tensor_v2'), args, op.reduce]);
  });
  return Buffer.concat([
    op.proto,
    op.global('collections', 'OrderedDict'),
    op.emptyTuple,
    op.reduce,
    op.mark,
    ...entries,
    op.setItems,
    op.stop,
  ]);
}

/** A checkpoint as torch.save writes it since 1.6. `turned`: matrices are transposed views. */
export function torchZip(
  model: Model,
  dtype: string,
  turned = false,
  more: { readonly files?: Readonly<Record<string, Uint8Array>>; readonly trailing?: Buffer } = {},
): Uint8Array {
  const files: Record<string, Uint8Array> = {
    'archive/data.pkl': Buffer.concat([statePickle(model, dtype, turned), more.trailing ?? Buffer.alloc(0)]),
    'archive/byteorder': strToU8('little'),
    ...more.files,
  };
  for (const [key, { values }] of [...model.values()].entries())
    files[`archive/data/${key}`] = encode(values, dtype);
  return zipSync(files, { level: 0 });
}

/** A checkpoint as torch.save wrote it before 1.6. */
export function torchLegacy(model: Model, dtype: string): Buffer {
  const small = (body: Buffer): Buffer => Buffer.concat([op.proto, body, op.stop]);
  const keys = Buffer.concat([
    op.emptyList,
    op.mark,
    ...[...model.keys()].map((_, key) => op.text(String(key))),
    op.appends,
  ]);
  const storages = [...model.values()].map(({ values }) => {
    const count = Buffer.alloc(8);
    count.writeBigInt64LE(BigInt(values.length));
    return Buffer.concat([count, encode(values, dtype)]);
  });
  return Buffer.concat([
    small(op.long(0x1950a86a20f9469cfc6cn)),
    small(op.int(1001)),
    small(op.emptyDict),
    statePickle(model, dtype, false),
    small(keys),
    ...storages,
  ]);
}

/** A zip container of arrays as NumPy and MLX write it. */
export function npz(model: Model, dtype: 'F32' | 'F16'): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, { shape, values }] of model) {
    const sides = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
    let header = `{'descr': '${dtype === 'F32' ? '<f4' : '<f2'}', 'fortran_order': False, 'shape': ${sides}, }`;
    header += `${' '.repeat(63 - ((10 + header.length) % 64))}\n`;
    const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 0, 0]);
    head.writeUInt16LE(header.length, 8);
    files[`${name}.npy`] = Buffer.concat([head, Buffer.from(header), encode(values, dtype)]);
  }
  return zipSync(files, { level: 0 });
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
const field = (number: number, body: Uint8Array): Buffer =>
  Buffer.concat([varint(number * 8 + 2), varint(body.length), body]);

/** A model with initializers and no nodes. */
export function onnx(model: Model, dtype: 'F32' | 'F16'): Buffer {
  const tensors = [...model].map(([name, { shape, values }]) =>
    field(
      5,
      Buffer.concat([
        ...shape.map((side) => Buffer.concat([varint(8), varint(side)])),
        Buffer.concat([varint(16), varint(dtype === 'F32' ? 1 : 10)]),
        field(8, Buffer.from(name)),
        field(9, encode(values, dtype)),
      ]),
    ),
  );
  return Buffer.concat([varint(8), varint(9), field(7, Buffer.concat(tensors))]);
}

/** How one block of a quantised format is written, for tests. */
export interface BlockWriter {
  readonly type: number;
  readonly values: number;
  readonly write: (values: Float32Array) => Buffer;
}

const half = (value: number): Buffer => encode(Float32Array.of(value), 'F16');

/** Scales by the largest value, as the plain quantisers of ggml do. */
export const Q8_0: BlockWriter = {
  type: 8,
  values: 32,
  write: (values) => {
    const d = Math.max(...values.map(Math.abs)) / 127;
    return Buffer.concat([
      half(d),
      Buffer.from(Int8Array.from(values, (x) => (d === 0 ? 0 : Math.round(x / d))).buffer),
    ]);
  },
};

export const Q4_0: BlockWriter = {
  type: 2,
  values: 32,
  write: (values) => {
    const widest = values.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
    const d = widest / -8;
    const code = (x: number): number => (d === 0 ? 8 : Math.min(15, Math.max(0, Math.floor(x / d + 8.5))));
    return Buffer.concat([
      half(d),
      Buffer.from(
        Array.from({ length: 16 }, (_, j) => code(values[j] ?? 0) | (code(values[j + 16] ?? 0) << 4)),
      ),
    ]);
  },
};

export const Q6_K: BlockWriter = {
  type: 14,
  values: 256,
  write: (values) => {
    const parts = Array.from({ length: 16 }, (_, i) => values.subarray(i * 16, i * 16 + 16));
    const most = parts.map((part) => Math.max(...part.map(Math.abs)) / 31);
    const d = Math.max(...most) / 127;
    const scales = most.map((one) => (d === 0 ? 0 : Math.round(one / d)));
    const q = Array.from(values, (x, i) => {
      const step = d * (scales[i >> 4] ?? 0);
      return (step === 0 ? 0 : Math.min(31, Math.max(-32, Math.round(x / step)))) + 32;
    });
    const low = Buffer.alloc(128);
    const high = Buffer.alloc(64);
    for (let i = 0; i < 256; i++) {
      const [part, line, l] = [i >> 7, (i >> 5) & 3, i & 31];
      const at = part * 64 + (line & 1) * 32 + l;
      low[at] = (low[at] ?? 0) | (((q[i] ?? 0) & 15) << (line < 2 ? 0 : 4));
      const up = part * 32 + l;
      high[up] = (high[up] ?? 0) | (((q[i] ?? 0) >> 4) << (2 * line));
    }
    return Buffer.concat([low, high, Buffer.from(Int8Array.from(scales).buffer), half(d)]);
  },
};

function quantised({ values }: Matrix, writer: BlockWriter): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < values.length; at += writer.values)
    blocks.push(writer.write(values.subarray(at, at + writer.values)));
  return Buffer.concat(blocks);
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

/** Version 3. Matrices go through `writer` where their rows are whole blocks; all else is `dtype`. */
export function gguf(
  model: Model,
  dtype: 'F32' | 'F16',
  options: { readonly writer?: BlockWriter; readonly facts?: Readonly<Record<string, string | number>> } = {},
): Buffer {
  const facts = Object.entries(options.facts ?? {}).map(([key, value]) =>
    typeof value === 'string'
      ? Buffer.concat([text(key), u32(8), text(value)])
      : Buffer.concat([text(key), u32(4), u32(value)]),
  );
  const infos: Buffer[] = [];
  const bodies: Buffer[] = [];
  let at = 0;
  for (const [name, matrix] of model) {
    const { writer } = options;
    const fits =
      writer !== undefined && matrix.shape.length === 2 && (matrix.shape[1] ?? 0) % writer.values === 0;
    const body = fits && writer !== undefined ? quantised(matrix, writer) : encode(matrix.values, dtype);
    const type = fits && writer !== undefined ? writer.type : dtype === 'F32' ? 0 : 1;
    infos.push(
      Buffer.concat([
        text(name),
        u32(matrix.shape.length),
        ...[...matrix.shape].reverse().map(u64),
        u32(type),
        u64(at),
      ]),
    );
    const padded = Buffer.concat([body, Buffer.alloc((32 - (body.length % 32)) % 32)]);
    bodies.push(padded);
    at += padded.length;
  }
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(model.size),
    u64(facts.length),
    ...facts,
    ...infos,
  ]);
  return Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32), ...bodies]);
}
