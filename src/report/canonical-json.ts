import type { AuditReport } from '../core/model/report.ts';

/** Keys that lead, in the order of the contract; the others follow in code point order. */
const LEADING = [
  'schemaVersion',
  'tool',
  'generated',
  'target',
  'catalogue',
  'partial',
  'notExamined',
  'modules',
  'residues',
  'artefacts',
  'lineage',
  'licenses',
  'claims',
  'findings',
  'decisions',
  'sources',
  'id',
  'rule',
  'level',
  'name',
  'path',
  'range',
  'startLine',
  'endLine',
  'symbol',
  'role',
] as const;
const RANK = new Map<string, number>(LEADING.map((key, index) => [key, index]));

function compareKeys(left: string, right: string): number {
  const byRank = (RANK.get(left) ?? LEADING.length) - (RANK.get(right) ?? LEADING.length);
  return byRank !== 0 ? byRank : left < right ? -1 : left > right ? 1 : 0;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([left], [right]) => compareKeys(left, right))
      .map(([key, item]) => [key, ordered(item)]),
  );
}

/** JSON whose bytes depend on the value only, not on the order in which its keys were set. Ends with a newline. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(ordered(value), null, 2)}\n`;
}

export function jsonReport(report: AuditReport): string {
  return canonicalJson(report);
}
