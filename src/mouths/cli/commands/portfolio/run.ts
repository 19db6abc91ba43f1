import { auditPortfolio, type PortfolioRun } from '../../../../host/portfolio/audit-portfolio.ts';
import { count } from '../../../reports/wording.ts';
import { EXIT } from '../../command.ts';
import { wholeNumber } from '../../options.ts';
import { type PortfolioAction, withPortfolio } from './options.ts';
import { tellNews, webhookOf } from './tell.ts';

const HEARTBEAT = 60;

function say({ plan, done }: PortfolioRun): string {
  const waiting = plan === null ? 0 : plan.jobs - done.audited - done.setAside;
  const facts = [
    `${count(done.audited, 'revision')} audited`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(done.setAside > 0 ? [`${done.setAside} set aside`] : []),
    ...(plan === null || plan.unchanged === 0 ? [] : [`${plan.unchanged} unchanged`]),
    ...(plan === null || plan.unreadable === 0 ? [] : [`${plan.unreadable} could not be reached`]),
  ];
  const other =
    plan === null || plan.otherVersion === 0
      ? ''
      : ` ${plan.otherVersion} of the unchanged were audited by another version or with other catalogues: --again audits them anew.`;
  return `${facts.join(', ')}.${other}\n`;
}

/** Audits what changed, here, and ends. */
export const run: PortfolioAction = async (_args, options, terminal) => {
  const limit = wholeNumber('--limit', options.limit, 0, Number.MAX_SAFE_INTEGER);
  const jobs = wholeNumber('--jobs', options.jobs, 1, 1);
  const heartbeat = wholeNumber('--heartbeat', options.heartbeat, 10, HEARTBEAT);
  const webhook = webhookOf(options.webhook);
  return withPortfolio(options, terminal, async (portfolio) => {
    const done = await auditPortfolio({
      portfolio,
      catalogues: options.catalogue ?? [],
      jobs,
      as: 'run',
      again: options.again === true,
      limit,
      untilEmpty: true,
      heartbeat,
      signal: terminal.signal,
      progress: terminal.progress,
      onProblem: (message) => terminal.err(`forebear portfolio: ${message}`),
    });
    if (!done.ok) {
      terminal.err(`forebear portfolio: ${done.message}`);
      return EXIT.failed;
    }
    terminal.out(say(done.value));
    const lost = done.value.done.setAside + (done.value.plan?.unreadable ?? 0);
    if (!(await tellNews(portfolio, webhook, terminal))) return EXIT.failed;
    return lost > 0 && options['allow-partial'] !== true ? EXIT.failed : EXIT.clean;
  });
};
