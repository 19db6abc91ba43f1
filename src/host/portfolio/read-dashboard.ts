import type { PortfolioAnswer, ToldChange } from '../../model/portfolio.ts';
import { REACH, STATES } from '../../portfolio/statements/ask.ts';
import { answerTable } from './answer-table.ts';
import { askChanges, readChanges } from './ask-changes.ts';
import { askFindings } from './ask-findings.ts';
import { numberIn, type Query, textOf } from './database.ts';
import { readCounts } from './read-counts.ts';

/** Everything that a dashboard shows. */
export interface Dashboard {
  /** Repositories by state. */
  readonly states: readonly { readonly state: string; readonly repositories: number }[];
  /** Upstreams by the repositories in which audits found them. */
  readonly reach: PortfolioAnswer;
  readonly aside: PortfolioAnswer;
  readonly findings: readonly PortfolioAnswer[];
  readonly changed: PortfolioAnswer;
  readonly changes: readonly ToldChange[];
}

const SET_ASIDE = `
SELECT name, target, reason, tried FROM forebear.repositories WHERE state = 'set aside'
ORDER BY name COLLATE "C", target COLLATE "C"`;

/** Reads the whole of a portfolio as answers. */
export async function readDashboard(query: Query, since: string): Promise<Dashboard> {
  const portfolio = await readCounts(query);
  const base = { schemaVersion: 1, portfolio, notes: [] } as const;
  const reach = await query(REACH);
  const aside = await query(SET_ASIDE);
  const changes = await readChanges(query, since);
  return {
    states: (await query(STATES)).map((row) => ({
      state: textOf(row, 'state'),
      repositories: numberIn(row, 'repositories'),
    })),
    reach: {
      ...base,
      question: 'descendants',
      about: 'upstreams by the repositories in which audits found them',
      ...answerTable(reach, {
        upstream: ['Upstream', (row) => textOf(row, 'name')],
        repositories: ['Repositories', numberIn],
        strong: ['Strong or conclusive', numberIn],
        credited: ['Credited in', numberIn],
        modules: ['Modules', numberIn],
      }),
    },
    aside: {
      ...base,
      question: 'changed',
      about: 'repositories that could not be audited',
      ...answerTable(aside, {
        repository: ['Repository', (row) => textOf(row, 'name')],
        reason: ['Why', textOf],
        commit: ['Revision', (row) => textOf(row, 'tried')],
        target: ['Where', textOf],
      }),
    },
    findings: [
      await askFindings(query, 'uncredited'),
      await askFindings(query, 'conflicts'),
      await askFindings(query, 'duties'),
    ],
    changed: await askChanges(
      query,
      `what audits since ${since.slice(0, 10)} found that was not there before`,
      changes,
    ),
    changes,
  };
}
