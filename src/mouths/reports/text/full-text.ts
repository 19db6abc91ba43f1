import { isFileOnly, upstreamPlace } from '../../../model/known-file.ts';
import type {
  AuditedModule,
  AuditReport,
  Finding,
  FindingLevel,
  Lineage,
  ModuleMatch,
} from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import { termsNotes } from '../answer/hub-notes.ts';
import { saysOfItself } from '../answer/sentences.ts';
import { type Names, namesOf } from '../names.ts';
import { printable } from '../printable.ts';
import { countFindings, decisionMark, decisionsByFinding, standings } from '../standing.ts';
import { count, FOOTER, licenseWords, nextStep, percent, place, thousands } from '../wording.ts';
import { table, wrapped } from './table.ts';

/** Rows shown of a long list; the rest is counted, and stands in the JSON report. */
const MOST_ROWS = 40;
/** Wider than this, a line is hard to read. */
const WIDEST = 110;
/** Narrower than this, the terminal breaks the lines. */
const LEAST_COLUMNS = 40;
const LEVELS: readonly FindingLevel[] = ['error', 'warning', 'note'];

function more(shown: number, all: number, what: string): readonly string[] {
  return all > shown ? [`  … and ${count(all - shown, what)} more; --format json lists every one.`] : [];
}

function heading(report: AuditReport, width: number): readonly string[] {
  const { target, catalogue, tool } = report;
  const at = target.commit === undefined ? '' : ` at ${target.commit.slice(0, 12)}`;
  const dirty = target.dirty === true ? ', with uncommitted changes' : '';
  const since =
    target.firstCommitDate === undefined ? '' : `; first commit ${target.firstCommitDate.slice(0, 10)}`;
  return [
    wrapped(`Forebear ${tool.version} audit of ${printable(target.name)}${at}${dirty}${since}`, width, ''),
    wrapped(
      `Catalogue ${printable(catalogue.id)} of ${catalogue.built}, ${count(catalogue.upstreams, 'upstream version')}. ` +
        `${thousands(target.examined)} of ${count(target.files, 'file')} examined.`,
      width,
      '',
    ),
  ];
}

function status(report: AuditReport, width: number): readonly string[] {
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
  const out = [wrapped(lead, width, '')];
  if (report.partial)
    out.push(wrapped('Part of what should have been read was not; see what was not examined.', width, ''));
  for (const group of standings(report)) {
    out.push(`  ${group.title}`);
    for (const lineage of group.lineages.slice(0, MOST_ROWS)) {
      const reason = lineage.why[0];
      const because = reason === undefined ? '' : `: ${printable(reason)}`;
      out.push(
        wrapped(
          `${printable(names.version(lineage.version))} (${lineage.strength})${because}`,
          width,
          '    ',
        ),
      );
    }
    out.push(...more(MOST_ROWS, group.lineages.length, 'upstream'));
  }
  return out;
}

function dates(match: ModuleMatch): string {
  if (match.published === null) return 'date not known';
  const order =
    match.precedes === null ? 'order not known' : match.precedes ? 'before' : 'after this repository';
  return `public ${match.published.slice(0, 10)}, ${order}`;
}

/** A match in one sentence: from whom, how sure, how much of each side, and since when. */
function oneMatch(match: ModuleMatch, module: AuditedModule, names: Names): string {
  const ties =
    match.ties.length === 0 ? '' : ` (or ${match.ties.map((id) => printable(names.version(id))).join(', ')})`;
  return [
    `${printable(names.version(match.version))}${ties}: ${match.strength}`,
    `${percent(match.containment.local)} of ${count(module.tokens, 'token')} is in ${printable(upstreamPlace(match))}`,
    ...(isFileOnly(match)
      ? []
      : [
          `${percent(match.containment.upstream)} of that is here`,
          `longest run ${thousands(match.longestRun)}`,
        ]),
    dates(match),
  ].join('; ');
}

