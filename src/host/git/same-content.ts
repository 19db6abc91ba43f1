import { createHash, type Hash } from 'node:crypto';
import { closeSync, readlinkSync, readSync } from 'node:fs';
import { openPlain } from '../files/plain-file.ts';
import { contentId } from './content-id.ts';
import type { IndexEntry } from './index-entries.ts';
import type { ObjectReader } from './object-reader.ts';

/** Bytes read at once. */
const PIECE = 1024 * 1024;
/** A larger file counts as it stands in the index when it is kept elsewhere and has the size that is noted there. */
const MOST_HASHED = 256 * 1024 * 1024;
/** What git keeps in place of a large file: its hash and its size. */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n[\s\S]*?oid sha256:([0-9a-f]{64})\nsize (\d+)\n/;

const LINK = '120000';

function idHash(like: string, size: number): Hash {
  return createHash(like.length === 64 ? 'sha256' : 'sha1').update(`blob ${size}\0`);
}

/** A file's id as git would have it, its SHA-256, and its id with the line ends of another system; null unreadable. */
interface Hashed {
  readonly size: number;
  readonly id: string | null;
  readonly sha256: string | null;
  readonly otherLineEnds: string | null;
}

function hashFile(place: string, like: string): Hashed | null {
  const opened = openPlain(place);
  if (!opened.ok) return null;
  const { descriptor, state } = opened.value;
  try {
    if (state.size > MOST_HASHED) return { size: state.size, id: null, sha256: null, otherLineEnds: null };
    const id = idHash(like, state.size);
    const sha256 = createHash('sha256');
    const bytes = Buffer.allocUnsafe(Math.min(PIECE, state.size + 1));
    let length = 0;
    let small: Buffer | null = null;
    for (;;) {
      const read = readSync(descriptor, bytes, 0, bytes.length, null);
      if (read === 0) break;
      const part = bytes.subarray(0, read);
      id.update(part);
      sha256.update(part);
      if (length === 0 && read === state.size) small = part;
      length += read;
      if (length > state.size) return null;
    }
    const text = small?.includes(13) === true && !small.includes(0) ? small.toString('latin1') : null;
    return {
      size: length,
      id: id.digest('hex'),
      sha256: sha256.digest('hex'),
      otherLineEnds:
        text === null ? null : contentId(Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1'), like),
    };
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Whether a file on disk is what the index says, told by its content alone: the times and sizes that the index notes
 * came with the repository. Line ends of another system do not count, and a large file that git keeps elsewhere is
 * held against the hash that stands for it.
 */
export async function isSameContent(
  place: string,
  { id, mode }: IndexEntry,
  /** Null where git keeps no content elsewhere. */
  objects: ObjectReader | null,
): Promise<boolean> {
  if (mode === LINK) {
    try {
      return contentId(Buffer.from(readlinkSync(place)), id) === id;
    } catch {
      return false;
    }
  }
  const found = hashFile(place, id);
  if (found === null) return false;
  if (found.id === id || found.otherLineEnds === id) return true;
  const kept = await objects?.read(id);
  if (kept?.ok !== true || kept.value.length > 1024) return false;
  const [, oid, size] = POINTER.exec(Buffer.from(kept.value).toString('latin1')) ?? [];
  return Number(size) === found.size && (found.sha256 === null || found.sha256 === oid);
}
