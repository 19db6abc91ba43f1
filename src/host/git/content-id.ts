import { createHash } from 'node:crypto';

/** What git keeps. */
export type ObjectKind = 'blob' | 'commit' | 'tree';

/** The id under which git keeps this content, in the hash (SHA-1 or SHA-256, hex) that `like` is in. */
export function contentId(bytes: Uint8Array, like = '', kind: ObjectKind = 'blob'): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`${kind} ${bytes.length}\0`).update(bytes).digest('hex');
}
