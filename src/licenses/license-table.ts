import type { LicenseRow, LicenseSlot } from '../model/license-part.ts';
import { NO_LICENSE } from './expression.ts';
import type { RepositoryLicenses } from './slots.ts';

const SLOTS: readonly LicenseSlot[] = ['code', 'weights', 'data', 'docs'];

/**
 * What the repository's own license files, manifests, README and model card state, slot by slot: the table in which a
 * contradiction is seen. A slot without a statement has a row only where one is `expected`.
 */
export function licenseTable(
  own: RepositoryLicenses,
  { holdsCode, expected }: { readonly holdsCode: boolean; readonly expected: readonly LicenseSlot[] },
): readonly LicenseRow[] {
  // What is said without a subject is held for both; it is shown once.
  const shared = own.code.statements === own.weights.statements;
  const lent = holdsCode ? 'weights' : 'code';
  return SLOTS.flatMap((slot): readonly LicenseRow[] => {
    const { statements, disagreements } = own[slot];
    const stated = shared && slot === lent ? [] : statements;
    if (stated.length === 0)
      return expected.includes(slot) ? [{ slot, expression: NO_LICENSE, places: [], differs: false }] : [];
    const apart = new Set(disagreements.map(([, other]) => other.expression));
    return [...new Set(stated.map(({ expression }) => expression))].map((expression) => ({
      slot,
      expression,
      places: stated
        .filter((one) => one.expression === expression)
        .map(({ path, ranges: [range] }) => ({ path, line: range?.startLine ?? 1 })),
      differs: apart.has(expression),
    }));
  });
}
