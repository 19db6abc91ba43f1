import type { RepositoryLicenses } from '../../licenses/slots.ts';
import { say, sentences } from '../../model/said.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';

const SLOT_NAMES = { code: say`code`, weights: say`weights`, data: say`data` } as const;

type Pair = RepositoryLicenses['code']['disagreements'][number];

/** One statement in several documents is one contradiction. */
function firstOfEach(pairs: readonly Pair[]): readonly Pair[] {
  const seen = new Set<string>();
  return pairs.filter(([first, other]) => {
    const key = JSON.stringify([first.expression, other.expression]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** License file, manifest, README or model card state different licenses for the same thing. */
export const licenseFieldsDisagree: Rule = {
  id: 'license-fields-disagree',
  title: 'Statements of the license disagree',
  level: 'warning',
  why: 'Nobody can tell which of two licenses holds, so neither can be relied on.',
  fixable: false,
  check: (_evidence, { licenses }) =>
    (['code', 'weights', 'data'] as const).flatMap((slot) =>
      firstOfEach(licenses[slot].disagreements).map(([first, other]) => ({
        level: 'warning' as const,
        message: sentences(
          say`${other.path} states ${other.expression} for the ${SLOT_NAMES[slot]}, ${first.path} states ${first.expression}.`,
          say`Make both say the same, or say which part each is for.`,
        ),
        path: other.path,
        range: other.ranges[0] ?? TOP_OF_FILE,
        related: [
          {
            path: first.path,
            range: first.ranges[0] ?? TOP_OF_FILE,
            message: say`states ${first.expression}`,
          },
        ],
        key: `${slot} ${first.path} ${first.expression} ${other.expression}`,
        basis: [first.path, first.expression, other.path, other.expression],
      })),
    ),
};
