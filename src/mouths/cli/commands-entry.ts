import process from 'node:process';
import { main } from './main.ts';

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`forebear: ${String(error)}\n`);
    process.exitCode = 2;
  },
);
