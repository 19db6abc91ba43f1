/**
 * Steps (hundreds of operations) that a parser takes for each character of source files, and milliseconds of processor for each
 * step: what src/host/parsing/print-source.ts gives a file more time by. A table of numbers is parsed first, as the most steps.
 * `npx tsx bench/parse-steps.ts FOLDER...`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cpuTime } from '../src/host/parsing/cpu-time.ts';
import { openGrammar } from '../src/host/parsing/grammars.ts';
import { codeOf, type SourceCode } from '../src/host/parsing/print-source.ts';

/** Milliseconds from which the time of a file tells something. */
const LONG = 20;

async function parse({ grammar, source }: SourceCode): Promise<{ steps: number; ms: number }> {
  const { parser } = await openGrammar(grammar);
  let steps = 0;
  const before = cpuTime();
  const tree = parser.parse(source, null, {
    progressCallback: () => {
      steps++;
      return false;
    },
  });
  tree?.delete();
  return { steps, ms: cpuTime() - before };
}

const table = { grammar: 'python', source: `x = [\n${`${'0,'.repeat(60)}\n`.repeat(7_700)}]\n` } as const;
await parse(table);
const { steps, ms } = await parse(table);
console.log(
  `a table of numbers: ${(steps / table.source.length).toFixed(4)} steps a character, ${(ms / steps).toFixed(3)} ms each`,
);

const each: number[] = [];
const times: number[] = [];
for (const folder of process.argv.slice(2))
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    let text: string;
    try {
      text = readFileSync(join(folder, path), 'utf8');
    } catch {
      continue;
    }
    const code = codeOf(path, text);
    if (code === null || code.source.length < 2_000) continue;
    const one = await parse(code);
    each.push(one.steps / code.source.length);
    if (one.ms >= LONG) times.push(one.ms / one.steps);
  }
const at = (values: readonly number[], share: number): string =>
  ([...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0).toFixed(4);
console.log(`${each.length} files: steps a character ${at(each, 0.5)} in the middle, ${at(each, 1)} at most`);
console.log(
  `${times.length} of ${LONG} ms and more: ms a step ${at(times, 0.5)} in the middle, ${at(times, 1)} at most`,
);
