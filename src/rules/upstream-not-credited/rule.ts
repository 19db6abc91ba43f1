import { aliasIndex } from '../../credit/alias-index.ts';
import type { Credit } from '../../credit/credit.ts';
import { repositoriesOf } from '../../credit/known-addresses.ts';
import { isKindOfThing, namedRepositories } from '../../credit/named-sources.ts';
import { plainName } from '../../credit/plain-name.ts';
import type { DraftClaim } from '../../model/draft-claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import { type Said, type SaidPart, say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import { acknowledgementFix, acknowledgementPath } from '../acknowledgement.ts';
import { isOwnAddress } from '../by-way-of.ts';
import { type Derivation, isEnough } from '../derivations.ts';
import { uncreditedPassages } from '../document-passages.ts';
import type { DraftFix, DraftPlace, FindingDraft, Reading, Rule } from '../rule.ts';
import { uncredited } from '../uncredited.ts';
import {
  derivationFacts,
  evidenceIds,
  fewListed,
  listed,
  matches,
  otherPlaces,
  placesPhrase,
  sourceName,
} from '../wording.ts';

/** Places of credit that a finding points to, at most: a vendored documentation may hold hundreds. */
const MOST_PLACES = 20;

/** Code, weights or documents match an upstream that the repository does not say it builds on. */
export const upstreamNotCredited: Rule = {
  id: 'upstream-not-credited',
  title: 'Upstream used but not credited',
  level: 'error',
  why: 'People who read or cite the work should learn whose modules it is made of, and most licenses ask for it.',
  fixable: true,
  check: (evidence, reading) => [
    ...uncredited(reading).map(({ derivation, credit }) => finding(evidence, reading, derivation, credit)),
    ...uncreditedPassages(evidence, reading),
  ],
};

