import process from 'node:process';
import { tuneForCommand } from '../node/v8-flags.ts';
import { main } from './main.ts';

tuneForCommand();

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`forebear: ${String(error)}\n`);
    process.exitCode = 2;
  },
);
