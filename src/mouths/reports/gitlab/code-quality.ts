import type { AuditReport, FindingLevel } from '../../../model/report.ts';
import { anchorOf } from '../anchor.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { FormatOptions } from '../format.ts';
import { printable } from '../printable.ts';
import { decisionsByFinding } from '../standing.ts';

const SEVERITIES: Readonly<Record<FindingLevel, string>> = {
  error: 'major',
  warning: 'minor',
  note: 'info',
};

/** GitLab's code quality report: one entry per finding that has no decision in force. */
export function codeQualityReport(report: AuditReport, options: FormatOptions = {}): string {
  const decisions = decisionsByFinding(report);
  return canonicalJson(
    report.findings
      .filter((finding) => {
        const decision = decisions.get(finding.id);
        return decision?.status !== 'current' || decision.state === 'to-fix';
      })
      .map((finding) => {
        const anchor = anchorOf(finding, options);
        return {
          description: printable(finding.message),
          check_name: finding.rule,
          fingerprint: finding.id,
          severity: SEVERITIES[finding.level],
          location: { path: anchor.path, lines: { begin: anchor.line } },
        };
      }),
  );
}
