import { writeFileSync } from 'node:fs';
import { EXIT, type ExitCode, type Terminal } from './command.ts';

/** Writes a result to stdout, or to the file of `--output`; null when it was written. */
export function writeResult(terminal: Terminal, output: string | undefined, text: string): ExitCode | null {
  if (output === undefined) {
    terminal.out(text);
    return null;
  }
  try {
    writeFileSync(output, text);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    terminal.err(
      `forebear: cannot write ${output} (${code}). Check that the folder exists and can be written.`,
    );
    return EXIT.failed;
  }
}
