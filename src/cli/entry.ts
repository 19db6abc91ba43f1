import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { main } from './main.ts';

/** Versions of V8 that are known to have the flag below: an unknown one is complained of. */
const LAST_KNOWN_V8 = 12;

// A command runs for seconds: V8 is to optimise what stays hot, not what is merely warm. Six times its own budget saves
// a seventh of the processor time of an audit, since compiling takes a quarter of it.
if (Number.parseInt(process.versions.v8, 10) <= LAST_KNOWN_V8)
  setFlagsFromString('--interrupt-budget=800000');

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`forebear: ${String(error)}\n`);
    process.exitCode = 2;
  },
);
