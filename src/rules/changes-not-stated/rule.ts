import type { Duty } from '../../licenses/obligations.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ModuleMatch } from '../../model/report.ts';
import { say, sentences } from '../../model/said.ts';
import { commentLines, headerLine } from '../comment-style.ts';
import { counterpartsOf } from '../counterparts.ts';
import type { Derivation, Place } from '../derivations.ts';
import { dutyName, dutyPlace, forEachDuty } from '../open-duties.ts';
import type { DraftFix, FindingDraft, Rule } from '../rule.ts';
import { derivationFacts, evidenceIds, moreFiles, publicAddress, sourceName } from '../wording.ts';

const STATED =
  /\b(?:modif(?:ied|ies|ications?|y(?: it)? to)|ad[ao]pted|changed|changes?(?=:)|altered|edited|derived|ported|rewritten|based (?:up)?on)\b|修改|改编|改动|基于|修正|改変|変更/i;

/** Files that match an upstream and differ from it, without a word in them that they were changed. */
export const changesNotStated: Rule = {
  id: 'changes-not-stated',
  title: 'Changes to copied files not stated',
  level: 'warning',
  why: 'Several licenses ask changed files to say so, so that nobody takes them for the original. Git history does not count: it is not part of the file.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'state-changes', ['code'], (derivation, duty) => {
      if (isFork(evidence, derivation) || reading.owner(derivation.upstream)?.by === 'holder') return [];
      const copies = new Set(counterpartsOf(evidence, derivation).map((place) => place.path));
      const places = changedFiles(derivation).filter(
        (place) =>
          (copies.has(place.path) || holdsMuchOf(derivation, place.path)) &&
          hasItsCounterpart(evidence, derivation, place) &&
          evidence.unchanged?.has(place.path) !== true &&
          isShownToDiffer(derivation, place.path) &&
          isMostlyOf(reading.derivations, derivation, place.path) &&
          !statesChange(evidence, derivation, place),
      );
      return places.length === 0 ? [] : [finding(evidence, derivation, duty, places)];
    }),
};

/** What of a fork differs may be its upstream's own later change: nothing here tells whose it is, its history does. */
function isFork({ lineage }: Evidence, { upstream }: Derivation): boolean {
  return lineage.some((one) => one.upstream === upstream && one.relation === 'fork');
}

/** One place of each file that is not word for word its upstream's. */
function changedFiles(derivation: Derivation): readonly Place[] {
  const files = new Map<string, Place>();
  for (const place of derivation.places) {
    const match = place.match;
    if (match === null || files.has(place.path)) continue;
    const whole = match.containment.local >= 1 && match.containment.upstream >= 1;
    if (match.renames.length > 0 || !whole || match.regions.some((region) => region.kind !== 'verbatim')) {
      files.set(place.path, place);
    }
  }
  return [...files.values()];
}

/** Share of a file that no project has, up to which a difference may be one of the upstream's own states. */
const LEAST_UNKNOWN = 0.1;
/**
 * Fragments are a sample, and what everybody writes is told of nobody: of a file that is word for word some state of its
 * upstream's, up to three in ten of its tokens, and five in the root of them.
 */
const LEAST_UNTOLD = 0.3;
const SCATTER = 5;

/**
 * A change shows where a name, a line or a part of the upstream's module is another here. Where all of it is here word for
 * word, or the upstream's file is not at hand, only much that no state of it has shows one.
 */
function isShownToDiffer({ places }: Derivation, path: string): boolean {
  const here = places.filter((place) => place.path === path);
  if (here.some(({ match }) => match !== null && isAltered(match) && !isSister(match, path))) return true;
  const all = here.reduce((sum, { tokens = 0 }) => sum + tokens, 0);
  const isAtHand = here.some(({ match }) => (match?.containment.upstream ?? 0) > 0);
  const least = isAtHand ? LEAST_UNKNOWN : LEAST_UNTOLD;
  return unknownTokens(here) > Math.max(least * all, SCATTER * Math.sqrt(all));
}

function isAltered({ containment, renames, regions }: ModuleMatch): boolean {
  if (containment.upstream === 0) return false;
  return renames.length > 0 || containment.upstream < 1 || regions.some((one) => one.kind !== 'verbatim');
}

/** Share of both sides from which on two modules are one. */
const WHOLE = 0.99;

/**
 * A file of another name that has the same module but for its names, and in it what the upstream has from somebody else since:
 * the upstream itself has a file like it, as it has a class for each model.
 */
function isSister(
  { upstream, containment, regions, path: theirs, origin = [] }: ModuleMatch,
  path: string,
): boolean {
  return (
    baseName(theirs) !== baseName(path) &&
    Math.min(containment.local, containment.upstream) >= WHOLE &&
    regions.every((one) => one.kind !== 'rewritten') &&
    origin.some((one) => one.project !== upstream && one.alsoIn.includes(upstream))
  );
}

