import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import process from 'node:process';

/** Processes that this one started and that have not ended. */
const running = new Set<ChildProcess>();

let watching = false;

/** On POSIX each child leads a group of its own, so that what it starts ends with it. */
const LEADS_GROUP = process.platform !== 'win32';

/**
 * Starts a program by its absolute path, without a shell. It ends with this process, whatever ends that but a kill
 * that nobody can catch; what reads from a pipe then ends by itself.
 */
export function startChild(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  if (!watching) process.once('exit', endChildren);
  watching = true;
  const child = spawn(program, [...args], {
    ...options,
    shell: false,
    windowsHide: true,
    detached: LEADS_GROUP,
  });
  running.add(child);
  const forget = (): void => {
    running.delete(child);
  };
  child.once('exit', forget).once('error', forget);
  return child;
}

/** Ends a child and what it started. */
export function endChild(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (LEADS_GROUP) process.kill(-pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Ends every child that still runs. */
export function endChildren(): void {
  for (const child of running) endChild(child);
}
