import { coversPath } from '../credit/credit-scope.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import { plainName } from '../credit/plain-name.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import { ownNames } from './own-names.ts';

/** Homes of weights and of pages, from which code hardly comes. */
const NO_CODE = /huggingface\.co|hf\.co|\.git(?:hub|lab)\.io/i;

/**
 * Repositories that documents credit for these files and whose code is not known here, as `owner/name` in lower case: what
 * matches an older project may have come with one of them. This repository's own address is none.
 */
export function creditedUnknown(evidence: Evidence, paths: readonly string[]): readonly string[] {
  const unknown = unknownIn(evidence);
  const named = evidence.claims.flatMap((claim) => {
    if (claim.kind === 'code-comment') return [];
    const repositories = unknown(claim);
    // Whom a claim covers is asked last: of most claims nothing is unknown.
    return repositories.length > 0 && paths.some((path) => coversPath(claim, path)) ? repositories : [];
  });
  return [...new Set(named)];
}

/** Repositories that a credit gives the address of and whose code is not known here: none of this repository's own. */
export function unknownIn(evidence: Evidence): (claim: DraftClaim) => readonly string[] {
  const known = new Set([...evidence.sources.values()].flatMap((source) => repositoriesOf(source)));
  return ({ force, upstream, text }) =>
    force !== 'credit' || upstream !== null
      ? []
      : namedRepositories(text).flatMap(({ repository, start, end }) =>
          repository === undefined ||
          NO_CODE.test(text.slice(start, end)) ||
          known.has(repository) ||
          isOwnAddress(evidence, repository)
            ? []
            : [repository],
        );
}

/** Whether `owner/name` goes by a name of the audited repository. */
export function isOwnAddress(evidence: Evidence, repository: string): boolean {
  const name = plainName(repository.slice(repository.indexOf('/') + 1));
  return [...ownNames(evidence)].some((own) => own.endsWith(name));
}
