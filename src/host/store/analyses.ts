import type { Analysed } from '../parsing/read-source.ts';
import { openStore } from './store.ts';

/** Analyses by path and content, between runs and between trees. */
export interface AnalysisCache {
  get(path: string, content: string): Promise<Analysed | undefined>;
  set(path: string, content: string, analysed: Analysed): void;
  /** Waits until what was set is kept. */
  save(): Promise<void>;
}

/**
 * Opens the analyses made under one configuration; `deciding` names everything beside path and content that decides one
 * (`decidingKey`). Every tree and every version of it that has a file of this path and content shares the entry.
 */
export function openAnalysisCache(deciding: string): AnalysisCache {
  const store = openStore('analyses');
  return {
    get: async (path, content) => (await store.get([deciding, path, content])) as Analysed | undefined,
    set: (path, content, analysed) => store.put([deciding, path, content], analysed),
    save: () => store.flush(),
  };
}
