import type { Analysed } from '../parsing/read-source.ts';
import type { AnalysisCache } from '../store/analyses.ts';

/** The analyses of a session, one for each file, in memory. */
export class KeptAnalyses {
  private readonly known = new Map<string, { readonly content: string; readonly analysed: Analysed }>();

  constructor(private readonly onContent: (path: string, content: string) => void) {}

  has(path: string, content: string): boolean {
    return this.known.get(path)?.content === content;
  }

  /** Forgets files that are gone. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.known.keys()) if (!paths.has(path)) this.known.delete(path);
  }

  /** This memory in front of a cache on disk, which it also fills. */
  over(disk: AnalysisCache | null): AnalysisCache {
    const keep = (path: string, content: string, analysed: Analysed): void => {
      this.known.set(path, { content, analysed });
      this.onContent(path, content);
    };
    return {
      get: async (path, content) => {
        const kept = this.known.get(path);
        const onDisk = await disk?.get(path, content);
        const found = kept?.content === content ? kept.analysed : onDisk;
        if (found === undefined) return undefined;
        keep(path, content, found);
        if (onDisk === undefined) disk?.set(path, content, found);
        return found;
      },
      set: (path, content, analysed) => {
        keep(path, content, analysed);
        disk?.set(path, content, analysed);
      },
      save: async () => disk?.save(),
    };
  }
}
