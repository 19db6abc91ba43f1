import { createHash } from 'node:crypto';

const LENGTH = 64;

const digestOf = (key: string, body: string): string =>
  createHash('sha256').update(key).update('\n').update(body).digest('hex');

/** A text that tells by itself whether it is whole, and whether it is what `key` names. */
export function seal(key: string, body: string): string {
  return `${digestOf(key, body)}\n${body}`;
}

/** What was sealed under `key`; null for anything else, such as a damaged file or one in another's place. */
export function unseal(key: string, text: string): string | null {
  const body = text.slice(LENGTH + 1);
  return text[LENGTH] === '\n' && text.slice(0, LENGTH) === digestOf(key, body) ? body : null;
}
