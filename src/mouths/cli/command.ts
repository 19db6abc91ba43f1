import type { CommonOption } from './common-options.ts';

/** Exit codes of the contract. Never a count. The last two are what shells expect after SIGINT and SIGTERM. */
export const EXIT = {
  clean: 0,
  findings: 1,
  failed: 2,
  usage: 3,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command writes: stdout carries the result and nothing else. */
export interface Terminal {
  /** Takes text, or its UTF-8. */
  readonly out: (text: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  /** Progress line, drawn on a terminal only and removed at the end. */
  readonly progress: (done: number, total: number, message: string) => void;
  readonly isTerminal: boolean;
  /** Of stdout: its width, 80 where it is no terminal, and whether it shows colors. */
  readonly columns: number;
  readonly color: boolean;
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Options text shown by `forebear NAME --help`, one per line. */
  readonly options: readonly string[];
  /** Options of all commands that this one cannot honor: to give one is wrong usage. */
  readonly refuses?: readonly CommonOption[];
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;
}

/** Wrong usage: ends with exit code 3 and one sentence. */
export class UsageError extends Error {}
