import type { DraftClaim } from '../model/draft-claim.ts';

/** Folders whose documents speak for the whole repository. */
const FOR_ALL = /^(?:docs?|documentation|\.github|LICENSES|licenses?|assets|paper|notices?)(?:\/|$)/i;

/** Whether a credit reaches a file: a comment its own file, a document its folder, one at the top everything. */
export function coversPath(claim: Pick<DraftClaim, 'kind' | 'path'>, path: string): boolean {
  if (claim.kind === 'code-comment') return claim.path === path || headOfPackage(claim.path, path);
  const folder = claim.path.slice(0, Math.max(0, claim.path.lastIndexOf('/')));
  return folder === '' || FOR_ALL.test(folder) || path.startsWith(`${folder}/`);
}

/** What stands at the top of a package is said of its files. */
function headOfPackage(claimed: string, path: string): boolean {
  const folder = /^(.*\/)__init__\.py$/.exec(claimed)?.[1];
  return folder !== undefined && path.startsWith(folder);
}
