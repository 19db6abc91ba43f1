import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { combinedExpression, detectLicenses, type LicenseDetection } from '../../licenses/detect.ts';
import { type PathTerms, readPathTerms } from '../../licenses/scopes/path-terms.ts';
import { loadLicenseIndex } from '../license-index.ts';

/** What one file says about licenses, or why it was not looked at. */
export type FileLicenses =
  | {
      readonly kind: 'read';
      readonly path: string;
      readonly expression: string;
      readonly detections: readonly LicenseDetection[];
      /** Of a document that states terms of other files by their paths. */
      readonly terms?: readonly PathTerms[];
    }
  | { readonly kind: 'binary' | 'unreadable'; readonly path: string; readonly reason: string };

/** One file to read: the path to show and the place to open. */
export interface LicenseFile {
  readonly path: string;
  readonly place: string;
}

/** A longer file is read at its start and its end, where licenses stand. */
const HEAD = 1024 * 1024;
const TAIL = 128 * 1024;

function readBounded(descriptor: number, size: number): Buffer {
  const whole = size <= HEAD + TAIL;
  const buffer = Buffer.alloc(whole ? size + 1 : HEAD + TAIL + 1);
  const fill = (from: number, length: number, position: number): number => {
    let done = 0;
    while (done < length) {
      const count = readSync(descriptor, buffer, from + done, length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  };
  const head = fill(0, whole ? size : HEAD, 0);
  if (whole) return buffer.subarray(0, head);
  buffer[head] = 10;
  return buffer.subarray(0, head + 1 + fill(head + 1, TAIL, size - TAIL));
}

/** Text of any encoding that license files come in; null for binary content. */
function decode(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Reads one file and says what licenses it states. Never throws for what is wrong with the file. */
export function readLicenses(file: LicenseFile): FileLicenses {
  let bytes: Buffer;
  try {
    const descriptor = openSync(file.place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const state = fstatSync(descriptor);
      if (!state.isFile()) return { kind: 'unreadable', path: file.path, reason: 'not a regular file' };
      bytes = readBounded(descriptor, state.size);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const reason = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    return { kind: 'unreadable', path: file.path, reason };
  }
  const text = decode(bytes);
  if (text === null) return { kind: 'binary', path: file.path, reason: 'binary content, not text' };
  const index = loadLicenseIndex();
  const detections = detectLicenses(index, file.path, text);
  const expression = combinedExpression(detections);
  const terms = readPathTerms(index, file.path, text);
  return {
    kind: 'read',
    path: file.path,
    expression,
    detections,
    ...(terms.length === 0 ? {} : { terms }),
  };
}
