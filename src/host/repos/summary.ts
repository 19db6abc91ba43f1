import type { AuditReport } from '../../model/report.ts';
import { markdownCode, markdownTable, markdownText } from '../../mouths/reports/markdown/escape.ts';
import { namesOf } from '../../mouths/reports/names.ts';
import { printable } from '../../mouths/reports/printable.ts';
import { countFindings, STANDINGS, type Standing, standings } from '../../mouths/reports/standing.ts';
import { FOOTER } from '../../mouths/reports/wording.ts';
import type { JournalEntry, RunStatus } from './run-journal.ts';

/** One repository in the summary. */
export interface SummaryRow {
  readonly target: string;
  readonly status: RunStatus;
  readonly commit: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly decided: number;
  readonly notExamined: number;
  /** Upstreams that were reused without credit, or whose terms are not met, by name. */
  readonly open: readonly string[];
  readonly report: string | null;
  readonly message: string;
}

const OPEN: readonly Standing[] = ['not-credited', 'terms-open'];

/** The line of one repository; without a report, the reason why. */
export function summaryRow(entry: JournalEntry, report: AuditReport | null): SummaryRow {
  const counts = report === null ? null : countFindings(report);
  const names = report === null ? null : namesOf(report);
  const open =
    report === null
      ? []
      : standings(report)
          .filter((group) => OPEN.includes(group.standing))
          .flatMap((group) =>
            group.lineages.map((item) => `${names?.version(item.version)} (${STANDINGS[group.standing]})`),
          );
  return {
    target: entry.target,
    status: entry.status,
    commit: report?.target.commit ?? null,
    errors: counts?.byLevel.error ?? 0,
    warnings: counts?.byLevel.warning ?? 0,
    notes: counts?.byLevel.note ?? 0,
    decided: counts?.decided ?? 0,
    notExamined: report?.notExamined.length ?? 0,
    open,
    report: report === null ? null : `${entry.slug}.json`,
    message: entry.message ?? '',
  };
}

const HEAD = [
  'target',
  'status',
  'commit',
  'errors',
  'warnings',
  'notes',
  'decided',
  'not examined',
  'upstreams',
  'report',
  'message',
];

function cells(row: SummaryRow): readonly string[] {
  return [
    row.target,
    row.status,
    row.commit?.slice(0, 12) ?? '',
    String(row.errors),
    String(row.warnings),
    String(row.notes),
    String(row.decided),
    String(row.notExamined),
    row.open.join('; '),
    row.report ?? '',
    row.message,
  ];
}

/** One line per repository, fields apart by tabs, with a head line. */
export function summaryText(rows: readonly SummaryRow[]): string {
  return `${[HEAD, ...rows.map(cells)].map((line) => line.map(printable).join('\t')).join('\n')}\n`;
}

export function summaryMarkdown(rows: readonly SummaryRow[]): string {
  const table = markdownTable(
    ['Repository', 'Status', 'Errors', 'Warnings', 'Notes', 'Decided', 'Upstreams', 'Report'],
    rows.map((row) => [
      markdownCode(row.target),
      row.message === '' ? row.status : `${row.status}: ${markdownText(row.message)}`,
      String(row.errors),
      String(row.warnings),
      String(row.notes),
      String(row.decided),
      row.open.map(markdownText).join('<br>'),
      row.report === null ? '' : markdownCode(row.report),
    ]),
  );
  return `# Forebear: ${rows.length} repositories\n\n${table.join('\n')}\n\n${FOOTER}\n`;
}
