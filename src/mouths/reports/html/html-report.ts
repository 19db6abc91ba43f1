import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { AuditReport, DecisionStatus, Finding, Lineage } from '../../../model/report.ts';
import { base64 } from '../base64.ts';
import type { FormatOptions } from '../format.ts';
import { countFindings, decisionsByFinding, namesOf, standings } from '../standing.ts';
import { count, FOOTER, lines, nextStep, percent, place, thousands } from '../wording.ts';
import { barcodes, matrix, timeline } from './charts.ts';
import { html, type Markup } from './escape.ts';
import { STYLE } from './style.ts';

const MOST_ROWS = 2000;

function rows(all: readonly Markup[], head: readonly string[]): Markup {
  return html`<div class="scroll"><table><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${all.slice(0, MOST_ROWS)}</tbody></table></div>${
    all.length > MOST_ROWS
      ? html`<p>… and ${thousands(all.length - MOST_ROWS)} more rows; the JSON report has them.</p>`
      : null
  }`;
}

function status(report: AuditReport): Markup {
  const names = namesOf(report);
  const counts = countFindings(report);
  const lead =
    counts.total === 0
      ? 'No findings.'
      : `${count(counts.total, 'finding')}: ${count(counts.byLevel.error, 'error')}, ${count(counts.byLevel.warning, 'warning')}, ${count(counts.byLevel.note, 'note')}; ${counts.decided} already decided, ${counts.stale} to decide again.`;
  return html`<section><h2>Status</h2><p><strong>${lead}</strong></p>${report.partial ? html`<p><strong>Part of what should have been read was not; see what was not examined.</strong></p>` : null}${standings(
    report,
  ).map(
    (group) =>
      html`<div class="group"><h3>${group.title}</h3><ul>${group.lineages.map(
        (lineage) =>
          html`<li>${names.version(lineage.version)} (${lineage.strength})${lineage.why[0] === undefined ? '' : `: ${lineage.why[0]}`}</li>`,
      )}</ul></div>`,
  )}</section>`;
}

function finding(item: Finding, decision: DecisionStatus | undefined, options: FormatOptions): Markup {
  const change = options.changes?.get(item.id);
  const related = item.related.map(
    (other) => html`<li><code>${other.path}</code>, ${lines(other.range)}: ${other.message}</li>`,
  );
  return html`<div class="group"><h3><span class="level-${item.level}">${item.level}</span> ${item.rule} at <code>${place(item.path, item.range)}</code>${change === undefined ? '' : `, ${change}`}</h3><p>${item.message}</p>${related.length > 0 ? html`<ul>${related}</ul>` : null}<p>Next: ${nextStep(item)}</p>${
    decision === undefined
      ? null
      : html`<p>Decided${decision.status === 'current' ? '' : ` (${decision.status})`}: ${decision.state}: ${decision.note}${decision.by === undefined ? '' : ` (${decision.by}${decision.on === undefined ? '' : `, ${decision.on}`})`}</p>`
  }<p class="soft"><code>${item.id}</code></p></div>
`;
}

function findings(report: AuditReport, options: FormatOptions): Markup {
  const decisions = decisionsByFinding(report);
  return html`<section><h2>Findings</h2>${report.findings.length === 0 ? html`<p>None.</p>` : null}${report.findings
    .slice(0, MOST_ROWS)
    .map((item) =>
      finding(item, decisions.get(item.id), options),
    )}${report.findings.length > MOST_ROWS ? html`<p>… and ${thousands(report.findings.length - MOST_ROWS)} more; the JSON report has them.</p>` : null}</section>`;
}

function lineage(item: Lineage, report: AuditReport): Markup {
  const names = namesOf(report);
  const source = report.sources.find((known) => known.id === item.version);
  return html`<details open><summary>${names.version(item.version)}: ${item.strength} evidence, ${item.claimed ? 'named' : 'not named'} by this repository, credited: ${item.credited}</summary><ul>${item.why.map((why) => html`<li>${why}</li>`)}</ul>${
    source === undefined
      ? null
      : html`<p class="soft">${source.organisation}${source.organisationZh === undefined ? '' : ` · ${source.organisationZh}`}; <code>${source.repository}${source.commit === null ? '' : `@${source.commit}`}</code>; license of the code ${source.codeLicense.expression} (${source.codeLicense.source}), of the weights ${source.weightsLicense.expression} (${source.weightsLicense.source})</p>`
  }${timeline(item)}</details>
`;
}

