import { createHash } from 'node:crypto';
import type { ObjectReader } from './object-reader.ts';

/** An object as git hands it out. */
export interface HandedOut {
  readonly id: string;
  readonly kind: string;
  readonly content: Uint8Array;
  /** Whether the content has that id, which git itself does not look at. */
  readonly isTrue: boolean;
}

/** The objects in an answer of `cat-file --batch`, in the order of the questions: null where there is none. */
export function handedOut(answer: Uint8Array): readonly (HandedOut | null)[] {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
  const found: (HandedOut | null)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    if (end < 0) break;
    const [id = '', kind = '', size = ''] = bytes.subarray(at, end).toString('latin1').split(' ');
    at = end + 1;
    if (!/^\d+$/.test(size)) {
      found.push(null);
      continue;
    }
    const content = bytes.subarray(at, at + Number(size));
    at += content.length + 1;
    const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
    const own = hash.update(`${kind} ${content.length}\0`).update(content).digest('hex');
    found.push({ id, kind, content, isTrue: own === id });
  }
  return found;
}

/**
 * The commit or folder of a revision whose content is that of another id; null where each has its own, so that the list
 * of its files is what the commit stands for.
 */
export async function changedFolder(
  objects: ObjectReader,
  commit: string,
  folders: ReadonlySet<string>,
): Promise<string | null> {
  const read = await objects.read(commit, 'commit');
  const tree = /^tree ([0-9a-f]+)\n/.exec(Buffer.from(read.ok ? read.value : []).toString('latin1'))?.[1];
  if (tree === undefined) return commit;
  const asked = [tree, ...folders];
  const isTrue = await Promise.all(asked.map((id) => objects.read(id, 'tree').then(({ ok }) => ok)));
  return asked.find((_, at) => isTrue[at] !== true) ?? null;
}