function modules(report: AuditReport, width: number): readonly string[] {
  const names = namesOf(report);
  const matched = report.modules.filter((module) => module.matches.length > 0);
  const skipped = report.modules.filter((module) => module.notCompared !== null).length;
  const unmatched = report.modules.filter(
    (module) => module.matches.length === 0 && module.notCompared === null,
  ).length;
  const title =
    `Modules: ${thousands(report.modules.length)}; with a match ${thousands(matched.length)}` +
    `; compared without a match ${thousands(unmatched)}; not compared ${thousands(skipped)}`;
  const rows = matched.slice(0, MOST_ROWS).flatMap((module) => {
    const role = module.role === 'other' ? '' : ` (${module.role})`;
    return [
      wrapped(
        `${printable(`${module.path}:${module.range.startLine} ${module.symbol}`)}${role}`,
        width,
        '  ',
      ),
      ...module.matches.slice(0, 2).map((match) => wrapped(oneMatch(match, module, names), width, '    ')),
    ];
  });
  return [wrapped(title, width, ''), ...rows, ...more(MOST_ROWS, matched.length, 'module')];
}

function oneLineage(lineage: Lineage, report: AuditReport, width: number): readonly string[] {
  const names = namesOf(report);
  const source = report.sources.find((item) => item.id === lineage.version);
  const said = lineage.claimed ? 'named by this repository' : 'not named by this repository';
  const out = [
    wrapped(
      `${printable(names.version(lineage.version))}: ${lineage.strength} evidence; ${said}; credited: ${lineage.credited}`,
      width,
      '  ',
    ),
  ];
  for (const why of lineage.why) out.push(wrapped(`why: ${printable(why)}`, width, '    '));
  for (const event of lineage.timeline)
    out.push(
      wrapped(
        `${event.date.slice(0, 10)} ${event.side}: ${printable(event.event)} (${printable(event.basis)})`,
        width,
        '    ',
      ),
    );
  if (source !== undefined)
    out.push(
      wrapped(
        `from ${printable(source.repository)}${source.commit === null ? '' : ` at ${source.commit.slice(0, 12)}`}; ` +
          `license of the code ${printable(licenseWords(source.codeLicense.expression))}, of the weights ${printable(licenseWords(source.weightsLicense.expression))}`,
        width,
        '    ',
      ),
    );
  return out;
}

function lineage(report: AuditReport, width: number): readonly string[] {
  if (report.lineage.length === 0) return ['Lineage: no evidence of an upstream in the catalogue.'];
  return [
    `Lineage: ${count(report.lineage.length, 'upstream')}`,
    ...report.lineage.slice(0, MOST_ROWS).flatMap((item) => oneLineage(item, report, width)),
    ...more(MOST_ROWS, report.lineage.length, 'upstream'),
  ];
}

/** Configurations, tokenizers, indexes and weights, each with what it shows. */
function artefacts(report: AuditReport, width: number): readonly string[] {
  if (report.artefacts.length === 0) return [];
  return [
    `Configurations, tokenizers and weights: ${thousands(report.artefacts.length)}`,
    ...report.artefacts
      .slice(0, MOST_ROWS)
      .flatMap(({ path, facts }) => [
        `  ${printable(path)}`,
        ...facts.map((fact) => wrapped(printable(fact), width, '    ')),
      ]),
    ...more(MOST_ROWS, report.artefacts.length, 'file'),
  ];
}

function ofItself(report: AuditReport, width: number): readonly string[] {
  const said = saysOfItself(report);
  return [...(said === null ? [] : [said]), ...termsNotes(report).map(inEnglish)].map((note) =>
    wrapped(printable(note), width, ''),
  );
}

