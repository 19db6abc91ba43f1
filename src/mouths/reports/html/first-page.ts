import type { AuditReport } from '../../../model/report.ts';
import { inEnglish, type Said } from '../../../model/said.ts';
import type { Answer } from '../answer/answer.ts';
import { sayCreditState } from '../answer/credit-state.ts';
import { hubNotes } from '../answer/hub-notes.ts';
import { sayTree } from '../answer/identity.ts';
import { sayFixes, sayModules, sayToDo } from '../answer/phrases.ts';
import { sayAnswer, sayVerdictOf } from '../answer/sentence.ts';
import {
  alsoIn,
  behindIt,
  byWayOf,
  coverage,
  decidedOf,
  itself,
  likeConfigurations,
  saysOfItself,
  toDecide,
  upstreamFacts,
  whoHadItFirst,
} from '../answer/sentences.ts';
import type { ToDo } from '../answer/to-do.ts';
import { sayArtefactKind, type UpstreamAnswer } from '../answer/upstream-answer.ts';
import { namesOf } from '../names.ts';
import { quotedArgument } from '../quoted-argument.ts';
import { riverSvg } from '../river/river.ts';
import { count, percent, thousands } from '../wording.ts';
import { html, type Markup } from './escape.ts';

const MOST_CARDS = 8;
const MOST_TO_DO = 5;
/** Of the whole to-do list, and of the questions, what stands beside the answer. */
const MOST_NEXT = 4;
const MOST_ASKED = 2;

const said = (sentence: Said): string => inEnglish(sentence);

export const anchorOf = (kind: string, id: string): string => `${kind}-${id.replace(/[^\w.-]+/g, '-')}`;

function river(report: AuditReport): Markup {
  const linkOf = (target: { readonly upstream: string } | { readonly module: string }): string =>
    'upstream' in target
      ? `#${anchorOf('upstream', target.upstream)}`
      : `#${anchorOf('module', target.module)}`;
  const wide = riverSvg(report, { width: 860, id: 'river-wide', linkOf });
  if (wide === '') return html``;
  const narrow = riverSvg(report, { width: 360, id: 'river-narrow', linkOf });
  return html`<figure><div class="wide">${{ markup: wide }}</div><div class="narrow">${{ markup: narrow }}</div><figcaption class="soft">Each stream is an upstream: its width is its share of the modules, where it begins is when it was public. Hatched: not credited. Dotted: credited, terms open. Dashed: a person has to decide. Plain: complete.</figcaption></figure>`;
}

export function toDoItem(one: ToDo): Markup {
  const files = one.files.length > 1 ? ` (${one.files.length} files)` : '';
  return html`<li value="${one.number}"><a href="#${anchorOf('todo', String(one.number))}">${said(one.title)}</a>${files} <span class="soft"><span class="level">${one.level}</span>${one.fixable > 0 ? ' has a fix' : ''}</span></li>`;
}

function toDoList(toDo: readonly ToDo[]): Markup {
  if (toDo.length === 0) return html``;
  const rest = toDo.length - MOST_TO_DO;
  return html`<p><strong>To do</strong></p><ol>${toDo.slice(0, MOST_TO_DO).map(toDoItem)}</ol>${rest > 0 ? html`<p class="soft">and ${rest} more below</p>` : null}`;
}

