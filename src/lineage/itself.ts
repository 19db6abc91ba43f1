import type { SourceFacts } from '../model/source-facts.ts';
import { repositoryKey } from '../origins/repository-address.ts';
import type { World } from '../origins/world.ts';

/**
 * Projects of the world that the audited repository is: it holds their first commits, or it is a catalogued upstream of
 * the same id or repository. What they had first is its own.
 */
export function itselfIn(
  world: World,
  held: ReadonlySet<string>,
  self: ReadonlySet<string>,
  sources: ReadonlyMap<string, SourceFacts>,
): ReadonlySet<number> {
  const repositories = new Set(
    [...sources.values()].filter((one) => self.has(one.project)).map((one) => one.repository.toLowerCase()),
  );
  const families = new Set<number>();
  for (const one of world.projects) {
    const address = repositoryKey(one.repository ?? '');
    const isSelf = self.has(one.id) || repositories.has(address) || one.roots.some((root) => held.has(root));
    if (isSelf) families.add(one.family);
  }
  return new Set(world.projects.flatMap((one, at) => (families.has(one.family) ? [at] : [])));
}
