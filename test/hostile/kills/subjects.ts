import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitEnvironment } from '../../git-environment.ts';

const root = join(import.meta.dirname, '..', '..', '..');
export const CLI = join(root, 'dist', 'cli.cjs');
const EXAMPLE = join(root, 'examples', 'tiny-vlm');
const CATALOGUE = join(root, 'examples', 'catalogue');

/** A command that writes, with what it writes from. */
export interface Subject {
  readonly name: string;
  readonly args: readonly string[];
  /** What is asked afterwards, where the files themselves say nothing; its output has to be that of an undisturbed run. */
  readonly ask?: readonly string[];
  /** Prepares an empty folder. */
  readonly prepare: (folder: string) => void;
  /** Needs Node 22.12. */
  readonly isNew?: boolean;
  /** Share of all kills. */
  readonly share: number;
}

function git(folder: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: gitEnvironment('2026-02-01T00:00:00Z'),
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

/** A copy of the example, committed, as `audited`. */
function audited(folder: string): void {
  const place = join(folder, 'audited');
  cpSync(EXAMPLE, place, { recursive: true });
  git(place, 'init', '-q', '-b', 'main');
  git(place, 'add', '-A', '-f');
  git(place, 'commit', '-q', '-m', 'A change');
  mkdirSync(join(folder, 'out'));
}

const withOld =
  (name: string) =>
  (folder: string): void => {
    audited(folder);
    writeFileSync(join(folder, 'out', name), 'OLD\n');
  };

/** A private catalogue with a project already in it, and another that may be added. */
function catalogue(folder: string): void {
  audited(folder);
  const first = join(folder, 'first');
  mkdirSync(first);
  cpSync(join(EXAMPLE, 'tinyvlm', 'scan_grid.py'), join(first, 'grid.py'));
  git(first, 'init', '-q', '-b', 'main');
  git(first, 'add', '-A');
  git(first, 'commit', '-q', '-m', 'A change');
  const args = ['catalogue', 'add', 'first', '--catalogue', 'team', '--project', 'first', '--offline'];
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

const KNOWN = ['--catalogue', CATALOGUE];

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'audit --output',
    args: ['audit', 'audited', ...KNOWN, '--format', 'json', '--output', 'out/report.json', '--quiet'],
    prepare: withOld('report.json'),
    share: 0.2,
  },
  {
    name: 'audit --format html',
    args: ['audit', 'audited', ...KNOWN, '--format', 'html', '--output', 'out/report.html', '--quiet'],
    prepare: withOld('report.html'),
    share: 0.1,
  },
  {
    name: 'fix --yes',
    args: ['fix', '--in', 'audited', ...KNOWN, '--yes'],
    prepare: audited,
    share: 0.15,
  },
  {
    name: 'evidence pack',
    args: ['evidence', 'pack', 'audited', ...KNOWN, '--lineage', 'heron-vl', '--output', 'out/pack.zip'],
    prepare: withOld('pack.zip'),
    share: 0.15,
  },
  {
    name: 'decisions baseline',
    args: ['decisions', 'baseline', 'audited', ...KNOWN],
    prepare: audited,
    share: 0.1,
  },
  {
    name: 'catalogue add',
    args: ['catalogue', 'add', 'audited', '--catalogue', 'team', '--project', 'added', '--offline'],
    prepare: catalogue,
    share: 0.1,
  },
  {
    name: 'catalogue build',
    args: ['catalogue', 'build', '--catalogue', 'team', '--quiet'],
    prepare: (folder) => {
      catalogue(folder);
      writeFileSync(join(folder, 'team', 'index', 'catalogue.forebear'), 'OLD\n');
    },
    share: 0.1,
  },
  {
    name: 'portfolio run',
    args: ['portfolio', 'run', '--store', 'store', ...KNOWN],
    ask: ['portfolio', 'ask', 'uncredited', '--store', 'store', '--format', 'json'],
    prepare: (folder) => {
      audited(folder);
      const args = ['portfolio', 'add', 'audited', '--store', 'store'];
      const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
    },
    isNew: true,
    share: 0.1,
  },
];
