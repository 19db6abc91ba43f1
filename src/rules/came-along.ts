import { creditedFolder, keptTrees, treeOf } from '../credit/kept-trees.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import { plainName } from '../credit/plain-name.ts';
import { isCode } from '../languages/table.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AuditedModule } from '../model/report.ts';
import { isOwnAddress } from './by-way-of.ts';
import { ownNames } from './own-names.ts';

/** Whether a module came along with another project than the given one, that it lies in the tree of. */
export type CameAlong = (module: AuditedModule, upstream: string) => boolean;

/**
 * A module in a tree that another project keeps, or in a folder that goes by the name of a project which the
 * repository credits, came along with that project: who it has it from is that project's to say. So it is in a file of that
 * name, `models/crane.py`, where the code of the credited project is not known here.
 */
export function cameAlong(evidence: Evidence): CameAlong {
  const trees = keptTrees(evidence);
  const homes = homesByProject(evidence);
  const credited = creditedIn(evidence, homes);
  const byDocuments = creditedIn(evidence, homes, isInDocument);
  const known = new Set([...homes.values()].flatMap((one) => [...one]));
  const orUnknown = new Set([...credited].filter((one) => byDocuments.has(one) || !known.has(one)));
  const linked = linkedFolders(evidence);
  const namedLike = byOwnName([...byDocuments].filter((one) => !known.has(one)));
  const own = ownPackage(evidence);
  const homesOf = (project: string): ReadonlySet<string> => homes.get(project) ?? NOWHERE;
  return ({ path }, upstream) => {
    const tree = treeOf(trees, path);
    if (tree !== null && tree !== upstream && !shares(homesOf(tree), homesOf(upstream))) return true;
    // A known project that only a comment names may have come along with the file, from one that documents do name.
    const isNamed = [...homesOf(upstream)].some((home) => byDocuments.has(home));
    const folder =
      creditedFolder(isNamed ? orUnknown : credited, path, own) ??
      linked.find((one) => isIn(path, one.folder))?.repository ??
      namedLike.get(stemOf(path)) ??
      null;
    return folder !== null && !homesOf(upstream).has(folder);
  };
}

/** Letters of a file's name that may be a project's. */
const LEAST_FILE = 3;

function byOwnName(repositories: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    repositories
      .map((one) => [plainName(one.slice(one.indexOf('/') + 1)), one] as const)
      .filter(([name]) => name.length >= LEAST_FILE),
  );
}

/** A file's name without its ending, letters and digits alone. */
function stemOf(path: string): string {
  return plainName(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''));
}

/**
 * The repository's own package: the folder of code at the top whose name begins the repository's. That a credited project's
 * name begins like it says nothing of where a file is from.
 */
function ownPackage(evidence: Evidence): string {
  const { paths } = evidence;
  const names = [...ownNames(evidence)];
  const tops = paths
    .filter((path) => isCode(path) && path.includes('/'))
    .map((path) => path.slice(0, path.indexOf('/')));
  return (
    tops.find((top) => plainName(top).length > 0 && names.some((name) => name.startsWith(plainName(top)))) ??
    ''
  );
}

/** A folder that a front page names with a link to the repository it is from: `[fieldnotes](https://…/reeds/crane)`. */
interface LinkedFolder {
  /** Its name in lower case, letters and digits alone. */
  readonly folder: string;
  readonly repository: string;
}

/** Letters of a folder's name that is no word of every page. */
const LEAST_FOLDER = 6;

function linkedFolders({ paths, texts }: Evidence): readonly LinkedFolder[] {
  const folders = new Set(paths.flatMap(foldersBelowTop));
  return [...texts].flatMap(([page, text]) =>
    /(?:^|\/)README[^/]*$/i.test(page)
      ? [...text.matchAll(/\[([^\][\n]{1,60})\]\((https?:\/\/[^\s)]{1,300})\)/g)].flatMap(
          ([, label = '', address = '']) => {
            const folder = plainName(label);
            const [named] = namedRepositories(address);
            const isNamed = folder.length >= LEAST_FOLDER && folders.has(folder);
            return isNamed && named?.repository !== undefined
              ? [{ folder, repository: named.repository }]
              : [];
          },
        )
      : [],
  );
}

function isIn(path: string, folder: string): boolean {
  return foldersBelowTop(path).includes(folder);
}

/** Names of the folders that a file lies in, but for the first: a package at the top is the repository's own. */
function foldersBelowTop(path: string): readonly string[] {
  return path.split('/').slice(1, -1).map(plainName);
}

function shares(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => b.has(one));
}

/**
 * Repositories that documents and comments credit, as `owner/name` in lower case. This one's own address is none: what
 * lies in a folder of its name came along with nobody.
 */
export function creditedRepositories(evidence: Evidence): ReadonlySet<string> {
  return creditedIn(evidence, homesByProject(evidence));
}

function creditedIn(
  evidence: Evidence,
  homes: ReadonlyMap<string, ReadonlySet<string>>,
  isMeant: (claim: DraftClaim) => boolean = () => true,
): ReadonlySet<string> {
  return new Set(
    evidence.claims
      .filter((claim) => claim.force === 'credit' && isMeant(claim))
      // A list of sources is one sentence, and a credit of each project in it that is known.
      .flatMap((claim) => [
        ...namedRepositories(claim.text).flatMap(({ repository }) => repository ?? []),
        ...(claim.upstream === null ? NOWHERE : (homes.get(claim.upstream) ?? NOWHERE)),
      ])
      .filter((one) => !isOwnAddress(evidence, one)),
  );
}

const isInDocument = ({ kind }: DraftClaim): boolean => kind !== 'code-comment';

/** Where each project is at home, by all that the evidence tells: its repositories, as `owner/name` in lower case. */
function homesByProject(evidence: Evidence): ReadonlyMap<string, ReadonlySet<string>> {
  const homes = new Map<string, Set<string>>();
  const add = (project: string, repositories: Iterable<string>): void => {
    const known = homes.get(project) ?? new Set();
    for (const repository of repositories) known.add(repository);
    homes.set(project, known);
  };
  for (const source of evidence.sources.values()) add(source.project, repositoriesOf(source));
  for (const { upstream, repository } of evidence.lineage)
    if (repository != null) add(upstream, repositoriesOf({ repository }));
  for (const module of evidence.modules)
    for (const match of module.matches)
      for (const { project, repository } of match.origin ?? [])
        if (project !== null && repository !== undefined) add(project, repositoriesOf({ repository }));
  return homes;
}

const NOWHERE: ReadonlySet<string> = new Set();
