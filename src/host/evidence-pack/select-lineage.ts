import { findNamed } from '../../lineage/find-named.ts';
import type { AuditReport, Lineage } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { questionId } from '../../model/upstream-question.ts';

/** The lineage that `name` means: a version or a project, by any name under which a report prints it. */
export function findLineage(
  report: AuditReport,
  name: string,
): Result<Lineage, 'no-lineage' | 'several-lineages'> {
  const names = ({ version, upstream }: Lineage): readonly string[] => [
    version,
    upstream,
    ...report.sources.filter(({ id }) => id === version).flatMap((one) => [one.name, one.projectName]),
  ];
  const found = findNamed(report.lineage, names, name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return success(only);
  const known = report.lineage.map((item) => item.version).join(', ');
  return only === undefined
    ? failure('no-lineage', `No lineage leads to "${name}". Upstreams in this report: ${known || 'none'}.`)
    : failure(
        'several-lineages',
        `"${name}" means ${found.map((item) => item.version).join(' and ')}. Name one version.`,
      );
}

/** The part of a report that one lineage rests on, with every license, claim and path left out that bears on it. */
export function reportOfLineage(report: AuditReport, lineage: Lineage): AuditReport {
  const ids = new Set(lineage.evidence);
  const modules = report.modules
    .map((module) => ({
      ...module,
      matches: module.matches.filter(
        (match) =>
          match.upstream === lineage.upstream ||
          match.ancestors?.some((one) => one.upstream === lineage.upstream) === true,
      ),
    }))
    .filter((module) => module.matches.length > 0 || ids.has(module.id));
  const findings = report.findings.filter(
    (finding) => finding.upstream === undefined || finding.upstream === lineage.upstream,
  );
  const kept = new Set(findings.map((finding) => finding.id));
  const versions = new Set([
    lineage.version,
    ...modules.flatMap((module) =>
      module.matches.flatMap((match) => [
        match.version,
        ...match.ties,
        ...(match.ancestors ?? []).flatMap((one) => [one.version, one.of]),
      ]),
    ),
  ]);
  return {
    ...report,
    modules,
    residues: report.residues.filter((item) => item.upstream === lineage.upstream),
    artefacts: report.artefacts.filter((item) => item.upstream === lineage.upstream),
    lineage: [lineage],
    claims: report.claims.filter((claim) => claim.upstream === null || claim.upstream === lineage.upstream),
    findings,
    decisions: report.decisions.filter(
      ({ finding }) => kept.has(finding) || finding === questionId(lineage.upstream),
    ),
    sources: report.sources.filter((source) => versions.has(source.id)),
  };
}

/** Local paths that the evidence of a lineage rests on, sorted. */
export function localPaths(report: AuditReport): readonly string[] {
  const paths = [
    ...report.modules.map((item) => item.path),
    ...report.residues.map((item) => item.path),
    ...report.artefacts.map((item) => item.path),
    ...report.licenses.map((item) => item.path),
    ...report.claims.map((item) => item.path),
    ...report.findings.map((item) => item.path),
  ];
  return [...new Set(paths)].sort();
}

/** Paths in the upstream's version that the evidence rests on, sorted. */
export function upstreamPaths(report: AuditReport, lineage: Lineage): readonly string[] {
  const matched = report.modules.flatMap((module) =>
    module.matches.filter((match) => match.version === lineage.version).map((match) => match.path),
  );
  const source = report.sources.find((item) => item.id === lineage.version);
  const stated = [
    ...(source?.noticeFile === undefined ? [] : [source.noticeFile]),
    ...(source === undefined || source.codeLicense.source.includes(' ') ? [] : [source.codeLicense.source]),
  ];
  return [...new Set([...matched, ...stated])].sort();
}
