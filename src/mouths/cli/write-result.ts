import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { EXIT, type ExitCode, type Terminal } from './command.ts';

/** Bytes that are written at once. */
const CHUNK = 128 * 1024;
/** Bytes of a UTF-16 unit in UTF-8, at most. */
const WIDEST = 3;

/** Hands text over in UTF-8: many small pieces together, and never all of it. What is handed over is used at once. */
function inChunks(pieces: Iterable<string>, write: (bytes: Uint8Array) => void): void {
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

/** A file that is being written: `part` becomes `file` at the end, unless it is written where it stands. */
interface Opened {
  readonly descriptor: number;
  readonly part: string | null;
  readonly file: string;
}

/**
 * Opens what will replace a file, with its mode; the file itself where nothing can be put beside it. What stands at the
 * place of the part, such as a link in an audited folder, is not written to.
 */
function openBeside(file: string, mode: number | undefined): Opened {
  const part = `${file}.${process.pid}.part`;
  try {
    return { descriptor: openSync(part, 'wx', mode), part, file };
  } catch {
    return { descriptor: openSync(file, 'w'), part: null, file };
  }
}

/** Writes a file as a whole or not at all. What is no plain file, such as a pipe, is written as it goes. */
function writeFile(output: string, pieces: Iterable<string>): void {
  const known = statSync(output, { throwIfNoEntry: false });
  const { descriptor, part, file }: Opened =
    known === undefined || known.isFile()
      ? openBeside(known === undefined ? output : realpathSync(output), known?.mode)
      : { descriptor: openSync(output, 'w'), part: null, file: output };
  try {
    try {
      inChunks(pieces, (bytes) => writeFileSync(descriptor, bytes));
    } finally {
      closeSync(descriptor);
    }
    if (part !== null) renameSync(part, file);
  } catch (error) {
    if (part !== null) rmSync(part, { force: true });
    throw error;
  }
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
    writeFile(output, pieces);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    terminal.err(
      `forebear: cannot write ${output} (${code}). Check that the folder exists and can be written.`,
    );
    return EXIT.failed;
  }
}
