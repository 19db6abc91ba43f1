import type { RepositoryOwner } from '../engine/ports.ts';
import type { Publisher } from '../model/repository-identity.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { addressOf } from '../origins/repository-address.ts';

/**
 * Names under which one host's accounts are served: who has an account there has it under each. A name on any other host
 * is anybody's to take.
 */
const SAME_ACCOUNTS: readonly (readonly [host: string, ...others: string[]])[] = [
  ['github.com', 'ssh.github.com'],
  ['gitlab.com', 'altssh.gitlab.com'],
  ['bitbucket.org', 'altssh.bitbucket.org'],
  ['huggingface.co', 'hf.co', 'hf-mirror.com'],
];

const hostOf = (name: string): string => SAME_ACCOUNTS.find((all) => all.includes(name))?.[0] ?? name;

/** The owner and host of a repository given as `owner/name` or as an address. */
function ownerOf(repository: string): RepositoryOwner | null {
  const [, host = '', owner = ''] =
    /^https?:\/\/(?:www\.)?([^/]+)\/([^/]+)\/[^/]/.exec(addressOf(repository) ?? '') ?? [];
  return owner === '' ? null : { host: host.toLowerCase(), owner: owner.toLowerCase() };
}

/** Owners of the places where a project is published. A copy of its official history, or a fork, is none of them. */
export function homesOf(source: SourceFacts): readonly RepositoryOwner[] {
  const places = [...(source.repositoryIs === undefined ? [source.repository] : []), source.homepage ?? ''];
  return places.flatMap((one) => ownerOf(one) ?? []);
}

/** The same of addresses. */
export const ownersOf = (repositories: readonly string[]): readonly RepositoryOwner[] =>
  repositories.flatMap((one) => ownerOf(one) ?? []);

/** What an account adds to its name when it becomes an organisation: whether `crane-org` is `crane` is not known. */
const HOUSE = /[-_]?(?:org|ai|team|labs?|inc|research|hq|dev|official|project)$/;

const plainName = (owner: string): string => owner.replace(HOUSE, '');

/**
 * Whether a repository's owner is one of a project's. Either is only known on a host where the project is at home:
 * elsewhere the same owner may go by another name, and somebody else by this one.
 */
export function publisherOf(here: RepositoryOwner | null, homes: readonly RepositoryOwner[]): Publisher {
  if (here === null) return 'unknown';
  const owner = here.owner.toLowerCase();
  const host = hostOf(here.host.toLowerCase());
  const there = homes.filter((one) => hostOf(one.host) === host);
  if (there.length === 0) return 'unknown';
  if (there.some((one) => one.owner === owner)) return 'same';
  return there.some((one) => plainName(one.owner) === plainName(owner)) ? 'unknown' : 'other';
}
