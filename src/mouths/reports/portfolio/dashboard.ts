import type { PortfolioAnswer } from '../../../model/portfolio.ts';
import { html, type Markup } from '../html/escape.ts';
import { thousands } from '../wording.ts';
import { sayCounts } from './answer-text.ts';
import { answerTable, page } from './page.ts';

export interface DashboardPage {
  readonly states: readonly { readonly state: string; readonly repositories: number }[];
  readonly reach: PortfolioAnswer;
  readonly aside: PortfolioAnswer;
  readonly findings: readonly PortfolioAnswer[];
  readonly changed: PortfolioAnswer;
}

const MOST_ROWS = 200;

const STATES: Readonly<Record<string, string>> = {
  new: 'Not audited yet',
  done: 'Audited',
  partial: 'Audited in part',
  'set aside': 'Set aside',
};

const TITLES: Readonly<Record<string, string>> = {
  uncredited: 'Reused, not credited',
  conflicts: 'License conflicts',
  duties: 'Open duties',
};

/** How many repositories are in each state: bars, with the numbers as their text twins. */
function stateBars(states: DashboardPage['states']): Markup {
  const all = Math.max(
    1,
    states.reduce((sum, { repositories }) => sum + repositories, 0),
  );
  return html`<table class="shares"><caption>Repositories by state</caption><tbody>${states.map(
    ({ state, repositories }) =>
      html`<tr><th scope="row">${STATES[state] ?? state}</th><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" class="share"><rect width="100" height="10" class="track"/><rect width="${((100 * repositories) / all).toFixed(1)}" height="10" class="part"/></svg></td><td class="number">${thousands(repositories)}</td></tr>
`,
  )}</tbody></table>`;
}

const section = (id: string, title: string, body: Markup): Markup =>
  html`<section id="${id}"><h2>${title}</h2>${body}</section>
`;

/** The whole portfolio as one static page. */
export function dashboardPage({ states, reach, aside, findings, changed }: DashboardPage): string {
  const sections: readonly (readonly [id: string, title: string, answer: PortfolioAnswer])[] = [
    ['changed', 'What changed', changed],
    ['reach', 'Upstreams by reach', reach],
    ...findings.map((one) => [one.question, TITLES[one.question] ?? one.question, one] as const),
    ['aside', 'Could not be audited', aside],
  ];
  const links = [['states', 'Repositories by state'] as const, ...sections];
  return page(
    'Portfolio',
    `${sayCounts(reach.portfolio)}.`,
    html`<nav aria-label="Contents"><ul>${links.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${section('states', 'Repositories by state', stateBars(states))}${sections.map(([id, title, answer]) =>
  section(
    id,
    title,
    html`${answerTable(answer, MOST_ROWS)}${answer.notes.map((note) => html`<p class="soft">${note}</p>`)}`,
  ),
)}`,
  );
}
