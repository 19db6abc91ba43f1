import type { RepositoryOwner } from '../engine/ports.ts';
import type { Publisher } from '../model/repository-identity.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { addressOf } from '../origins/repository-address.ts';

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

/**
 * Whether a repository's owner is one of a project's. 'other' only on a host where the project is at home: elsewhere the
 * same owner may go by another name.
 */
export function publisherOf(here: RepositoryOwner | null, homes: readonly RepositoryOwner[]): Publisher {
  if (here === null) return 'unknown';
  const owner = here.owner.toLowerCase();
  if (homes.some((one) => one.owner === owner)) return 'same';
  return homes.some((one) => one.host === here.host) ? 'other' : 'unknown';
}