function modules(report: AuditReport): Markup {
  const names = namesOf(report);
  const all = report.modules.flatMap((module) =>
    module.matches.map(
      (match) =>
        html`<tr><td><code>${module.path}:${module.range.startLine}-${module.range.endLine} ${module.symbol}</code></td><td>${module.role}</td><td>${names.version(match.version)}${match.ties.length > 0 ? ` (or ${match.ties.map(names.version).join(', ')})` : ''}<br><code>${match.path}:${match.range.startLine}-${match.range.endLine} ${match.symbol}</code></td><td>${match.strength}</td><td class="number">${percent(match.containment.local)} of ${thousands(module.tokens)}</td><td class="number">${percent(match.containment.upstream)}</td><td class="number">${thousands(match.longestRun)}</td><td>${match.published === null ? 'not known' : match.published.slice(0, 10)}${match.precedes === null ? '' : match.precedes ? ', before' : ', after'}</td><td>${match.renames
          .slice(0, 8)
          .map(([from, to]) => `${from} → ${to}`)
          .join(', ')}</td></tr>
`,
    ),
  );
  if (all.length === 0) return html`<p>None.</p>`;
  return rows(all, [
    'Module',
    'Role',
    'Upstream',
    'Evidence',
    'Of this module, tokens',
    'Of upstream',
    'Longest run',
    'Published',
    'Renamed',
  ]);
}

function licenses(report: AuditReport): Markup {
  if (report.licenses.length === 0) return html`<p>None found.</p>`;
  return rows(
    report.licenses.map(
      (record) =>
        html`<tr><td><code>${record.path}</code></td><td>${record.slot}</td><td><code>${record.expression}</code></td><td class="number">${percent(record.confidence)}</td><td>${record.changes.join('; ')}</td></tr>
`,
    ),
    ['File', 'For', 'License', 'Confidence', 'Changes'],
  );
}

function claims(report: AuditReport): Markup {
  if (report.claims.length === 0) return html`<p>None.</p>`;
  return rows(
    report.claims.map(
      (claim) =>
        html`<tr><td><code>${claim.path}:${claim.line}</code></td><td>${claim.text}</td><td>${claim.kind}, ${claim.force}</td><td>${claim.found}</td></tr>
`,
    ),
    ['Where', 'Text', 'Kind', 'Evidence for it'],
  );
}

function notExamined(report: AuditReport): Markup {
  if (report.notExamined.length === 0) return html`<p>Nothing was left out.</p>`;
  return rows(
    report.notExamined.map(
      (item) => html`<tr><td><code>${item.path}</code></td><td>${item.reason}</td></tr>
`,
    ),
    ['Path', 'Why'],
  );
}

/** One page without scripts, images or links to elsewhere: it works offline and shows nothing but its own text. */
export function htmlReport(report: AuditReport, options: FormatOptions = {}): string {
  const { target, catalogue, tool } = report;
  const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(utf8ToBytes(STYLE)))}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>Forebear: ${target.name}</title><style>${{ markup: STYLE }}</style></head><body>
<header><h1>${target.name}</h1><p class="soft">${target.commit === undefined ? 'Not a git commit' : `Commit ${target.commit}`}${target.dirty === true ? ', with uncommitted changes' : ''}${target.firstCommitDate === undefined ? '' : `; first commit ${target.firstCommitDate.slice(0, 10)}`}. ${thousands(target.examined)} of ${count(target.files, 'file')} examined. Forebear ${tool.version}, catalogue ${catalogue.id} of ${catalogue.built} with ${count(catalogue.upstreams, 'upstream version')}.${report.generated === undefined ? '' : ` Generated ${report.generated}.`}</p></header>
<main>${status(report)}
${findings(report, options)}
<section><h2>Modules and upstreams</h2>${matrix(report)}<details><summary>Every match, with its denominators and dates</summary>${modules(report)}</details></section>
<section><h2>Where in each file</h2>${barcodes(report)}</section>
<section><h2>Lineage</h2>${report.lineage.length === 0 ? html`<p>No evidence of an upstream in the catalogue.</p>` : report.lineage.map((item) => lineage(item, report))}</section>
<section><h2>Licenses</h2>${licenses(report)}</section>
<section><h2>What the repository says it is built on</h2>${claims(report)}</section>
<section><h2>Not examined</h2>${notExamined(report)}</section></main>
<footer><p>${FOOTER}</p></footer></body></html>
`;
  return page.markup;
}
