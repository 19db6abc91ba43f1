import { licenseIds } from '../../licenses/expression.ts';
import { modelLicense } from '../../licenses/model-licenses.ts';
import { say, sentences } from '../../model/said.ts';
import type { Derivation } from '../derivations.ts';
import type { Rule } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  otherPlaces,
  placesPhrase,
  sourceName,
  tie,
  verb,
} from '../wording.ts';

/** Weights under a license that forbids improving other models, beside weights of another family. */
export const trainingLimit: Rule = {
  id: 'training-limit',
  title: 'License forbids improving other models with these weights',
  level: 'warning',
  why: 'Some model licenses forbid using the model or its output to improve any other model.',
  fixable: false,
  check: (_evidence, reading) => {
    const weights = reading.derivations.filter((one) => one.slot === 'weights' && one.via === null);
    return weights.flatMap((derivation) => {
      const license = licenseIds(derivation.license.expression)
        .map(modelLicense)
        .find((one) => one?.trainingLimit !== undefined);
      const limit = license?.trainingLimit;
      const other = weights.find((one) => one.upstream !== derivation.upstream && !related(one, derivation));
      if (license === undefined || license === null || limit === undefined || other === undefined) return [];
      const [first] = derivation.places;
      const clause = limit.clause === null ? license.expression : `${license.expression} ${limit.clause}`;
      return [
        {
          level: derivation.certain && other.certain ? 'warning' : 'note',
          message: sentences(
            say`${tie(derivation)}, whose license forbids using it to improve ${limit.scope} (${clause}).`,
            say`${placesPhrase(other)} ${verb(other, say`ties`, say`tie`)} it to ${sourceName(other.source)}.`,
            say`Check how the two were brought together, and record the decision.`,
          ),
          path: first.path,
          range: first.range,
          upstream: derivation.upstream,
          duty: clause,
          related: [
            ...otherPlaces(derivation),
            {
              path: other.places[0].path,
              range: other.places[0].range,
              message: say`ties it to ${other.source.projectName}`,
            },
          ],
          evidence: [...evidenceIds(derivation), ...evidenceIds(other)],
          key: `${license.id} ${other.upstream}`,
          basis: [...derivationFacts(derivation), ...derivationFacts(other)],
        },
      ];
    });
  },
};

/** One is built on the other, so meeting them together says nothing. */
function related(a: Derivation, b: Derivation): boolean {
  const from = (one: Derivation, other: Derivation): boolean =>
    one.source.ancestors.some(
      (ancestor) => ancestor.from === other.upstream || ancestor.from === other.source.projectName,
    );
  return from(a, b) || from(b, a);
}
