import type { AuditReport } from '../../model/report.ts';
import type { Format } from './format.ts';
import { partName } from './license-parts.ts';
import { markdownCode, markdownText } from './markdown/escape.ts';
import type { Owed } from './owed.ts';
import { homeOf, isNamed, isStated, owedTo } from './owed.ts';

/** An ATTRIBUTION.md for a release: what the work is built on, under which terms, where, and how to cite it. */
export const attributionFile: Format = (report) => {
  const owed = owedTo(report);
  const lines = [
    `# Attribution`,
    '',
    owed.length === 0
      ? `No upstream of the catalogue was found in ${markdownText(report.target.name)}.`
      : `${markdownText(report.target.name)} contains work of the following projects.`,
    ...owed.flatMap(section),
    ...partsApart(report),
    ...alsoCredited(report, owed),
  ];
  return `${lines.join('\n')}\n`;
};

function section({ source, files, artefacts, documents }: Owed): readonly string[] {
  const home = homeOf(source);
  const rows: readonly (readonly [string, string])[] = [
    ['By', isNamed(source.organisation) ? markdownText(source.organisation) : ''],
    ['Home', home === null ? '' : `<${home.replace(/[<>\s]/g, '')}>`],
    [
      'Version',
      markdownText(source.commit === null ? source.name : `${source.name}, commit ${source.commit}`),
    ],
    ['License of the code', files.length > 0 ? license(source.codeLicense.expression) : ''],
    ['License of the model', artefacts.length > 0 ? license(source.weightsLicense.expression) : ''],
    ['Copyright', source.copyrights.map(markdownText).join('<br>')],
    ['Files', files.map(markdownCode).join(', ')],
    ['Artefacts', artefacts.map(markdownText).join(', ')],
    ['Passages of its documents', documents.map(markdownCode).join(', ')],
    ['Cite as', source.citations.map(markdownText).join('; ')],
  ];
  return [
    '',
    `## ${markdownText(source.projectName)}`,
    '',
    ...rows.filter(([, value]) => value !== '').map(([name, value]) => `- ${name}: ${value}`),
  ];
}

function license(expression: string): string {
  if (isStated(expression)) return markdownText(expression);
  return expression === 'NONE' ? 'none given' : 'not known';
}

/** What stands under licenses of its own, as the repository's files state. */
function partsApart({ licenseParts: parts = [] }: AuditReport): readonly string[] {
  if (parts.length === 0) return [];
  const rows = parts.map((part) => {
    const at = part.at === undefined ? '' : ` (${markdownCode(part.at.path)})`;
    return `- ${markdownCode(partName(part))}: ${license(part.expression)}${at}`;
  });
  return ['', '## Parts under licenses of their own', '', ...rows];
}

/** Credits of the repository's own documents for projects that no code was found of: influence deserves its line too. */
function alsoCredited(report: AuditReport, owed: readonly Owed[]): readonly string[] {
  const listed = new Set(owed.map((one) => one.lineage.upstream));
  const names = new Map(report.sources.map((source) => [source.project, source.projectName]));
  const credits = report.claims.filter((claim) => claim.force === 'credit' && claim.kind !== 'code-comment');
  const others = new Set<string>();
  for (const claim of credits) {
    if (claim.upstream !== null && !listed.has(claim.upstream))
      others.add(names.get(claim.upstream) ?? claim.upstream);
  }
  if (others.size === 0) return [];
  return ['', '## Also credited', '', ...[...others].sort().map((name) => `- ${markdownText(name)}`)];
}
