import { FAIL_LEVELS, type FailLevel } from '../../../../decisions/gate.ts';
import { askChanges, type News, readChanges, readNews } from '../../../../host/portfolio/ask-changes.ts';
import type { Portfolio } from '../../../../host/portfolio/open-portfolio.ts';
import type { ToldChange } from '../../../../model/portfolio.ts';
import { ANSWER_FORMATS, answerIn } from '../../../reports/portfolio/answer-formats.ts';
import { FEEDS, feedIn } from '../../../reports/portfolio/feeds.ts';
import { EXIT, UsageError } from '../../command.ts';
import { oneOf } from '../../options.ts';
import { writeResult } from '../../write-result.ts';
import { type PortfolioAction, withPortfolio } from './options.ts';
import { tellNews, webhookOf } from './tell.ts';

const LAST = 'last';
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const LISTENER = 'changed --since last';

/** A time as it was given, in UTC where it names no zone. */
export function parseSince(text: string): string {
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`;
  const time = ISO.test(text) ? Date.parse(zoned) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(
      `--since takes a date, such as 2025-03-01 or 2025-03-01T08:00Z, or "last", not "${text}".`,
    );
  return new Date(time).toISOString();
}

const RANK: Readonly<Record<string, number>> = { error: 3, warning: 2, note: 1 };
const LEAST: Readonly<Record<FailLevel, number>> = { error: 3, warning: 2, note: 1, never: 9 };

const counts = ({ level }: ToldChange, failOn: FailLevel): boolean =>
  level !== null && (RANK[level] ?? 0) >= LEAST[failOn];

async function newsSince(portfolio: Portfolio, since: string): Promise<News> {
  if (since === LAST) return readNews(portfolio, LISTENER);
  return { changes: await readChanges(portfolio.query, parseSince(since)), told: async () => {} };
}

/** Tells what audits found that was not there before. */
export const changed: PortfolioAction = async (_args, options, terminal) => {
  const { since } = options;
  if (since === undefined) throw new UsageError('Say since when: --since 2025-03-01, or --since last.');
  if (since !== LAST) parseSince(since);
  const failOn = oneOf('--fail-on', options['fail-on'], FAIL_LEVELS, 'warning');
  const feed = options.feed === undefined ? null : oneOf('--feed', options.feed, FEEDS, 'json');
  if (feed !== null && options.format !== undefined)
    throw new UsageError('Give --feed or --format, not both.');
  const format = oneOf('--format', options.format, ANSWER_FORMATS, 'text');
  const webhook = webhookOf(options.webhook);
  return withPortfolio(options, terminal, async (portfolio) => {
    const { changes, told } = await newsSince(portfolio, since);
    const about =
      since === LAST
        ? 'what is new since this was last asked'
        : `what audits since ${parseSince(since)} found that was not there before`;
    const shape = { width: terminal.columns, full: options.full === true };
    const text =
      feed === null
        ? answerIn(format, await askChanges(portfolio.query, about, changes), shape)
        : feedIn(feed, changes);
    const failed = writeResult(terminal, options.output, text);
    if (failed !== null) return failed;
    await told();
    if (!(await tellNews(portfolio, webhook, terminal))) return EXIT.failed;
    return changes.some((change) => counts(change, failOn)) ? EXIT.findings : EXIT.clean;
  });
};
