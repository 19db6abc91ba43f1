import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** Ending of the file beside a bundle that holds what V8 made of it at build time (`scripts/build-precompiled.mjs`). */
const COMPILED = '.compiled';

/** The compiled code of a bundle; undefined where there is none, or the bundle was written after it. */
export function compiledOf(path: string): Buffer | undefined {
  try {
    const compiled = `${path}${COMPILED}`;
    return statSync(compiled).mtimeMs < statSync(path).mtimeMs ? undefined : readFileSync(compiled);
  } catch {
    return undefined;
  }
}

/**
 * Runs a CommonJS bundle as `require` does, with its compiled code where this V8 made it under these flags: it refuses
 * all other, and compiles then. The bundle is in ASCII, and a function of what a module may use (`scripts/build.mjs`).
 */
export function runBundle(path: string): void {
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, cachedData: compiledOf(path) });
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  const module = { exports: {} };
  run(module.exports, createRequire(path), module, path, dirname(path));
}