/** The repository's own statements as a table; then what its base models' publishers state. */
function statedLicenses(report: AuditReport, width: number): readonly string[] {
  const own = (report.licenseTable ?? []).map(({ slot, expression, places, differs }) => [
    slot,
    expression === 'NONE' ? 'not stated' : `${printable(expression)}${differs ? ' (differs)' : ''}`,
    places.map(({ path, line }) => `${printable(path)}:${line}`).join(', '),
  ]);
  const bases = (report.bases ?? []).map(({ model, relation, license, licenseSource }) => [
    'base model',
    license === 'NOASSERTION' ? 'not known' : printable(license),
    `${printable(model)}${relation === undefined ? '' : ` (${relation})`}: ${printable(licenseSource)}`,
  ]);
  if (own.length + bases.length === 0) return [];
  const heads = [
    { title: 'for', most: 10 },
    { title: 'license', most: 40 },
    { title: 'stated in', most: Math.max(20, width - 56) },
  ];
  return ['What is stated for what', ...table(heads, [...own, ...bases])];
}

function licenses(report: AuditReport, width: number): readonly string[] {
  if (report.licenses.length === 0) return ['Licenses: none found.'];
  const rows = report.licenses.slice(0, MOST_ROWS).map((record) => {
    const changes = record.changes.length === 0 ? '' : `; ${record.changes.map(printable).join('; ')}`;
    const what = `${printable(record.expression)} (${record.slot}, ${percent(record.confidence)})`;
    return wrapped(`${printable(record.path)}: ${what}${changes}`, width, '  ');
  });
  return [
    `Licenses: ${count(report.licenses.length, 'place')}`,
    ...rows,
    ...more(MOST_ROWS, report.licenses.length, 'place'),
  ];
}

function oneFinding(finding: Finding, report: AuditReport, width: number): readonly string[] {
  const decision = decisionsByFinding(report).get(finding.id);
  const out = [
    wrapped(
      `${finding.level.toUpperCase()} ${finding.rule} at ${printable(place(finding.path, finding.range))} [${printable(finding.id)}]`,
      width,
      '  ',
    ),
    wrapped(printable(finding.message), width, '    '),
    wrapped(`next: ${printable(nextStep(finding))}`, width, '    '),
  ];
  if (decision !== undefined) {
    out.push(wrapped(printable(decisionMark(decision)), width, '    '));
  }
  return out;
}

function findings(report: AuditReport, width: number): readonly string[] {
  if (report.findings.length === 0) return ['Findings: none.'];
  return [
    `Findings: ${thousands(report.findings.length)}`,
    ...LEVELS.flatMap((level) => report.findings.filter((finding) => finding.level === level))
      .slice(0, MOST_ROWS)
      .flatMap((finding) => oneFinding(finding, report, width)),
    ...more(MOST_ROWS, report.findings.length, 'finding'),
  ];
}

function notExamined(report: AuditReport, width: number): readonly string[] {
  if (report.notExamined.length === 0) return ['Not examined: nothing was left out.'];
  return [
    `Not examined: ${thousands(report.notExamined.length)}`,
    ...report.notExamined
      .slice(0, MOST_ROWS)
      .map((item) => wrapped(`${printable(item.path)}: ${printable(item.reason)}`, width, '  ')),
    ...more(MOST_ROWS, report.notExamined.length, 'path'),
  ];
}

function trust({ trust: statements = [] }: AuditReport, width: number): readonly string[] {
  if (statements.length === 0) return [];
  return [
    'On whose word:',
    ...statements
      .slice(0, MOST_ROWS)
      .map(({ fact, saidBy, effect }) => wrapped(printable(`${saidBy}: ${fact}. ${effect}`), width, '  ')),
    ...more(MOST_ROWS, statements.length, 'fact'),
  ];
}

/** Everything that the report holds: status and reasons first, then the evidence, then what was left out. */
export function fullText(report: AuditReport, columns: number): string {
  const width = Math.min(WIDEST, Math.max(LEAST_COLUMNS, columns));
  const sections = [
    heading,
    status,
    findings,
    modules,
    lineage,
    artefacts,
    ofItself,
    statedLicenses,
    licenses,
    notExamined,
    trust,
  ];
  const texts = sections.map((section) => section(report, width).join('\n')).filter((text) => text !== '');
  return `${[...texts, wrapped(FOOTER, width, '')].join('\n\n')}\n`;
}
