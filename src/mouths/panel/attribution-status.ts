import type { AuditReport, Finding, Lineage } from '../../model/report.ts';

/** How the repository stands towards an upstream, in the order in which a person wants to read it. */
export const STATUSES = ['uncredited', 'terms', 'repository', 'undecided', 'complete', 'common'] as const;
export type AttributionStatus = (typeof STATUSES)[number];

/**
 * Status of one lineage; null when the audited repository is that upstream itself.
 * Weak evidence, or code that the repository may have published first, stays undecided.
 */
export function lineageStatus(lineage: Lineage, findings: readonly Finding[]): AttributionStatus | null {
  if (lineage.relation === 'self') return null;
  if ((lineage.relation === 'ancestor' || lineage.relation === 'carrier') && lineage.credited !== 'yes')
    return 'common';
  if (lineage.strength === 'weak') return 'undecided';
  if (lineage.credited === 'no') return 'uncredited';
  const open = findings.some((finding) => finding.upstream === lineage.upstream);
  return lineage.credited === 'partly' || open ? 'terms' : 'complete';
}

export interface LineageGroup {
  readonly lineage: Lineage;
  readonly findings: readonly Finding[];
}

export interface StatusGroup {
  readonly status: AttributionStatus;
  readonly lineages: readonly LineageGroup[];
  /** Findings of this status that no lineage of the report carries. */
  readonly findings: readonly Finding[];
}

/** Every lineage and every finding of a report exactly once, by status; empty groups are left out. */
export function groupByStatus(report: AuditReport): readonly StatusGroup[] {
  const lineages = new Map<AttributionStatus, LineageGroup[]>();
  const taken = new Set<string>();
  for (const lineage of report.lineage) {
    const status = lineageStatus(lineage, report.findings);
    if (status === null) continue;
    const findings = report.findings.filter(
      (finding) => finding.upstream === lineage.upstream && !taken.has(finding.id),
    );
    for (const finding of findings) taken.add(finding.id);
    const group = lineages.get(status);
    if (group === undefined) lineages.set(status, [{ lineage, findings }]);
    else group.push({ lineage, findings });
  }
  const rest = new Map<AttributionStatus, Finding[]>();
  const known = new Set(report.lineage.map((lineage) => lineage.upstream));
  for (const finding of report.findings) {
    if (taken.has(finding.id)) continue;
    const elsewhere = finding.upstream !== undefined && !known.has(finding.upstream);
    const status: AttributionStatus = elsewhere ? 'undecided' : 'repository';
    const list = rest.get(status);
    if (list === undefined) rest.set(status, [finding]);
    else list.push(finding);
  }
  return STATUSES.map((status) => ({
    status,
    lineages: lineages.get(status) ?? [],
    findings: rest.get(status) ?? [],
  })).filter((group) => group.lineages.length + group.findings.length > 0);
}
