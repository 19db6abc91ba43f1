import { closeSync, openSync, writeFileSync } from 'node:fs';
import { EXIT, type ExitCode, type Terminal } from './command.ts';

/** Characters that are written at once. */
const CHUNK = 64 * 1024;

/** Hands text over in chunks: many small pieces together, and never all of it. */
function inChunks(pieces: Iterable<string>, write: (text: string) => void): void {
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < CHUNK) continue;
    write(waiting.join(''));
    waiting = [];
    length = 0;
  }
  if (length > 0) write(waiting.join(''));
}

/** Writes a result, whole or in pieces, to stdout, or to the file of `--output`; null when it was written. */
export function writeResult(
  terminal: Terminal,
  output: string | undefined,
  text: string | Iterable<string>,
): ExitCode | null {
  const pieces = typeof text === 'string' ? [text] : text;
  if (output === undefined) {
    inChunks(pieces, terminal.out);
    return null;
  }
  try {
    const file = openSync(output, 'w');
    try {
      inChunks(pieces, (chunk) => writeFileSync(file, chunk));
    } finally {
      closeSync(file);
    }
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    terminal.err(
      `forebear: cannot write ${output} (${code}). Check that the folder exists and can be written.`,
    );
    return EXIT.failed;
  }
}
