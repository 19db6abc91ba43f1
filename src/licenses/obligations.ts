import { fileLevelClause, isFreeOfDuties, isPermissive, wholeWorkClause } from './license-classes.ts';
import type { ModelLicense } from './model-licenses.ts';
import { modelLicense } from './model-licenses.ts';

export const DUTY_KINDS = [
  'keep-copyright',
  'license-text',
  'notice-file',
  'state-changes',
  'model-name',
  'display-line',
  'notice-sentence',
  'source-statement',
  'pass-on-limits',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** One thing a license asks of whoever copies. */
export interface Duty {
  readonly kind: DutyKind;
  /** SPDX id or `LicenseRef-…` of the license that asks. */
  readonly license: string;
  /** Section of its text; null when the text numbers none. */
  readonly clause: string | null;
  /** Wordings any one of which fulfils it, where the license fixes them. */
  readonly anyOf: readonly string[];
  /** Only for `model-name`: where the text has to stand in the name. */
  readonly position?: 'start' | 'anywhere';
}

/** What advertising has to say under the BSD license of four clauses, before the name of the holder. */
const ADVERTISED = 'This product includes software developed by';

/** Sections that ask for: copyright kept, text shipped, NOTICE carried, changes stated. */
type Sections = Partial<Record<DutyKind, string | null>>;

const KNOWN: ReadonlyMap<string, Sections> = new Map([
  ['MIT', { 'keep-copyright': 'paragraph 2', 'license-text': 'paragraph 2' }],
  ['ISC', { 'keep-copyright': 'paragraph 1', 'license-text': 'paragraph 1' }],
  ['BSD-2-Clause', { 'keep-copyright': '1', 'license-text': '1' }],
  ['BSD-3-Clause', { 'keep-copyright': '1', 'license-text': '1' }],
  ['BSD-4-Clause', { 'keep-copyright': '1', 'license-text': '1', 'display-line': '3' }],
  ['BSD-4-Clause-UC', { 'keep-copyright': '1', 'license-text': '1', 'display-line': '3' }],
  [
    'Apache-2.0',
    { 'license-text': '4(a)', 'state-changes': '4(b)', 'keep-copyright': '4(c)', 'notice-file': '4(d)' },
  ],
  ['MPL-2.0', { 'keep-copyright': '3.4', 'license-text': '3.1' }],
  [
    'CC-BY-4.0',
    { 'keep-copyright': '3(a)(1)(A)', 'state-changes': '3(a)(1)(B)', 'license-text': '3(a)(1)(C)' },
  ],
  [
    'CC-BY-SA-4.0',
    { 'keep-copyright': '3(a)(1)(A)', 'state-changes': '3(a)(1)(B)', 'license-text': '3(a)(1)(C)' },
  ],
  [
    'CC-BY-NC-4.0',
    { 'keep-copyright': '3(a)(1)(A)', 'state-changes': '3(a)(1)(B)', 'license-text': '3(a)(1)(C)' },
  ],
  ['GPL-2.0-only', { 'keep-copyright': '1', 'license-text': '1', 'state-changes': '2(a)' }],
  ['GPL-2.0-or-later', { 'keep-copyright': '1', 'license-text': '1', 'state-changes': '2(a)' }],
  ['GPL-3.0-only', { 'keep-copyright': '4', 'license-text': '4', 'state-changes': '5(a)' }],
  ['GPL-3.0-or-later', { 'keep-copyright': '4', 'license-text': '4', 'state-changes': '5(a)' }],
  ['AGPL-3.0-only', { 'keep-copyright': '4', 'license-text': '4', 'state-changes': '5(a)' }],
  ['AGPL-3.0-or-later', { 'keep-copyright': '4', 'license-text': '4', 'state-changes': '5(a)' }],
]);

/**
 * Duties of one license id (not an expression). Empty for licenses that ask nothing, for `NONE`, and for
 * licenses whose terms are not known: an unknown duty is never asked for.
 */
export function dutiesOf(license: string): readonly Duty[] {
  const model = modelLicense(license);
  if (model !== null) return modelDuties(model);
  const sections = KNOWN.get(license) ?? usualSections(license);
  return Object.entries(sections).flatMap(([kind, clause]) =>
    isDutyKind(kind)
      ? [{ kind, license, clause: clause ?? null, anyOf: kind === 'display-line' ? [ADVERTISED] : [] }]
      : [],
  );
}

/** Every open source license with duties asks at least for its notice and text. */
function usualSections(license: string): Sections {
  if (isFreeOfDuties(license)) return {};
  const known =
    isPermissive(license) || fileLevelClause(license) !== null || wholeWorkClause(license) !== null;
  return known ? { 'keep-copyright': null, 'license-text': null } : {};
}

function modelDuties(model: ModelLicense): readonly Duty[] {
  const duties: Duty[] = [];
  const add = (kind: DutyKind, clause: string | null, anyOf: readonly string[] = []): void => {
    duties.push({ kind, license: model.expression, clause, anyOf });
  };
  if (model.modelName !== undefined) {
    const { clause, text, position } = model.modelName;
    duties.push({ kind: 'model-name', license: model.expression, clause, anyOf: [text], position });
  }
  if (model.display !== undefined) add('display-line', model.display.clause, model.display.anyOf);
  if (model.noticeSentence !== undefined) {
    add('notice-sentence', model.noticeSentence.clause, [model.noticeSentence.text]);
  }
  if (model.sourceStatement !== undefined) add('source-statement', model.sourceStatement.clause);
  if (model.copyOfLicense !== undefined) add('license-text', model.copyOfLicense.clause);
  if (model.stateChanges !== undefined) add('state-changes', model.stateChanges.clause);
  if (model.keepNotices !== undefined) add('keep-copyright', model.keepNotices.clause);
  if (model.passOn !== undefined && model.useLimits !== undefined) add('pass-on-limits', model.passOn.clause);
  return duties;
}

function isDutyKind(kind: string): kind is DutyKind {
  return DUTY_KINDS.some((known) => known === kind);
}
