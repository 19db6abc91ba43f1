import { failure, type Result, success } from '../../model/result.ts';
import { openWorld, type WorldFailure, type WorldRows } from '../../origins/world-format.ts';
import { assetPath } from '../assets.ts';
import { sha256 } from '../catalogue/load-catalogue.ts';
import { readWhole } from '../files/read-whole.ts';

/** Ending of a built world index. */
export const WORLD_EXTENSION = '.world';
const SIZE_LIMIT = 512 * 1024 * 1024;

/** The world that comes with the tool. */
export const builtInWorld = (): string => assetPath(`catalogue/builtin${WORLD_EXTENSION}`);

/** An opened world. `buffer` is shared memory: workers open it again without a copy. */
export interface LoadedWorld {
  readonly path: string;
  readonly buffer: SharedArrayBuffer;
  readonly world: WorldRows;
}

type Loading = Promise<Result<LoadedWorld, WorldFailure | 'absent'>>;

/** The built-in one as this process opened it: it does not change, and what was unpacked of it serves the next audit too. */
let builtIn: Loading | null = null;

/** Opens a world index. The built-in one was checked when it was built or packed; any other is checked now. */
export async function loadWorld(path: string): Loading {
  if (path !== builtInWorld()) return open(path);
  builtIn ??= open(path);
  const loaded = await builtIn;
  if (!loaded.ok) builtIn = null;
  return loaded;
}

async function open(path: string): Loading {
  let buffer: SharedArrayBuffer | null;
  try {
    buffer = await readWhole(path, (size) => new SharedArrayBuffer(size), SIZE_LIMIT);
  } catch {
    return failure('absent', `There is no world index at "${path}": build one with "forebear world build".`);
  }
  if (buffer === null) return failure('foreign', `"${path}": this is not a world index.`);
  const world = openWorld(buffer, path === builtInWorld() ? null : sha256);
  if (!world.ok) return failure(world.reason, `"${path}": ${world.message}`);
  return success({ path, buffer, world: world.value });
}
