import type { AuditReport, Finding, Lineage } from '../model/report.ts';
import { storable, storableOrNull } from './storable-text.ts';

export interface LineageRow {
  readonly upstream: string;
  readonly version: string;
  readonly name: string;
  /** Address of the upstream, where it is known. */
  readonly home: string | null;
  readonly strength: string;
  readonly relation: string;
  readonly credited: string;
  readonly claimed: boolean;
  /** Modules of which it is the first match. */
  readonly modules: number;
}

export interface FindingRow {
  readonly finding: string;
  readonly rule: string;
  readonly level: Finding['level'];
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly upstream: string | null;
  readonly duty: string | null;
}

export interface LicenseRow {
  readonly path: string;
  readonly slot: string;
  readonly expression: string;
}

/** What the tables hold of a report beside the report itself. */
export interface ReportRows {
  readonly lineage: readonly LineageRow[];
  readonly findings: readonly FindingRow[];
  readonly licenses: readonly LicenseRow[];
}

function lineageRow(report: AuditReport, one: Lineage): LineageRow {
  const source = report.sources.find(({ id }) => id === one.version);
  return {
    upstream: storable(one.upstream),
    version: storable(one.version),
    name: storable(source?.projectName ?? one.upstream),
    home: storableOrNull(one.repository),
    strength: one.strength,
    relation: one.relation,
    credited: one.credited,
    claimed: one.claimed,
    modules: report.modules.filter(({ matches }) => matches[0]?.upstream === one.upstream).length,
  };
}

/** A list without repeats of a key. */
function distinct<T>(rows: readonly T[], keyOf: (row: T) => string): readonly T[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** The rows of a report: what it says, in the same words. */
export function reportRows(report: AuditReport): ReportRows {
  return {
    lineage: distinct(
      report.lineage.map((one) => lineageRow(report, one)),
      (row) => `${row.upstream}\n${row.version}`,
    ),
    findings: distinct(
      report.findings.map((one) => ({
        finding: storable(one.id),
        rule: one.rule,
        level: one.level,
        message: storable(one.message),
        path: storable(one.path),
        line: one.range.startLine,
        upstream: storableOrNull(one.upstream),
        duty: storableOrNull(one.duty),
      })),
      (row) => row.finding,
    ),
    licenses: distinct(
      report.licenses.map(({ path, slot, expression }) => ({
        path: storable(path),
        slot,
        expression: storable(expression),
      })),
      (row) => `${row.path}\n${row.slot}\n${row.expression}`,
    ),
  };
}
