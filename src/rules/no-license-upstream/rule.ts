import { NO_LICENSE, UNKNOWN_LICENSE } from '../../licenses/expression.ts';
import { say, sentences } from '../../model/said.ts';
import type { Rule } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  matches,
  otherPlaces,
  placesPhrase,
  publicAddress,
  sourceName,
} from '../wording.ts';

/** What was taken comes from an upstream that grants nothing, or whose license is not known. */
export const noLicenseUpstream: Rule = {
  id: 'no-license-upstream',
  title: 'Upstream without a license',
  level: 'error',
  why: 'Code that is public but has no license may be read, not copied.',
  fixable: false,
  check: (_evidence, reading) =>
    reading.derivations.flatMap((derivation) => {
      const { expression, source: statedAt } = derivation.license;
      if (derivation.via !== null || !derivation.certain) return [];
      if (expression !== NO_LICENSE && expression !== UNKNOWN_LICENSE) return [];
      const none = expression === NO_LICENSE;
      // Nobody asks themselves; and of a project of the world its terms were not read.
      if (reading.owner(derivation.upstream) !== null) return [];
      if (!none && derivation.slot === 'code' && derivation.source.factsOnly === true) return [];
      const [first] = derivation.places;
      const address = publicAddress(derivation.source);
      const what = derivation.slot === 'code' ? say`code` : say`weights`;
      const state = none
        ? say`That version gives no license for its ${what}`
        : say`The license of its ${what} at that version is not known`;
      return [
        {
          level: none ? 'error' : 'note',
          message: sentences(
            say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(derivation.source)}.`,
            statedAt === '' ? say`${state}.` : say`${state} (${statedAt}).`,
            address === null ? say`Ask its authors for one.` : say`Ask its authors for one: ${address}.`,
          ),
          path: first.path,
          range: first.range,
          upstream: derivation.upstream,
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: derivation.slot,
          basis: derivationFacts(derivation),
        },
      ];
    }),
};
