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

/** Positions of each owner's projects, by its name in lower case; of `owner/name` or addresses, one a project. */
export function ownersOf(repositories: readonly (string | null)[]): ReadonlyMap<string, readonly number[]> {
  const owners = new Map<string, number[]>();
  for (const [at, repository] of repositories.entries()) {
    const [owner = '', name] = repositoryKey(repository ?? '').split('/');
    if (owner === '' || name === undefined) continue;
    const all = owners.get(owner) ?? [];
    owners.set(owner, all);
    all.push(at);
  }
  return owners;
}

const owners = new WeakMap<World, ReadonlyMap<string, readonly number[]>>();

function ownedIn(world: World, owner: string): readonly number[] {
  const known = owners.get(world) ?? ownersOf(world.projects.map(({ repository }) => repository));
  owners.set(world, known);
  return known.get(owner) ?? [];
}

/** Families of whom a file names: of one project, or of all that an owner has where no more is said. */
export function namedFamilies(world: World, keys: readonly string[]): ReadonlySet<number> {
  const positions = keys.flatMap((key) => {
    const project = namedProject(world, key);
    return project >= 0 ? [project] : ownedIn(world, key);
  });
  return new Set(positions.flatMap((one) => world.projects[one]?.family ?? []));
}

/** Position of whom a file names, `owner/name`, a package or a name, in lower case; -1 for none of the world. */
export const namedProject = (world: World, key: string): number => namesOf(world).get(key) ?? -1;

/** Positions of all whom a file names by themselves, and of their families. */
export function namedProjects(world: World, keys: readonly string[]): ReadonlySet<number> {
  const families = new Set(keys.flatMap((key) => world.projects[namedProject(world, key)]?.family ?? []));
  if (families.size === 0) return new Set();
  return new Set(world.projects.flatMap((one, at) => (families.has(one.family) ? [at] : [])));
}
