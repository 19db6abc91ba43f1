import { auditPortfolio } from '../../../../host/portfolio/audit-portfolio.ts';
import { count } from '../../../reports/wording.ts';
import { EXIT } from '../../command.ts';
import { wholeNumber } from '../../options.ts';
import { type PortfolioAction, withPortfolio } from './options.ts';

/** Audits what a run has found to be done, as one of many on a server. */
export const worker: PortfolioAction = async (_args, options, terminal) => {
  const jobs = wholeNumber('--jobs', options.jobs, 1, 1);
  return withPortfolio(options, terminal, async (portfolio) => {
    if (portfolio.kind === 'embedded') {
      terminal.err(
        'forebear portfolio: workers share a server, and this portfolio lies in a folder that one process uses at a time. "forebear portfolio run" audits it here; DATABASE_URL names a server.',
      );
      return EXIT.failed;
    }
    const done = await auditPortfolio({
      portfolio,
      catalogues: options.catalogue ?? [],
      jobs,
      as: 'worker',
      again: false,
      limit: wholeNumber('--limit', options.limit, 1, Number.MAX_SAFE_INTEGER),
      untilEmpty: options['until-empty'] === true,
      heartbeat: wholeNumber('--heartbeat', options.heartbeat, 10, 60),
      signal: terminal.signal,
      progress: terminal.progress,
      onProblem: (message) => terminal.err(`forebear portfolio: ${message}`),
    });
    if (!done.ok) {
      terminal.err(`forebear portfolio: ${done.message}`);
      return EXIT.failed;
    }
    terminal.out(`${count(done.value.done.audited, 'revision')} audited.\n`);
    return EXIT.clean;
  });
};
