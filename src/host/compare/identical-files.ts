import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

/** Two files that are the same byte for byte. */
export interface IdenticalFiles {
  readonly local: string;
  readonly upstream: string;
}

/** Size of a file in bytes; null where it is gone since. */
async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}

async function hashOf(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
}

/** Each file of the first side with the first file of the second that has the same bytes; only files of one size are read. */
export async function identicalFiles(
  local: readonly string[],
  upstream: readonly string[],
): Promise<readonly IdenticalFiles[]> {
  const bySize = new Map<number, string[]>();
  for (const path of upstream) {
    const size = await sizeOf(path);
    if (size === null) continue;
    bySize.set(size, [...(bySize.get(size) ?? []), path]);
  }
  const hashes = new Map<string, string | null>();
  const known = async (path: string): Promise<string | null> => {
    const hash = hashes.get(path) ?? (await hashOf(path));
    hashes.set(path, hash);
    return hash;
  };
  const found: IdenticalFiles[] = [];
  for (const path of local) {
    const size = await sizeOf(path);
    const others = size === null ? [] : (bySize.get(size) ?? []);
    const hash = others.length === 0 ? null : await known(path);
    if (hash === null) continue;
    for (const other of others) {
      if ((await known(other)) !== hash) continue;
      found.push({ local: path, upstream: other });
      break;
    }
  }
  return found;
}
