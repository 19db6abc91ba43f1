import type { AuditReport, DecisionStatus, Finding } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import { type Answer, answerOf } from '../answer/answer.ts';
import type { ToDo } from '../answer/to-do.ts';
import type { FormatOptions } from '../format.ts';
import { namesOf } from '../names.ts';
import { decisionMark, decisionsByFinding } from '../standing.ts';
import { count, FOOTER, licenseWords, lines, nextStep, percent, place } from '../wording.ts';
import { barcodes, matrix, shareBars } from './charts.ts';
import { claims, claimsInShort } from './claims.ts';
import { html, type Markup } from './escape.ts';
import { anchorOf, firstPage } from './first-page.ts';
import { page } from './page.ts';
import { proof } from './proof.ts';
import { rows } from './rows.ts';

/** Findings of one duty that are told one by one. */
const MOST_FINDINGS = 200;

function finding(item: Finding, decision: DecisionStatus | undefined, options: FormatOptions): Markup {
  const change = options.changes?.get(item.id);
  const related = item.related.map(
    (other) => html`<li><code>${other.path}</code>, ${lines(other.range)}: ${other.message}</li>`,
  );
  return html`<div class="group"><h3><span class="level-${item.level}">${item.level}</span> ${item.rule} at <code>${place(item.path, item.range)}</code>${change === undefined ? '' : `, ${change}`}</h3><p>${item.message}</p>${related.length > 0 ? html`<ul>${related}</ul>` : null}<p>Next: ${nextStep(item)}</p>${
    decision === undefined ? null : html`<p>${decisionMark(decision)}</p>`
  }<p class="soft"><code>${item.id}</code></p></div>
`;
}

/** Every open duty with its findings, numbered as on the first page; then what was decided. */
function duties(report: AuditReport, answer: Answer, options: FormatOptions): Markup {
  const decisions = decisionsByFinding(report);
  const names = namesOf(report);
  if (report.findings.length === 0) return html`<p>None.</p>`;
  const open = new Set(answer.toDo.flatMap(({ findings }) => findings.map(({ id }) => id)));
  const settled = report.findings.filter(({ id }) => !open.has(id));
  const group = (one: ToDo): Markup => {
    const shown = one.findings.slice(0, MOST_FINDINGS);
    const rest = one.findings.length - shown.length;
    return html`<details id="${anchorOf('todo', String(one.number))}"><summary>${one.number}. ${one.upstream === null ? '' : `${names.project(one.upstream)}: `}${inEnglish(one.title)} <span class="soft">${one.level}, ${count(one.files.length, 'file')}${one.duty === null ? '' : `, ${licenseWords(one.duty)}`}${one.fixable > 0 ? ', has a fix' : ''}</span></summary>${shown.map((item) => finding(item, decisions.get(item.id), options))}${rest > 0 ? html`<p>and ${count(rest, 'finding')} more; the JSON report has them.</p>` : null}</details>
`;
  };
  return html`${answer.toDo.map(group)}${
    settled.length === 0
      ? null
      : html`<details><summary>${count(settled.length, 'finding')} decided</summary>${settled
          .slice(0, MOST_FINDINGS)
          .map((item) => finding(item, decisions.get(item.id), options))}</details>`
  }`;
}

/** What is stated for the code, the weights and the data, with what the base models' publishers state; then every place. */
function licenses(report: AuditReport): Markup {
  return html`${statedLicenses(report)}${licensePlaces(report)}`;
}

function statedLicenses(report: AuditReport): Markup | null {
  const own = (report.licenseTable ?? []).map(({ slot, expression, places, differs }) => [
    html`${slot}`,
    html`${expression === 'NONE' ? 'not stated' : html`<code>${expression}</code>`}${differs ? html` <strong>differs</strong>` : null}`,
    html`${places.map(({ path, line }, at) => html`${at === 0 ? '' : ', '}<code>${path}:${line}</code>`)}`,
  ]);
  const bases = (report.bases ?? []).map(({ model, license, licenseSource }) => [
    html`base model`,
    html`<code>${license}</code>`,
    html`${model}: ${licenseSource}`,
  ]);
  if (own.length + bases.length === 0) return null;
  return html`<h3>What is stated for what</h3>${rows([...own, ...bases], ['For', 'License', 'Stated in'])}<h3>Every place</h3>`;
}

