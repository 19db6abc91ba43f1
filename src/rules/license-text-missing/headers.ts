import { holderOf, sameHolder } from '../../credit/headers.ts';
import { namedRepositories } from '../../credit/named-sources.ts';
import { licenseIds } from '../../licenses/expression.ts';
import { type Duty, dutiesOf } from '../../licenses/obligations.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LicenseRecord, LineRange } from '../../model/report.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import { isOwnAddress } from '../by-way-of.ts';
import type { Derivation } from '../derivations.ts';
import { type HeaderHolders, headerHolders, isHeader, statingOthers } from '../header-licenses.ts';
import { pathsWithoutText, textOfOthers } from '../license-texts.ts';
import { dutyName, dutyPlace, licenseName } from '../open-duties.ts';
import type { FindingDraft } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { declaredRepository } from '../same-owner.ts';
import { ownHolders } from '../told-otherwise.ts';
import { fewListed, moreFiles, quoted } from '../wording.ts';
import { textFixes } from './text-fixes.ts';

/** Files of which a certain derivation tells whose terms they are under: none that state other terms themselves. */
function toldOf(evidence: Evidence, derivations: readonly Derivation[]): ReadonlySet<string> {
  return new Set(
    derivations
      .filter((one) => one.certain)
      .flatMap(({ places, license, slot }) => {
        const ids = licenseIds(license.expression);
        const others = ids.map((id) => statingOthers(evidence, id));
        return places.flatMap(({ path, stated }) =>
          slot === 'code' && stated !== true && others.length > 0 && others.every((one) => one.has(path))
            ? []
            : [path],
        );
      }),
  );
}

/** Whom headers name, and the files of which that is known already. */
export interface Others {
  readonly known: ReadonlySet<string>;
  readonly holders: HeaderHolders;
}

export const othersIn = (evidence: Evidence, derivations: readonly Derivation[]): Others => ({
  known: toldOf(evidence, derivations),
  holders: headerHolders(evidence),
});

/** A file whose header states the license of somebody else, of which the text is missing. */
interface Stated {
  readonly path: string;
  readonly range: LineRange;
  readonly holder: string;
  /** Whether the file states no other license. */
  readonly only: boolean;
  readonly duty: Duty;
}

/** By license: what headers of other holders state, wherever the code is from. A choice of which one text is here is kept. */
export function headersWithoutText(
  evidence: Evidence,
  { known, holders }: Others,
): readonly (readonly [Stated, ...Stated[]])[] {
  const groups = new Map<string, [Stated, ...Stated[]]>();
  const source = sourcesIn(evidence);
  const author = authorsIn(evidence);
  const ofSeveral = statingSeveral(evidence);
  for (const record of [...evidence.licenses].sort((a, b) => byText(a.path, b.path))) {
    if (!isHeader(evidence, record) || known.has(record.path)) continue;
    const isOwn = isOwnStatement(record, holders.own(record.path));
    const holder =
      holders.foreign(record.path)[0] ?? (isOwn ? undefined : (source(record.path) ?? author(record.path)));
    if (holder === undefined) continue;
    const open = licenseIds(record.expression)
      .flatMap(dutiesOf)
      .filter(
        (duty) =>
          duty.kind === 'license-text' && pathsWithoutText(evidence, [record.path], duty.license).size > 0,
      );
    const isChoice = / OR /.test(record.expression) && open.length < licenseIds(record.expression).length;
    const only = !ofSeveral.has(record.path);
    for (const duty of isChoice ? [] : open) {
      const one: Stated = { path: record.path, range: record.ranges[0] ?? TOP_OF_FILE, holder, only, duty };
      const group = groups.get(duty.license);
      if (group === undefined) groups.set(duty.license, [one]);
      else if (group.at(-1)?.path !== one.path) group.push(one);
    }
  }
  return [...groups.values()];
}

/** Lines between a holder's line and the license that it states. */
const BESIDE = 3;

/** The repository's own holder states the license: whom the file names as a source further down does not. */
function isOwnStatement({ ranges }: LicenseRecord, own: readonly number[]): boolean {
  return ranges.some(({ startLine, endLine }) =>
    own.some((line) => line >= startLine - BESIDE && line <= endLine),
  );
}

