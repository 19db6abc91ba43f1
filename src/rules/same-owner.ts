import { lineBefore } from '../bytes/line-before.ts';
import { holderOf, sameHolder } from '../credit/headers.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import { plainName } from '../credit/plain-name.ts';
import { isNamedLike } from '../lineage/find-self.ts';
import type { Evidence } from '../model/evidence.ts';
import { OWN_LICENSE, ownHolders } from './told-otherwise.ts';

/**
 * What ties the repository to an upstream's owner. `holder`: its license file names the upstream's holder and nobody
 * else. `declared`: its README calls the repository one of the same owner, which anybody can write. `unknown`: it has the
 * upstream's name and files, and a license file that names nobody else; nothing tells whose publication it is.
 */
export interface SameOwner {
  readonly by: 'holder' | 'declared' | 'unknown';
  /** The name that stands on both sides, and the file where it does. */
  readonly name: string;
  readonly path: string;
}

export function sameOwner(evidence: Evidence, upstream: string): SameOwner | null {
  const sources = [...evidence.sources.values()].filter((source) => source.project === upstream);
  const [first] = sources;
  if (first === undefined) return null;
  const lineage = evidence.lineage.find((one) => one.upstream === upstream);
  // Another owner is known: that the license file names the upstream's holder is how it should be, no more.
  if (lineage?.publisher === 'other') return null;
  const theirs = sources.flatMap((source) => [...source.copyrights.map(holderOf), source.organisation]);
  const own = ownHolders(evidence).filter((holder) => holder !== '');
  if (own.length > 0 && own.every((holder) => theirs.some((one) => sameHolder(one, holder)))) {
    const path = evidence.paths.find((one) => OWN_LICENSE.test(one) && evidence.copyrights.has(one));
    return { by: 'holder', name: first.organisation, path: path ?? 'LICENSE' };
  }
  if (lineage?.relation === 'copy' && sources.some((one) => isNamedLike(evidence.target.name, one))) {
    const license = evidence.paths.find((one) => OWN_LICENSE.test(one));
    if (own.length === 0 && license !== undefined)
      return { by: 'unknown', name: first.projectName, path: license };
  }
  const homes = sources.flatMap(repositoriesOf);
  const declared = declaredRepository(evidence, new Set(homes));
  const owners = new Set(homes.map((one) => one.slice(0, one.indexOf('/'))));
  return declared !== null && owners.has(declared.owner)
    ? { by: 'declared', name: declared.owner, path: declared.path }
    : null;
}

/** Weights of what a README says of its own address: a link into this very tree, a line that clones it, its name. */
const OWN_TREE = 5;
const CLONES = 3;

/**
 * The repository whose address the README gives as its own: its links lead to files that are here, it is what one is
 * told to clone, or it goes by this repository's name or by the first heading. A project that is only spoken of is none, nor one of
 * `others`, the upstream's own addresses.
 */
export function declaredRepository(
  evidence: Evidence,
  others: ReadonlySet<string> = new Set(),
): { readonly owner: string; readonly path: string } | null {
  const path = evidence.paths.find((one) => /^README[^/]*$/i.test(one));
  const text = path === undefined ? undefined : evidence.texts.get(path);
  if (path === undefined || text === undefined) return null;
  const heading = plainName(/^\s*#+\s*(.+)$/m.exec(text.slice(0, 8000))?.[1] ?? '');
  const counts = new Map<string, number>();
  for (const named of namedRepositories(text)) {
    const { repository = '' } = named;
    const name = plainName(repository.slice(repository.indexOf('/') + 1));
    if (name.length < 3 || others.has(repository)) continue;
    const line = lineBefore(text, named.start, 1000);
    const inTree = TREE_LINK.exec(text.slice(named.start, named.end))?.[1];
    const weight =
      (inTree !== undefined && isHere(evidence, inTree) ? OWN_TREE : 0) +
      (/\bgit clone\b/.test(line) ? CLONES : 0) +
      (name === plainName(evidence.target.name) || heading === name ? 1 : 0);
    counts.set(repository, (counts.get(repository) ?? 0) + weight);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most === undefined || most[1] === 0 ? null : { owner: most[0].slice(0, most[0].indexOf('/')), path };
}

const TREE_LINK = /\/(?:tree|blob|raw)\/[^/]+\/([^?#\s]+)$/;

function isHere(evidence: Evidence, path: string): boolean {
  const plainPath = path.replace(/\/+$/, '');
  return evidence.paths.some((one) => one === plainPath || one.startsWith(`${plainPath}/`));
}
