import type { Stats } from 'node:fs';
import type { Cancellation, FileEntry, TreeReader } from '../../engine/ports.ts';
import { type Result, success } from '../../model/result.ts';
import { readTracked, type TrackedFiles } from '../files/tracked-files.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { openGit } from '../git/hardened-git.ts';
import { type IndexEntries, readIndex } from '../git/index-entries.ts';
import { isStaged, openContentCheck } from '../git/modified-files.ts';
import { stampOfState } from './repository-stamps.ts';

type Listing = Awaited<ReturnType<TreeReader['list']>>;

/** What a listing found, with what git would say about it. */
export interface KeptListing {
  readonly listing: Listing;
  /** Whether tracked files differ from HEAD; null without git. */
  readonly dirty: boolean | null;
}

interface Seen {
  readonly stamp: string;
  /** When it changed last, in milliseconds. */
  readonly modified: number;
}

/** Whether a tracked file with this stamp has the content with this id. */
interface Checked {
  readonly stamp: string;
  readonly id: string;
  readonly same: boolean;
}

/** A file that changed this shortly before it was looked at can change again without a new stamp. Milliseconds. */
const UNSETTLED = 50;

const seen = (state: Stats): Seen => ({
  stamp: `${stampOfState(state)}:${state.mode}`,
  modified: state.mtimeMs,
});

/**
 * A folder on disk whose listing is kept: listing it again looks at the state of each file and takes up the content
 * ids of those that did not change. Git is asked only when its own files have changed; contents are read here.
 */
export class KeptTree {
  private tracked: TrackedFiles | null = null;
  private index: IndexEntries | null = null;
  private staged: boolean | null = null;
  private known: ReadonlyMap<string, Seen> | null = null;
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
    const states = new Map<string, Seen>();
    const now = Date.now();
    const opened = await openWorkTree(this.root, {
      signal,
      see: (path, state) => states.set(path, seen(state)),
      tracked: async () => this.tracked,
    });
    if (!opened.ok) return opened;
    this.reader = opened.value;
    const listing = await opened.value.list(signal as Cancellation);
    // A file that changed just now has no stamp that tells it from what it may be in a moment.
    const settled = new Map(
      [...states].map(([path, state]) => [
        path,
        state.modified > now - UNSETTLED ? { ...state, stamp: 'unsettled' } : state,
      ]),
    );
    const files = listing.files.map(({ path, size }) => this.entryOf(path, size, settled));
    for (const path of this.ids.keys()) if (!states.has(path)) this.ids.delete(path);
    this.known = settled;
    const dirty = this.staged === false ? await this.hasModified(settled, signal) : this.staged;
    return success({ listing: { files, skipped: listing.skipped }, dirty });
  }

  /** A file with its content's id, where it was read before and did not change since. */
  private entryOf(path: string, size: number, states: ReadonlyMap<string, Seen>): FileEntry {
    const stamp = states.get(path)?.stamp;
    const same = stamp !== undefined && stamp !== 'unsettled' && this.known?.get(path)?.stamp === stamp;
    if (!same) this.ids.delete(path);
    const blob = this.ids.get(path);
    return blob === undefined ? { path, size } : { path, size, blob };
  }

  /** Whether a tracked file differs from the index. Files that did not change are not read again. */
  private async hasModified(states: ReadonlyMap<string, Seen>, signal: AbortSignal): Promise<boolean | null> {
    const { index, checked: before } = this;
    const gitDir = openGit(this.root).gitDir;
    if (index === null || gitDir === null) return null;
    const check = openContentCheck(this.root, gitDir, index.files.keys());
    const checked = new Map<string, Checked>();
    let modified = false;
    try {
      for (const [path, entry] of index.files) {
        const stamp = states.get(path)?.stamp ?? 'absent';
        const known = before.get(path);
        let same = known?.same ?? false;
        if (stamp === 'unsettled' || known?.stamp !== stamp || known.id !== entry.id) {
          signal.throwIfAborted();
          same = stamp === 'absent' ? path.includes('\uFFFD') : await check.isSame(path, entry);
        }
        checked.set(path, { stamp, id: entry.id, same });
        modified ||= !same;
      }
    } finally {
      check.close();
    }
    this.checked = checked;
    return modified;
  }
}
