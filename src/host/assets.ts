import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWhole } from './files/read-whole.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of run-time assets: beside the bundle, or in dist/ when run from source. */
function assetRoot(): string {
  const beside = join(here, 'assets');
  return existsSync(beside) ? beside : join(here, '..', '..', 'dist', 'assets');
}

/** Absolute path of a shipped asset such as `grammars/python.wasm`. */
export function assetPath(name: string): string {
  return join(assetRoot(), name);
}

/** Assets that this thread has read or begun to read: their bytes from when they are there until they are used. */
const assets = new Map<string, Uint8Array | null>();
const used = new Set<string>();
const reading = new Set<Promise<unknown>>();

/** Begins to read an asset that this thread will want, while it does something else. One that it has had is left. */
export function readAhead(name: string): void {
  if (assets.has(name) || used.has(name)) return;
  assets.set(name, null);
  const read = readWhole(assetPath(name), (size) => new ArrayBuffer(size)).then(
    (buffer) => buffer !== null && !used.has(name) && assets.set(name, new Uint8Array(buffer)),
    // Told when the asset is wanted.
    () => undefined,
  );
  reading.add(read);
  read.finally(() => reading.delete(read));
}

/** Waits for what is being read ahead: sooner asked for, it would be read once more. */
export async function whenReadAhead(): Promise<void> {
  await Promise.all(reading);
}

/** The bytes of a shipped asset, for one use: they are not kept. */
export function readAsset(name: string): Uint8Array {
  const bytes = assets.get(name);
  assets.delete(name);
  used.add(name);
  return bytes ?? readFileSync(assetPath(name));
}

/** Absolute path of a built script such as `worker.cjs`. */
export function bundlePath(name: string): string {
  return join(assetRoot(), '..', name);
}
