import { isAbsolute, relative } from 'node:path';
import process from 'node:process';
import { type Content, inChunks, type WriteOptions, writeWhole } from '../../host/files/write-whole.ts';
import { printable } from '../reports/printable.ts';
import { EXIT, type ExitCode, type Terminal } from './command.ts';

/**
 * A build machine works in a folder that a pull request filled: a link there in the place of a result is a trap, and so
 * is a folder on the way to it. At a person's own desk links are followed.
 */
export function outputOptions(
  file: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): WriteOptions {
  const { CI } = environment;
  if (CI === undefined || CI === '' || CI === 'false' || CI === '0') return {};
  const way = relative(process.cwd(), file);
  return way.startsWith('..') || isAbsolute(way) ? { links: false } : { links: false, within: process.cwd() };
}

/** Writes a result, whole or in pieces, to stdout, or to the file of `--output`; null when it was written. */
export function writeResult(
  terminal: Terminal,
  output: string | undefined,
  content: Content,
  more: WriteOptions = {},
): ExitCode | null {
  if (output === undefined) {
    if (content instanceof Uint8Array) terminal.out(content);
    else inChunks(typeof content === 'string' ? [content] : content, terminal.out);
    return null;
  }
  const written = writeWhole(output, content, { ...outputOptions(output), ...more });
  if (written.ok) return null;
  terminal.err(`forebear: ${printable(written.message)}`);
  return EXIT.failed;
}
