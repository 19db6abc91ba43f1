import { createRequire } from 'node:module';
import type * as Engine from './entry.ts';

let loaded: typeof Engine | null = null;

/** The engine has its own bundle beside this one: it is read on the first audit, not when the editor starts. */
export function loadEngine(): typeof Engine {
  loaded ??= createRequire(import.meta.url)('./engine.cjs') as typeof Engine;
  return loaded;
}
