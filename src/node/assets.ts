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

const ahead = new Map<string, Uint8Array>();

/** Begins to read an asset that this thread will want, while it does something else. */
export function readAhead(name: string): void {
  readWhole(assetPath(name), (size) => new ArrayBuffer(size)).then(
    (buffer) => buffer !== null && ahead.set(name, new Uint8Array(buffer)),
    // Told when the asset is wanted.
    () => undefined,
  );
}

/** The bytes of a shipped asset, for one use: they are not kept. */
export function readAsset(name: string): Uint8Array {
  const bytes = ahead.get(name);
  ahead.delete(name);
  return bytes ?? readFileSync(assetPath(name));
}

/** Absolute path of a built script such as `worker.cjs`. */
export function bundlePath(name: string): string {
  return join(assetRoot(), '..', name);
}
