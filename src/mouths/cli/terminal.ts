import { writeSync } from 'node:fs';
import process from 'node:process';
import { endChildren } from '../../host/children.ts';
import { printable, printableMessage } from '../reports/printable.ts';
import { type ColorWanted, showsColor } from './color.ts';
import { EXIT, type ExitCode, type Terminal } from './command.ts';

/** Columns where there is no terminal to ask. */
const DEFAULT_COLUMNS = 80;

/** Width of a terminal; `COLUMNS` stands for it where it is set, as for other programs. */
function columnsOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): number {
  const told = Number(process.env.COLUMNS);
  if (Number.isInteger(told) && told > 0) return told;
  return stream.isTTY === true ? (stream.columns ?? DEFAULT_COLUMNS) : DEFAULT_COLUMNS;
}

function writeWhole(descriptor: number, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE') return;
      throw error;
    }
  }
}

/** Milliseconds in which a command that was told to end may tidy up. */
const GRACE = 800;

/**
 * The process's own terminal. Ctrl-C and SIGTERM abort the signal; whoever has not ended within a moment, or is told
 * twice, is ended with everything that was started.
 */
export function openTerminal(
  quiet: boolean,
  colorWanted: ColorWanted = 'auto',
): Terminal & { readonly close: () => void; readonly ended: () => ExitCode | null } {
  const controller = new AbortController();
  const isTerminal = process.stderr.isTTY === true;
  let drawn = false;
  const erase = (): void => {
    if (drawn) writeWhole(2, '\r\u001b[K');
    drawn = false;
  };
  let ended: ExitCode | null = null;
  const end = (code: ExitCode): never => {
    endChildren();
    process.exit(code);
  };
  const stopWith = (code: ExitCode) => (): void => {
    if (ended !== null) end(code);
    ended = code;
    // What was begun ahead of its use ends too, and nobody is left who would wait for it.
    process.on('unhandledRejection', () => undefined);
    controller.abort();
    setTimeout(() => end(code), GRACE).unref();
  };
  const stops = [
    ['SIGINT', stopWith(EXIT.interrupted)],
    ['SIGTERM', stopWith(EXIT.terminated)],
  ] as const;
  for (const [signal, stop] of stops) process.on(signal, stop);
  let last = 0;
  return {
    out: (text) => {
      erase();
      writeWhole(1, text);
    },
    err: (text) => {
      erase();
      writeWhole(2, `${printableMessage(text)}\n`);
    },
    progress: (done, total, message) => {
      if (quiet || !isTerminal) return;
      const now = performance.now();
      if (done < total && now - last < 80) return;
      last = now;
      const share = total > 0 ? Math.floor((100 * done) / total) : 0;
      const line = `${String(share).padStart(3)}% ${printable(message)}`.slice(
        0,
        (process.stderr.columns ?? 80) - 1,
      );
      writeWhole(2, `\r\u001b[K${line}`);
      drawn = true;
    },
    isTerminal,
    columns: columnsOf(process.stdout),
    color: showsColor(colorWanted, process.env, process.stdout.isTTY === true),
    signal: controller.signal,
    ended: () => ended,
    close: () => {
      erase();
      for (const [signal, stop] of stops) process.off(signal, stop);
    },
  };
}
