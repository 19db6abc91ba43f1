import { createHash } from 'node:crypto';

/** The id under which git keeps this content, in the hash (SHA-1 or SHA-256, hex) that `like` is in. */
export function contentId(bytes: Uint8Array, like = ''): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