/** Files that state more than one license. */
function statingSeveral({ licenses }: Evidence): ReadonlySet<string> {
  const first = new Map<string, string>();
  return new Set(
    licenses.flatMap(({ path, expression }) => {
      const known = first.get(path) ?? expression;
      first.set(path, known);
      return known === expression ? [] : [path];
    }),
  );
}

const LICENSE_FIELD = /^[\s#*/]*@?licen[cs]e\s*:/im;
const AUTHOR_FIELD = /^[\s#*/]*@?authors?\s*:\s*(\S.*?)[\s*/]*$/im;

/** The author whom a header with fields for author and license names: nobody who wrote here, nor the license's holder. */
function authorsIn(evidence: Evidence): (path: string) => string | undefined {
  const own = [...ownHolders(evidence), ...(evidence.history?.authors ?? []).map((one) => one.name)];
  return (path) => {
    const text = evidence.headers.get(path)?.text ?? '';
    const author = LICENSE_FIELD.test(text) ? AUTHOR_FIELD.exec(text)?.[1] : undefined;
    return author === undefined || own.some((one) => sameHolder(one, author)) ? undefined : author;
  };
}

/** The repository that a file gives the address of as where it was taken from: none of this one's own, or its owner's. */
function sourcesIn(evidence: Evidence): (path: string) => string | undefined {
  const found = new Map<string, string>();
  const owner = declaredRepository(evidence)?.owner;
  for (const { path, kind, force, text } of evidence.claims) {
    if (kind !== 'code-comment' || force !== 'credit' || found.has(path)) continue;
    const [first] = namedRepositories(text).flatMap(({ repository = '' }) =>
      repository === '' || repository.startsWith(`${owner}/`) || isOwnAddress(evidence, repository)
        ? []
        : [repository],
    );
    if (first !== undefined) found.set(path, first);
  }
  return (path) => found.get(path);
}

/** That a text is missing, or stands here for others only. */
export function notHeld(evidence: Evidence, license: string): Said {
  const others = textOfOthers(evidence, license);
  return others === null
    ? say`The repository does not hold it.`
    : say`The repository holds it for other files only (${others}).`;
}

export function ofHeaders(
  evidence: Evidence,
  [first, ...rest]: readonly [Stated, ...Stated[]],
): FindingDraft {
  const { duty, path, range, holder } = first;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const where = rest.length === 0 ? path : say`${path} and ${moreFiles(rest.length)}`;
  const license = licenseName(duty.license);
  const holders = distinctHolders([first, ...rest].map((one) => one.holder));
  return {
    level: 'warning',
    message: sentences(
      // Whose the license is, is not told where a header states several.
      ![first, ...rest].every((one) => one.only)
        ? say`The header of ${where} states ${license} for code of others, which asks for its text to go along (${dutyPlace(duty)}).`
        : holders.length === 1
          ? say`The header of ${where} names ${quoted(holder)} and ${license}, which asks for its text to go along (${dutyPlace(duty)}).`
          : say`The headers of ${where} name ${fewListed(holders.map(quoted), FEW)} and state ${license}, which asks for its text to go along (${dutyPlace(duty)}).`,
      notHeld(evidence, duty.license),
      say`Add it under LICENSES/.`,
    ),
    path,
    range,
    duty: dutyName(duty),
    fixes: textFixes(
      evidence,
      duty.license,
      rest.length === 0 ? name : say`${name} and ${moreFiles(rest.length)}`,
    ),
    related: rest.map((one) => ({ path: one.path, range: one.range, message: say`states it as well` })),
    key: `header ${duty.license}`,
    basis: [duty.license, ...[first, ...rest].map((one) => one.path)],
  };
}

/** Holders that a sentence names. */
export const FEW = 3;

/** Each holder once, as first spelled. */
export function distinctHolders(holders: readonly string[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const one of holders) if (!byName.has(holderOf(one))) byName.set(holderOf(one), one);
  return [...byName.values()];
}
