// Measures license detection against texts whose license is known. Texts of others come from bare clones
// (FOREBEAR_MIRROR) and stay there. Usage: npm run bench:licenses -- [--index FILE] [--group NAME] [--show] [--half tuned|held]
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../src/licenses/detect.ts';
import { allCases } from './licenses/cases.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(option('index') ?? join(root, 'catalogue/licenses/licenses.idx'))),
);

/** An expression with its choices and parts in one order: `B OR A` says the same as `A OR B`. */
function ordered(expression: string): string {
  if (expression.includes('(')) return expression;
  return expression
    .split(' OR ')
    .map((part) => part.split(' AND ').sort().join(' AND '))
    .sort()
    .join(' OR ');
}

/** Half of the cases are looked at while detection is being improved; the other half only measures it. */
function half(name: string): 'tuned' | 'held' {
  let sum = 0;
  for (const sign of name) sum = (Math.imul(sum, 33) + sign.charCodeAt(0)) | 0;
  return ((sum >>> 3) & 1) === 0 ? 'tuned' : 'held';
}

const counts = new Map<string, { right: number; total: number; heldRight: number; held: number }>();
let slowest = 0;
let slowestName = '';
const started = performance.now();
let files = 0;
for (const one of allCases(root)) {
  if (option('group') !== undefined && one.group !== option('group')) continue;
  const begun = performance.now();
  const detections = detectLicenses(index, one.path, one.text);
  const said = combinedExpression(detections);
  const took = performance.now() - begun;
  files++;
  if (took > slowest) {
    slowest = took;
    slowestName = one.name;
  }
  const plain = one.expected.map(ordered);
  const right =
    one.group === 'material'
      ? said !== '' && !said.split(/ AND | OR /).some((id) => plain.includes(id))
      : plain.includes(ordered(said));
  const count = counts.get(one.group) ?? { right: 0, total: 0, heldRight: 0, held: 0 };
  const held = half(one.name) === 'held';
  count.total++;
  if (right) count.right++;
  if (held) count.held++;
  if (held && right) count.heldRight++;
  counts.set(one.group, count);
  const shown = option('half') === undefined || option('half') === half(one.name);
  if (process.argv.includes('--show') && !right && shown && (!held || process.argv.includes('--all'))) {
    const changes = detections
      .flatMap((d) => d.changes)
      .join('; ')
      .slice(0, 160);
    console.log(
      `${one.group} | ${one.name} | want ${one.expected[0]} | got ${said}${changes === '' ? '' : ` | ${changes}`}`,
    );
  }
}
const percent = (a: number, b: number): string => (b === 0 ? '-' : `${((100 * a) / b).toFixed(1)} %`);
for (const [group, c] of counts)
  console.log(
    `${group.padEnd(16)} ${String(c.right).padStart(5)} of ${String(c.total).padStart(5)}  ${percent(c.right, c.total).padStart(8)}   held-out half ${percent(c.heldRight, c.held)}`,
  );
console.log(
  `${files} texts, ${((performance.now() - started) / files).toFixed(2)} ms each with reading, slowest ${slowest.toFixed(0)} ms (${slowestName})`,
);
