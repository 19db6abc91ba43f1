import type { AuditReport } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import { type ClaimGroup, claimGroups, sayFound } from '../answer/claim-groups.ts';
import { count, thousands } from '../wording.ts';
import { html, type Markup } from './escape.ts';
import { rows } from './rows.ts';

/** Sentences of one project that are told; the others are counted. */
const MOST_SENTENCES = 12;
/** Places of one sentence. */
const MOST_PLACES = 3;

function placesOf(places: readonly string[]): Markup {
  const rest = places.length - MOST_PLACES;
  return html`${places.slice(0, MOST_PLACES).map((place, at) => html`${at === 0 ? '' : ', '}<code>${place}</code>`)}${rest > 0 ? ` and ${thousands(rest)} more` : ''}`;
}

const sentence = ({ text, places }: ClaimGroup['sentences'][number]): Markup =>
  html`<q>${text}</q> <span class="soft">${placesOf(places)}</span>`;

function sentencesOf({ sentences }: ClaimGroup): Markup {
  const [first, ...others] = sentences;
  if (first === undefined) return html``;
  if (others.length === 0) return sentence(first);
  const shown = others.slice(0, MOST_SENTENCES - 1);
  const rest = others.length - shown.length;
  return html`${sentence(first)}<details><summary>${count(others.length, 'more sentence')}</summary><ul>${shown.map((one) => html`<li>${sentence(one)}</li>`)}</ul>${rest > 0 ? html`<p>and ${thousands(rest)} more; the JSON report has them.</p>` : null}</details>`;
}

/** One row for each project that the repository says it is built on; those that it only names in one line below. */
export function claims(report: AuditReport): Markup {
  const groups = claimGroups(report);
  const credits = groups.filter(({ force }) => force === 'credit');
  const named = groups.flatMap(({ force, name }) => (force === 'mention' && name !== null ? [name] : []));
  return html`${
    credits.length === 0
      ? html`<p>It says of no project that it is built on it.</p>`
      : rows(
          credits.map((group) => [
            html`${group.name ?? 'Projects that are not known here'}`,
            html`${inEnglish(sayFound(group.found))}`,
            sentencesOf(group),
          ]),
          ['Project', 'In the code, weights and texts', 'What is said of it'],
        )
  }${named.length === 0 ? null : html`<p class="soft">Only named: ${named.join(', ')}.</p>`}`;
}

/** `12 projects credited, 5 only named`. */
export function claimsInShort(report: AuditReport): string {
  const groups = claimGroups(report);
  const credits = groups.filter(({ force }) => force === 'credit').length;
  const named = groups.length - credits;
  return `${count(credits, 'project')} credited${named > 0 ? `, ${thousands(named)} only named` : ''}`;
}
