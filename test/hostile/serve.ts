// The command line once for each line of standard input, in one process. Each is a request as JSON, and is
// answered with what it prints and, behind it on both streams, an end mark with the exit code.
import { writeSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { main } from '../../src/mouths/cli/main.ts';
import { endMark, type Request } from './served.ts';

const usual = process.env.FOREBEAR_CACHE ?? '';

for await (const line of createInterface({ input: process.stdin })) {
  const { args, dir, cache }: Request = JSON.parse(line);
  process.chdir(dir);
  process.env.FOREBEAR_CACHE = cache ?? usual;
  const code = await main(args);
  for (const stream of [1, 2]) writeSync(stream, endMark(code));
}
