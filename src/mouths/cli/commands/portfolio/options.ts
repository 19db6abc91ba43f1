import process from 'node:process';
import { openPortfolio, type Portfolio } from '../../../../host/portfolio/open-portfolio.ts';
import { withoutAddress } from '../../../../host/portfolio/open-server.ts';
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

/** What a database refused, in its own words; null for any other failure. */
function whatServerSays(error: unknown): string | null {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null;
  const why =
    code === '42501' ? ' This role may not do that; docs/portfolio.md tells which rights it needs.' : '';
  return `the database says: ${withoutAddress(message, process.env.DATABASE_URL ?? '')} (${code}).${why}`;
}

/** Opens the portfolio that the options and the environment name, works with it, and closes it. */
export async function withPortfolio(
  options: { readonly store?: string | undefined },
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
  } catch (error) {
    const said = whatServerSays(error);
    if (said === null) throw error;
    terminal.err(`forebear portfolio: ${said}`);
    return EXIT.failed;
  } finally {
    await opened.value.close();
  }
}
