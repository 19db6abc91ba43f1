import type { Terminal } from './command.ts';

/** Files of decisions that cannot be read, each told in a line of its own. */
const MOST = 20;

/** Says on standard error what of the decisions could not be read: there may be thousands. */
export function tellProblems(problems: readonly string[], terminal: Pick<Terminal, 'err'>): void {
  for (const problem of problems.slice(0, MOST)) terminal.err(`forebear: ${problem}`);
  if (problems.length > MOST)
    terminal.err(
      `forebear: ${problems.length - MOST} more files in .forebear/decisions could not be read. Mend or remove these first.`,
    );
}
