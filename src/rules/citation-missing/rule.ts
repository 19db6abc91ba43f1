import { holdsPhrase } from '../../credit/notice-lines.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { Derivation } from '../derivations.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { derivationFacts, evidenceIds, matches, placesPhrase, sourceName } from '../wording.ts';

/** The upstream has a paper, and no document of the repository cites it. */
export const citationMissing: Rule = {
  id: 'citation-missing',
  title: "Upstream's paper not cited",
  level: 'note',
  why: 'Where the upstream is research, a citation is the credit that its authors ask for.',
  fixable: false,
  check: (evidence, reading) => {
    const direct = reading.derivations.filter((one) => one.via === null);
    const upstreams = [...new Set(direct.map((one) => one.upstream))];
    return upstreams.flatMap((upstream) => {
      const derivation = direct.find((one) => one.upstream === upstream);
      if (derivation === undefined || !derivation.certain || derivation.source.citations.length === 0)
        return [];
      const keys = derivation.source.citations.map((one) => /\b\d{4}\.\d{4,5}\b/.exec(one)?.[0] ?? one);
      const cited =
        [...evidence.texts.values()].some((text) => keys.some((key) => holdsPhrase(text, key))) ||
        evidence.claims.some((claim) => claim.upstream === upstream && claim.kind === 'citation');
      if (cited || isTokenizerOnly(evidence, derivation) || reading.owner(upstream) !== null) return [];
      const place = derivation.places[0];
      return [
        {
          level: 'note' as const,
          message: sentences(
            say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(derivation.source)}, which can be cited as ${derivation.source.citations[0] ?? ''}.`,
            say`Add it to ${reading.readme ?? say`the README`} or CITATION.cff.`,
          ),
          path: reading.readme ?? place.path,
          range: TOP_OF_FILE,
          upstream,
          evidence: evidenceIds(derivation),
          key: 'citation',
          basis: derivationFacts(derivation),
        },
      ];
    });
  },
};

/** Nothing was taken but a tokenizer, with what stands in its file: what the paper is about was not. */
function isTokenizerOnly(evidence: Evidence, { slot, places }: Derivation): boolean {
  if (slot !== 'code') return false;
  const tokenizers = new Set(evidence.modules.flatMap((one) => (one.role === 'tokenizer' ? [one.path] : [])));
  return places.every((place) => tokenizers.has(place.path));
}
