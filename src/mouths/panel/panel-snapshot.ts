import type { DeclaredBase, LicenseRow } from '../../model/license-part.ts';
import type {
  AuditedModule,
  AuditReport,
  Claim,
  Coverage,
  DecisionState,
  DecisionStatus,
  Finding,
  LicenseRecord,
  Lineage,
  NotExamined,
  Residue,
  Strength,
  TrustStatement,
} from '../../model/report.ts';
import type { Role } from '../../model/role.ts';
import { byText } from '../../model/text-order.ts';
import { type AnswerRows, answerRows, type Translate } from './answer-rows.ts';

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

/** What a person concluded, who says so and when. */
export interface DecisionRow {
  readonly state: DecisionState;
  readonly status: DecisionStatus['status'];
  readonly note: string;
  readonly by: string | null;
  readonly on: string | null;
  readonly until: string | null;
}

export interface FindingRow {
  readonly id: string;
  readonly rule: string;
  /** Short name of the rule in the display language. */
  readonly title: string;
  readonly level: Finding['level'];
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly upstream: string | null;
  readonly duty: string | null;
  readonly help: string;
  readonly fixes: readonly string[];
  readonly decision: DecisionRow | null;
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

/** What the first page is drawn from: every message replaces the one before. */
export interface FirstPage {
  /** Identity of the audited root; UI state belongs to it. */
  readonly root: string;
  readonly tool: string;
  readonly target: AuditReport['target'];
  readonly catalogue: AuditReport['catalogue'];
  readonly partial: boolean;
  readonly answer: AnswerRows;
}

/** What the other pages are drawn from; the panel asks for it once one of them is opened. */
export interface OtherPages {
  readonly findings: readonly FindingRow[];
  readonly modules: readonly ModuleRow[];
  readonly lineage: readonly Lineage[];
  readonly residues: readonly Residue[];
  readonly artefacts: AuditReport['artefacts'];
  /** What is stated for what, slot by slot. */
  readonly licenseTable: readonly LicenseRow[];
  readonly bases: readonly DeclaredBase[];
  readonly licenses: readonly LicenseRecord[];
  readonly claims: readonly Claim[];
  readonly notExamined: readonly NotExamined[];
  readonly coverage: Coverage | null;
  readonly trust: readonly TrustStatement[];
  readonly sources: readonly SourceRow[];
}

export interface PanelSnapshot extends FirstPage, OtherPages {}

function cellsOf(module: AuditedModule): readonly CellRow[] {
  const best = new Map<string, CellRow>();
  for (const [index, match] of module.matches.entries()) {
    const known = best.get(match.upstream);
    if (known !== undefined && known.score >= match.score) continue;
    const { upstream, version, score, strength } = match;
    best.set(upstream, { upstream, version, match: index, score, strength });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || byText(a.upstream, b.upstream));
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

function decisionRow({ state, status, note, by, on, until }: DecisionStatus): DecisionRow {
  return { state, status, note, by: by ?? null, on: on ?? null, until: until ?? null };
}

function findingRows(report: AuditReport, titleOf: (rule: string) => string): readonly FindingRow[] {
  const decisions = new Map(report.decisions.map((decision) => [decision.finding, decision]));
  return report.findings.map((finding) => {
    const decision = decisions.get(finding.id);
    return {
      id: finding.id,
      rule: finding.rule,
      title: titleOf(finding.rule),
      level: finding.level,
      message: finding.message,
      path: finding.path,
      line: finding.range.startLine,
      upstream: finding.upstream ?? null,
      duty: finding.duty ?? null,
      help: finding.help,
      fixes: finding.fixes.map((fix) => fix.title),
      decision: decision === undefined ? null : decisionRow(decision),
    };
  });
}

/** How the panel's facts are said. */
export interface PanelWords {
  /** A short name of a rule. */
  readonly titleOf: (rule: string) => string;
  readonly translate: Translate;
}

const PLAIN: PanelWords = { titleOf: (rule) => rule, translate: (template) => template };

/** `report` is the original, in English: the answer is read from it. */
export function firstPage(root: string, report: AuditReport, words: PanelWords = PLAIN): FirstPage {
  return {
    root,
    tool: `${report.tool.name} ${report.tool.version}`,
    target: report.target,
    catalogue: report.catalogue,
    partial: report.partial,
    answer: answerRows(report, words.translate),
  };
}

/** Rows for tables; module details are asked for one by one. `report` has its sentences in the display language. */
export function otherPages(report: AuditReport, words: PanelWords = PLAIN): OtherPages {
  return {
    findings: findingRows(report, words.titleOf),
    modules: report.modules.map(moduleRow),
    // The sentences are in the display language already: what they were made of stays behind.
    lineage: report.lineage.map(({ whySaid: _said, ...lineage }) => lineage),
    residues: report.residues,
    artefacts: report.artefacts.map(({ factsSaid: _said, ...artefact }) => artefact),
    licenseTable: report.licenseTable ?? [],
    bases: report.bases ?? [],
    licenses: report.licenses,
    claims: report.claims,
    notExamined: report.notExamined,
    coverage: report.coverage ?? null,
    trust: report.trust ?? [],
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