/**
 * Of fragments, the file that they are from is its original only where it has the same name, or where this one says that it
 * is from there: it may be word for word another file of the upstream's, of which the world holds no print.
 */
function hasItsCounterpart(
  { claims }: Evidence,
  { upstream, places }: Derivation,
  { path, match }: Place,
): boolean {
  const here = places.filter((one) => one.path === path);
  if (here.some((one) => (one.match?.containment.upstream ?? 0) > 0)) return true;
  return (
    unknownTokens(here) >= MUCH ||
    baseName(match?.path ?? '') === baseName(path) ||
    claims.some((one) => one.path === path && one.upstream === upstream && one.force === 'credit')
  );
}

/** So much of modules whose upstream file is at hand is a copy of them, whatever else the file holds. In tokens. */
const MUCH_TAKEN = 150;

function holdsMuchOf({ places }: Derivation, path: string): boolean {
  const known = places.filter((one) => one.path === path && (one.match?.containment.upstream ?? 0) > 0);
  return sharedTokens(known) >= MUCH_TAKEN;
}

/** So much that no project has is no print that is missing. In tokens, some fifty lines. */
const MUCH = 300;

function unknownTokens(places: readonly Place[]): number {
  return places.reduce((sum, { tokens = 0, match }) => sum + tokens * unknownShare(match), 0);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** What is told of any project is no change made here: the upstream's own file may have it from a third. */
function unknownShare(match: Place['match']): number {
  const told = (match?.origin ?? []).reduce((sum, one) => sum + (one.project === null ? 0 : one.share), 0);
  return 1 - Math.max(told, match?.containment.local ?? 0);
}

function sharedTokens(places: readonly Place[]): number {
  return places.reduce((sum, { tokens = 0, match }) => sum + tokens * (match?.containment.local ?? 0), 0);
}

/** One change of a file is stated once, towards the upstream that most of it is from. */
function isMostlyOf(all: readonly Derivation[], derivation: Derivation, path: string): boolean {
  const of = (one: Derivation): number => sharedTokens(one.places.filter((place) => place.path === path));
  const most = Math.max(...all.map(of));
  return all.find((one) => of(one) === most) === derivation;
}

function statesChange(evidence: Evidence, derivation: Derivation, place: Place): boolean {
  if (evidence.changeStated?.has(place.path) === true) return true;
  if (STATED.test(evidence.headers.get(place.path)?.text ?? '')) return true;
  return (
    evidence.claims.some(
      (claim) =>
        claim.path === place.path &&
        claim.kind === 'code-comment' &&
        (claim.upstream === derivation.upstream || claim.upstream === null) &&
        STATED.test(claim.text),
    ) || statedForFolder(evidence, derivation, place.path)
  );
}

/** A document that stands beside the files says that they were changed, in the sentence that credits the upstream. */
function statedForFolder(evidence: Evidence, { upstream }: Derivation, path: string): boolean {
  return evidence.claims.some(
    (claim) =>
      claim.kind !== 'code-comment' &&
      claim.force === 'credit' &&
      claim.upstream === upstream &&
      claim.path.includes('/') &&
      path.startsWith(claim.path.slice(0, claim.path.lastIndexOf('/') + 1)) &&
      STATED.test(claim.text),
  );
}

function finding(
  evidence: Evidence,
  derivation: Derivation,
  duty: Duty,
  places: readonly Place[],
): FindingDraft {
  const [first = derivation.places[0], ...rest] = places;
  const name = sourceName(derivation.source);
  const next = say`State in the file that it was changed (${dutyPlace(duty)}).`;
  return {
    level: 'warning',
    message: sentences(
      rest.length === 0
        ? say`${first.path} differs from ${name} and does not say so.`
        : say`${first.path} and ${moreFiles(rest.length)} differ from ${name} and do not say so.`,
      next,
    ),
    path: first.path,
    range: first.range,
    upstream: derivation.upstream,
    duty: dutyName(duty),
    fixes: places.map((place) => statement(evidence, derivation, place)),
    related: rest.map((place) => ({ path: place.path, range: place.range, message: say`differs as well` })),
    evidence: evidenceIds(derivation),
    key: 'changes',
    basis: [...places.map((place) => place.path), ...derivationFacts(derivation)],
  };
}

function statement(evidence: Evidence, derivation: Derivation, place: Place): DraftFix {
  const address = publicAddress(derivation.source);
  const file = `${derivation.source.projectName}, ${place.match?.path ?? ''}`;
  const from = address === null ? file : `${file} (${address})`;
  return {
    title: say`State in ${place.path} that it was changed`,
    path: place.path,
    kind: 'insert',
    line: headerLine(evidence, place.path),
    text: commentLines(place.path, [`Modified from ${from}.`]),
  };
}
