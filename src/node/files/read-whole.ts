import { open } from 'node:fs/promises';

/**
 * Reads a file of at most `limit` bytes by few large reads, which another thread makes: `readFile` comes back to this
 * one for every half a megabyte. `memory`: what to read into; null for a file that is larger.
 */
export async function readWhole<T extends ArrayBufferLike>(
  path: string,
  memory: (size: number) => T,
  limit = Number.POSITIVE_INFINITY,
): Promise<T | null> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > limit) return null;
    const buffer = memory(size);
    const bytes = new Uint8Array(buffer);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await handle.read(bytes, at, size - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return buffer;
  } finally {
    await handle.close();
  }
}
