import { readFileSync } from 'node:fs';
import { byteTable, elementType } from '../../artefacts/weights/dtype.ts';
import { assetPath } from '../assets.ts';

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of the JavaScript API of WebAssembly that is used; Node's types leave it to the browser's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: WasmMemory;
  sums(): number;
  histogram(): number;
  tableW(): number;
  tableS(): number;
  heap(): number;
  reset(): void;
  sweep(
    formatW: number,
    w: number,
    formatS: number,
    s: number,
    rows: number,
    columns: number,
    stride: number,
  ): void;
  widen(format: number, table: number, from: number, to: number, values: number): void;
  transpose(size: number, from: number, to: number, rows: number, columns: number): void;
}

/** The compiled kernel of this thread and the memory it works in. */
export interface Kernel extends Exports {
  /** Makes room for `bytes` behind the kernel's own memory and answers with the address. */
  reserve(bytes: number): number;
  /** The memory as bytes; ask again after `reserve`. */
  bytes(): Uint8Array;
  /** Puts the values of a one-byte type where `sweep` and `widen` look them up. */
  useByteTables(upstream: string, suspect: string): void;
}

let loaded: Kernel | null = null;

/** Compiles the kernel once per thread. */
export function loadKernel(): Kernel {
  if (loaded !== null) return loaded;
  const module = new WebAssembly.Module(readFileSync(assetPath('weights/sweep.wasm')));
  const exports = new WebAssembly.Instance(module, {}).exports as Exports;
  const { memory } = exports;
  loaded = {
    ...exports,
    reserve: (bytes) => {
      const start = exports.heap();
      const missing = start + bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / 65536));
      return start;
    },
    bytes: () => new Uint8Array(memory.buffer),
    useByteTables: (upstream, suspect) => {
      for (const [dtype, at] of [
        [upstream, exports.tableW()],
        [suspect, exports.tableS()],
      ] as const) {
        if (elementType(dtype)?.bytes === 1) new Float32Array(memory.buffer, at, 256).set(byteTable(dtype));
      }
    },
  };
  return loaded;
}