function card(one: UpstreamAnswer): Markup {
  const { pairs, files, artefacts, since } = one;
  const kinds = [...new Set(artefacts.map(({ kind }) => said(sayArtefactKind(kind))))].join(', ');
  const what = [
    ...(pairs.length === 0
      ? []
      : [`${said(sayModules(pairs.length, files))}, ${percent(one.share)} of the code by size`]),
    ...(kinds === '' ? [] : [pairs.length === 0 ? `alike: ${kinds}` : `also alike: ${kinds}`]),
  ].join('; ');
  const kept = one.lineage.keptFiles;
  const tree = kept === undefined ? null : said(sayTree(one.lineage, kept));
  const question = toDecide(one);
  const notes = [tree, whoHadItFirst(one), byWayOf(one), decidedOf(one)].filter((note) => note !== null);
  return html`<article class="card ${one.state}" id="${anchorOf('upstream', one.lineage.upstream)}"><h3>${one.name} <span class="state">${said(sayCreditState(one.state))}</span></h3><p class="soft">${upstreamFacts(one, since === null ? null : said(since))}</p><p>${what} <span class="soft">(${one.strength})</span></p>${notes.map((note) => html`<p class="soft">${note}</p>`)}${toDoList(one.toDo)}${question === null ? null : html`<p><strong>To decide</strong> ${question}: see <a href="#${anchorOf('proof', one.lineage.upstream)}">the proof</a>; <code>forebear decide ${quotedArgument(one.name)}</code> records the answer.</p>`}</article>
`;
}

/** What is to be done and to be decided, heaviest first, where it is seen without scrolling. */
function next(report: AuditReport, { toDo, upstreams }: Answer): Markup {
  const asked = upstreams.filter(({ question }) => question !== null);
  if (toDo.length + asked.length === 0) return html``;
  const names = namesOf(report);
  const steps = toDo
    .slice(0, MOST_NEXT)
    .map(
      (one) =>
        html`<li><a href="#${anchorOf('todo', String(one.number))}">${one.upstream === null ? '' : `${names.project(one.upstream)}: `}${said(one.title)}</a>${one.files.length > 1 ? ` (${one.files.length} files)` : ''}</li>`,
    );
  const questions = asked
    .slice(0, MOST_ASKED)
    .map(
      ({ lineage, name, question }) =>
        html`<li class="asked"><a href="#${anchorOf('proof', lineage.upstream)}">${name}: ${question === null ? '' : said(question.short)}</a></li>`,
    );
  const rest = toDo.length + asked.length - steps.length - questions.length;
  return html`<div class="next"><p><strong>Next</strong></p><ol>${steps}${questions}</ol>${rest > 0 ? html`<p class="soft">and ${rest} more below</p>` : null}</div>`;
}

/** Everything that somebody has to know, on the first page. */
export function firstPage(report: AuditReport, answer: Answer): Markup {
  const { upstreams } = answer;
  const rest = upstreams.length - MOST_CARDS;
  const others = answer.others.map(
    ({ name, toDo }) =>
      html`<article class="card terms-open"><h3>${name} <span class="state">Base of the weights</span></h3>${toDoList(toDo)}</article>`,
  );
  const notes = [
    upstreams.length === 0 ? null : itself(answer),
    behindIt(answer),
    alsoIn(answer),
    saysOfItself(report),
    likeConfigurations(report),
    ...hubNotes(report).map(said),
  ].filter((note) => note !== null);
  const own =
    answer.own.length === 0
      ? null
      : html`<article class="card own"><h3>This repository</h3>${toDoList(answer.own)}</article>`;
  return html`<section id="answer" class="first"><h2 class="unseen">Answer</h2><div class="top"><div><p class="verdict ${answer.verdict}">${said(sayVerdictOf(answer))}</p><p class="lead">${said(sayAnswer(answer))}</p><p><strong>${said(sayToDo(answer.toDo))}.</strong>${answer.toDo.some(({ fixable }) => fixable > 0) ? ` ${said(sayFixes(answer.toDo))}: forebear fix shows the changes.` : ''}</p></div>${next(report, answer)}</div>${river(report)}<div class="cards">${answer.upstreams.slice(0, MOST_CARDS).map(card)}${others}${own}</div>${rest > 0 ? html`<p class="soft">and ${count(rest, 'more upstream')}, under Proof</p>` : null}${notes.map((note) => html`<p>${note}</p>`)}<p>${coverage(report, answer)} ${count(report.target.examined, 'file')} of ${thousands(report.target.files)} read.</p></section>`;
}
