import { aliasIndex } from '../../credit/alias-index.ts';
import type { Credit } from '../../credit/credit.ts';
import { namedRepositories } from '../../credit/named-sources.ts';
import type { DraftClaim } from '../../model/draft-claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import { acknowledgementFix } from '../acknowledgement.ts';
import { type Derivation, isEnough, type Place } from '../derivations.ts';
import { uncreditedPassages } from '../document-passages.ts';
import type { DraftFix, DraftPlace, FindingDraft, Reading, Rule } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  fewListed,
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
  check: (evidence, reading) => {
    const direct = reading.derivations.filter((one) => one.via === null);
    const upstreams = [...new Set(direct.map((one) => one.upstream))];
    const uncredited = upstreams.flatMap((upstream) => {
      const credit = reading.credit(upstream);
      const derivation = openPart(
        direct.find((one) => one.upstream === upstream),
        credit,
      );
      if (derivation === undefined || credit.credited === 'yes' || !isWorthAsking(derivation)) return [];
      return [finding(evidence, reading, derivation, credit)];
    });
    return [...uncredited, ...uncreditedPassages(evidence, reading)];
  },
};

/**
 * Share of both sides from which on two modules are one.
 */
const WHOLE = 0.95;

/**
 * Evidence of moderate strength names the wrong project as often as the right one, as long as it is not known who had
 * the code first. Where the files say that they are somebody else's, only a module that is the upstream's from end to end
 * is worth a question: a header is soon written.
 */
function isWorthAsking({ certain, lone, places }: Derivation): boolean {
  if (certain) return true;
  if (lone === true) return false;
  const [first] = places;
  return first.doubted === true ? places.some(isWhole) : first.match?.origin !== undefined;
}

function isWhole({ strength, match }: Place): boolean {
  const { local = 0, upstream = 0 } = match?.containment ?? {};
  return (strength === 'conclusive' || strength === 'strong') && Math.min(local, upstream) >= WHOLE;
}

/** What no credit covers, where some is covered: nothing is asked for that little by itself would not be. */
function openPart(derivation: Derivation | undefined, credit: Credit): Derivation | undefined {
  if (derivation === undefined || credit.credited !== 'partly' || derivation.slot !== 'code')
    return derivation;
  const open = new Set(credit.open);
  const [first, ...rest] = derivation.places.filter((place) => open.has(place.path));
  if (first === undefined) return undefined;
  const places = [first, ...rest] as const;
  return isEnough(places) ? { ...derivation, places } : undefined;
}

function finding(evidence: Evidence, reading: Reading, derivation: Derivation, credit: Credit): FindingDraft {
  const [first] = derivation.places;
  const { source } = derivation;
  const since = publicSince(derivation);
  const what = say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(source)}`;
  return {
    level: !derivation.certain ? 'note' : credit.credited === 'no' ? 'error' : 'warning',
    message: sentences(
      since === null ? say`${what}.` : say`${what}, public since ${since}.`,
      creditedInstead(evidence, source.projectName, credit),
      say`Acknowledge ${source.projectName} in ${reading.readme ?? say`a README`}, or record a decision on this finding.`,
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

/** Day from which the upstream had what matches; where that is not told, the one its version was published on. */
function publicSince({ upstream, source, places }: Derivation): string | null {
  const dates = places.flatMap(
    ({ match }) => match?.origin?.flatMap((one) => (one.project === upstream ? (one.date ?? []) : [])) ?? [],
  );
  return dates.sort()[0] ?? source.published?.slice(0, 10) ?? null;
}

/** What the documents do credit, so that the message is fair to what is there. */
function creditedInstead(evidence: Evidence, name: string, credit: Credit): Said {
  if (credit.credited === 'partly') {
    const places = credit.at.map((claim) => `${claim.path}:${claim.line}`);
    return say`It is credited in a comment (${fewListed(places, 3)}), but not in every file concerned and in no document.`;
  }
  const mention = credit.mentions[0];
  const others = documentCredits(evidence);
  if (mention !== undefined) {
    return say`${mention.path} names ${name} (line ${mention.line}), but not as something this repository builds on.`;
  }
  if (others.length === 0) return say`No document of this repository names ${name}.`;
  const names = [...new Set(others.map((claim) => nameOf(evidence, claim)))];
  return say`The documents credit ${fewListed(names)}, not ${name}.`;
}

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
  return namedRepositories(claim.text)[0]?.repository ?? '';
}

function creditPlaces(evidence: Evidence, credit: Credit, organisation: string): readonly DraftPlace[] {
  const place = (claim: DraftClaim, message: Said): DraftPlace => ({
    path: claim.path,
    range: { startLine: claim.line, endLine: claim.line },
    message,
  });
  return [
    ...credit.at.slice(0, MOST_PLACES).map((claim) => place(claim, say`credits it here`)),
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
