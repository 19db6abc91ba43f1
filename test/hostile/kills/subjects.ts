import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitEnvironment } from '../../git-environment.ts';
import { safetensors } from '../../unit/host/weights/made-up-checkpoint.ts';

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
  /** How often it is ended at random, against the others. */
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

/** Runs a command of ours to its end. */
function ours(folder: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`forebear ${args.join(' ')}: ${stderr}`);
}

/** A private catalogue with a project already in it, and another that may be added. */
function catalogue(folder: string): void {
  audited(folder);
  const first = join(folder, 'first');
  mkdirSync(first);
  cpSync(join(EXAMPLE, 'tinyvlm', 'scan_grid.py'), join(first, 'grid.py'));
  git(first, 'init', '-q', '-b', 'main');
  git(first, 'add', '-A');
  git(first, 'commit', '-q', '-m', 'A change');
  ours(folder, 'catalogue', 'add', 'first', '--catalogue', 'team', '--project', 'first', '--offline');
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
    name: 'decisions prune',
    args: ['decisions', 'prune', 'audited', ...KNOWN],
    prepare: (folder) => {
      audited(folder);
      ours(folder, 'decisions', 'baseline', 'audited', ...KNOWN);
      rmSync(join(folder, 'audited', 'tinyvlm'), { recursive: true });
    },
    share: 0.05,
  },
  {
    name: 'notice --format reuse',
    args: ['notice', 'audited', ...KNOWN, '--format', 'reuse', '--output', 'out/REUSE.toml'],
    prepare: withOld('REUSE.toml'),
    share: 0.05,
  },
  {
    name: 'weights fingerprint',
    args: ['weights', 'fingerprint', 'out/a.safetensors', '--output', 'out/a.json'],
    prepare: (folder) => {
      withOld('a.json')(folder);
      const values = Float32Array.from({ length: 64 * 64 }, (_, at) => Math.sin(at));
      writeFileSync(
        join(folder, 'out', 'a.safetensors'),
        safetensors([['layer.weight', { shape: [64, 64], values }]], 'F32'),
      );
    },
    share: 0.05,
  },
  {
    name: 'world build',
    args: 'world build --clones clones --list list.tsv --prints prints --output out/a.world --quiet'.split(
      ' ',
    ),
    prepare: (folder) => {
      withOld('a.world')(folder);
      const clone = join(folder, 'clones', 'example', 'first.git');
      cpSync(join(folder, 'audited', '.git'), clone, { recursive: true });
      git(clone, 'config', 'core.bare', 'true');
      writeFileSync(
        join(folder, 'list.tsv'),
        'id\trepository\tclone\tfamily\talso\ttip\teveryDays\tpaths\twhy\nfirst\texample/first\t\t\t\t\t\t\tmade up\n',
      );
    },
    share: 0.05,
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
      ours(folder, 'portfolio', 'add', 'audited', '--store', 'store');
    },
    isNew: true,
    share: 0.1,
  },
];
