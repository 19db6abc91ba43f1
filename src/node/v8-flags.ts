import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

const V8 = Number.parseInt(process.versions.v8, 10);
/** The last version of V8 that is known to have a flag: of an unknown one it complains. */
const LAST_WITH = { interruptBudget: 12, wasmTiers: 13 } as const;

const OWN_PROCESS = 'forebear.ownProcess';

/**
 * Makes V8 compile for a process that runs one command and ends after seconds. It is to optimise what stays hot, not
 * what is merely warm: six times its own budget saves a seventh of the processor time of an audit, since compiling
 * takes a quarter of it. Called once, before anything else; never in a process of others, such as the editor's.
 */
export function tuneForCommand(): void {
  setEnvironmentData(OWN_PROCESS, true);
  if (V8 <= LAST_WITH.interruptBudget) setFlagsFromString('--interrupt-budget=800000');
}

/**
 * From here on V8's quick compiler alone compiles WebAssembly that has not run yet, where the process is ours. For one
 * function of a large grammar its optimising compiler takes seconds of a processor and 150 MB to 1 GB of memory, more
 * than it saves in a few megabytes of code.
 */
export function compileQuickly(): void {
  if (getEnvironmentData(OWN_PROCESS) !== true || V8 > LAST_WITH.wasmTiers) return;
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
