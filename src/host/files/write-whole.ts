import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { failure, type Result, success } from '../../model/result.ts';

/** Text or bytes; text in pieces is never held as a whole. */
export type Content = string | Uint8Array | Iterable<string>;

/** 'link': a link stands in the way. 'outside': its folder leads out. 'full': no room. 'refused': the system said no. */
export type WriteFailure = 'link' | 'outside' | 'full' | 'refused';

export interface WriteOptions {
  /** Whether a link in the place of the file is written through. Default: true, as a person who makes one expects. */
  readonly links?: boolean;
  /** A folder that the file has to lie in, links in between followed. */
  readonly within?: string;
  /** True to make the folders on the way. Default: false. */
  readonly folders?: boolean;
  /** False where a power cut may lose the file, as with a cache. Default: true. */
  readonly durable?: boolean;
}

/** Bytes that are written at once. */
const CHUNK = 128 * 1024;
/** Bytes of a UTF-16 unit in UTF-8, at most. */
const WIDEST = 3;

/** Hands text over in UTF-8: many small pieces together, and never all of it. What is handed over is used at once. */
export function inChunks(pieces: Iterable<string>, write: (bytes: Uint8Array) => void): void {
  const chunk = Buffer.allocUnsafeSlow(CHUNK);
  let length = 0;
  const flush = (): void => {
    if (length > 0) write(chunk.subarray(0, length));
    length = 0;
  };
  for (const piece of pieces) {
    const room = WIDEST * piece.length;
    if (length + room > CHUNK) flush();
    if (room > CHUNK) write(Buffer.from(piece));
    else length += chunk.write(piece, length);
  }
  flush();
}

function writeAll(descriptor: number, content: Content): void {
  const write = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
  };
  if (content instanceof Uint8Array) write(content);
  else inChunks(typeof content === 'string' ? [content] : content, write);
}

/** This machine, in a word: a process number says nothing on another that shares the folder. */
const HERE = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);
const ENDING = 'forebear-part';
/** Whether a file is what a killed run of ours may have left: no word and no code of whoever wrote the rest. */
export const isPart = (path: string): boolean => path.endsWith(`.${ENDING}`);

/** A name, beside a file, for what is to take its place. It says which process makes it. */
export function partBeside(file: string): string {
  const name = basename(file).slice(0, 80);
  return join(dirname(file), `.${name}.${process.pid}-${HERE}-${randomBytes(4).toString('hex')}.${ENDING}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes from a folder what killed processes of this machine have left half made there. */
export function sweepParts(folder: string): void {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    if (!name.endsWith(`.${ENDING}`)) continue;
    const [, pid, where] = /\.(\d+)-([0-9a-f]{6})-[0-9a-f]{8}\.[a-z-]+$/.exec(name) ?? [];
    if (where === HERE && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function stateOf(path: string, follow: boolean): Stats | null {
  try {
    return follow ? statSync(path) : lstatSync(path);
  } catch {
    return null;
  }
}

/** Whether the nearest folder above `file` that exists lies in `root`, links followed. */
function isWithin(root: string, file: string): boolean {
  let folder = dirname(resolve(file));
  while (stateOf(folder, false) === null && dirname(folder) !== folder) folder = dirname(folder);
  try {
    const way = relative(realpathSync(root), realpathSync(folder));
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  } catch {
    return false;
  }
}

function failureOf(file: string, error: unknown): Result<never, WriteFailure> {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? String(error);
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? failure(
        'full',
        `${file} was not written: no room is left there (${code}). What stood there is as it was.`,
      )
    : code === 'EISDIR'
      ? failure('refused', `${file} is a folder (EISDIR). Give a file in it.`)
      : failure(
          'refused',
          `cannot write ${file} (${code}). Check that the folder exists and can be written.`,
        );
}

/** Where nothing can be put beside a file that may itself be written. */
const ONLY_ITSELF = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Writes a file as a whole or not at all: beside it, then in its place. A kill at any moment leaves what stood there or
 * what is new, and what it leaves beside is removed when the next file is written there. What is no plain file, such as
 * a pipe, is written as it goes.
 */
export function writeWhole(
  file: string,
  content: Content,
  { links = true, within, folders = false, durable = true }: WriteOptions = {},
): Result<null, WriteFailure> {
  if (within !== undefined && !isWithin(within, file))
    return failure('outside', `${file} was not written: its folder leads out of ${within}.`);
  if (!links && stateOf(file, false)?.isSymbolicLink() === true)
    return failure('link', `${file} was not written: a symbolic link stands in its place. Remove it.`);
  try {
    if (folders) mkdirSync(dirname(file), { recursive: true });
    const known = stateOf(file, true);
    if (known !== null && !known.isFile()) return writeInPlace(file, content);
    const target = known === null ? file : realpathSync(file);
    sweepParts(dirname(target));
    const part = partBeside(target);
    let descriptor: number;
    try {
      descriptor = openSync(part, 'wx', known?.mode);
    } catch (error) {
      if (known !== null && ONLY_ITSELF.has(String((error as NodeJS.ErrnoException).code)))
        return writeInPlace(target, content);
      throw error;
    }
    try {
      try {
        writeAll(descriptor, content);
        if (durable) fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(part, target);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
    return success(null);
  } catch (error) {
    return failureOf(file, error);
  }
}

function writeInPlace(file: string, content: Content): Result<null, WriteFailure> {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_TRUNC);
  try {
    writeAll(descriptor, content);
  } finally {
    closeSync(descriptor);
  }
  return success(null);
}
