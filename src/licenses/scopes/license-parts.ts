import type { EffectiveLicense } from '../../model/effective-license.ts';
import type { LicensePart } from '../../model/license-part.ts';
import { byText } from '../../model/text-order.ts';
import { isLicenseText, licenseOfSlot, licensesAgree, type RepositoryLicenses } from '../slots.ts';
import type { LicenseScopes } from './license-scopes.ts';
import { statesPathTerms } from './path-terms.ts';

/** Paths of one part that a report names. */
const MOST_PATHS = 100;

/** Files that tell of licenses stand under none of those that they tell. */
function tellsOfLicenses(path: string): boolean {
  return (
    isLicenseText(path) ||
    statesPathTerms(path) ||
    /\.license$|(?:^|\/)(?:LICENSES\/|NOTICE[^/]*$)/.test(path)
  );
}

function isPart({ by, expression, slot }: EffectiveLicense, own: RepositoryLicenses): boolean {
  return by !== 'repository' && !licensesAgree(expression, licenseOfSlot(own, slot));
}

/** What stands under another license than the repository as a whole, by what states it, in the order of first paths. */
export function licenseParts(
  paths: readonly string[],
  scopes: LicenseScopes,
  own: RepositoryLicenses,
): readonly LicensePart[] {
  const parts = new Map<string, { readonly first: EffectiveLicense; readonly paths: string[] }>();
  for (const path of [...paths].sort(byText)) {
    if (tellsOfLicenses(path)) continue;
    const found = scopes.of(path);
    if (!isPart(found, own)) continue;
    const { expression, slot, by, at } = found;
    const shared = by === 'file' || by === 'beside' ? null : at;
    const key = JSON.stringify([expression, slot, by, shared]);
    const part = parts.get(key) ?? { first: { ...found, at: shared }, paths: [] };
    part.paths.push(path);
    parts.set(key, part);
  }
  return [...parts.values()].map(({ first, paths: all }) => ({
    expression: first.expression,
    slot: first.slot,
    by: first.by === 'repository' ? 'file' : first.by,
    ...(first.at === null ? {} : { at: first.at }),
    ...(first.at === null || first.copyrights.length === 0 ? {} : { copyrights: first.copyrights }),
    files: all.length,
    paths: all.slice(0, MOST_PATHS),
  }));
}
