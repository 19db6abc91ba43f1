import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

const V8 = Number.parseInt(process.versions.v8, 10);
/** The last versions of V8 that are known to have the flags: of an unknown one it complains. */
const LAST_WITH = { interruptBudget: 12, others: 13 } as const;

const OWN_PROCESS = 'forebear.ownProcess';

/**
 * Sets V8 for a process that runs one command and ends after seconds. It is to optimise what stays hot, not what is
 * merely warm, and to inline less: compiling takes a quarter of the processor time of an audit, and six times the
 * budget of its own saves a seventh. Room for young objects is to grow at once, not by and by. A regular expression is
 * compiled for the processor at once: nearly all are used more than once, and would be compiled twice. Called once,
 * before anything else; never in a process of others, such as the editor's.
 */
export function tuneForCommand(): void {
  setEnvironmentData(OWN_PROCESS, true);
  if (V8 <= LAST_WITH.interruptBudget) setFlagsFromString('--interrupt-budget=800000');
  if (V8 > LAST_WITH.others) return;
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
  setFlagsFromString('--semi-space-growth-factor=16');
  setFlagsFromString('--no-regexp-tier-up');
}

/**
 * From here on V8's quick compiler alone compiles WebAssembly that has not run yet, where the process is ours. For one
 * function of a large grammar its optimising compiler takes seconds of a processor and 150 MB to 1 GB of memory, more
 * than it saves in a few megabytes of code.
 */
export function compileQuickly(): void {
  if (getEnvironmentData(OWN_PROCESS) !== true || V8 > LAST_WITH.others) return;
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
