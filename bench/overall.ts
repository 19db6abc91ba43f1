// How often do two independent repositories reach a strength as a whole? Compares every two repositories of
// bench/sets/unlike.json as `compare` does, with at most FILES files of each, and prints the pairs that reach anything.
// Usage: FOREBEAR_MIRROR='/clones/{owner}/{name}.git' tsx bench/overall.ts [FILES]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { evidenceOf } from '../src/compare/calibration.ts';
import { type ComparedFile, compareFiles } from '../src/compare/copy/compare-files.ts';
import { judgeSides } from '../src/compare/copy/judge-sides.ts';
import { openFeatures } from '../src/compare/file-features.ts';
import { weighWith } from '../src/compare/gram-weight.ts';
import { printSource } from '../src/host/parsing/print-source.ts';
import { loadRarity } from '../src/host/parsing/rarity-table.ts';
import { loadBank } from '../src/host/parsing/sibling-bank.ts';
import { loadTraitTable } from '../src/host/parsing/trait-table.ts';

const template = process.env.FOREBEAR_MIRROR;
if (template === undefined) throw new Error('FOREBEAR_MIRROR names the bare clones.');
const most = Number(process.argv[2] ?? '60');
const { repositories } = JSON.parse(readFileSync('bench/sets/unlike.json', 'utf8')) as {
  readonly repositories: readonly { readonly repo: string; readonly commit: string }[];
};
const rarity = loadRarity();
const weigh = weighWith(rarity);
const table = loadTraitTable();
const featuresOf = openFeatures(rarity, table);
const order = (text: string): string => createHash('sha1').update(text).digest('hex');

async function filesOf({ repo, commit }: (typeof repositories)[number]): Promise<readonly ComparedFile[]> {
  const [owner = '', name = ''] = repo.split('/');
  const clone = (template ?? '').replace('{owner}', owner).replace('{name}', name);
  const git = (...args: string[]): string =>
    execFileSync('git', [`--git-dir=${clone}`, ...args], { maxBuffer: 1 << 28 }).toString();
  const paths = git('ls-tree', '-r', '--name-only', commit)
    .split('\n')
    .filter((path) => path.endsWith('.py'))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const files: ComparedFile[] = [];
  for (const path of paths) {
    if (files.length === most) break;
    const print = await printSource(path, git('show', `${commit}:${path}`), true);
    if (print === null || print === undefined || print.units.length === 0) continue;
    files.push({ path: `${repo}/${path}`, print, features: featuresOf(print), calibrated: true });
  }
  return files;
}

const sides: (readonly ComparedFile[])[] = [];
for (const one of repositories) sides.push(await filesOf(one));
const bank = loadBank().map((one) => ({ ...one, calibrated: true }));
const [best, whole] = [new Map<string, number>(), new Map<string, number>()];
const count = (counts: Map<string, number>, strength: string | null): void => {
  counts.set(strength ?? 'none', (counts.get(strength ?? 'none') ?? 0) + 1);
};
for (const [at, ours] of sides.entries())
  for (const theirs of sides.slice(at + 1)) {
    const found = [...compareFiles(ours, theirs, bank, 0, weigh, table)].sort((a, b) => b.copy - a.copy);
    const overall = judgeSides(
      found.map(({ copy, corroboration }) => ({
        evidence: evidenceOf(copy),
        calibrated: true,
        contained: corroboration?.contained ?? 0,
      })),
      ours.length * theirs.length,
    );
    const first = found[0];
    count(best, first?.strength ?? null);
    count(whole, overall.strength);
    if (first?.strength)
      console.log(
        `${overall.strength ?? 'none'} ${overall.score.toFixed(3)}; ${ours.length} x ${theirs.length} files, best ${first.copy.toFixed(3)}: ${first.local} ~ ${first.upstream}`,
      );
  }
console.log('best file:', Object.fromEntries(best));
console.log('as a whole:', Object.fromEntries(whole));
