import type { Terminal } from './command.ts';

/**
 * Progress of an audit as a person is told of it: the phase, how many of the files, and for how long. `now` in
 * milliseconds.
 */
export function auditProgress(
  terminal: Pick<Terminal, 'progress'>,
  now: () => number = () => performance.now(),
): Terminal['progress'] {
  const began = now();
  const seconds = (): string => `${Math.round((now() - began) / 1000)} s`;
  terminal.progress(0, 1, 'Opening the catalogue and the list of files');
  return (done, total, path) =>
    terminal.progress(
      done,
      total,
      done < total
        ? `Comparing ${done} of ${total} files, ${seconds()}: ${path}`
        : `Compared ${total} files, ${seconds()}: now dates, credits and terms`,
    );
}
