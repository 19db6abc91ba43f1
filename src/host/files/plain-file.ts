import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import process from 'node:process';
import { failure, type Result, success } from '../../model/result.ts';
import { SKIP_REASONS } from './skip-reasons.ts';

/**
 * 'absent': nothing is there. 'not-plain': a link, a pipe, a device, a socket or a folder. 'too-large': over the
 * limit. 'unreadable': the system refused.
 */
export type PlainFailure = 'absent' | 'not-plain' | 'too-large' | 'unreadable';

export interface PlainOptions {
  /** Bytes; a larger file is refused, whatever its name promises. */
  readonly limit: number;
  /** True where a link to a plain file may stand, as in git's own folder. Default: false. */
  readonly links?: boolean;
}

/** Never waits for the other end of a pipe, and never becomes the controlling terminal of a device. */
const WITHOUT_WAITING = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** A file that is open, and known to be a plain one. */
export interface PlainFile {
  readonly descriptor: number;
  readonly state: Stats;
}

/** Opens a file for reading when it is a plain one; a pipe or device is closed again unread. The caller closes it. */
export function openPlain(path: string, links = false): Result<PlainFile, PlainFailure> {
  let descriptor: number;
  try {
    // Where the system cannot refuse a link while opening, it is looked at before.
    if (!links && process.platform === 'win32' && lstatSync(path).isSymbolicLink())
      return failure('not-plain', 'a symbolic link');
    descriptor = openSync(
      path,
      constants.O_RDONLY | WITHOUT_WAITING | (links ? 0 : (constants.O_NOFOLLOW ?? 0)),
    );
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return failure('absent', SKIP_REASONS.unreadable(code));
    // A link that is not followed, and a socket or a device that nobody serves.
    if (code === 'ELOOP' || code === 'EMLINK' || code === 'ENXIO' || code === 'ENODEV')
      return failure('not-plain', SKIP_REASONS.notPlain());
    return failure('unreadable', SKIP_REASONS.unreadable(code));
  }
  const state = fstatSync(descriptor);
  if (state.isFile()) return success({ descriptor, state });
  closeSync(descriptor);
  return failure('not-plain', SKIP_REASONS.notPlain());
}

/** Reads a plain file as a whole. A file that grows meanwhile is read to the limit and then refused. */
export function readPlain(
  path: string,
  { limit, links = false }: PlainOptions,
): Result<Uint8Array, PlainFailure> {
  const opened = openPlain(path, links);
  if (!opened.ok) return opened;
  const { descriptor, state } = opened.value;
  const tooLarge = failure('too-large' as const, SKIP_REASONS.overLimit(`${limit} bytes`));
  try {
    if (state.size > limit) return tooLarge;
    // One byte more than it says: what comes after shows that it grows.
    let bytes = Buffer.allocUnsafe(state.size + 1);
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, null);
      length += read;
      if (length > limit) return tooLarge;
      if (read === 0) return success(bytes.subarray(0, length));
      if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
    }
  } catch (error) {
    return failure(
      'unreadable',
      SKIP_REASONS.unreadable((error as NodeJS.ErrnoException).code ?? String(error)),
    );
  } finally {
    closeSync(descriptor);
  }
}

/** The first bytes of a plain file, at most `most`. */
export function readHead(path: string, most: number): Result<Uint8Array, PlainFailure> {
  const opened = openPlain(path);
  if (!opened.ok) return opened;
  const { descriptor, state } = opened.value;
  try {
    const bytes = Buffer.allocUnsafe(Math.min(most, state.size));
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (read === 0) break;
      length += read;
    }
    return success(bytes.subarray(0, length));
  } catch (error) {
    return failure(
      'unreadable',
      `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  } finally {
    closeSync(descriptor);
  }
}

/** The text of a plain file in UTF-8; null where there is none to be had. */
export function readPlainText(path: string, options: PlainOptions): string | null {
  const bytes = readPlain(path, options);
  return bytes.ok ? new TextDecoder().decode(bytes.value) : null;
}
