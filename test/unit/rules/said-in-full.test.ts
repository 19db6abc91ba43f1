import { creditOf } from '../../../src/credit/credit.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Finding } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { matchesGolden } from '../../golden.ts';
import { SKETCHES } from './sketch-builders.ts';
import './sketches-of-code.ts';
import './sketches-of-models.ts';
import './sketches-of-headers.ts';

function said({
  rule,
  level,
  path,
  range,
  message,
  related,
  fixes,
  basis,
  evidence,
  ...more
}: Finding): readonly string[] {
  return [
    `  ${level} ${rule} ${path}:${range.startLine}-${range.endLine} ${more.upstream ?? '-'} ${more.duty ?? '-'} ${more.id}`,
    `    ${message}`,
    `    basis: ${basis}; evidence: ${evidence.join(' ')}`,
    ...fixes.flatMap(({ said: _, ...fix }) => [`    fix: ${JSON.stringify(fix)}`]),
    ...related.map(
      (one) => `    see ${one.path}:${one.range.startLine}-${one.range.endLine}: ${one.message}`,
    ),
  ];
}

/** What is said of one sketch; what was said before, word for word, is not said again. */
function all(evidence: Evidence, before: Set<string>): readonly string[] {
  const { credited, open } = creditOf(evidence, 'heron');
  return [
    `  credited: ${[credited, ...open].join(' ')}`,
    ...checkRules(evidence).flatMap((one) => {
      const lines = said(one);
      const key = lines.join('\n');
      if (before.has(key)) return [`  ${one.rule} ${one.id}, as above`];
      before.add(key);
      return lines;
    }),
  ];
}

describe('what all rules say of small repositories', () => {
  // One file a group of claims that begin alike, so that a difference is found where it is looked for.
  const groups = new Map<string, (typeof SKETCHES)[number][]>();
  for (const sketch of SKETCHES) {
    const [group = ''] = /^\w+ \w+/.exec(sketch[0]) ?? [];
    groups.set(group, [...(groups.get(group) ?? []), sketch]);
  }
  for (const [group, sketches] of groups)
    it(`is on record: ${group} …`, () => {
      const before = new Set<string>();
      const lines = sketches.flatMap(([claim, evidence]) => [claim, ...all(evidence, before), '']);
      matchesGolden(`sketches/${group.replaceAll(' ', '-')}.txt`, lines.join('\n'));
    });
});
