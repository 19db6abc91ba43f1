// How often does an audit name an upstream by chance? Audits clones that share nothing with the catalogue and the world,
// and prints each match from moderate on, to be read: what is no chance (a file that really is another project's) is to be left out by hand.
// Usage: tsx bench/by-chance.ts REPOSITORY... (bare clones or work trees; needs `npm run build`)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditReport, Strength } from '../src/model/report.ts';

const repositories = process.argv.slice(2);
if (repositories.length === 0) throw new Error('Usage: tsx bench/by-chance.ts REPOSITORY...');
const FILES_OF_AN_AUDIT = 2000;
/** Expected events at most, with 95 % confidence, where none was seen: -ln 0.05. */
const NONE_SEEN = 3;

function audited(repository: string): AuditReport {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-chance-'));
  try {
    const output = join(folder, 'report.json');
    const options = [
      '--format',
      'json',
      '--output',
      output,
      '--fail-on',
      'never',
      '--allow-partial',
      '--quiet',
    ];
    execFileSync(process.execPath, ['dist/cli.cjs', 'audit', repository, ...options]);
    return JSON.parse(readFileSync(output, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const counted = (all: readonly { readonly strength: Strength }[], least: readonly Strength[]): number =>
  all.filter(({ strength }) => least.includes(strength)).length;

let files = 0;
let lineages = 0;
for (const repository of repositories) {
  const report = audited(repository);
  const matches = report.modules.flatMap((module) =>
    module.matches.map((match) => ({ ...match, place: `${module.path}:${module.symbol}` })),
  );
  files += report.coverage?.files ?? 0;
  lineages += report.lineage.length;
  console.log(
    `${repository}\t${report.coverage?.files ?? 0} files\t${report.lineage.length} lineages\t` +
      `${counted(matches, ['weak'])} weak\t${counted(matches, ['moderate'])} moderate\t` +
      `${counted(matches, ['strong', 'conclusive'])} strong`,
  );
  for (const { place, upstream, strength } of matches.filter((one) => one.strength !== 'weak'))
    console.log(`  ${place}\t${upstream}\t${strength}`);
}
const most = ((Math.max(NONE_SEEN, lineages) / files) * FILES_OF_AN_AUDIT).toFixed(2);
console.log(
  `${files} files of code, ${lineages} lineages; at most ${most} in ${FILES_OF_AN_AUDIT} files (95 %, if none)`,
);
