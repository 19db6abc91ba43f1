import type { Stats } from 'node:fs';
import { basename } from 'node:path';
import type { Cancellation, FileEntry, TreeReader } from '../../engine/ports.ts';
import type { Result } from '../../model/result.ts';
import { readTracked, type TrackedFiles } from '../files/tracked-files.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { contentId } from '../git/content-id.ts';
import { openGit } from '../git/hardened-git.ts';
import { isStaged } from '../git/modified-files.ts';
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
  readonly mode: number;
  readonly modified: number;
}

/** Files that change what git says of other files. */
const RULES: ReadonlySet<string> = new Set(['.gitignore', '.gitattributes', '.gitmodules']);
/** Attributes by which a text that has no carriage return still differs from what git compares. */
const CONVERTS = /working-tree-encoding|(?:^|\s)ident(?:\s|$)/m;
/** A file that changed this shortly before it was looked at can change again without a new stamp. Milliseconds. */
const UNSETTLED = 50;

function seen(state: Stats): Seen {
  return {
    stamp: stampOfState(state),
    mode: state.mode,
    modified: state.mtimeMs,
  };
}

/**
 * A folder on disk whose listing is kept: listing it again looks at the state of each file, takes up the content
 * ids of those that did not change, and asks git only where a change can have made its answers differ.
 */
export class KeptTree {
  private tracked: TrackedFiles | null = null;
  private staged: boolean | null = null;
  private modified: Set<string> | null = null;
  private converts = false;
  private known: ReadonlyMap<string, Seen> | null = null;
  private asked: ReadonlySet<string> = new Set();
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

  /** `ask`: something outside of the folder changed, so git is asked again. */
  async list(ask: boolean, signal: AbortSignal): Promise<Result<KeptListing, 'absent' | 'not-a-folder'>> {
    const first = this.known === null;
    const quick = first || ask ? null : await this.walk(false, signal);
    if (quick?.ok === false) return quick;
    if (quick !== null && (await this.follow(quick.value))) return this.answer(quick.value, null);
    const started = Date.now();
    await this.askGit(signal);
    const walked = await this.walk(true, signal);
    return walked.ok ? this.answer(walked.value, started) : walked;
  }

  private async askGit(signal: AbortSignal): Promise<void> {
    if (!this.git) return;
    this.tracked = await readTracked(this.root, signal);
    this.staged = this.tracked === null ? null : await isStaged(openGit(this.root, { signal }));
    this.modified = this.tracked?.modified == null ? null : new Set(this.tracked.modified);
  }

  private async walk(
    asked: boolean,
    signal: AbortSignal,
  ): Promise<Result<Walked, 'absent' | 'not-a-folder'>> {
    const states = new Map<string, Seen>();
    const ignored = new Set<string>();
    const { tracked } = this;
    const opened = await openWorkTree(this.root, {
      signal,
      see: (path, state) => states.set(path, seen(state)),
      tracked: async () =>
        tracked === null
          ? null
          : {
              ...tracked,
              ignored: {
                has: (path) => {
                  ignored.add(path);
                  return tracked.ignored.has(path);
                },
              },
            },
    });
    if (!opened.ok) return opened;
    this.reader = opened.value;
    const listing = await opened.value.list(signal as Cancellation);
    if (asked) this.converts = await convertsText(opened.value, listing.files);
    return { ok: true, value: { listing, states, ignored, now: Date.now() } };
  }

  /** Brings what git said up to date with the walk; false when only git can tell. */
  private async follow({ listing, states, ignored }: Walked): Promise<boolean> {
    const { known, tracked, modified } = this;
    if (known === null) return false;
    const gone = [...known.keys()].filter((path) => !states.has(path));
    const changed = [...states].filter(([path, state]) => known.get(path)?.stamp !== state.stamp);
    if (tracked === null) return true;
    if (modified === null || [...ignored].some((path) => !this.asked.has(path))) return false;
    if ([...gone, ...changed.map(([path]) => path)].some((path) => RULES.has(basename(path)))) return false;
    const entries = new Map(listing.files.map((entry) => [entry.path, entry]));
    const facts: [path: string, id: string][] = [];
    for (const [path, state] of changed) {
      const id = tracked.staged.get(path);
      if (id === undefined) continue;
      const entry = entries.get(path);
      const before = known.get(path);
      if (entry === undefined || this.converts) return false;
      if (before === undefined || before.mode !== state.mode) return false;
      const content = await this.read(entry);
      // Without a carriage return no setting on line ends can make git see another content than the file's own.
      if (!content.ok || content.value.includes(13)) return false;
      facts.push([path, contentId(content.value, id)]);
    }
    for (const path of gone) if (tracked.staged.has(path)) modified.add(path);
    for (const [path, id] of facts) {
      if (tracked.staged.get(path) === id) modified.delete(path);
      else modified.add(path);
    }
    for (const [path] of changed) this.ids.delete(path);
    return true;
  }

  private answer(
    { listing, states, ignored, now }: Walked,
    /** When git was asked, in milliseconds; null when it was not. */
    askedAt: number | null,
  ): Result<KeptListing, never> {
    const before = this.known;
    const files = listing.files.map(({ path, size }) => {
      const state = states.get(path);
      const same = state !== undefined && before?.get(path)?.stamp === state.stamp;
      if (!same) this.ids.delete(path);
      const told =
        askedAt !== null && state !== undefined && state.modified < askedAt - UNSETTLED
          ? this.tracked?.blobs.get(path)
          : undefined;
      if (told !== undefined) this.ids.set(path, told);
      const blob = this.ids.get(path);
      return blob === undefined ? { path, size } : { path, size, blob };
    });
    for (const path of this.ids.keys()) if (!states.has(path)) this.ids.delete(path);
    this.known = new Map(
      [...states].map(([path, state]) => [
        path,
        state.modified > now - UNSETTLED ? { ...state, stamp: 'unsettled' } : state,
      ]),
    );
    this.asked = ignored;
    const { staged, modified } = this;
    const dirty = staged !== false ? staged : modified === null ? null : modified.size > 0;
    return { ok: true, value: { listing: { files, skipped: listing.skipped }, dirty } };
  }
}

interface Walked {
  readonly listing: Listing;
  readonly states: ReadonlyMap<string, Seen>;
  /** Folders of which it was asked whether git ignores them. */
  readonly ignored: ReadonlySet<string>;
  readonly now: number;
}

async function convertsText(tree: TreeReader, files: readonly FileEntry[]): Promise<boolean> {
  for (const entry of files) {
    if (basename(entry.path) !== '.gitattributes') continue;
    const content = await tree.read(entry);
    if (!content.ok || CONVERTS.test(new TextDecoder().decode(content.value))) return true;
  }
  return false;
}
