import { holderOf, sameHolder } from '../../credit/headers.ts';
import { repositoriesOf } from '../../credit/known-addresses.ts';
import { plainName } from '../../credit/plain-name.ts';
import type { Duty } from '../../licenses/obligations.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import type { Derivation } from '../derivations.ts';
import { LINE_IN_TEXT, missingLines } from '../license-lines.ts';
import { lacksText } from '../license-texts.ts';
import { isNoticeFile } from '../notice-places.ts';
import { dutiesOfKind, dutyName, dutyPlace, forEachDuty } from '../open-duties.ts';
import type { FindingDraft, Reading } from '../rule.ts';
import { saidSources } from '../said-sources.ts';
import { OWN_LICENSE, ownHolders } from '../told-otherwise.ts';
import {
  derivationFacts,
  evidenceIds,
  listed,
  matches,
  otherPlaces,
  placesPhrase,
  sourceName,
} from '../wording.ts';

interface Open {
  readonly derivation: Derivation;
  readonly duty: Duty;
}

/**
 * Of projects whose license files are not at hand the line itself is not known, but that a text such as MIT's begins with
 * one is: where all that the repository holds is its own text, with its own holder, theirs is missing. One finding for all.
 */
export function heldForOthers(evidence: Evidence, reading: Reading): readonly FindingDraft[] {
  const root = evidence.paths.find((path) => OWN_LICENSE.test(path) && evidence.copyrights.has(path));
  const [holder, ...more] = new Set(ownHolders(evidence));
  if (root === undefined || holder === undefined || more.length > 0) return [];
  const matched = forEachDuty(reading, 'keep-copyright', ['code'], (derivation, duty): readonly Open[] =>
    derivation.source.copyrights.length === 0 && isLineMissing(evidence, reading, derivation, duty, holder)
      ? [{ derivation, duty }]
      : [],
  );
  const told = new Set(matched.map((one) => one.derivation.upstream));
  const said = saidSources(evidence, reading).flatMap((derivation) =>
    (told.has(derivation.upstream) ? [] : dutiesOfKind(derivation, reading, 'keep-copyright')).flatMap(
      (duty): readonly Open[] =>
        isSaidLineMissing(evidence, reading, derivation, duty, holder) ? [{ derivation, duty }] : [],
    ),
  );
  const open = [...matched, ...said];
  const [first, ...rest] = open;
  if (first === undefined) return [];
  const { derivation, duty } = first;
  const others = [...new Set(rest.map((one) => sourceName(one.derivation.source)))];
  const [place] = derivation.places;
  return [
    {
      level: 'warning',
      message: sentences(
        matched.length === 0
          ? say`${place.path} says that it has code from ${sourceName(derivation.source)}, whose license asks that its copyright line be kept (${dutyPlace(duty)}).`
          : say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(derivation.source)}, whose license asks that its copyright line be kept (${dutyPlace(duty)}).`,
        others.length === 0 ? '' : say`So does that of ${listed(others)}.`,
        say`${root} names another holder, and no header of these files and no notice file has such a line.`,
        say`Add it as its license file has it.`,
      ),
      path: place.path,
      range: place.range,
      upstream: derivation.upstream,
      duty: dutyName(duty),
      related: [
        ...otherPlaces(derivation),
        ...rest.map((one) => {
          const [{ path, range, match }] = one.derivation.places;
          const name = sourceName(one.derivation.source);
          return { path, range, message: match === null ? say`is from ${name}` : say`matches ${name}` };
        }),
      ],
      evidence: [...new Set(open.flatMap((one) => evidenceIds(one.derivation)))],
      key: 'lines not known',
      basis: open.flatMap((one) => derivationFacts(one.derivation)),
    },
  ];
}

/** Nothing here has a line for it: no file of it, no notice file, and the license names one holder, who is not its owner. */
function isLineMissing(
  evidence: Evidence,
  { owner }: Reading,
  derivation: Derivation,
  { license }: Duty,
  holder: string,
): boolean {
  const { source, upstream, places } = derivation;
  if (!LINE_IN_TEXT.test(license) || owner(upstream) !== null) return false;
  if (lacksText(evidence, derivation, license) || isHoldersOwn(source, holder)) return false;
  const paths = new Set(places.map((place) => place.path));
  const isSpoken = [...evidence.copyrights].some(([path, lines]) =>
    lines.some(({ text }) => {
      const one = holderOf(text);
      if (paths.has(path) || GATHERED.test(path)) return !sameHolder(one, holder);
      return isNoticeFile(path) && isHoldersOwn(source, one);
    }),
  );
  if (isSpoken) return false;
  const name = plainName(source.projectName);
  return ![...evidence.texts].some(
    ([path, text]) => isNoticeFile(path) && !OWN_LICENSE.test(path) && plainName(text).includes(name),
  );
}

/** The same for what files say that they have from a project, whose lines may be known. */
function isSaidLineMissing(
  evidence: Evidence,
  reading: Reading,
  derivation: Derivation,
  duty: Duty,
  holder: string,
): boolean {
  const isHere =
    derivation.source.copyrights.length > 0 && missingLines(evidence, derivation, duty.license).length === 0;
  return !isHere && isLineMissing(evidence, reading, derivation, duty, holder);
}

/** A file in which lines of several others stand. */
const GATHERED = /(?:^|\/)(?:NOTICE|THIRD[-_]?PARTY|ATTRIBUTION|CREDITS|ACKNOWLEDG|AUTHORS)[^/]*$/i;

/** The repository's holder goes by the name of the upstream's owner. */
function isHoldersOwn(source: SourceFacts, holder: string): boolean {
  const own = plainName(holder);
  return [source.organisation, ...repositoriesOf(source).map((one) => one.slice(0, one.indexOf('/')))].some(
    (one) => {
      const theirs = plainName(one);
      return theirs.length > 0 && (own.includes(theirs) || theirs.includes(own));
    },
  );
}
