import { isFileOnly } from '../../../model/known-file.ts';
import type { AuditReport, Finding, Lineage, ModuleMatch } from '../../../model/report.ts';
import { printable } from '../printable.ts';
import { countFindings, decisionMark, decisionsByFinding, namesOf, standings } from '../standing.ts';
import { count, FOOTER, nextStep, percent, place, thousands } from '../wording.ts';
import { table, wrapped } from './table.ts';

/** Rows shown of a long list; the rest is counted, and stands in the JSON report. */
const MOST_ROWS = 40;
const WIDTH = 110;

function more(shown: number, all: number, what: string): readonly string[] {
  return all > shown ? [`  … and ${count(all - shown, what)} more; --format json lists every one.`] : [];
}

function heading(report: AuditReport): readonly string[] {
  const { target, catalogue, tool } = report;
  const at = target.commit === undefined ? '' : ` at ${target.commit.slice(0, 12)}`;
  const dirty = target.dirty === true ? ', with uncommitted changes' : '';
  const since =
    target.firstCommitDate === undefined ? '' : `; first commit ${target.firstCommitDate.slice(0, 10)}`;
  return [
    `Forebear ${tool.version} audit of ${printable(target.name)}${at}${dirty}${since}`,
    `Catalogue ${printable(catalogue.id)} of ${catalogue.built}, ${count(catalogue.upstreams, 'upstream version')}. ` +
      `${thousands(target.examined)} of ${count(target.files, 'file')} examined.`,
  ];
}

function status(report: AuditReport): readonly string[] {
  const counts = countFindings(report);
  const names = namesOf(report);
  const decided =
    counts.decided + counts.stale > 0
      ? ` ${counts.decided} already decided${counts.stale > 0 ? `, ${counts.stale} to decide again` : ''}.`
      : '';
  const lead =
    counts.total === 0
      ? 'Status: no findings.'
      : `Status: ${count(counts.total, 'finding')} (${count(counts.byLevel.error, 'error')}, ${count(counts.byLevel.warning, 'warning')}, ${count(counts.byLevel.note, 'note')}).${decided}`;
  const out = [lead];
  if (report.partial) out.push('Part of what should have been read was not; see what was not examined.');
  for (const group of standings(report)) {
    out.push(`  ${group.title}`);
    for (const lineage of group.lineages.slice(0, MOST_ROWS)) {
      const reason = lineage.why[0];
      const because = reason === undefined ? '' : `: ${printable(reason)}`;
      out.push(
        wrapped(
          `${printable(names.version(lineage.version))} (${lineage.strength})${because}`,
          WIDTH,
          '    ',
        ),
      );
    }
    out.push(...more(MOST_ROWS, group.lineages.length, 'upstream'));
  }
  return out;
}

function dates(match: ModuleMatch): string {
  if (match.published === null) return 'not known';
  const order =
    match.precedes === null ? 'order not known' : match.precedes ? 'before' : 'after this repository';
  return `${match.published.slice(0, 10)}, ${order}`;
}

function modules(report: AuditReport): readonly string[] {
  const names = namesOf(report);
  const matched = report.modules.filter((module) => module.matches.length > 0);
  const skipped = report.modules.filter((module) => module.notCompared !== null).length;
  const title =
    `Modules: ${thousands(report.modules.length)}; with a match ${thousands(matched.length)}` +
    `; compared without a match ${thousands(report.modules.length - matched.length - skipped)}; not compared ${thousands(skipped)}`;
  if (matched.length === 0) return [title];
  const rows = matched
    .slice(0, MOST_ROWS)
    .flatMap((module) =>
      module.matches
        .slice(0, 2)
        .map((match, index) => [
          index === 0 ? printable(`${module.path}:${module.range.startLine} ${module.symbol}`) : '',
          index === 0 ? module.role : '',
          printable(names.version(match.version)) +
            (match.ties.length > 0
              ? ` (or ${match.ties.map((id) => printable(names.version(id))).join(', ')})`
              : ''),
          match.strength,
          `${percent(match.containment.local)} of ${thousands(module.tokens)} tokens`,
          isFileOnly(match) ? '' : percent(match.containment.upstream),
          isFileOnly(match) ? '' : thousands(match.longestRun),
          dates(match),
        ]),
    );
  const heads = [
    { title: 'MODULE', most: 44, keepEnd: true },
    { title: 'ROLE', most: 18 },
    { title: 'UPSTREAM', most: 48 },
    { title: 'EVIDENCE', most: 10 },
    { title: 'OF THIS MODULE', most: 22 },
    { title: 'OF UPSTREAM', most: 11 },
    { title: 'LONGEST RUN', most: 11 },
    { title: 'PUBLISHED', most: 33 },
  ];
  return [title, ...table(heads, rows), ...more(MOST_ROWS, matched.length, 'module')];
}

