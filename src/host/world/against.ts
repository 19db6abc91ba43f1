import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Progress } from '../../engine/ports.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { repositoryKey } from '../../origins/repository-address.ts';
import type { World } from '../../origins/world.ts';
import { openWorld } from '../../origins/world-format.ts';
import type { LoadedCatalogue } from '../catalogue/load-catalogue.ts';
import { cacheFolder } from '../store/cache-folder.ts';
import type { WorkerPool } from '../threads/pool.ts';
import { catalogueAgainst } from './against-catalogue.ts';
import { buildWorld } from './build-world.ts';
import { type LoadedWorld, loadWorld, WORLD_EXTENSION } from './open-world.ts';
import type { WorldEntry } from './world-list.ts';

/** What an audit is held against: who had what first there, and the newest states to be compared with. */
export interface Against {
  readonly world: LoadedWorld;
  readonly catalogue: LoadedCatalogue | null;
}

/** A repository that an audit is held against. */
export interface AgainstRepository {
  readonly gitDir: string;
  /** `owner/name` where the folders tell it, else a name. */
  readonly name: string;
}

/** The git directory of a repository, bare or not; null for anything else. */
function gitDirOf(path: string): string | null {
  const inside = join(path, '.git');
  if (existsSync(join(inside, 'HEAD'))) return inside;
  return existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects')) ? path : null;
}

/** Folder names that say nothing of what is in them. */
const PLAIN = /^(?:repo|repository|source|src|code|git|\.git)$/;

/** `OWNER+NAME/repo` and `OWNER/NAME.git` name their repository; else the folder's name has to do. */
function nameOf(path: string): string {
  const own = basename(path).replace(/\.git$/, '');
  const name = own === '' || PLAIN.test(own) ? basename(dirname(path)) : own;
  return name.includes('+') ? name.replace('+', '/') : name;
}

/** The repository at a path, or those in a folder of clones: `OWNER+NAME/repo`, `NAME` or `NAME.git`. */
export async function repositoriesAt(path: string): Promise<readonly AgainstRepository[]> {
  const own = gitDirOf(path);
  if (own !== null) return [{ gitDir: own, name: nameOf(path) }];
  const found: AgainstRepository[] = [];
  for (const child of (await readdir(path).catch(() => [])).sort()) {
    for (const place of [join(path, child), join(path, child, 'repo')]) {
      const gitDir = gitDirOf(place);
      if (gitDir === null) continue;
      found.push({ gitDir, name: nameOf(place) });
      break;
    }
  }
  return found;
}

/** Repositories as lines of a world's list; one that `builtIn` knows by its `owner/name` keeps its id there. */
export function worldEntries(
  repositories: readonly AgainstRepository[],
  builtIn: World | null,
): {
  readonly entries: readonly WorldEntry[];
  /** Git directories by id. */
  readonly clones: ReadonlyMap<string, string>;
} {
  const clones = new Map<string, string>();
  const known = new Map(
    (builtIn?.projects ?? []).flatMap(({ id, repository, aliases }) =>
      [repositoryKey(repository ?? ''), ...aliases].map((name) => [name, id] as const),
    ),
  );
  const entries = repositories.map((one): WorldEntry => {
    const key = createHash('sha256').update(one.gitDir).digest('hex').slice(0, 12);
    const id =
      known.get(one.name.toLowerCase()) ??
      `${one.name.toLowerCase().split('/').at(-1) ?? 'repository'}-${key}`.replace(/[^a-z0-9._-]+/g, '-');
    clones.set(id, one.gitDir);
    return {
      id,
      repository: one.name,
      clone: one.gitDir,
      family: id,
      also: [],
      tip: '',
      everyDays: 0,
      paths: '',
      why: 'against',
    };
  });
  return { entries, clones };
}

export interface AgainstContext {
  readonly builtIn: World | null;
  /** Names the code that reads states, for what is kept of them; null to keep nothing. */
  readonly deciding: string | null;
  readonly pool: WorkerPool;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly told: (sentence: string) => void;
}

/** A world that was built before, as what an audit is held against: it dates code and has no states to compare. */
async function builtAgainst(path: string): Promise<Result<Against, 'absent'>> {
  const loaded = await loadWorld(path);
  return loaded.ok ? success({ world: loaded.value, catalogue: null }) : failure('absent', loaded.message);
}

/**
 * Reads the histories of repositories, or of all in a folder, as a world of their own. What was read is kept in the
 * user's cache by place and commit.
 */
export async function worldAgainst(
  paths: readonly string[],
  { builtIn, deciding, ...context }: AgainstContext,
): Promise<Result<Against, 'absent'>> {
  const [only, ...others] = paths;
  if (only?.endsWith(WORLD_EXTENSION) === true && others.length === 0) return builtAgainst(only);
  const repositories = new Map<string, AgainstRepository>();
  for (const path of paths) {
    if (path.endsWith(WORLD_EXTENSION))
      return failure('absent', `"${path}": a built world is given alone, without other --against.`);
    const found = await repositoriesAt(resolve(path));
    if (found.length === 0)
      return failure(
        'absent',
        `"${path}" is no repository and holds none: give a clone, or a folder of clones.`,
      );
    for (const one of found) repositories.set(one.gitDir, one);
  }
  const { entries, clones } = worldEntries([...repositories.values()], builtIn);
  const built = await buildWorld({
    entries,
    cloneOf: (entry) => clones.get(entry.id) ?? null,
    prints: join(cacheFolder(), 'against'),
    catalogues: [],
    ...context,
  });
  const buffer = new SharedArrayBuffer(built.bytes.length);
  new Uint8Array(buffer).set(built.bytes);
  const world = openWorld(buffer, null);
  if (!world.ok) throw new Error(world.message);
  const licenses = new Map(world.value.projects.map((one) => [one.id, one.license]));
  const catalogue = await catalogueAgainst(
    built.entries.map((one) => ({ ...one, license: licenses.get(one.id) ?? '' })),
    (one) => clones.get(one.id) ?? '',
    deciding,
  );
  return success({ world: { path: paths.join(', '), buffer, world: world.value }, catalogue });
}
