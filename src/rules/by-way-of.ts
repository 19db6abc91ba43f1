import { coversPath } from '../credit/credit-scope.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import { plainName } from '../credit/plain-name.ts';
import type { Evidence } from '../model/evidence.ts';
import { ownNames } from './own-names.ts';

/** Homes of weights and of pages, from which code hardly comes. */
const NO_CODE = /huggingface\.co|hf\.co|\.git(?:hub|lab)\.io/i;

/**
 * Repositories that documents credit for these files and whose code is not known here, as `owner/name` in lower case: what
 * matches an older project may have come with one of them. This repository's own address is none.
 */
export function creditedUnknown(evidence: Evidence, paths: readonly string[]): readonly string[] {
  const known = new Set([...evidence.sources.values()].flatMap((source) => repositoriesOf(source)));
  const named = evidence.claims.flatMap((claim) =>
    claim.force === 'credit' &&
    claim.kind !== 'code-comment' &&
    claim.upstream === null &&
    paths.some((path) => coversPath(claim, path))
      ? namedRepositories(claim.text).flatMap(({ repository, start, end }) =>
          repository === undefined || NO_CODE.test(claim.text.slice(start, end)) ? [] : [repository],
        )
      : [],
  );
  return [...new Set(named)].filter((one) => !known.has(one) && !isOwnAddress(evidence, one));
}

/** Whether `owner/name` goes by a name of the audited repository. */
export function isOwnAddress(evidence: Evidence, repository: string): boolean {
  const name = plainName(repository.slice(repository.indexOf('/') + 1));
  return [...ownNames(evidence)].some((own) => own.endsWith(name));
}
