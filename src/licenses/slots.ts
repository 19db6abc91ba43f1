import type { LicenseSlot } from '../model/license-part.ts';
import type { LicenseRecord } from '../model/report.ts';
import type { SourceFacts, StatedLicense } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { OPEN_FAMILY } from './detection/held.ts';
import { isHubLicense } from './detection/license-value.ts';
import { UNEXPLAINED_SENTENCES } from './detection/unexplained.ts';
import { NO_LICENSE, parseExpression, sameLicense, UNKNOWN_LICENSE } from './expression.ts';
import { modelLicense } from './model-licenses.ts';

/** What the repository grants for one slot. */
export interface SlotLicense {
  /** SPDX expression; `NONE` when nothing is stated. */
  readonly expression: string;
  /** Statements it rests on, the strongest first. */
  readonly statements: readonly LicenseRecord[];
  /** Pairs of statements that do not agree. */
  readonly disagreements: readonly (readonly [LicenseRecord, LicenseRecord])[];
}

export interface RepositoryLicenses {
  readonly code: SlotLicense;
  readonly weights: SlotLicense;
  readonly data: SlotLicense;
  /** From files named for documents or pictures alone: `LICENSE-docs`. */
  readonly docs: SlotLicense;
}

const TEXT_FILE =
  /^(?:LICEN[CS]E|COPYING|UNLICENSE|(?:CODE|MODEL|DATA|WEIGHTS)[_-]?LICEN[CS]E|(?:MIT|APACHE|BSD|ISC|MPL|[AL]?GPL)[\w.]*[-_]LICEN[CS]E)[^/]*$/i;
const MANIFEST =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|package\.json|Cargo\.toml|CITATION\.cff|codemeta\.json|REUSE\.toml|\.reuse\/dep5)$/i;
/** A card to be filled in for something else states nothing of this repository. A COPYRIGHT may list what is others', as a README may. */
const README =
  /^(?:(?:README|MODEL_?CARD)(?![^/]*template)[^/]*|COPYRIGHTS?(?:\.(?:txt|md|rst))?|debian\/copyright)$/i;
const NO_TEXT = /\.(?:py|pyi|js|ts|tsx|c|cc|cpp|h|hpp|java|go|rs|rb|json|ya?ml|toml|png|svg|jpe?g)$/i;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a file, wherever it stands, is named as a license text. */
export function isLicenseText(path: string): boolean {
  return TEXT_FILE.test(nameOf(path)) && !NO_TEXT.test(path);
}

/** A license file that is named for what it covers. */
const NAMED_SLOTS: readonly (readonly [RegExp, LicenseSlot])[] = [
  [/^(?:MODEL|WEIGHTS?)[_-]?LICEN|^LICEN[CS]E[-_.](?:MODELS?|WEIGHTS?)\b/i, 'weights'],
  [/^DATA(?:SET)?[_-]?LICEN|^LICEN[CS]E[-_.]DATA(?:SETS?)?\b/i, 'data'],
  [/^DOCS?[_-]?LICEN|^LICEN[CS]E[-_.](?:DOCS?|DOCUMENTATION|ASSETS?|IMAGES?|FONTS?|ART)\b/i, 'docs'],
];

function slotOf(record: LicenseRecord): LicenseSlot {
  return NAMED_SLOTS.find(([name]) => name.test(record.path))?.[1] ?? record.slot;
}

/** What the repository as a whole states for one slot; its code's license speaks for what has no statement of its own. */
export function licenseOfSlot(own: RepositoryLicenses, slot: LicenseSlot): string {
  const stated = own[slot].expression;
  return stated === NO_LICENSE ? own.code.expression : stated;
}

/**
 * What the license files of one folder say of what it holds of one slot: those named for the slot, else those that are
 * named for none. `NOASSERTION` where their texts are not recognised; null where the folder says nothing of the slot.
 */
