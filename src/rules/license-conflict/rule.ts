import type { Judgement } from '../../licenses/compatibility.ts';
import { judge } from '../../licenses/compatibility.ts';
import { licenseIds, NO_LICENSE, UNKNOWN_LICENSE } from '../../licenses/expression.ts';
import { fileLevelClause } from '../../licenses/license-classes.ts';
import type { Evidence } from '../../model/evidence.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import type { Derivation, Place } from '../derivations.ts';
import type { FindingDraft, Reading, Rule } from '../rule.ts';
import { saidSources } from '../said-sources.ts';
import { derivationFacts, morePlaces, sourceName } from '../wording.ts';

/** What was taken stands under a license that does not fit the repository's. */
export const licenseConflict: Rule = {
  id: 'license-conflict',
  title: "Upstream's license does not fit the repository's",
  level: 'error',
  why: 'The repository would grant rights that it does not have, and its users could rely on none of it.',
  fixable: false,
  check: (evidence, reading) => [
    ...reading.derivations.flatMap((derivation) => {
      const { expression } = derivation.license;
      if (!derivation.certain || expression === NO_LICENSE || expression === UNKNOWN_LICENSE) return [];
      return byOutcome(evidence, reading, derivation);
    }),
    // What only a file's own word tells is a warning, and no question where nothing contradicts.
    ...saidSources(evidence, reading)
      .flatMap((derivation) => byOutcome(evidence, reading, derivation))
      .flatMap((one) => (one.level === 'error' ? [{ ...one, level: 'warning' as const }] : [])),
  ],
};

/**
 * Files are judged one by one, as some may stay under the upstream's license; equal outcomes become one finding. A folder
 * with a license of its own is judged inside that.
 */
function byOutcome(evidence: Evidence, reading: Reading, derivation: Derivation): readonly FindingDraft[] {
  const outbound = reading.licenses[derivation.slot].expression;
  const groups = new Map<string, { readonly judgement: Judgement; readonly places: Place[] }>();
  for (const place of derivation.places) {
    if (place.match !== null && place.strength === 'moderate' && place.stated !== true) continue;
    const copied = copiedLicense(evidence, derivation, place);
    const terms = evidence.licenseOf?.(place.path);
    const fileKept = derivation.slot === 'weights' || keepsLicense(evidence, place.path, copied);
    const judgement = judge(copied, terms?.by === 'folder' ? terms.expression : outbound, { fileKept });
    if (judgement.outcome !== 'CONFLICT' && judgement.outcome !== 'REVIEW') continue;
    const group = groups.get(judgement.outcome) ?? { judgement, places: [] };
    group.places.push(place);
    groups.set(judgement.outcome, group);
  }
  return [...groups.values()].map(({ judgement, places }) => finding(derivation, judgement, places));
}

/** What the header of the upstream's file states, where every state of it states the same; else what its repository does. */
function copiedLicense(evidence: Evidence, { slot, license }: Derivation, { match }: Place): string {
  const headers =
    slot === 'code' && match !== null ? (evidence.upstreamHeaders?.(match.version, match.path) ?? []) : [];
  const stated = new Set(headers.map((one) => one.licenseExpression));
  const [only = ''] = stated;
  // A header that points elsewhere states no license, whatever text its words resemble.
  return stated.size === 1 && only !== '' && !only.includes('LicenseRef-') ? only : license.expression;
}

/** The file, or a document that speaks for it, says that it stands under the upstream's license. */
function keepsLicense(evidence: Evidence, path: string, expression: string): boolean {
  const ids = new Set(licenseIds(expression));
  const terms = evidence.licenseOf?.(path);
  return [
    ...evidence.licenses.filter((record) => record.path === path),
    ...(terms === undefined || terms.by === 'repository' ? [] : [terms]),
  ].some((record) => licenseIds(record.expression).some((id) => ids.has(id)));
}

function finding(derivation: Derivation, judgement: Judgement, places: readonly Place[]): FindingDraft {
  const [first = derivation.places[0], ...rest] = places;
  const at = rest.length > 0 ? say`${first.path} and ${morePlaces(rest.length)}` : first.path;
  const outbound =
    judgement.outbound === NO_LICENSE
      ? say`a repository without a license`
      : say`a repository under ${judgement.outbound}`;
  const conflict = judgement.outcome === 'CONFLICT';
  const next = conflict
    ? nextStep(derivation, judgement, places)
    : say`A person has to decide; record the decision.`;
  return {
    level: conflict ? 'error' : 'note',
    message: sentences(
      say`${at}: from ${sourceName(derivation.source)} under ${judgement.copied}, in ${outbound}.`,
      judgement.why,
      judgement.clause === null ? '' : say`(${judgement.clause})`,
      next,
    ),
    path: first.path,
    range: first.range,
    upstream: derivation.upstream,
    ...(judgement.clause === null ? {} : { duty: judgement.clause }),
    related: rest.map((place) => ({ path: place.path, range: place.range, message: say`concerned as well` })),
    evidence: [...new Set(places.map((place) => place.evidence))],
    key: `${derivation.slot} ${judgement.outcome}`,
    basis: [judgement.outcome, judgement.copied, judgement.outbound, ...derivationFacts(derivation)],
  };
}

/** A license that stays with its file asks for a word in it, and leaves the rest of the repository alone. */
function nextStep({ slot }: Derivation, { copied }: Judgement, places: readonly Place[]): Said {
  if (slot !== 'code' || !licenseIds(copied).every((id) => fileLevelClause(id) !== null))
    return say`Replace that part, relicense the repository, or ask the authors for another license.`;
  const files = new Set(places.map((place) => place.path)).size;
  return files > 1
    ? say`Say in these files that ${copied} covers what is from there, or replace it.`
    : say`Say in this file that ${copied} covers what is from there, or replace it.`;
}
