import type { Arrival, Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { Derivation, Place } from '../derivations.ts';
import type { Rule } from '../rule.ts';
import { uncredited } from '../uncredited.ts';
import { commits, derivationFacts, listed, moreFiles, sourceName } from '../wording.ts';

/** A matched file that came in one commit and was never worked on: it has no history of its own here. */
export const suddenArrival: Rule = {
  id: 'sudden-arrival',
  title: 'File arrived whole in one commit',
  level: 'note',
  why: 'Code written in a repository usually grows in it. A file that arrives whole was written elsewhere, by its authors or by others.',
  fixable: false,
  check: (evidence, reading) => {
    const history = evidence.history;
    if (history === null || history.commits === null || history.commits < 2) return [];
    // Where the credit itself is asked for, how the files came is no second question.
    const asked = new Set(uncredited(reading).map((one) => one.derivation.upstream));
    return reading.derivations
      .filter((one) => !asked.has(one.upstream))
      .filter((one) => one.slot === 'code' && one.certain && reading.credit(one.upstream).credited !== 'yes')
      .filter((one) => reading.owner(one.upstream) === null)
      .flatMap((derivation) => {
        // A file that says itself whose it is leaves nothing to ask.
        const open = new Set(reading.credit(derivation.upstream).open);
        const places = arrivedWhole(evidence, derivation).filter(
          (place) => open.has(place.path) && place.beside !== true,
        );
        const first = places[0];
        if (first === undefined) return [];
        const date = arrivalOf(evidence, first)?.date ?? null;
        const rest = places.slice(1);
        return [
          {
            level: 'note' as const,
            message: sentences(
              say`${listed([first.path, ...(rest.length > 0 ? [moreFiles(rest.length)] : [])])} came in one commit${date === null ? '' : say` (${date.slice(0, 10)})`} and did not change since, in a history of ${commits(history.commits ?? 0)}; ${rest.length > 0 ? say`they match` : say`it matches`} ${sourceName(derivation.source)}.`,
              rest.length > 0 ? say`Say where they come from.` : say`Say where it comes from.`,
            ),
            path: first.path,
            range: { startLine: 1, endLine: 1 },
            upstream: derivation.upstream,
            related: rest.map((place) => ({
              path: place.path,
              range: place.range,
              message: say`arrived whole as well`,
            })),
            evidence: places.map((place) => place.evidence),
            key: 'arrival',
            basis: [...places.map((place) => place.path), ...derivationFacts(derivation)],
          },
        ];
      });
  },
};

function arrivedWhole(evidence: Evidence, derivation: Derivation): readonly Place[] {
  const files = new Map<string, Place>();
  for (const place of derivation.places) {
    if (arrivalOf(evidence, place)?.commits !== 1 || files.has(place.path)) continue;
    if (tokensOf(derivation, place.path) >= LEAST_PART) files.set(place.path, place);
  }
  return [...files.values()];
}

/** Tokens of the upstream's in a file below which it may have come with a file of its own: a function of ten lines. */
const LEAST_PART = 50;

function tokensOf({ places }: Derivation, path: string): number {
  return places
    .filter((one) => one.path === path)
    .reduce((sum, { tokens = 0, match }) => sum + tokens * (match?.containment.local ?? 0), 0);
}

function arrivalOf(evidence: Evidence, place: Place): Arrival | undefined {
  return evidence.history?.arrivals.get(place.path);
}
