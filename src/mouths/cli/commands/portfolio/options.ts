import process from 'node:process';
import { openPortfolio, type Portfolio } from '../../../../host/portfolio/open-portfolio.ts';
import { EXIT, type ExitCode, type Terminal } from '../../command.ts';
import type { parseOptions } from '../../options.ts';

/** Options of the portfolio command beside the common ones. */
export const PORTFOLIO_OPTIONS = {
  store: { type: 'string' },
  in: { type: 'string' },
  since: { type: 'string' },
  again: { type: 'boolean' },
  limit: { type: 'string' },
  webhook: { type: 'string' },
  feed: { type: 'string' },
  full: { type: 'boolean' },
  'until-empty': { type: 'boolean' },
  heartbeat: { type: 'string' },
} as const;

export type PortfolioOptions = ReturnType<typeof parseOptions<typeof PORTFOLIO_OPTIONS>>['values'];

export type PortfolioAction = (
  args: readonly string[],
  options: PortfolioOptions,
  terminal: Terminal,
) => Promise<ExitCode>;

/** Opens the portfolio that the options and the environment name, works with it, and closes it. */
export async function withPortfolio(
  options: PortfolioOptions,
  terminal: Terminal,
  work: (portfolio: Portfolio) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = await openPortfolio({ folder: options.store, url: process.env.DATABASE_URL });
  if (!opened.ok) {
    terminal.err(`forebear portfolio: ${opened.message}`);
    return EXIT.failed;
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
