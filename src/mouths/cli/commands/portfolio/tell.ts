import process from 'node:process';
import { readNews } from '../../../../host/portfolio/ask-changes.ts';
import type { Portfolio } from '../../../../host/portfolio/open-portfolio.ts';
import { listenerOf, parseWebhook, tellWebhook, type Webhook } from '../../../../host/portfolio/webhook.ts';
import { type Terminal, UsageError } from '../../command.ts';

/** The receiver that an option names; null without one. */
export function webhookOf(address: string | undefined): Webhook | null {
  if (address === undefined) return null;
  const webhook = parseWebhook(address, process.env.FOREBEAR_WEBHOOK_SECRET);
  if (!webhook.ok) throw new UsageError(webhook.message);
  return webhook.value;
}

/** Tells a receiver what it was not told yet; false when it did not take it. */
export async function tellNews(
  portfolio: Portfolio,
  webhook: Webhook | null,
  terminal: Terminal,
): Promise<boolean> {
  if (webhook === null) return true;
  const news = await readNews(portfolio, listenerOf(webhook));
  const sent = await tellWebhook(webhook, news.changes, terminal.signal);
  if (!sent.ok) {
    terminal.err(`forebear portfolio: ${sent.message}`);
    return false;
  }
  await news.told();
  return true;
}
