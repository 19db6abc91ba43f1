import { creditedFolder, keptTrees, treeOf } from '../credit/kept-trees.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AuditedModule } from '../model/report.ts';

/** Whether a module came along with another project than the given one, that it lies in the tree of. */
export type CameAlong = (module: AuditedModule, upstream: string) => boolean;

/**
 * A module in a tree that another project keeps, or in a folder that goes by the name of a project which the
 * repository credits, came along with that project: who it has it from is that project's to say.
 */
export function cameAlong(evidence: Evidence): CameAlong {
  const trees = keptTrees(evidence);
  const credited = creditedRepositories(evidence);
  const homes = new Map<string, ReadonlySet<string>>();
  const homesOf = (project: string): ReadonlySet<string> => {
    const known = homes.get(project) ?? repositoriesNamed(evidence, project);
    homes.set(project, known);
    return known;
  };
  return ({ path }, upstream) => {
    const tree = treeOf(trees, path);
    if (tree !== null && tree !== upstream && !shares(homesOf(tree), homesOf(upstream))) return true;
    const folder = creditedFolder(credited, path);
    return folder !== null && !homesOf(upstream).has(folder);
  };
}

function shares(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => b.has(one));
}

/** Repositories that documents and comments credit, as `owner/name` in lower case. */
function creditedRepositories(evidence: Evidence): ReadonlySet<string> {
  return new Set(
    evidence.claims
      .filter((claim) => claim.force === 'credit')
      .flatMap((claim) =>
        claim.upstream === null
          ? namedRepositories(claim.text).flatMap(({ repository }) => repository ?? [])
          : [...repositoriesNamed(evidence, claim.upstream)],
      ),
  );
}

/** Where a project is at home, by all that the evidence tells. */
function repositoriesNamed(evidence: Evidence, project: string): ReadonlySet<string> {
  const homes = new Set<string>();
  const add = (repository: string): void => {
    for (const home of repositoriesOf({ repository })) homes.add(home);
  };
  for (const source of evidence.sources.values())
    if (source.project === project) for (const home of repositoriesOf(source)) homes.add(home);
  for (const one of evidence.lineage)
    if (one.upstream === project && one.repository != null) add(one.repository);
  for (const module of evidence.modules)
    for (const match of module.matches)
      for (const one of match.origin ?? [])
        if (one.project === project && one.repository !== undefined) add(one.repository);
  return homes;
}