export function folderLicense(
  texts: readonly { readonly path: string; readonly licenses: readonly Omit<LicenseRecord, 'path'>[] }[],
  slot: LicenseSlot,
): { readonly expression: string; readonly at: { readonly path: string; readonly line: number } } | null {
  const named = (path: string): LicenseSlot | null =>
    NAMED_SLOTS.find(([name]) => name.test(nameOf(path)))?.[1] ?? null;
  const own = texts.filter(({ path }) => named(path) === slot);
  const counted = own.length > 0 ? own : texts.filter(({ path }) => named(path) === null);
  const [first] = counted;
  if (first === undefined) return null;
  const all = counted.flatMap(({ path, licenses }) =>
    licenses
      .filter((one) => one.expression !== UNKNOWN_LICENSE && one.ofOthers !== true)
      .map((one) => ({ ...one, path: nameOf(path), whole: path })),
  );
  const ofSlot = all.filter((one) => one.slot === slot);
  const stated = ofSlot.length > 0 ? ofSlot : all.filter((one) => one.slot === 'code');
  const [leading] = stated;
  if (leading === undefined) return { expression: UNKNOWN_LICENSE, at: { path: first.path, line: 1 } };
  return {
    expression: combined(distinctLicenses(stated), stated),
    at: { path: leading.whole, line: leading.ranges[0]?.startLine ?? 1 },
  };
}

/** Strength of a statement by where it stands: 0 a license text, 1 a manifest, 2 a README or model card, 3 the header of weights; null: none. */
function standing(path: string): 0 | 1 | 2 | 3 | null {
  if (TEXT_FILE.test(path)) return 0;
  if (MANIFEST.test(path)) return 1;
  if (README.test(path)) return 2;
  return /^[^/]+\.(?:gguf|safetensors)$/.test(path) ? 3 : null;
}

/**
 * The repository's own license for each slot, from its top-level license files, manifests and README. Where there is
 * no code, as in most repositories of a model hub, what is said without a subject is said of the weights.
 */
export function licenseOfRepository(
  licenses: readonly LicenseRecord[],
  holdsCode = true,
): RepositoryLicenses {
  // A document that states terms by path is no statement on all documents.
  const docs = slotLicense(
    licenses.filter((one) => standing(one.path) === 0),
    'docs',
  );
  if (!holdsCode && licenses.some((one) => slotOf(one) === 'weights')) {
    const all = licenses.map((one) => (slotOf(one) === 'code' ? { ...one, slot: 'weights' as const } : one));
    const weights = slotLicense(all, 'weights');
    return { code: { ...weights, disagreements: [] }, weights, data: slotLicense(all, 'data'), docs };
  }
  const code = slotLicense(licenses, 'code');
  const weights = slotLicense(licenses, 'weights');
  const stated = weights.statements.length > 0;
  return {
    code,
    weights: stated ? weights : { ...code, disagreements: [] },
    data: slotLicense(licenses, 'data'),
    docs,
  };
}

function slotLicense(licenses: readonly LicenseRecord[], slot: LicenseSlot): SlotLicense {
  const statements = licenses
    .filter(
      (one) =>
        slotOf(one) === slot &&
        standing(one.path) !== null &&
        one.expression !== UNKNOWN_LICENSE &&
        one.ofOthers !== true,
    )
    .sort((a, b) => (standing(a.path) ?? 3) - (standing(b.path) ?? 3) || byText(a.path, b.path));
  const strongest = statements.filter((one) => standing(one.path) === standing(statements[0]?.path ?? ''));
  const distinct = distinctLicenses(strongest).map((one) => withLater(one, statements));
  return {
    expression: distinct.length === 0 ? NO_LICENSE : combined(distinct, strongest),
    statements,
    disagreements: disagreements(statements),
  };
}

/** The text of a GNU license cannot say "or later": where manifests and README that name it all do, it stands. */
function withLater(expression: string, statements: readonly LicenseRecord[]): string {
  if (!/^(?:A|L)?GPL-\d\.\d-only$/.test(expression)) return expression;
  const later = expression.replace(/-only$/, '-or-later');
  const said = statements.filter((one) => standing(one.path) !== 0);
  return said.some((one) => one.expression === later) && !said.some((one) => one.expression === expression)
    ? later
    : expression;
}

function distinctLicenses(statements: readonly Pick<LicenseRecord, 'expression'>[]): readonly string[] {
  const distinct: string[] = [];
  for (const { expression } of statements)
    if (!distinct.some((known) => licensesAgree(known, expression))) distinct.push(expression);
  return distinct;
}

