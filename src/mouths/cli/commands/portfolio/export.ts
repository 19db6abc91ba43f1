import { join } from 'node:path';
import { readDashboard } from '../../../../host/portfolio/read-dashboard.ts';
import { answerIn } from '../../../reports/portfolio/answer-formats.ts';
import { dashboardPage } from '../../../reports/portfolio/dashboard.ts';
import { FEEDS, feedIn } from '../../../reports/portfolio/feeds.ts';
import { EXIT, UsageError } from '../../command.ts';
import { writeResult } from '../../write-result.ts';
import { parseSince } from './changed.ts';
import { type PortfolioAction, withPortfolio } from './options.ts';

/** Without --since, what changed is told from here on. */
const EVER = '1970-01-01';

/** Writes a folder that needs no server: a page, answers as CSV and JSON, and feeds. */
export const exportPortfolio: PortfolioAction = async (_args, options, terminal) => {
  const folder = options.output;
  if (folder === undefined) throw new UsageError('Say which folder the pages go to: --output DIR.');
  if (options.format !== undefined) throw new UsageError('export writes HTML, CSV, JSON and feeds at once.');
  const since = parseSince(options.since ?? EVER);
  return withPortfolio(options, terminal, async ({ query }) => {
    const dashboard = await readDashboard(query, since);
    const shape = { width: terminal.columns, full: true };
    const files: (readonly [name: string, text: string])[] = [
      ['index.html', dashboardPage(dashboard)],
      ...FEEDS.map(
        (name) => [`feed.${name === 'json' ? 'json' : 'xml'}`, feedIn(name, dashboard.changes)] as const,
      ),
    ];
    for (const answer of [...dashboard.findings, { ...dashboard.reach, question: 'upstreams' as const }])
      for (const format of ['csv', 'json'] as const)
        files.push([
          `${answer.question}.${format}`,
          answerIn(format, answer.question === 'upstreams' ? dashboard.reach : answer, shape),
        ]);
    for (const [name, text] of files) {
      const failed = writeResult(terminal, join(folder, name), text, { folders: true });
      if (failed !== null) return failed;
    }
    terminal.out(`${join(folder, 'index.html')} and ${files.length - 1} files beside it.\n`);
    return EXIT.clean;
  });
};