function licensePlaces(report: AuditReport): Markup {
  if (report.licenses.length === 0) return html`<p>None found.</p>`;
  return rows(
    report.licenses.map((record) => [
      html`<code>${record.path}</code>`,
      html`${record.slot}`,
      html`<code>${record.expression}</code>`,
      html`${percent(record.confidence)}`,
      html`${record.changes.join('; ')}`,
    ]),
    ['File', 'For', 'License', 'Confidence', 'Changes'],
  );
}

function notExamined(report: AuditReport): Markup {
  if (report.notExamined.length === 0) return html`<p>Nothing was left out.</p>`;
  return rows(
    report.notExamined.map(({ path, reason }) => [html`<code>${path}</code>`, html`${reason}`]),
    ['Path', 'Why'],
  );
}

function trust(report: AuditReport): Markup {
  if (report.trust === undefined || report.trust.length === 0)
    return html`<p>Nothing is recorded of whose word the facts rest on.</p>`;
  return rows(
    report.trust.map(({ fact, saidBy, effect }) => [html`${fact}`, html`${saidBy}`, html`${effect}`]),
    ['Fact', 'Said by', 'Without it'],
  );
}

/** `folded` says what is in a part that is opened on demand; without it the part stands open. */
function section(id: string, title: string, body: Markup, folded?: string): Markup {
  return folded !== undefined
    ? html`<section id="${id}"><h2>${title}</h2><details><summary>${folded}</summary>${body}</details></section>
`
    : html`<section id="${id}"><h2>${title}</h2>${body}</section>
`;
}

const CONTENTS: readonly (readonly [id: string, title: string])[] = [
  ['answer', 'Answer'],
  ['duties', 'To do'],
  ['proof', 'Proof'],
  ['matrix', 'Roles by upstreams'],
  ['places', 'Where in each file'],
  ['licenses', 'Licenses'],
  ['claims', 'What it says it is built on'],
  ['coverage', 'Not examined'],
  ['trust', 'On whose word it rests'],
];

/**
 * One page without scripts, images or links to elsewhere: it works offline and shows nothing but its own text. What
 * somebody has to know stands first; the evidence is folded below it.
 */
export function htmlReport(report: AuditReport, options: FormatOptions = {}): string {
  const { target, catalogue, tool } = report;
  const answer = answerOf(report);
  const commit =
    target.commit === undefined
      ? 'Not a git commit'
      : `Commit ${target.commit.slice(0, 12)}${target.dirty === true ? ', with uncommitted changes' : ''}`;
  const since =
    target.firstCommitDate === undefined ? '' : `; first commit ${target.firstCommitDate.slice(0, 10)}`;
  return page(
    `Forebear: ${target.name}`,
    html`<header><h1>${target.name}</h1><p class="soft">${commit}${since}. What it descends from, whether that is credited, and which terms are open.</p></header>
<nav aria-label="Contents"><ul>${CONTENTS.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>${firstPage(report, answer)}
${section('duties', 'To do', duties(report, answer, options))}${section('proof', 'Proof', proof(report, answer, options))}${section('matrix', 'Roles by upstreams', html`${matrix(answer)}${shareBars(answer)}`)}${section('places', 'Where in each file', barcodes(report), 'The lines that match, file by file')}${section('licenses', 'Licenses', licenses(report), count(report.licenses.length, 'statement'))}${section('claims', 'What the repository says it is built on', claims(report), claimsInShort(report))}${section('coverage', 'Not examined', notExamined(report), count(report.notExamined.length, 'path'))}${section('trust', 'On whose word it rests', trust(report), count(report.trust?.length ?? 0, 'fact'))}</main>
<footer><p>${FOOTER}</p><p>Forebear ${tool.version}, catalogue ${catalogue.id} of ${catalogue.built} with ${count(catalogue.upstreams, 'upstream version')}.${report.generated === undefined ? '' : ` Generated ${report.generated}.`}</p></footer>`,
  );
}