/** `LICENSE-MIT` beside `LICENSE-APACHE` offers a choice by custom; any other set of texts stands together. */
function combined(distinct: readonly string[], from: readonly LicenseRecord[]): string {
  if (distinct.length === 1) return distinct[0] ?? NO_LICENSE;
  // COPYING holds the text that COPYING.LESSER refers to.
  const lesser = distinct.find((one) => /^LGPL-3\.0/.test(one));
  if (lesser !== undefined && distinct.every((one) => one === lesser || /^GPL-3\.0/.test(one))) return lesser;
  const choice = from.every((one) => /^LICEN[CS]E[-_.](?:MIT|APACHE|BSD|GPL)/i.test(one.path));
  return distinct.map(grouped).join(choice ? ' OR ' : ' AND ');
}

function grouped(expression: string): string {
  return /\s(?:AND|OR)\s/.test(expression) ? `(${expression})` : expression;
}

/** A README may speak of several licenses, its own and others'; it counts only when it names one. */
function disagreements(
  statements: readonly LicenseRecord[],
): readonly (readonly [LicenseRecord, LicenseRecord])[] {
  const pairs: (readonly [LicenseRecord, LicenseRecord])[] = [];
  const weak = statements.filter((one) => standing(one.path) === 2);
  const clear = new Set(weak.map((one) => one.expression)).size === 1;
  const counted = statements.filter((one) => standing(one.path) !== 2 || clear);
  const [first, ...rest] = counted;
  if (first === undefined) return pairs;
  const texts = counted.filter((one) => standing(one.path) === 0);
  for (const other of rest) {
    if (standing(other.path) === 0 || (texts.length > 0 && isNameOfItsOwn(other))) continue;
    const backed = texts.length > 0 ? texts : [first];
    if (!backed.some((one) => licensesAgree(one.expression, other.expression))) pairs.push([first, other]);
  }
  return pairs;
}

/** A name that a model card made up for the license whose text stands beside it: `license: other`, `license_name: x`. */
function isNameOfItsOwn({ path, expression }: LicenseRecord): boolean {
  return (
    standing(path) === 2 &&
    /^LicenseRef-(?!scancode-|Stated-|.*-modified$)\S+$/.test(expression) &&
    !OPEN_FAMILY.test(expression) &&
    modelLicense(expression) === null &&
    !isHubLicense(expression)
  );
}

/** Equal, or equal but for `-only` and `-or-later`, which the text of a GNU license cannot tell apart. */
export function licensesAgree(a: string, b: string): boolean {
  if (sameLicense(a, b)) return true;
  const plain = (expression: string): string =>
    expression
      .replace(` AND ${UNEXPLAINED_SENTENCES}`, '')
      .replace(/-(?:only|or-later)\b/g, '')
      .trim();
  if (plain(a) === plain(b)) return true;
  if (isUnnumbered(a, b) || isUnnumbered(b, a)) return true;
  return partOf(a, b) || partOf(b, a);
}

/** "BSD License" says no number, and agrees with every one; so does a license whose version is left open. */
function isUnnumbered(open: string, exact: string): boolean {
  const family = OPEN_FAMILY.exec(open)?.[1];
  return (
    family !== undefined &&
    (family === 'BSD' ? /^BSD-\d-Clause/.test(exact) : new RegExp(`^${family}-\\d`).test(exact))
  );
}

/** `MIT` agrees with `MIT OR Apache-2.0`: the one file holds one of the texts. */
function partOf(whole: string, part: string): boolean {
  const tree = parseExpression(whole);
  if (!tree.ok || tree.value.kind !== 'or') return false;
  return whole.split(/\s+OR\s+|[()]/).some((one) => one.trim() !== '' && sameLicense(one.trim(), part));
}

/**
 * The license of one slot of an upstream at a date (ISO): what stood when that version was public, not what its
 * newest state says. Without a date, the license that stood when the version was published.
 */
export function licenseAt(source: SourceFacts, slot: LicenseSlot, date: string | null): StatedLicense {
  if (slot !== 'weights') return source.codeLicense;
  const spans = [source.weightsLicense, ...(source.laterWeightsLicenses ?? [])];
  const day = date?.slice(0, 10);
  if (day === undefined) return source.weightsLicense;
  const held = spans.findLast(
    (one) => (one.from ?? '') <= day && (one.until === undefined || day < one.until),
  );
  return held ?? source.weightsLicense;
}
