import { repositoryKey } from './repository-address.ts';
import type { World } from './world.ts';

const names = new WeakMap<World, ReadonlyMap<string, number>>();

function namesOf(world: World): ReadonlyMap<string, number> {
  const known = names.get(world);
  if (known !== undefined) return known;
  const made = new Map<string, number>();
  for (const [at, one] of world.projects.entries())
    for (const key of [repositoryKey(one.repository ?? ''), ...one.aliases, one.id, one.name.toLowerCase()])
      if (key !== '' && !made.has(key)) made.set(key, at);
  names.set(world, made);
  return made;
}

/** Position of whom a file names, `owner/name`, a package or a name, in lower case; -1 for none of the world. */
export const namedProject = (world: World, key: string): number => namesOf(world).get(key) ?? -1;

/** Positions of all whom a file names, and of their families. */
export function namedProjects(world: World, keys: readonly string[]): ReadonlySet<number> {
  const families = new Set(keys.flatMap((key) => world.projects[namedProject(world, key)]?.family ?? []));
  if (families.size === 0) return new Set();
  return new Set(world.projects.flatMap((one, at) => (families.has(one.family) ? [at] : [])));
}
