import type { AuditReport } from '../../../model/report.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';

/** Where a repository can be fetched: a URL, or null for a path on someone's machine. */
export function repositoryUrl(repository: string): string | null {
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return `https://github.com/${repository}`;
  return /^https?:\/\/[^\s<>"]+$/.test(repository) ? repository : null;
}

/** Versions of upstreams that the lineage names, in the order of the report. */
export function upstreamsOf(report: AuditReport): readonly SourceFacts[] {
  const named = new Set(
    report.lineage.filter((item) => item.relation !== 'self').map((item) => item.version),
  );
  return report.sources.filter((source) => named.has(source.id));
}

/** Expressions of the code joined by AND, from files at the root where there are any; null: none found. */
export function declaredLicense(report: AuditReport): string | null {
  const code = report.licenses.filter((record) => record.slot === 'code');
  const root = code.filter((record) => !record.path.includes('/'));
  return joined((root.length > 0 ? root : code).map((record) => record.expression));
}

/** Distinct license expressions joined by AND; null when none is an expression. */
export function joined(expressions: readonly string[]): string | null {
  const distinct = [...new Set(expressions.filter(isExpression))].sort();
  if (distinct.length < 2) return distinct[0] ?? null;
  return distinct.map((item) => (/\sOR\s/i.test(item) ? `(${item})` : item)).join(' AND ');
}

/** `NONE` and `NOASSERTION` are statements about licenses, not expressions. */
export function isExpression(text: string): boolean {
  return text !== '' && text !== 'NONE' && text !== 'NOASSERTION';
}

/** Ids of licenses and exceptions in an expression, once each, in reading order. */
export function idsOf(expression: string): readonly string[] {
  return [...new Set(expression.split(/\s+(?:AND|OR|WITH)\s+|[()\s]+/i).filter(isExpression))];
}

/** Every `LicenseRef-…` of an expression, once. */
export function licenseRefs(expressions: readonly string[]): readonly string[] {
  return [
    ...new Set(expressions.flatMap((text) => text.match(/(?<![\w:.-])LicenseRef-[A-Za-z0-9.-]+/g) ?? [])),
  ].sort();
}
