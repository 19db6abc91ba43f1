import type { Rule } from './rule.ts';
import { TOP_OF_FILE } from './rule.ts';

const SLOT_NAMES = { code: 'code', weights: 'weights', data: 'data' } as const;

/** License file, manifest, README or model card state different licenses for the same thing. */
export const licenseFieldsDisagree: Rule = {
  id: 'license-fields-disagree',
  title: 'Statements of the license disagree',
  level: 'warning',
  why: 'Nobody can tell which of two licenses holds, so neither can be relied on.',
  fixable: false,
  check: (_evidence, { licenses }) =>
    (['code', 'weights', 'data'] as const).flatMap((slot) =>
      licenses[slot].disagreements.map(([first, other]) => ({
        level: 'warning' as const,
        message:
          `${other.path} states ${other.expression} for the ${SLOT_NAMES[slot]}, ${first.path} states ${first.expression}. ` +
          'Make both say the same, or say which part each is for.',
        path: other.path,
        range: other.ranges[0] ?? TOP_OF_FILE,
        related: [
          { path: first.path, range: first.ranges[0] ?? TOP_OF_FILE, message: `states ${first.expression}` },
        ],
        key: `${slot} ${first.path} ${first.expression} ${other.expression}`,
        basis: [first.path, first.expression, other.path, other.expression],
      })),
    ),
};