function finding(evidence: Evidence, reading: Reading, derivation: Derivation, credit: Credit): FindingDraft {
  const [first] = derivation.places;
  const { source } = derivation;
  const since = publicSince(derivation);
  const folder = folderNamedFor(derivation);
  const what = say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(source)}`;
  return {
    level: levelOf(derivation, credit, folder),
    message: sentences(
      told(derivation, what, since),
      folder !== null && credit.credited === 'no'
        ? say`The folder ${folder} goes by its name; no document says that this repository builds on it.`
        : creditedInstead(evidence, derivation, credit),
      hiddenCredit(credit),
      byWay(derivation),
      next(derivation, acknowledgementPath(evidence, reading) ?? say`a README`),
    ),
    path: first.path,
    range: first.range,
    upstream: derivation.upstream,
    fixes: fixes(evidence, reading, derivation),
    related: [...creditPlaces(evidence, credit, source.organisation), ...otherPlaces(derivation)],
    evidence: evidenceIds(derivation),
    key: 'credit',
    basis: [credit.credited, ...derivationFacts(derivation)],
  };
}

/** A question where it is open who wrote it, or where the place says something of it; else a missing credit. */
function levelOf(derivation: Derivation, credit: Credit, folder: string | null): FindingDraft['level'] {
  if (derivation.firstKnown === true)
    return derivation.byWayOf === undefined && isEnough(derivation.places, derivation.upstream)
      ? 'warning'
      : 'note';
  if (!derivation.certain) return 'note';
  return credit.credited === 'no' && folder === null ? 'error' : 'warning';
}

/** Of code that the world alone tells of, who wrote it is not known: only who had it first of all that were compared. */
function told({ firstKnown }: Derivation, what: Said, since: string | null): Said {
  if (firstKnown !== true) return since === null ? say`${what}.` : say`${what}, public since ${since}.`;
  const first = say`${what}, which had this code first of all projects compared`;
  return since === null ? say`${first}.` : say`${first} (${since}).`;
}

function next({ firstKnown, source }: Derivation, readme: SaidPart): Said {
  return firstKnown === true
    ? say`Say in ${readme} where it is from, and acknowledge ${source.projectName} if it is from there; or record a decision on this finding.`
    : say`Acknowledge ${source.projectName} in ${readme}, or record a decision on this finding.`;
}

/** The folder, with `/` at the end, that most matched files lie in and that goes by the upstream's name; null where none does. */
function folderNamedFor({ source, upstream, places: [first, ...rest] }: Derivation): string | null {
  const names = new Set(
    [upstream, source.projectName, ...repositoriesOf(source).map((one) => one.slice(one.indexOf('/') + 1))]
      .filter((one) => !isKindOfThing(one))
      .map(plainName)
      .filter((one) => one.length >= LEAST_NAME),
  );
  const parts = first.path.split('/').slice(0, -1);
  const at = parts.findIndex((part) => names.has(plainName(part)));
  const folder = at < 0 ? null : `${parts.slice(0, at + 1).join('/')}/`;
  const files = new Set([first, ...rest].map(({ path }) => path));
  const inside = [...files].filter((path) => folder !== null && path.startsWith(folder)).length;
  return 2 * inside > files.size ? folder : null;
}

/** Letters of a name that is no short word. */
const LEAST_NAME = 4;

/** Day from which the upstream had all that matches; where that is not told, the one its version was published on. */
function publicSince({ upstream, source, places }: Derivation): string | null {
  const dates = places.flatMap(
    ({ match }) => match?.origin?.flatMap((one) => (one.project === upstream ? (one.date ?? []) : [])) ?? [],
  );
  return dates.sort().at(-1) ?? source.published?.slice(0, 10) ?? null;
}

/** What the documents do credit, so that the message is fair to what is there. */
function creditedInstead(evidence: Evidence, { source, byWayOf }: Derivation, credit: Credit): Said {
  const name = source.projectName;
  const mention = credit.mentions[0];
  if (credit.credited === 'partly' && credit.at.length === 0 && mention === undefined) {
    return say`Other files say themselves whose they are; these do not, and no document names ${name}.`;
  }
  if (credit.credited === 'partly' && credit.at.length > 0) {
    const places = [...new Set(credit.at.map((claim) => `${claim.path}:${claim.line}`))];
    return credit.at.some((claim) => claim.kind !== 'code-comment')
      ? say`It is credited elsewhere (${fewListed(places, 3)}), not for these files.`
      : say`It is credited in a comment elsewhere (${fewListed(places, 3)}), not in these files and in no document.`;
  }
  const others = documentCredits(evidence);
  if (mention !== undefined) {
    return say`${mention.path} names ${name} (line ${mention.line}), but not as something this repository builds on.`;
  }
  if (others.length === 0) return say`No document of this repository names ${name}.`;
  const known = others.flatMap((claim) => namesOf(evidence, claim));
  const names = [...new Set([...known, ...othersBeside(evidence, others, known)])];
  // A link to code that is not known here need not be a credit for it.
  return byWayOf === undefined
    ? say`The documents credit ${fewListed(names)}, not ${name}.`
    : say`The documents point to ${fewListed(names)}, not to ${name}.`;
}

/** Where a credit stands that counts as none. */
function hiddenCredit({ hidden: [first] = [] }: Credit): Said | '' {
  if (first === undefined) return '';
  return say`What ${first.path} says of it (line ${first.line}) is hidden from whoever reads that page.`;
}

/** Projects that the documents point to and whose code was not compared: who had it first of all may be one of them. */
function byWay({ byWayOf = [] }: Derivation): Said | '' {
  if (byWayOf.length === 0) return '';
  return byWayOf.length > MOST_NAMES
    ? say`The code of ${byWayOf.length} projects that the documents point to is not known here.`
    : say`The code of ${listed(byWayOf)} is not known here.`;
}

/** Names that a sentence lists of those credited. */
const MOST_NAMES = 2;

function documentCredits(evidence: Evidence): readonly DraftClaim[] {
  const seen = new Set<string>();
  return evidence.claims
    .filter((claim) => claim.force === 'credit' && claim.kind !== 'code-comment')
    .filter((claim) => nameOf(evidence, claim) !== '')
    .toSorted((a, b) => byText(a.path, b.path) || a.line - b.line)
    .filter((claim) => {
      const name = nameOf(evidence, claim);
      return seen.has(name) ? false : seen.add(name);
    });
}

/** The project, or its version where the text tells which of several is meant. */
function nameOf(evidence: Evidence, claim: DraftClaim): string {
  const sources = [...evidence.sources.values()].filter((source) => source.project === claim.upstream);
  const project = sources[0]?.projectName;
  if (project !== undefined) {
    const named = sources.length > 1 ? aliasIndex(sources).find(claim.text)[0]?.version : undefined;
    const version = sources.find((source) => source.id === named);
    return version === undefined ? project : version.name.replace(/\s*\(.*$/, '');
  }
  if (claim.upstream !== null) return claim.upstream;
  return namesOf(evidence, claim)[0] ?? '';
}

/** What a claim names: the project, or each repository whose address stands there, but for this one's own. */
function namesOf(evidence: Evidence, claim: DraftClaim): readonly string[] {
  if (claim.upstream !== null) return [nameOf(evidence, claim)];
  const all = namedRepositories(claim.text).flatMap(({ repository }) => repository ?? []);
  return [...new Set(all)].filter((one) => !isOwnAddress(evidence, one));
}

/** Projects that are not known, in sentences that credit known ones too: the address of none that is named already. */
function othersBeside(
  evidence: Evidence,
  claims: readonly DraftClaim[],
  known: readonly string[],
): readonly string[] {
  const homes = new Set([...evidence.sources.values(), ...(evidence.named ?? [])].flatMap(repositoriesOf));
  const names = [...known, ...claims.flatMap((one) => one.upstream ?? [])].map(plainName);
  const isNamed = (repository: string): boolean => {
    const name = plainName(repository.slice(repository.indexOf('/') + 1));
    return names.some((one) => one.includes(name) || name.includes(one));
  };
  const mentions = new Set(
    evidence.claims.flatMap((one) => (one.force === 'mention' ? [`${one.path} ${one.line}`] : [])),
  );
  return claims
    .filter((one) => one.upstream !== null && !mentions.has(`${one.path} ${one.line}`))
    .flatMap((one) => namedRepositories(one.text).flatMap(({ repository }) => repository ?? []))
    .filter((one) => !homes.has(one) && !isNamed(one) && !isOwnAddress(evidence, one));
}

function creditPlaces(evidence: Evidence, credit: Credit, organisation: string): readonly DraftPlace[] {
  const place = (claim: DraftClaim, message: Said): DraftPlace => ({
    path: claim.path,
    range: { startLine: claim.line, endLine: claim.line },
    message,
  });
  return [
    ...credit.at.slice(0, MOST_PLACES).map((claim) => place(claim, say`credits it here`)),
    ...(credit.hidden ?? [])
      .slice(0, MOST_PLACES)
      .map((claim) => place(claim, say`credits it where no reader of the page sees it`)),
    ...credit.mentions.map((claim) =>
      place(claim, say`names it here, not as something this repository builds on`),
    ),
    ...documentCredits(evidence)
      .slice(0, MOST_PLACES)
      .map((claim) => {
        const name = nameOf(evidence, claim);
        return place(
          claim,
          claim.text.includes(organisation)
            ? say`credits ${name}, and names ${organisation}`
            : say`credits ${name}`,
        );
      }),
  ];
}

function fixes(evidence: Evidence, reading: Reading, derivation: Derivation): readonly DraftFix[] {
  return [acknowledgementFix(evidence, reading, derivation)];
}
