import { closeSync, fstatSync, openSync, read } from 'node:fs';
import { promisify } from 'node:util';

const readPart = promisify(read);

/**
 * Reads a file of at most `limit` bytes by few large reads, which another thread makes: `readFile` comes back to this
 * one for every half a megabyte. The first read begins at once, however busy this thread is after the call. `memory`:
 * what to read into; null for a file that is larger.
 */
export async function readWhole<T extends ArrayBufferLike>(
  path: string,
  memory: (size: number) => T,
  limit = Number.POSITIVE_INFINITY,
): Promise<T | null> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > limit) return null;
    const buffer = memory(size);
    const bytes = new Uint8Array(buffer);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await readPart(file, bytes, at, size - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return buffer;
  } finally {
    closeSync(file);
  }
}
