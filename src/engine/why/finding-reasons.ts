import type { AuditReport, Finding } from '../../model/report.ts';
import { RULES } from '../../rules/table.ts';
import { part, type Reasons } from './reasons.ts';

/** Why a finding was made. */
export function findingReasons(report: AuditReport, finding: Finding): Reasons {
  const rule = RULES.find(({ id }) => id === finding.rule);
  const modules = report.modules.filter(({ id }) => finding.evidence.includes(id));
  const artefacts = report.artefacts.filter(({ id }) => finding.evidence.includes(id));
  const decision = report.decisions.find((one) => one.finding === finding.id);
  return {
    about: `${finding.level} ${finding.rule} at ${finding.path}:${finding.range.startLine} [${finding.id}]`,
    parts: [
      ...part('What it says', [finding.message]),
      ...part('Why the rule asks', [
        rule === undefined ? null : rule.why,
        finding.duty === undefined ? null : `asked for by ${finding.duty}`,
        `"forebear explain ${finding.rule}" prints its page.`,
      ]),
      ...part('Evidence', [
        ...modules.map(({ path, range, symbol, matches }) => {
          const match = matches.find(({ upstream }) => upstream === finding.upstream) ?? matches[0];
          const found =
            match === undefined ? 'no match' : `${match.strength} match with ${match.path} ${match.symbol}`;
          return `${path}:${range.startLine} ${symbol}: ${found}`;
        }),
        ...artefacts.map(({ path, kind, strength }) => `${path} (${kind}): ${strength ?? 'candidates only'}`),
        ...finding.related.map(({ path, range, message }) => `${path}:${range.startLine}: ${message}`),
      ]),
      ...part('What would change it', [
        ...finding.fixes.map(({ title }) => title),
        decision === undefined
          ? `A decision: forebear decide ${finding.id} --state STATE --note TEXT. It marks the finding and does not hide it.`
          : `It is decided: ${decision.state}.`,
        'Its basis is these facts; when one changes, a decision on it is stale.',
      ]),
    ],
  };
}
