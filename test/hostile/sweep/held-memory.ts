import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const KB_IN_MB = 1024;

/** A line of /proc/self/status in MB; null where the system has no such file. */
function statusMb(line: string): number | null {
  try {
    const [, kb] =
      new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return kb === undefined ? null : Math.round(Number(kb) / KB_IN_MB);
  } catch {
    return null;
  }
}

/** MB that this process holds. */
export const heldMb = (): number =>
  statusMb('VmRSS') ?? Math.round(process.memoryUsage.rss() / KB_IN_MB / KB_IN_MB);

/** MB that this process held at most since `forgetMost`, where the system can forget; else since it began. */
export const mostMb = (): number =>
  statusMb('VmHWM') ?? Math.round(process.resourceUsage().maxRSS / KB_IN_MB);

/** Begins anew to look at how much this process holds at most: Linux does so for whoever writes a 5 there. */
export function forgetMost(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Another system, or one that does not let a process do so: the most is that of all inputs so far.
  }
}
