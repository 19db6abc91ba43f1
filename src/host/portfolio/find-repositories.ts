import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { withoutSecrets } from '../../bytes/printable.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { numberOf } from '../../portfolio/identity.ts';
import { storable } from '../../portfolio/storable-text.ts';
import { parseRepositoryList } from '../repos/repository-list.ts';
import { repositoriesAt } from '../world/against.ts';
import { gitPlace, isAddress } from './find-revision.ts';

/** A repository that a portfolio is to hold. */
export interface FoundRepository {
  readonly id: number;
  /** Absolute folder, or address. */
  readonly target: string;
  /** `owner/name` where the address or the folders tell it, else a name. */
  readonly name: string;
}

const found = (target: string, name: string): FoundRepository => ({
  id: numberOf(['repository', target]),
  target: storable(target),
  name: storable(name),
});

const nameOfAddress = (address: string): string =>
  address
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .slice(-2)
    .join('/');

async function foundAt(path: string): Promise<Result<readonly FoundRepository[], 'absent'>> {
  if (isAddress(path)) {
    if (withoutSecrets(path) !== path && !/^(?:ssh:\/\/)?[\w.]+@/.test(path))
      return failure(
        'absent',
        `"${withoutSecrets(path)}" came with a user name or password: leave them out.`,
      );
    return success([found(path, nameOfAddress(path))]);
  }
  const repositories = await repositoriesAt(resolve(path));
  if (repositories.length === 0 && (await gitPlace(path, new AbortController().signal)).ok)
    return success([found(resolve(path), basename(resolve(path)))]);
  if (repositories.length === 0)
    return failure(
      'absent',
      `"${path}" is no git repository and holds none: give a clone, a folder of clones, an address, or a list of them.`,
    );
  // What `audit` is called with is the folder that a person sees, not the git directory in it.
  return success(repositories.map(({ gitDir, name }) => found(gitDir.replace(/[\\/]\.git$/, ''), name)));
}

/** The repositories that paths mean: a clone, a folder of clones, an address, or a file that lists these. */
export async function findRepositories(
  paths: readonly string[],
): Promise<Result<readonly FoundRepository[], 'absent'>> {
  const all = new Map<number, FoundRepository>();
  for (const path of paths) {
    const isList = !isAddress(path) && ((await stat(path).catch(() => null))?.isFile() ?? false);
    let places: readonly string[] = [path];
    if (isList) {
      const list = parseRepositoryList(await readFile(path, 'utf8'));
      if (!list.ok) return failure('absent', `${path}: ${list.message}`);
      places = list.value.map(({ target }) => target);
    }
    for (const place of places) {
      const some = await foundAt(place);
      if (!some.ok) return some;
      for (const one of some.value) all.set(one.id, one);
    }
  }
  return success([...all.values()]);
}
