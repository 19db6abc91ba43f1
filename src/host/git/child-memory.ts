import { readFileSync } from 'node:fs';
import process from 'node:process';

/** MB of its own that one git may hold: a history of 50,000 commits takes a tenth of it. */
const MOST_MB = 512;
const KB_IN_MB = 1024;
/** Milliseconds between two looks. */
const BETWEEN = 200;

/** MB that a process holds of its own, without the files that it has mapped; null where the system does not tell. */
function ownMb(pid: number): number | null {
  try {
    const [, kb] = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kb === undefined ? null : Number(kb) / KB_IN_MB;
  } catch {
    return null;
  }
}

/**
 * Calls `end` once when a process holds more than it is given: a tree that names itself again and again makes git list
 * without end, in memory and before it says a word. Linux tells of it; elsewhere only the time of a command is bounded.
 * Gives a function that looks no more.
 */
export function watchMemory(pid: number | undefined, end: () => void): () => void {
  if (pid === undefined || process.platform !== 'linux') return () => undefined;
  const timer = setInterval(() => {
    if ((ownMb(pid) ?? 0) <= MOST_MB) return;
    clearInterval(timer);
    end();
  }, BETWEEN);
  timer.unref();
  return () => clearInterval(timer);
}
