import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, writeCacheFile } from '../cache-file.ts';
import type { Analysed } from './read-source.ts';

/** Analyses of one tree under one configuration, by path and content. Never read for another configuration. */
export interface AnalysisCache {
  get(path: string, content: string): Promise<Analysed | undefined>;
  set(path: string, content: string, analysed: Analysed): void;
  /** Writes what changed: to a temporary file first, then renamed. A failure costs the next run time, nothing else. */
  save(): Promise<void>;
}

const folder = (): string => join(cacheFolder(), 'analysis');
const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Opens the cache of `tree` (its absolute path); `configuration` names everything else that decides an analysis. */
export async function openAnalysisCache(tree: string, configuration: string): Promise<AnalysisCache> {
  const file = join(folder(), `${shortHash(tree)}-${shortHash(configuration)}.json`);
  let known = new Map<string, Analysed>();
  try {
    known = new Map(JSON.parse(await readFile(file, 'utf8')) as [string, Analysed][]);
  } catch {
    // No cache yet, or a damaged one: everything is analysed anew.
  }
  const used = new Map<string, Analysed>();
  let changed = false;
  const key = (path: string, content: string): string => `${content} ${path}`;
  return {
    get: async (path, content) => {
      const found = known.get(key(path, content));
      if (found !== undefined) used.set(key(path, content), found);
      return found;
    },
    set: (path, content, analysed) => {
      changed = true;
      used.set(key(path, content), analysed);
    },
    save: async () => {
      if (!changed) return;
      // Older entries stay while they are not crowded out: a review switches between two states of one tree.
      const all = new Map([
        ...used,
        ...[...known].filter(([name]) => !used.has(name)).slice(0, 2 * used.size + 1000),
      ]);
      await writeCacheFile(file, () => JSON.stringify([...all]));
    },
  };
}
