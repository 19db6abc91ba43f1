// Runs the command line in this process and says at the end how much it held at most: most-memory.mjs ARGUMENTS...
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const KB_IN_MB = 1024;
process.on('exit', () => console.log(`\nmost: ${Math.round(process.resourceUsage().maxRSS / KB_IN_MB)} MB`));
process.argv.splice(
  1,
  process.argv[2] === '--' ? 2 : 1,
  join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs'),
);
createRequire(import.meta.url)(process.argv[1]);
