import { createHash } from 'node:crypto';
import { failure, type Result, success } from '../../model/result.ts';

/** One repository to audit. */
export interface ListedRepository {
  /** A folder or an address, as `forebear audit` takes it. */
  readonly target: string;
  /** Name of its report without the extension: readable, and unlike that of any other target. */
  readonly slug: string;
}

const MOST_ENTRIES = 100_000;

function slugOf(target: string): string {
  const words = target
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/\.git\/?$/, '')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(-2)
    .join('-')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80);
  const mark = createHash('sha256').update(target).digest('hex').slice(0, 8);
  return `${words === '' ? 'repository' : words}-${mark}`;
}

/**
 * Reads a list of repositories: one folder or address a line; blank lines and lines that start with `#` are left out.
 * A target listed twice is audited once.
 */
export function parseRepositoryList(text: string): Result<readonly ListedRepository[], 'empty' | 'too-long'> {
  const targets = [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#')),
    ),
  ];
  if (targets.length === 0)
    return failure('empty', 'The list names no repository. Put one folder or address on each line.');
  if (targets.length > MOST_ENTRIES)
    return failure('too-long', `The list names ${targets.length} repositories; ${MOST_ENTRIES} is the most.`);
  const option = targets.find((target) => target.startsWith('-'));
  if (option !== undefined)
    return failure('empty', `"${option}" in the list looks like an option. Write ./${option} for a folder.`);
  return success(targets.map((target) => ({ target, slug: slugOf(target) })));
}
