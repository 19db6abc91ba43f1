import { tmpdir } from 'node:os';
import { failure, type Result, success } from '../../model/result.ts';
import { endChild } from '../children.ts';
import { watchMemory } from './child-memory.ts';
import { contentId, type ObjectKind } from './content-id.ts';
import { openGit } from './hardened-git.ts';
import { startGit } from './run-git.ts';

export type ObjectFailure = 'absent' | 'too-large' | 'unreadable';

/** Reads objects of one repository by id through a single long-lived process. */
export interface ObjectReader {
  /** Content of the object `id` (hex), a file's where no other kind is named, or why it cannot be had. Reads may overlap. */
  read(id: string, kind?: ObjectKind): Promise<Result<Uint8Array, ObjectFailure>>;
  /** Ends the process; further reads start a new one. */
  close(): void;
}

interface Waiting {
  readonly id: string;
  readonly kind: ObjectKind;
  readonly settle: (result: Result<Uint8Array, ObjectFailure>) => void;
}

const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const DEFAULT_LIMIT = 64 * 1024 * 1024;

function absent(id: string): Result<never, 'absent'> {
  return failure('absent', `content is not in this partial clone; its id is ${id}`);
}

/** Opens a reader on a git directory. Blobs over `limit` bytes are skipped over, not held in memory. */
export function openObjectReader(gitDir: string, limit = DEFAULT_LIMIT): ObjectReader {
  const git = openGit(tmpdir(), { gitDir });
  let child: ReturnType<typeof startGit> | null = null;
  let waiting: Waiting[] = [];
  /** Bytes of the object under way, and how many are still to come (its final newline included). */
  let parts: Buffer[] = [];
  let remaining = -1;
  let keep = true;
  let head: Buffer = Buffer.alloc(0);

  const reset = (): void => {
    parts = [];
    remaining = -1;
    head = Buffer.alloc(0);
  };

  const settleHeader = (line: string): void => {
    const first = waiting[0];
    if (first === undefined) return;
    const [, kind = '', size = ''] = line.split(' ');
    if (kind !== first.kind || !/^\d+$/.test(size)) {
      waiting.shift();
      if (kind === 'missing') first.settle(absent(first.id));
      else if (/^\d+$/.test(size)) {
        // Some other object: swallow its content.
        remaining = Number(size) + 1;
        keep = false;
        waiting.unshift({
          ...first,
          settle: () =>
            first.settle(
              failure(
                'unreadable',
                `${first.id} is a ${kind}, not a ${first.kind === 'blob' ? 'file' : first.kind}`,
              ),
            ),
        });
      } else first.settle(failure('unreadable', `git could not read ${first.id}: ${line}`));
      return;
    }
    remaining = Number(size) + 1;
    keep = Number(size) <= limit;
  };

  const settleObject = (): void => {
    const first = waiting.shift();
    const whole = keep ? Buffer.concat(parts) : null;
    reset();
    if (first === undefined) return;
    if (whole === null) {
      first.settle(failure('too-large', `over the limit of ${limit} bytes`));
      return;
    }
    const bytes = new Uint8Array(whole.buffer, whole.byteOffset, whole.length - 1);
    // Git does not look: a pack that came along may keep one content under the id of another.
    if (contentId(bytes, first.id, first.kind) === first.id) first.settle(success(bytes));
    else first.settle(failure('unreadable', `what git keeps as ${first.id} has another id: it was changed`));
  };

  const take = (chunk: Buffer): void => {
    let at = 0;
    while (at < chunk.length) {
      if (remaining < 0) {
        const end = chunk.indexOf(10, at);
        if (end < 0) {
          head = Buffer.concat([head, chunk.subarray(at)]);
          return;
        }
        const line = Buffer.concat([head, chunk.subarray(at, end)]).toString('utf8');
        head = Buffer.alloc(0);
        at = end + 1;
        settleHeader(line);
        continue;
      }
      const piece = chunk.subarray(at, Math.min(chunk.length, at + remaining));
      if (keep) parts.push(piece);
      at += piece.length;
      remaining -= piece.length;
      if (remaining === 0) settleObject();
    }
  };

  const start = (): ReturnType<typeof startGit> | null => {
    const setting = git.start();
    if (!setting.ok) {
      for (const entry of waiting.splice(0)) entry.settle(failure('unreadable', setting.message));
      return null;
    }
    const started = startGit(setting.value, ['cat-file', '--batch']);
    let complaint = '';
    const unwatch = watchMemory(started.pid, () => endChild(started));
    started.stdout.on('data', (chunk: Buffer) => {
      if (child === started) take(chunk);
    });
    started.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-2000);
    });
    started.stdin.on('error', () => {});
    started.on('error', (error) => {
      complaint = error.message;
    });
    started.on('close', () => {
      unwatch();
      if (child !== started) return;
      child = null;
      reset();
      const [first, ...rest] = waiting;
      waiting = [];
      // git dies on an object that it may not fetch: that object is absent, the others are asked for again.
      if (first === undefined) return;
      const unfetched = /promisor|could not fetch|not allowed/.test(complaint);
      first.settle(
        unfetched
          ? absent(first.id)
          : failure('unreadable', `git could not read ${first.id}: ${complaint.trim() || 'it ended'}`),
      );
      for (const entry of rest) ask(entry);
    });
    started.unref();
    return started;
  };

  const ask = (entry: Waiting): void => {
    waiting.push(entry);
    child ??= start();
    child?.stdin.write(`${entry.id}\n`);
  };

  return {
    read: (id, kind = 'blob') =>
      ID.test(id)
        ? new Promise((settle) => ask({ id, kind, settle }))
        : Promise.resolve(failure('unreadable', `"${id}" is not an object id`)),
    close: () => {
      const ended = child;
      child = null;
      reset();
      for (const entry of waiting.splice(0)) {
        entry.settle(failure('unreadable', 'the reader was closed'));
      }
      ended?.stdin.end();
      if (ended !== null) endChild(ended);
    },
  };
}
