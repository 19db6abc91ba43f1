import { createHash } from 'node:crypto';
import type { AuditReport } from '../../model/report.ts';
import { readTracked } from '../files/tracked-files.ts';
import { type OpenWorkTreeOptions, openWorkTree } from '../files/work-tree.ts';
import { repositoryStamps, stampOfState } from '../session/repository-stamps.ts';
import { openStore } from './store.ts';

/** A file that changed this shortly before it was looked at can change again without a new stamp. Milliseconds. */
const UNSETTLED = 2000;

/** What decides a report of a folder beside the state of its files. */
export interface ReportSettings {
  readonly root: string;
  readonly name: string | undefined;
  readonly catalogues: readonly string[];
  /** Names code, assets and the contents of the catalogues (`decidingKey`). Asked once, before anything is read. */
  readonly deciding: () => Promise<string>;
  /** False where nothing is asked of git. */
  readonly git: boolean;
}

/** The report of a folder as it stood at the last audit, given again as long as nothing on disk has changed. */
export interface ReportCache {
  /** The kept report when every file, the repository, the catalogues and the tool are as they were; else null. */
  find(signal: AbortSignal): Promise<AuditReport | null>;
  /** To list the folder with, so that its state is known when the report is kept. */
  readonly listing: OpenWorkTreeOptions;
  /** Keeps a report, unless a file changed too recently to tell. A failure costs the next run time, nothing else. */
  keep(report: AuditReport): Promise<void>;
}

/** Folders that a listing leaves out on git's word. */
interface LeftOut {
  readonly ignored: readonly string[];
  readonly submodules: readonly string[];
}

interface Kept {
  readonly settings: string;
  readonly files: string;
  readonly left: LeftOut;
  readonly report: AuditReport;
}

/** Sums up the state of the files that a listing sees, in the order in which it tells of them. */
class FolderState {
  readonly #hash = createHash('sha256');
  newest = 0;

  readonly see: NonNullable<OpenWorkTreeOptions['see']> = (path, state) => {
    this.#hash.update(`${path}\0${stampOfState(state)}:${state.mode}\n`);
    this.newest = Math.max(this.newest, state.mtimeMs, state.ctimeMs);
  };

  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** Everything but the folder's files, as one hash. */
async function settingsOf({ root, deciding, git }: ReportSettings): Promise<string> {
  const { history, listing } = git ? repositoryStamps(root) : { history: '-', listing: '-' };
  return createHash('sha256')
    .update([await deciding(), history, listing].join('\n'))
    .digest('hex');
}

function keptIn(entry: unknown): Kept | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { settings, files, left, report } = entry as Partial<Kept>;
  if (settings === undefined || files === undefined || left === undefined || report === undefined)
    return null;
  return { settings, files, left, report };
}

/** `clock`: milliseconds of now, to tell which files changed too recently to be trusted. */
export function openReportCache(settings: ReportSettings, clock: () => number = Date.now): ReportCache {
  const { root, git } = settings;
  const store = openStore('reports');
  const key = [root, settings.name ?? '', String(git), ...settings.catalogues];
  const started = clock();
  const state = new FolderState();
  const ignored: string[] = [];
  let left: LeftOut = { ignored, submodules: [] };
  /** As they were before anything was read. */
  let before: string | null = null;
  return {
    find: async (signal) => {
      const kept = keptIn(await store.get(key));
      if (kept === null || kept.settings !== (await settingsOf(settings))) return null;
      const now = new FolderState();
      const ignored = new Set(kept.left.ignored);
      const submodules = new Set(kept.left.submodules);
      const tree = await openWorkTree(root, {
        signal,
        see: now.see,
        tracked: async () => ({ folders: new Set(), submodules, leftOut: ignored }),
      });
      if (!tree.ok) return null;
      await tree.value.list(signal);
      return now.digest() === kept.files ? kept.report : null;
    },
    listing: {
      see: state.see,
      leaving: (path) => ignored.push(path),
      tracked: async () => {
        before = await settingsOf(settings);
        const tracked = git ? await readTracked(root) : null;
        if (tracked !== null) left = { ignored, submodules: [...tracked.submodules] };
        return tracked;
      },
    },
    keep: async (report) => {
      if (report.partial || before === null || state.newest > started - UNSETTLED) return;
      const kept: Kept = { settings: before, files: state.digest(), left, report };
      store.put(key, kept);
      await store.flush();
    },
  };
}
