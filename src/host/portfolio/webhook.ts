import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ToldChange } from '../../model/portfolio.ts';
import { failure, type Result, success } from '../../model/result.ts';

const LEAST_SECRET = 16;
const LIMIT_MS = 15_000;
const TRIES = 3;
const PAUSE_MS = 1_000;
/** Changes of one message. */
const MOST_CHANGES = 500;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export interface Webhook {
  readonly url: URL;
  readonly key: Buffer;
}

/** Where news goes, and the secret by which the receiver knows whose they are. */
export function parseWebhook(
  address: string,
  secret: string | undefined,
): Result<Webhook, 'bad-address' | 'no-secret'> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (url === null || !isSafe || url.username !== '' || url.password !== '')
    return failure(
      'bad-address',
      '--webhook takes an https:// address without a user name or password (http:// only for this machine itself).',
    );
  const key = secret?.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret ?? '');
  if (key.length < LEAST_SECRET)
    return failure(
      'no-secret',
      `--webhook signs what it sends: put a secret of ${LEAST_SECRET} bytes at least into FOREBEAR_WEBHOOK_SECRET, the same as the receiver has.`,
    );
  return success({ url, key });
}

/** Name under which the portfolio remembers what a receiver was told; it holds nothing of the address. */
export const listenerOf = ({ url }: Webhook): string =>
  `webhook ${createHash('sha256').update(url.href).digest('hex').slice(0, 16)}`;

/** Headers of a message as Standard Webhooks sets them: HMAC-SHA-256 over id, time and body. */
export function signed(key: Buffer, id: string, seconds: number, body: string): Record<string, string> {
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}

async function post({ url, key }: Webhook, body: string, signal: AbortSignal): Promise<string | null> {
  // The same news have the same id: a receiver that got them twice can tell.
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
  let complaint = '';
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await sleep(PAUSE_MS * tries, undefined, { signal });
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: signed(key, id, Math.floor(Date.now() / 1000), body),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
      });
      await answer.body?.cancel();
      if (answer.ok) return null;
      complaint = `it answered ${answer.status}`;
    } catch (error) {
      signal.throwIfAborted();
      complaint = error instanceof Error ? error.message : String(error);
    }
  }
  return complaint;
}

/** Posts changes, some hundreds a message; nothing is posted where nothing is new. */
export async function tellWebhook(
  webhook: Webhook,
  changes: readonly ToldChange[],
  signal: AbortSignal,
): Promise<Result<void, 'not-delivered'>> {
  for (let at = 0; at < changes.length; at += MOST_CHANGES) {
    const body = JSON.stringify({
      schemaVersion: 1,
      type: 'portfolio.changed',
      changes: changes.slice(at, at + MOST_CHANGES),
    });
    const complaint = await post(webhook, body, signal);
    if (complaint !== null)
      return failure(
        'not-delivered',
        `the webhook at ${webhook.url.host} did not take what is new: ${complaint}. The next run tells it again.`,
      );
  }
  return success(undefined);
}
