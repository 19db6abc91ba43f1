import { Buffer } from 'node:buffer';
import { openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';

type ThreadUsage = () => { readonly user: number; readonly system: number };

/** Node tells a thread's own time since 23.9; before, only that of all threads of the process. */
const ofThread = (process as { readonly threadCpuUsage?: ThreadUsage }).threadCpuUsage;

/** Where Linux tells of the thread that opens it: nanoseconds on a processor come first. */
const SCHEDULED = '/proc/thread-self/schedstat';
const NS_EACH_MS = 1e6;

/** Milliseconds that this thread has had by what Linux tells; null where it does not. */
function openScheduled(): (() => number) | null {
  try {
    const descriptor = openSync(SCHEDULED, 'r');
    const bytes = Buffer.alloc(80);
    const read = (): number =>
      Number.parseInt(bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, 0)), 10) /
      NS_EACH_MS;
    return Number.isFinite(read()) ? read : null;
  } catch {
    return null;
  }
}

const inMs = ({ user, system }: ReturnType<ThreadUsage>): number => (user + system) / 1_000;

/** An estimate where the system tells of all threads together: each had its share of the processors. */
const shared = (): number => inMs(process.cpuUsage()) / availableParallelism();

let ofThisThread: (() => number) | null = null;

/**
 * Milliseconds of processor that this thread has had, as far as the system tells. Unlike the clock, it does not run while
 * other programs do, so that a busy machine leaves out no file that a quiet one compares.
 */
export function cpuTime(): number {
  ofThisThread ??= ofThread === undefined ? (openScheduled() ?? shared) : () => inMs(ofThread.call(process));
  return ofThisThread();
}

/** Says, however often it is asked, whether this thread has had that many milliseconds, and `more`, than now. */
export function cpuBudget(ms: number): (more?: number) => boolean {
  const end = cpuTime() + ms;
  // No thread has more of a processor than the clock has run: until then nothing has to be asked.
  const soonest = performance.now() + ms;
  return (more = 0) => performance.now() > soonest + more && cpuTime() > end + more;
}
