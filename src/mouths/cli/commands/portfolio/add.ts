import { findRepositories } from '../../../../host/portfolio/find-repositories.ts';
import { addRepositories } from '../../../../host/portfolio/plan.ts';
import { count } from '../../../reports/wording.ts';
import { EXIT, UsageError } from '../../command.ts';
import { type PortfolioAction, withPortfolio } from './options.ts';

/** Adds repositories; they are audited by the next run. */
export const add: PortfolioAction = async (args, options, terminal) => {
  if (args.length === 0)
    throw new UsageError('add takes clones, folders of clones, addresses, or a file that lists these.');
  const found = await findRepositories(args);
  if (!found.ok) {
    terminal.err(`forebear portfolio: ${found.message}`);
    return EXIT.failed;
  }
  return withPortfolio(options, terminal, async (portfolio) => {
    const added = await addRepositories(portfolio, found.value);
    const known = found.value.length - added;
    terminal.out(
      `${count(added, 'repository', 'repositories')} added${known > 0 ? `, ${known} there already` : ''}. "forebear portfolio run" audits what is new.\n`,
    );
    return EXIT.clean;
  });
};
