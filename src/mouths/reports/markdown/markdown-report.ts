import { isFileOnly } from '../../../model/known-file.ts';
import { type AuditedModule, type AuditReport, type FindingLevel, STRENGTHS } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import { answerOf } from '../answer/answer.ts';
import { saySymbol } from '../answer/phrases.ts';
import type { FormatOptions } from '../format.ts';
import { namesOf } from '../names.ts';
import { decisionMark, decisionsByFinding } from '../standing.ts';
import { count, FOOTER, nextStep, percent, place, thousands } from '../wording.ts';
import { markdownCode, markdownTable, markdownText } from './escape.ts';
import { markdownAnswer } from './markdown-answer.ts';

/** Findings in a summary; the rest is counted. */
const MOST_FINDINGS = 20;
const MOST_ROWS = 30;
/** Letters of an ISO date. */
const DATE = 10;
const LEVELS: readonly FindingLevel[] = ['error', 'warning', 'note'];

function more(shown: number, all: number, what: string): readonly string[] {
  return all > shown ? ['', `… and ${count(all - shown, what)} more in the full report.`] : [];
}

function findings(report: AuditReport, options: FormatOptions): readonly string[] {
  if (report.findings.length === 0) return [];
  const decisions = decisionsByFinding(report);
  const reviewed = options.changes;
  const sorted = LEVELS.flatMap((level) => report.findings.filter((finding) => finding.level === level));
  const rows = sorted.slice(0, MOST_FINDINGS).map((finding) => {
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
    `<details><summary>${count(report.findings.length, 'finding')}, heaviest first</summary>`,
    '',
    ...markdownTable(
      [...(reviewed === undefined ? [] : ['Change']), 'Level', 'Where', 'What', 'Next step'],
      rows,
    ),
    ...more(MOST_FINDINGS, report.findings.length, 'finding'),
    '',
    '</details>',
  ];
}

function modules(report: AuditReport): readonly string[] {
  const names = namesOf(report);
  // What a repository that is known itself has in common with itself tells nothing.
  const self = new Set(report.lineage.flatMap((one) => (one.relation === 'self' ? [one.upstream] : [])));
  const matched = report.modules.filter(
    ({ matches: [first] }) => first !== undefined && !self.has(first.upstream),
  );
  // Heaviest first: what is shown of many is what a reader would ask for.
  const weight = ({ tokens, matches: [first] }: AuditedModule): number =>
    first === undefined ? 0 : first.containment.local * tokens;
  const rows = STRENGTHS.flatMap((strength) =>
    matched
      .filter(({ matches: [first] }) => first?.strength === strength)
      .sort((a, b) => weight(b) - weight(a)),
  )
    .slice(0, MOST_ROWS)
    .flatMap((module) =>
      module.matches
        .slice(0, 1)
        .map((match) => [
          `${markdownCode(place(module.path, module.range))} ${markdownText(inEnglish(saySymbol(module.symbol, module.path)))}`,
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
    '<details><summary>Modules and their upstreams, heaviest first</summary>',
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

/** A job summary: the answer on one screen, in the words of the other reports; everything else is folded or counted. */
export function markdownReport(report: AuditReport, options: FormatOptions = {}): string {
  const at =
    report.target.commit === undefined ? '' : ` at ${markdownCode(report.target.commit.slice(0, 12))}`;
  const sections = [
    [`## Forebear: ${markdownText(report.target.name)}${at}`],
    ...markdownAnswer(report, answerOf(report)),
    findings(report, options),
    modules(report),
    notExamined(report),
    [
      `<sub>Forebear ${report.tool.version}, catalogue ${markdownText(report.catalogue.id)} of ${report.catalogue.built.slice(0, DATE)}. ${FOOTER}</sub>`,
    ],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}
