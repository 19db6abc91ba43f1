import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { failure, type Result, success } from '../../model/result.ts';

const LOCK = 'in-use-by';
/** Tries to take over from a process that has ended. */
const TRIES = 3;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process that a lock names may still hold it. Of another machine nobody here knows. */
function isHeld(text: string): boolean {
  const [pid = '', machine = ''] = text.trim().split(' ');
  if (!/^\d+$/.test(pid)) return false;
  return machine !== hostname() || (Number(pid) !== process.pid && isRunning(Number(pid)));
}

/**
 * Takes a folder for this process: an embedded database has one user at a time. What a process that was killed left is
 * taken over. Answers how to give it back.
 */
export function lockFolder(folder: string): Result<() => void, 'in-use'> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOCK);
  let holder = '';
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, `${process.pid} ${hostname()}\n`);
      closeSync(file);
      return success(() => rmSync(path, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    try {
      holder = readFileSync(path, 'utf8');
    } catch {
      continue;
    }
    if (isHeld(holder)) break;
    rmSync(path, { force: true });
  }
  const [pid = '', machine = ''] = holder.trim().split(' ');
  return failure(
    'in-use',
    `process ${pid} on ${machine === hostname() ? 'this machine' : machine} works with the portfolio in "${folder}", and an embedded one has one user at a time. Wait for it, or keep the portfolio on a server: DATABASE_URL. If that process is gone, remove ${path}.`,
  );
}
