import { matrixAnswer } from './osadl-matrix.ts';

/** Licenses that ask nothing of the copier. */
const FREE_OF_DUTIES = new Set([
  'CC0-1.0',
  'MIT-0',
  'Unlicense',
  '0BSD',
  'WTFPL',
  'PDDL-1.0',
  'blessing',
  'CC-PDDC',
]);

/** Licenses whose terms stay with the file: the rest of the work may stand under others. With the section that says so. */
const FILE_LEVEL: ReadonlyMap<string, string> = new Map([
  ['MPL-1.1', '3.1'],
  ['MPL-2.0', '3.1, 3.3'],
  ['MPL-2.0-no-copyleft-exception', '3.1, 3.3'],
  ['CDDL-1.0', '3.1'],
  ['CDDL-1.1', '3.1'],
  ['EPL-1.0', '3'],
  ['EPL-2.0', '3.1'],
  ['OFL-1.1', '5'],
  ['CC-BY-SA-3.0', '4(b)'],
  ['CC-BY-SA-4.0', '3(b)(1)'],
]);

/** Licenses that cover the whole work, and the section that says so. */
const WHOLE_WORK: ReadonlyMap<string, string> = new Map([
  ['GPL-2.0-only', '2(b)'],
  ['GPL-2.0-or-later', '2(b)'],
  ['GPL-3.0-only', '5(c)'],
  ['GPL-3.0-or-later', '5(c)'],
  ['AGPL-3.0-only', '5(c), 13'],
  ['AGPL-3.0-or-later', '5(c), 13'],
  ['LGPL-2.0-only', '2(c)'],
  ['LGPL-2.0-or-later', '2(c)'],
  ['LGPL-2.1-only', '2(c)'],
  ['LGPL-2.1-or-later', '2(c)'],
  ['LGPL-3.0-only', '2, 4'],
  ['LGPL-3.0-or-later', '2, 4'],
  ['OSL-3.0', '1(c)'],
  ['EUPL-1.2', '5'],
  ['SSPL-1.0', '5(c), 13'],
]);

export function isFreeOfDuties(id: string): boolean {
  return FREE_OF_DUTIES.has(id);
}

/** Section by which the license stays with its file; null for any other license. */
export function fileLevelClause(id: string): string | null {
  return FILE_LEVEL.get(id) ?? null;
}

/** Section by which the license extends to the whole work; null for any other license. */
export function wholeWorkClause(id: string): string | null {
  return WHOLE_WORK.get(baseOf(id)) ?? null;
}

/** Grants non-commercial use only. */
export function isNonCommercial(id: string): boolean {
  return /^(LicenseRef-)?CC-BY-NC(-|$)|^PolyForm-Noncommercial|^LicenseRef-.*(-nc$|non-?commercial|-research-only$)/i.test(
    id,
  );
}

/** A header that allows use by agreement with its holder only, and grants nothing. */
export const BY_AGREEMENT = 'LicenseRef-Stated-By-Agreement';

/** Forbids sharing changed copies. */
export function isNoDerivatives(id: string): boolean {
  return /^CC-BY(-NC)?-ND-/.test(id);
}

/** Source-available: use is limited until a date or by purpose. */
export function isSourceAvailable(id: string): boolean {
  return /^(BUSL|Elastic|SSPL|FSL)-/.test(id);
}

/** A published license that is free for all use: a limit beside its name is no part of it. */
export function limitsNoUse(id: string): boolean {
  return (
    !id.startsWith('LicenseRef-') && !isNonCommercial(id) && !isNoDerivatives(id) && !isSourceAvailable(id)
  );
}

/** Licenses that ask for what another one does, and add no term to it. */
const SAME_TERMS: ReadonlyMap<string, string> = new Map([['BSD-2-Clause-Views', 'BSD-2-Clause']]);

/** Permissive: may be put into work under MIT (judged by the OSADL matrix), or attribution only. */
export function isPermissive(id: string): boolean {
  if (isFreeOfDuties(id) || /^CC-BY-\d/.test(id)) return true;
  const answer = matrixAnswer(SAME_TERMS.get(id) ?? id, 'MIT');
  return answer === 'yes' || answer === 'same';
}

/** The license without its exception: `GPL-2.0-only WITH X` gives `GPL-2.0-only`. */
export function baseOf(id: string): string {
  const at = id.indexOf(' WITH ');
  return at < 0 ? id : id.slice(0, at);
}
