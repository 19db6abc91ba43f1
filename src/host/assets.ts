import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** The bytes of a shipped asset. */
export function readAsset(name: string): Uint8Array {
  return readFileSync(assetPath(name));
}

/** Absolute path of a built script such as `worker.cjs`. */
export function bundlePath(name: string): string {
  return join(assetRoot(), '..', name);
}
