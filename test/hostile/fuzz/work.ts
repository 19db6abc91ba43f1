import { mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { mutated } from './mutate.ts';
import { openTargets } from './targets.ts';

/** Milliseconds of processor beyond which an input is slow. */
const SLOW_MS = 1_000;

/** What one run over one reader came to. */
export interface Outcome {
  readonly inputs: number;
  readonly faults: readonly { readonly at: number; readonly message: string }[];
  readonly slow: readonly { readonly at: number; readonly ms: number; readonly bytes: number }[];
  readonly worstMs: number;
  readonly peakMb: number;
}

/**
 * Reads inputs `from` to `to` of a seed, or as many of them as fit in some seconds (0: no such limit): input n of a seed is
 * the same whichever are read. Says in `progress` at which it is, so that one that never ends is
 * known.
 */
async function work([
  name = '',
  seed = '1',
  from = '0',
  to = '0',
  progress = '',
  kept = '',
  seconds = '0',
]: readonly string[]) {
  const target = openTargets().find((one) => one.name === name);
  if (target === undefined) throw new Error(`There is no reader "${name}".`);
  const file = openSync(progress, 'w');
  const faults: { at: number; message: string }[] = [];
  const slow: { at: number; ms: number; bytes: number }[] = [];
  let worstMs = 0;
  const keep = (at: number, bytes: Uint8Array): void => {
    if (kept === '') return;
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, `${name.replace(/\W+/g, '-')}-${seed}-${at}`), bytes);
  };
  const until = Number(seconds) === 0 ? Number.POSITIVE_INFINITY : performance.now() + 1000 * Number(seconds);
  let at = Number(from);
  for (; at < Number(to) && performance.now() < until; at++) {
    writeSync(file, String(at).padStart(12), 0);
    const bytes = mutated(target, Number(seed), at);
    const before = process.cpuUsage();
    const started = performance.now();
    try {
      await target.read(bytes);
    } catch (error) {
      if (faults.length < 50)
        faults.push({ at, message: String(error instanceof Error ? error.stack : error).slice(0, 400) });
      keep(at, bytes);
    }
    if (performance.now() - started < SLOW_MS / 4) continue;
    const { user, system } = process.cpuUsage(before);
    const ms = Math.round((user + system) / 1000);
    worstMs = Math.max(worstMs, ms);
    if (ms < SLOW_MS) continue;
    slow.push({ at, ms, bytes: bytes.length });
    keep(at, bytes);
  }
  const outcome: Outcome = {
    inputs: at - Number(from),
    faults,
    slow,
    worstMs,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

await work(process.argv.slice(2));
