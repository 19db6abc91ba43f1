import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRINT_VERSION } from '../compare/unit-print.ts';
import type { AuditReport } from '../model/report.ts';
import { TOOL_VERSION } from '../model/version.ts';
import { bundlePath } from './assets.ts';
import { cacheFolder, writeCacheFile } from './cache-file.ts';
import { builtInCatalogue, findIndexes } from './catalogue/load-catalogue.ts';
import { readTracked } from './files/tracked-files.ts';
import { type OpenWorkTreeOptions, openWorkTree } from './files/work-tree.ts';
import { repositoryStamps, stampOf, stampOfState } from './session/repository-stamps.ts';

/** A file that changed this shortly before it was looked at can change again without a new stamp. Milliseconds. */
const UNSETTLED = 2000;

/** What decides a report of a folder beside the state of its files. */
export interface ReportSettings {
  readonly root: string;
  readonly name: string | undefined;
  readonly catalogues: readonly string[];
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

/** Gathers the state of the files that a listing sees. */
class FolderState {
  readonly #lines: string[] = [];
  newest = 0;

  readonly see: NonNullable<OpenWorkTreeOptions['see']> = (path, state) => {
    this.#lines.push(`${path}\0${stampOfState(state)}:${state.mode}`);
    this.newest = Math.max(this.newest, state.mtimeMs, state.ctimeMs);
  };

  digest(): string {
    return createHash('sha256').update(this.#lines.sort().join('\n')).digest('hex');
  }
}

/** Everything but the folder's files, as one hash. */
async function settingsOf({ root, name, catalogues, git }: ReportSettings): Promise<string> {
  const indexes: string[] = [];
  for (const path of [builtInCatalogue(), ...catalogues]) {
    const found = await findIndexes(path);
    for (const file of found.ok ? found.value : []) indexes.push(`${file} ${stampOf(file)}`);
  }
  const { history, listing } = git ? repositoryStamps(root) : { history: '-', listing: '-' };
  const tool = [
    TOOL_VERSION,
    PRINT_VERSION,
    stampOf(bundlePath('worker.cjs')),
    stampOf(bundlePath('commands.cjs')),
  ];
  const parts = [...tool, name ?? '', String(git), ...indexes, history, listing];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

async function readKept(file: string): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Partial<Kept>;
    const { settings, files, left, report } = kept;
    if (settings === undefined || files === undefined || left === undefined || report === undefined)
      return null;
    return { settings, files, left, report };
  } catch {
    // Nothing kept yet, or damaged: the folder is audited.
    return null;
  }
}

/** `clock`: milliseconds of now, to tell which files changed too recently to be trusted. */
export function openReportCache(settings: ReportSettings, clock: () => number = Date.now): ReportCache {
  const { root, git } = settings;
  const name = createHash('sha256')
    .update([root, settings.name ?? '', String(git), ...settings.catalogues].join('\n'))
    .digest('hex');
  const file = join(cacheFolder(), 'reports', `${name.slice(0, 32)}.json`);
  const started = clock();
  const state = new FolderState();
  const ignored: string[] = [];
  let left: LeftOut = { ignored, submodules: [] };
  /** As they were before anything was read. */
  let before: string | null = null;
  return {
    find: async (signal) => {
      if (!isFile(file)) return null;
      const kept = await readKept(file);
      if (kept === null || kept.settings !== (await settingsOf(settings))) return null;
      const now = new FolderState();
      const ignored = new Set(kept.left.ignored);
      const submodules = new Set(kept.left.submodules);
      const tree = await openWorkTree(root, {
        signal,
        see: now.see,
        tracked: async () => ({ files: new Map(), submodules, leftOut: ignored }),
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
      await writeCacheFile(file, () => JSON.stringify(kept));
    },
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
