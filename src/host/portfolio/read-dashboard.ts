import type { PortfolioAnswer, ToldChange } from '../../model/portfolio.ts';
import { REACH, STATES } from '../../portfolio/statements/ask.ts';
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
      columns: [
        { key: 'upstream', title: 'Upstream' },
        { key: 'repositories', title: 'Repositories' },
        { key: 'strong', title: 'Strong or conclusive' },
        { key: 'credited', title: 'Credited in' },
        { key: 'modules', title: 'Modules' },
      ],
      rows: reach.map((row) => ({
        upstream: textOf(row, 'name'),
        repositories: numberIn(row, 'repositories'),
        strong: numberIn(row, 'strong'),
        credited: numberIn(row, 'credited'),
        modules: numberIn(row, 'modules'),
      })),
    },
    aside: {
      ...base,
      question: 'changed',
      about: 'repositories that could not be audited',
      columns: [
        { key: 'repository', title: 'Repository' },
        { key: 'reason', title: 'Why' },
        { key: 'commit', title: 'Revision' },
        { key: 'target', title: 'Where' },
      ],
      rows: aside.map((row) => ({
        repository: textOf(row, 'name'),
        reason: textOf(row, 'reason'),
        commit: textOf(row, 'tried'),
        target: textOf(row, 'target'),
      })),
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
