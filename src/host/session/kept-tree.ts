import type { Stats } from 'node:fs';
import type { Cancellation, FileEntry, TreeReader } from '../../engine/ports.ts';
import { type Result, success } from '../../model/result.ts';
import { readTracked, type TrackedFiles } from '../files/tracked-files.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { openGit } from '../git/hardened-git.ts';
import { type IndexEntries, readIndex } from '../git/index-entries.ts';
import { locateRepository } from '../git/locate-repository.ts';
import { isStaged, openContentCheck } from '../git/modified-files.ts';
import { stampOfState } from './repository-stamps.ts';

type Listing = Awaited<ReturnType<TreeReader['list']>>;

/** What a listing found, with what git would say about it. */
export interface KeptListing {
  readonly listing: Listing;
  /** Whether tracked files differ from HEAD; null without git. */
  readonly dirty: boolean | null;
}

/** Whether a tracked file with this stamp has the content with this id. */
interface Checked {
  readonly stamp: string;
  readonly id: string;
  readonly same: boolean;
}

/** A file that changed this shortly before it was looked at can change again without a new stamp. Milliseconds. */
const UNSETTLED = 50;

/** Tells a file's state from every other; 'unsettled' for what changed after `settled`, so that no stamp tells it. */
const seen = (state: Stats, settled: number): string =>
  state.mtimeMs > settled ? 'unsettled' : `${stampOfState(state)}:${state.mode}`;

/**
 * A folder on disk whose listing is kept: listing it again looks at the state of each file and takes up the content
 * ids of those that did not change. Git is asked only when its own files have changed; contents are read here.
 */
export class KeptTree {
  private tracked: TrackedFiles | null = null;
  private index: IndexEntries | null = null;
  private staged: boolean | null = null;
  private known: ReadonlyMap<string, string> | null = null;
  private checked: ReadonlyMap<string, Checked> = new Map();
  private readonly ids = new Map<string, string>();
  private reader: TreeReader | null = null;

  constructor(
    readonly root: string,
    /** False where no process may start. */
    private readonly git: boolean,
  ) {}

  /** To be told of the content id of a file that was read. */
  remember(path: string, id: string): void {
    this.ids.set(path, id);
  }

  read(entry: FileEntry): ReturnType<TreeReader['read']> {
    if (this.reader === null) throw new Error('The folder was not listed yet.');
    return this.reader.read(entry);
  }

  /** The folder's own name; null before the first listing. */
  get name(): string | null {
    return this.reader?.name ?? null;
  }

  /** `ask`: something in git's own folder changed, so git is asked again. */
  async list(ask: boolean, signal: AbortSignal): Promise<Result<KeptListing, 'absent' | 'not-a-folder'>> {
    if (this.git && (this.known === null || ask)) {
      const git = openGit(this.root, { signal });
      this.tracked = await readTracked(this.root, signal, git);
      this.index = this.tracked === null || this.tracked.trouble !== undefined ? null : await readIndex(git);
      this.staged = this.tracked === null ? null : await isStaged(git);
    }
    const states = new Map<string, string>();
    const now = Date.now();
    const opened = await openWorkTree(this.root, {
      signal,
      see: (path, state) => states.set(path, seen(state, now - UNSETTLED)),
      tracked: async () => this.tracked,
    });
    if (!opened.ok) return opened;
    this.reader = opened.value;
    const listing = await opened.value.list(signal as Cancellation);
    const files = listing.files.map(({ path, size }) => this.entryOf(path, size, states));
    for (const path of this.ids.keys()) if (!states.has(path)) this.ids.delete(path);
    this.known = states;
    const dirty = this.staged === false ? await this.hasModified(states, signal) : this.staged;
    return success({ listing: { files, skipped: listing.skipped }, dirty });
  }

  /** A file with its content's id, where it was read before and did not change since. */
  private entryOf(path: string, size: number, states: ReadonlyMap<string, string>): FileEntry {
    const stamp = states.get(path);
    const same = stamp !== undefined && stamp !== 'unsettled' && this.known?.get(path) === stamp;
    if (!same) this.ids.delete(path);
    const blob = this.ids.get(path);
    return blob === undefined ? { path, size } : { path, size, blob };
  }

  /** Whether a tracked file differs from the index. Files that did not change are not read again. */
  private async hasModified(
    states: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<boolean | null> {
    const { index, checked: before } = this;
    const repository = locateRepository(this.root);
    if (index === null || !repository.ok) return null;
    const check = openContentCheck(this.root, repository.value.gitDir, index.files.keys());
    const checked = new Map<string, Checked>();
    let modified = false;
    try {
      for (const [path, entry] of index.files) {
        const stamp = states.get(path) ?? 'absent';
        const known = before.get(path);
        let now = known;
        if (now === undefined || stamp === 'unsettled' || now.stamp !== stamp || now.id !== entry.id) {
          signal.throwIfAborted();
          const same = stamp === 'absent' ? path.includes('\uFFFD') : await check.isSame(path, entry);
          now = { stamp, id: entry.id, same };
        }
        checked.set(path, now);
        modified ||= !now.same;
      }
    } finally {
      check.close();
    }
    this.checked = checked;
    return modified;
  }
}
