import type { Evidence } from '../model/evidence.ts';
import type { AuditedModule } from '../model/report.ts';
import { vendoredName } from './stated-sources.ts';

/** Files that have to stand at their project's own paths below one folder for that folder to be its tree. */
const LEAST_FILES = 5;

/** Letters of a folder's name that may stand for a longer one. */
const LEAST_BEGINNING = 5;

/** A folder that holds another project's tree: its name with `/` at the end, and the project. */
export interface KeptTree {
  readonly folder: string;
  readonly project: string;
}

/**
 * Folders that hold a project's tree at the project's own paths, the deepest first. Whatever such a tree has from a
 * third is the project's to credit, and came along with it.
 */
export function keptTrees(evidence: Pick<Evidence, 'modules'>): readonly KeptTree[] {
  const files = new Map<string, { readonly tree: KeptTree; readonly paths: Set<string> }>();
  for (const module of evidence.modules) {
    for (const { project, path } of placesOf(module)) {
      if (!path.includes('/') || !module.path.endsWith(`/${path}`)) continue;
      const folder = rootOf(module.path.slice(0, -path.length), project, path);
      const key = JSON.stringify([folder, project]);
      const known = files.get(key) ?? { tree: { folder, project }, paths: new Set<string>() };
      known.paths.add(module.path);
      files.set(key, known);
    }
  }
  const most = new Map<string, { readonly tree: KeptTree; readonly paths: Set<string> }>();
  for (const one of files.values()) {
    const other = most.get(one.tree.folder);
    if (one.paths.size >= LEAST_FILES && one.paths.size > (other?.paths.size ?? 0))
      most.set(one.tree.folder, one);
  }
  return [...most.values()].map((one) => one.tree).sort((a, b) => b.folder.length - a.folder.length);
}

/** Whether a folder goes by the name of what it holds: `peft/`, `midas_repo/`. */
export function isNamedFor({ folder, project }: KeptTree): boolean {
  const name = plain(folder.split('/').at(-2) ?? '');
  const wanted = plain(project);
  return name === wanted || (wanted.length >= 4 && name.includes(wanted));
}

/** The folder that goes by the project's name, where the tree stands in one; else the tree's own first folder. */
function rootOf(prefix: string, project: string, path: string): string {
  return isNamedFor({ folder: prefix, project })
    ? prefix
    : `${prefix}${path.slice(0, path.indexOf('/') + 1)}`;
}

/** Where the projects that a module matches have it. */
function placesOf(module: AuditedModule): readonly { readonly project: string; readonly path: string }[] {
  return module.matches.flatMap((match) => [
    { project: match.upstream, path: match.path },
    ...(match.origin ?? []).flatMap(({ project, path }) =>
      project === null || path === undefined ? [] : [{ project, path }],
    ),
  ]);
}

/** The project in whose tree a file lies; null outside of one. */
export function treeOf(trees: readonly KeptTree[], path: string): string | null {
  return trees.find((tree) => path.startsWith(tree.folder))?.project ?? null;
}

/**
 * A project that the repository credits and whose name a folder of this path has: `crane/pooler.py` where a document
 * credits `reeds/crane`. In lower case, as `owner/name`; null where none is. The repository's `own` package at the top has
 * to have the whole name: many projects are called by beginnings of it.
 */
export function creditedFolder(credited: ReadonlySet<string>, path: string, own = ''): string | null {
  const folders = [...path.split('/').slice(0, -1), vendoredName(path) ?? ''].map(plain);
  const top = plain(own);
  for (const one of credited) {
    const name = plain(one.slice(one.indexOf('/') + 1));
    if (name.length < 4) continue;
    // A package goes by the beginning of its project's name: `heronseg` of `heronsegmentation`.
    if (
      folders.some(
        (folder) =>
          folder === name || (folder.length >= LEAST_BEGINNING && folder !== top && name.startsWith(folder)),
      )
    )
      return one;
  }
  return null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
