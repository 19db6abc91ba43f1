import type {
  AuditedModule,
  AuditReport,
  Claim,
  DecisionState,
  DecisionStatus,
  Finding,
  LicenseRecord,
  Lineage,
  NotExamined,
  Residue,
  Strength,
} from '../../model/report.ts';
import type { Role } from '../../model/role.ts';
import { type AttributionStatus, groupByStatus } from './attribution-status.ts';

/** The best match of a module to one project, as much as a table needs. */
export interface CellRow {
  readonly upstream: string;
  readonly version: string;
  /** Index in the module's `matches`. */
  readonly match: number;
  readonly score: number;
  readonly strength: Strength;
}

export interface ModuleRow {
  readonly id: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol: string;
  readonly role: Role;
  readonly tokens: number;
  readonly notCompared: string | null;
  /** Best match per project, best first. */
  readonly cells: readonly CellRow[];
}

export interface FindingRow {
  readonly id: string;
  readonly rule: string;
  /** Short name of the rule in the display language. */
  readonly title: string;
  readonly level: Finding['level'];
  readonly status: AttributionStatus;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly upstream: string | null;
  readonly duty: string | null;
  readonly help: string;
  readonly fixes: readonly string[];
  readonly decision: { readonly state: DecisionState; readonly status: DecisionStatus['status'] } | null;
}

/** Facts of an upstream version that the panel shows. */
export interface SourceRow {
  readonly id: string;
  readonly project: string;
  readonly projectName: string;
  readonly name: string;
  readonly nameZh: string | null;
  readonly organisation: string;
  readonly repository: string;
  readonly commit: string | null;
  readonly published: string | null;
  readonly publishedBasis: string;
  readonly codeLicense: string;
  readonly codeLicenseSource: string;
  readonly weightsLicense: string;
  readonly copyrights: readonly string[];
}

/** The whole state of the panel: every message replaces the one before. */
export interface PanelSnapshot {
  /** Identity of the audited root; UI state belongs to it. */
  readonly root: string;
  readonly tool: string;
  readonly target: AuditReport['target'];
  readonly catalogue: AuditReport['catalogue'];
  readonly partial: boolean;
  readonly status: readonly {
    readonly status: AttributionStatus;
    readonly findings: number;
    readonly upstreams: readonly string[];
  }[];
  readonly findings: readonly FindingRow[];
  readonly modules: readonly ModuleRow[];
  /** Projects that any module matches, by number of modules, most first. */
  readonly projects: readonly { readonly id: string; readonly name: string; readonly modules: number }[];
  readonly lineage: readonly Lineage[];
  readonly residues: readonly Residue[];
  readonly artefacts: AuditReport['artefacts'];
  readonly licenses: readonly LicenseRecord[];
  readonly claims: readonly Claim[];
  readonly notExamined: readonly NotExamined[];
  readonly sources: readonly SourceRow[];
}

function cellsOf(module: AuditedModule): readonly CellRow[] {
  const best = new Map<string, CellRow>();
  for (const [index, match] of module.matches.entries()) {
    const known = best.get(match.upstream);
    if (known !== undefined && known.score >= match.score) continue;
    const { upstream, version, score, strength } = match;
    best.set(upstream, { upstream, version, match: index, score, strength });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.upstream < b.upstream ? -1 : 1));
}

function moduleRow(module: AuditedModule): ModuleRow {
  const { id, path, range, symbol, role, tokens, notCompared } = module;
  return {
    id,
    path,
    startLine: range.startLine,
    endLine: range.endLine,
    symbol,
    role,
    tokens,
    notCompared,
    cells: cellsOf(module),
  };
}

function statusOfFindings(report: AuditReport): ReadonlyMap<string, AttributionStatus> {
  const statuses = new Map<string, AttributionStatus>();
  for (const group of groupByStatus(report)) {
    for (const finding of group.findings) statuses.set(finding.id, group.status);
    for (const { findings } of group.lineages) {
      for (const finding of findings) statuses.set(finding.id, group.status);
    }
  }
  return statuses;
}

function findingRows(report: AuditReport, titleOf: (rule: string) => string): readonly FindingRow[] {
  const statuses = statusOfFindings(report);
  const decisions = new Map(report.decisions.map((decision) => [decision.finding, decision]));
  return report.findings.map((finding) => {
    const decision = decisions.get(finding.id);
    return {
      id: finding.id,
      rule: finding.rule,
      title: titleOf(finding.rule),
      level: finding.level,
      status: statuses.get(finding.id) ?? 'repository',
      message: finding.message,
      path: finding.path,
      line: finding.range.startLine,
      upstream: finding.upstream ?? null,
      duty: finding.duty ?? null,
      help: finding.help,
      fixes: finding.fixes.map((fix) => fix.title),
      decision: decision === undefined ? null : { state: decision.state, status: decision.status },
    };
  });
}

function projectRows(modules: readonly ModuleRow[], report: AuditReport): PanelSnapshot['projects'] {
  const counts = new Map<string, number>();
  for (const module of modules) {
    for (const cell of module.cells) counts.set(cell.upstream, (counts.get(cell.upstream) ?? 0) + 1);
  }
  const names = new Map(report.sources.map((source) => [source.project, source.projectName]));
  return [...counts]
    .map(([id, count]) => ({ id, name: names.get(id) ?? id, modules: count }))
    .sort((a, b) => b.modules - a.modules || (a.id < b.id ? -1 : 1));
}

/** What the panel needs of a report: rows for tables; module details are asked for one by one. */
export function panelSnapshot(
  root: string,
  report: AuditReport,
  titleOf: (rule: string) => string = (rule) => rule,
): PanelSnapshot {
  const modules = report.modules.map(moduleRow);
  return {
    root,
    tool: `${report.tool.name} ${report.tool.version}`,
    target: report.target,
    catalogue: report.catalogue,
    partial: report.partial,
    status: groupByStatus(report).map((group) => ({
      status: group.status,
      findings: group.findings.length + group.lineages.reduce((sum, each) => sum + each.findings.length, 0),
      upstreams: group.lineages.map((each) => each.lineage.upstream),
    })),
    findings: findingRows(report, titleOf),
    modules,
    projects: projectRows(modules, report),
    // The sentences are in the display language already: what they were made of stays behind.
    lineage: report.lineage.map(({ whySaid: _said, ...lineage }) => lineage),
    residues: report.residues,
    artefacts: report.artefacts.map(({ factsSaid: _said, ...artefact }) => artefact),
    licenses: report.licenses,
    claims: report.claims,
    notExamined: report.notExamined,
    sources: report.sources.map((source) => ({
      id: source.id,
      project: source.project,
      projectName: source.projectName,
      name: source.name,
      nameZh: source.nameZh ?? null,
      organisation: source.organisation,
      repository: source.repository,
      commit: source.commit,
      published: source.published,
      publishedBasis: source.publishedBasis,
      codeLicense: source.codeLicense.expression,
      codeLicenseSource: source.codeLicense.source,
      weightsLicense: source.weightsLicense.expression,
      copyrights: source.copyrights,
    })),
  };
}
