import { isFileOnly } from '../../../model/known-file.ts';
import type { AuditReport } from '../../../model/report.ts';
import type { FormatOptions } from '../format.ts';
import { countFindings, decisionMark, decisionsByFinding, namesOf, standings } from '../standing.ts';
import { count, FOOTER, nextStep, percent, place, thousands } from '../wording.ts';
import { markdownCode, markdownTable, markdownText } from './escape.ts';

/** Findings in a summary; the rest is counted. */
export const MOST_FINDINGS = 20;
const MOST_ROWS = 30;

function more(shown: number, all: number, what: string): readonly string[] {
  return all > shown ? ['', `… and ${count(all - shown, what)} more in the full report.`] : [];
}

function status(report: AuditReport): readonly string[] {
  const counts = countFindings(report);
  const decided = counts.decided > 0 ? `, ${counts.decided} already decided` : '';
  const stale = counts.stale > 0 ? `, ${counts.stale} to decide again` : '';
  const lead =
    counts.total === 0
      ? '**No findings.**'
      : `**${count(counts.total, 'finding')}**: ${count(counts.byLevel.error, 'error')}, ${count(counts.byLevel.warning, 'warning')}, ${count(counts.byLevel.note, 'note')}${decided}${stale}.`;
  return [
    lead,
    ...(report.partial ? ['', 'Part of what should have been read was not; see what was not examined.'] : []),
  ];
}

function standing(report: AuditReport): readonly string[] {
  const names = namesOf(report);
  const rows = standings(report).flatMap((group) =>
    group.lineages.map((lineage) => [
      group.title,
      markdownText(names.version(lineage.version)),
      lineage.strength,
      lineage.why.slice(0, 3).map(markdownText).join('<br>'),
    ]),
  );
  return rows.length === 0
    ? ['No evidence of an upstream in the catalogue.']
    : [
        ...markdownTable(['Status', 'Upstream', 'Evidence', 'Why'], rows.slice(0, MOST_ROWS)),
        ...more(MOST_ROWS, rows.length, 'upstream'),
      ];
}

function findings(report: AuditReport, options: FormatOptions): readonly string[] {
  if (report.findings.length === 0) return [];
  const decisions = decisionsByFinding(report);
  const reviewed = options.changes;
  const rows = report.findings.slice(0, MOST_FINDINGS).map((finding) => {
    const decision = decisions.get(finding.id);
    const held = decision === undefined ? '' : `<br>${markdownText(decisionMark(decision))}`;
    return [
      ...(reviewed === undefined ? [] : [reviewed.get(finding.id) ?? '']),
      finding.level,
      markdownCode(place(finding.path, finding.range)),
      `${markdownText(finding.message)}${held}`,
      markdownText(nextStep(finding)),
    ];
  });
  return [
    '### Findings',
    '',
    ...markdownTable(
      [...(reviewed === undefined ? [] : ['Change']), 'Level', 'Where', 'What', 'Next step'],
      rows,
    ),
    ...more(MOST_FINDINGS, report.findings.length, 'finding'),
  ];
}

function modules(report: AuditReport): readonly string[] {
  const names = namesOf(report);
  const matched = report.modules.filter((module) => module.matches.length > 0);
  const rows = matched
    .slice(0, MOST_ROWS)
    .flatMap((module) =>
      module.matches
        .slice(0, 1)
        .map((match) => [
          markdownCode(`${module.path}:${module.range.startLine} ${module.symbol}`),
          module.role,
          markdownText(names.version(match.version)),
          match.strength,
          `${percent(match.containment.local)} of ${thousands(module.tokens)} tokens`,
          isFileOnly(match) ? '' : percent(match.containment.upstream),
          isFileOnly(match) ? '' : thousands(match.longestRun),
        ]),
    );
  if (rows.length === 0) return [];
  return [
    '<details><summary>Modules and their upstreams</summary>',
    '',
    ...markdownTable(
      ['Module', 'Role', 'Upstream', 'Evidence', 'Of this module', 'Of upstream', 'Longest run'],
      rows,
    ),
    ...more(MOST_ROWS, matched.length, 'module'),
    '',
    '</details>',
  ];
}

function notExamined(report: AuditReport): readonly string[] {
  if (report.notExamined.length === 0) return ['Nothing was left out.'];
  return [
    `<details><summary>${count(report.notExamined.length, 'path')} not examined</summary>`,
    '',
    ...report.notExamined
      .slice(0, MOST_ROWS)
      .map((item) => `- ${markdownCode(item.path)}: ${markdownText(item.reason)}`),
    ...more(MOST_ROWS, report.notExamined.length, 'path'),
    '',
    '</details>',
  ];
}

/** A job summary: what a reviewer needs on one screen, the rest folded or counted. */
export function markdownReport(report: AuditReport, options: FormatOptions = {}): string {
  const at =
    report.target.commit === undefined ? '' : ` at ${markdownCode(report.target.commit.slice(0, 12))}`;
  const sections = [
    [`## Forebear: ${markdownText(report.target.name)}${at}`],
    status(report),
    standing(report),
    findings(report, options),
    modules(report),
    notExamined(report),
    [
      `<sub>Forebear ${report.tool.version}, catalogue ${markdownText(report.catalogue.id)} of ${report.catalogue.built}. ${FOOTER}</sub>`,
    ],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}
