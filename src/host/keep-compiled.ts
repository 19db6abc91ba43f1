import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from './store/cache-folder.ts';

/** What Node 22.1 and newer can do, and the types of Node 20 do not know. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/**
 * Has Node keep what V8 compiles of the modules that are loaded from here on, beside the other caches, and use it at the
 * next start. Where Node cannot, or NODE_DISABLE_COMPILE_CACHE is set, nothing changes.
 */
export function keepCompiled(): void {
  (nodeModule as CompileCache).enableCompileCache?.(join(cacheFolder(), 'compiled'));
}