function oneLineage(lineage: Lineage, report: AuditReport): readonly string[] {
  const names = namesOf(report);
  const source = report.sources.find((item) => item.id === lineage.version);
  const said = lineage.claimed ? 'named by this repository' : 'not named by this repository';
  const out = [
    `  ${printable(names.version(lineage.version))}: ${lineage.strength} evidence; ${said}; credited: ${lineage.credited}`,
  ];
  for (const why of lineage.why) out.push(wrapped(`why: ${printable(why)}`, WIDTH, '    '));
  for (const event of lineage.timeline)
    out.push(
      wrapped(
        `${event.date.slice(0, 10)} ${event.side}: ${printable(event.event)} (${printable(event.basis)})`,
        WIDTH,
        '    ',
      ),
    );
  if (source !== undefined)
    out.push(
      `    from ${printable(source.repository)}${source.commit === null ? '' : ` at ${source.commit.slice(0, 12)}`}; ` +
        `license of the code ${printable(source.codeLicense.expression)}, of the weights ${printable(source.weightsLicense.expression)}`,
    );
  return out;
}

function lineage(report: AuditReport): readonly string[] {
  if (report.lineage.length === 0) return ['Lineage: no evidence of an upstream in the catalogue.'];
  return [
    `Lineage: ${count(report.lineage.length, 'upstream')}`,
    ...report.lineage.slice(0, MOST_ROWS).flatMap((item) => oneLineage(item, report)),
    ...more(MOST_ROWS, report.lineage.length, 'upstream'),
  ];
}

function licenses(report: AuditReport): readonly string[] {
  if (report.licenses.length === 0) return ['Licenses: none found.'];
  const rows = report.licenses
    .slice(0, MOST_ROWS)
    .map((record) => [
      printable(record.path),
      record.slot,
      printable(record.expression),
      percent(record.confidence),
      record.changes.map(printable).join('; '),
    ]);
  const heads = [
    { title: 'FILE', most: 50, keepEnd: true },
    { title: 'FOR', most: 7 },
    { title: 'LICENSE', most: 60 },
    { title: 'CONFIDENCE', most: 10 },
    { title: 'CHANGES', most: 60 },
  ];
  return [
    `Licenses: ${count(report.licenses.length, 'place')}`,
    ...table(heads, rows),
    ...more(MOST_ROWS, report.licenses.length, 'place'),
    ...licenseParts(report),
  ];
}

const STATED_BY = {
  file: 'each file says so',
  beside: 'a file beside each says so',
  reuse: 'REUSE.toml',
  stanzas: 'a list of copyrights',
  folder: 'the license file of the folder',
} as const;

/** What stands under another license than the repository. */
function licenseParts({ licenseParts: parts = [] }: AuditReport): readonly string[] {
  if (parts.length === 0) return [];
  const rows = parts
    .slice(0, MOST_ROWS)
    .map((part) => [
      `${printable(part.paths[0] ?? '')}${part.files > 1 ? ` and ${thousands(part.files - 1)} more` : ''}`,
      part.slot,
      part.expression === 'NOASSERTION' ? 'not recognized' : printable(part.expression),
      part.at === undefined ? STATED_BY[part.by] : printable(`${part.at.path}:${part.at.line}`),
    ]);
  const heads = [
    { title: 'FILES', most: 60 },
    { title: 'FOR', most: 7 },
    { title: 'LICENSE', most: 60 },
    { title: 'STATED BY', most: 50, keepEnd: true },
  ];
  return [
    `Under another license than the repository: ${count(parts.length, 'part')}`,
    ...table(heads, rows),
    ...more(MOST_ROWS, parts.length, 'part'),
  ];
}

function oneFinding(finding: Finding, report: AuditReport): readonly string[] {
  const decision = decisionsByFinding(report).get(finding.id);
  const out = [
    `  ${finding.level.toUpperCase()} ${finding.rule} at ${printable(place(finding.path, finding.range))}  [${printable(finding.id)}]`,
    wrapped(printable(finding.message), WIDTH, '    '),
    wrapped(`next: ${printable(nextStep(finding))}`, WIDTH, '    '),
  ];
  if (decision !== undefined) {
    out.push(wrapped(printable(decisionMark(decision)), WIDTH, '    '));
  }
  return out;
}

function findings(report: AuditReport): readonly string[] {
  if (report.findings.length === 0) return ['Findings: none.'];
  return [
    `Findings: ${thousands(report.findings.length)}`,
    ...report.findings.slice(0, MOST_ROWS).flatMap((finding) => oneFinding(finding, report)),
    ...more(MOST_ROWS, report.findings.length, 'finding'),
  ];
}

function notExamined(report: AuditReport): readonly string[] {
  if (report.notExamined.length === 0) return ['Not examined: nothing was left out.'];
  return [
    `Not examined: ${thousands(report.notExamined.length)}`,
    ...report.notExamined
      .slice(0, MOST_ROWS)
      .map((item) => `  ${printable(item.path)}: ${printable(item.reason)}`),
    ...more(MOST_ROWS, report.notExamined.length, 'path'),
  ];
}

function trust({ trust: statements = [] }: AuditReport): readonly string[] {
  if (statements.length === 0) return [];
  return [
    'On whose word:',
    ...statements
      .slice(0, MOST_ROWS)
      .map(({ fact, saidBy, effect }) => wrapped(printable(`${saidBy}: ${fact}. ${effect}`), WIDTH, '  ')),
    ...more(MOST_ROWS, statements.length, 'fact'),
  ];
}

/** Everything that the report holds: status and reasons first, then the evidence, then what was left out. */
export function fullText(report: AuditReport): string {
  const sections = [heading, status, findings, modules, lineage, licenses, notExamined, trust];
  const texts = sections.map((section) => section(report).join('\n')).filter((text) => text !== '');
  return `${[...texts, FOOTER].join('\n\n')}\n`;
}
