import { plainName } from '../credit/plain-name.ts';
import { vendoredName } from '../credit/stated-sources.ts';

/**
 * Whether a folder of a path has the name of a project in its own: `eva_clip/model.py` that of `eva`, `moco/vit.py` that of
 * `moco-v3`. `upstream` is the project's id.
 */
export function hasNameIn(path: string, upstream: string): boolean {
  const words = path
    .toLowerCase()
    .split('/')
    .slice(0, -1)
    .flatMap((folder) => [folder, ...folder.split(/[-_.]+/)]);
  const name = upstream.toLowerCase();
  return words.includes(name) || words.includes(name.replace(/[-_.]?v?\d+$/, ''));
}

/** Letters of a folder's name that may be a project's. */
const LEAST_NAME = 4;

/**
 * Whether a path of an upstream lies in the tree of another project: in a folder of what others wrote, or in one that is the
 * repository of a package, whose name it has in another spelling: `training/HeronPool/src/heron_pool/pool.py`.
 */
export function isOfAnotherTree(path: string, upstream: string): boolean {
  const folders = path.split('/').slice(0, -1);
  const packed = folders.find((folder, at) => {
    const name = plainName(folder);
    return (
      name.length >= LEAST_NAME &&
      folders.slice(at + 1).some((inner) => inner !== folder && plainName(inner) === name)
    );
  });
  return [vendoredName(path), packed].some(
    (name) => name != null && !hasNameIn(`${name}/`, upstream) && plainName(name) !== plainName(upstream),
  );
}
