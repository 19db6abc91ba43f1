import { compareLevels } from '../model/levels.ts';
import type { AuditReport, Finding } from '../model/report.ts';
import { CHANGES, type ReviewedFinding } from '../model/review.ts';
import { fixed } from '../model/said.ts';
import { byText } from '../model/text-order.ts';

type Key = (finding: Finding) => string;

function pairBy(
  base: readonly Finding[],
  head: readonly Finding[],
  baseKey: Key,
  headKey: Key,
): ReadonlyMap<Finding, Finding> {
  const waiting = new Map<string, Finding[]>();
  for (const finding of base) {
    const key = baseKey(finding);
    const queue = waiting.get(key);
    if (queue === undefined) waiting.set(key, [finding]);
    else queue.push(finding);
  }
  const pairs = new Map<Finding, Finding>();
  for (const finding of head) {
    const before = waiting.get(headKey(finding))?.shift();
    if (before !== undefined) pairs.set(finding, before);
  }
  return pairs;
}

export const GROWTH = {
  level: fixed('{0} became {1}'),
  place: fixed('1 more place'),
  places: fixed('{0} more places'),
} as const;

/** What grew from `before` to `after`, in words; empty when nothing did. */
function growth(before: Finding, after: Finding): readonly string[] {
  const grown: string[] = [];
  if (compareLevels(after.level, before.level) > 0) grown.push(GROWTH.level(before.level, after.level));
  const known = new Set(before.related.map((place) => place.message));
  const places = after.related.filter((place) => !known.has(place.message)).length;
  const more = after.related.length - before.related.length;
  if (more > 0 && places > 0) grown.push(more === 1 ? GROWTH.place() : GROWTH.places(more));
  return grown;
}

/**
 * Findings of the head minus findings of the base, by what they are about and never by line: first by identity, then
 * by the same rule, upstream and duty in a file that `renames` (old path to new path) says was moved, then by the same
 * rule, upstream and basis wherever it stands. Each finding takes part once.
 */
export function subtractFindings(
  base: AuditReport,
  head: AuditReport,
  renames: ReadonlyMap<string, string>,
): readonly ReviewedFinding[] {
  const subject = (finding: Finding, path: string): string =>
    JSON.stringify([finding.rule, finding.upstream ?? '', finding.duty ?? '', path]);
  const moved = new Set(renames.values());
  const rounds: readonly (readonly [base: Key, head: Key])[] = [
    [(finding) => finding.id, (finding) => finding.id],
    [
      (finding) => subject(finding, renames.get(finding.path) ?? `not moved ${finding.path}`),
      (finding) => (moved.has(finding.path) ? subject(finding, finding.path) : 'no key'),
    ],
    [(finding) => subject(finding, finding.basis), (finding) => subject(finding, finding.basis)],
  ];
  const before = new Map<Finding, Finding>();
  let oldRest = base.findings;
  let newRest = head.findings;
  for (const [baseKey, headKey] of rounds) {
    const pairs = pairBy(oldRest, newRest, baseKey, headKey);
    for (const [after, earlier] of pairs) before.set(after, earlier);
    const used = new Set(pairs.values());
    oldRest = oldRest.filter((finding) => !used.has(finding));
    newRest = newRest.filter((finding) => !pairs.has(finding));
  }
  const reviewed = head.findings.map((finding): ReviewedFinding => {
    const earlier = before.get(finding);
    if (earlier === undefined) return { change: 'new', finding, because: [] };
    const because = growth(earlier, finding);
    return { change: because.length > 0 ? 'worsened' : 'unchanged', finding, because };
  });
  const fixed = oldRest.map((finding): ReviewedFinding => ({ change: 'fixed', finding, because: [] }));
  return [...reviewed, ...fixed].sort(
    (left, right) =>
      CHANGES.indexOf(left.change) - CHANGES.indexOf(right.change) ||
      byText(left.finding.path, right.finding.path) ||
      left.finding.range.startLine - right.finding.range.startLine ||
      byText(left.finding.rule, right.finding.rule) ||
      byText(left.finding.id, right.finding.id),
  );
}
