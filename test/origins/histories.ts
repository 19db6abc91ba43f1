import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TERRACE } from '../cli/terrace.ts';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';

const heron = join(import.meta.dirname, '../../examples/upstream/heron-vl/heron');
const example = (name: string): string => readFileSync(join(heron, name), 'utf8').replace(/^(?:#.*\n)+/, '');
const POOLER = example('pooler.py');
const TILING = example('tiling.py');
const MIT = 'MIT License\n\nCopyright (c) 2021 Lake Authors\n';

const renamed = (text: string): string =>
  text
    .replaceAll('TerraceMap', 'StepField')
    .replaceAll('lifted', 'raised')
    .replaceAll('GatedPooler', 'SoftPool');

/** One state of a repository: the day, and files that are written or, with null, taken away. */
export type State = readonly [day: string, files: Readonly<Record<string, string | null>>];

/** The projects that have code first, later, and from each other, by `OWNER+NAME`. */
export const PROJECTS: Readonly<Record<string, readonly State[]>> = {
  // Had terraces first, and tiles.
  'lake+terrain': [
    ['2021-03-01', { 'terrain/terrace.py': TERRACE, LICENSE: MIT }],
    ['2021-06-01', { 'terrain/tiles.py': TILING }],
    ['2023-11-01', { 'terrain/terrace.py': null }],
  ],
  // Carries terraces without a word, and had the pooler first.
  'hill+carrier': [
    ['2022-01-01', { 'vendor/terrace.py': TERRACE }],
    ['2022-05-01', { 'hill/pooler.py': POOLER }],
  ],
  // Says from whom it has what.
  'shore+steps': [
    [
      '2022-09-01',
      { 'steps/stack.py': `# Adapted from https://github.com/lake/terrain\n${renamed(TERRACE)}` },
    ],
    ['2022-10-01', { 'steps/pool.py': `# Adapted from https://github.com/hill/carrier\n${renamed(POOLER)}` }],
  ],
};

/** An audited repository: its states, or a project whose history it goes on from. */
export interface AuditedHistory {
  readonly claim: string;
  readonly states: readonly State[];
  /** Project whose clone it is. */
  readonly cloned?: string;
  /** Address of its remote. */
  readonly remote?: string;
  /** True for a folder without git. */
  readonly bare?: boolean;
}

const firstHalf = (text: string): string => text.slice(0, text.lastIndexOf('\n    def '));

export const AUDITED: readonly AuditedHistory[] = [
  {
    claim: 'code of a carrier is told as of whoever had it first',
    states: [['2023-02-01', { 'model/terrace.py': TERRACE }]],
  },
  {
    claim: 'renamed code is told as of whoever had it first, with the names',
    states: [['2023-02-01', { 'model/field.py': renamed(TERRACE) }]],
  },
  {
    claim: 'code that is older here is told as older, and nothing follows from it',
    states: [['2020-01-01', { 'model/terrace.py': TERRACE }]],
  },
  {
    claim: 'code from before the carrier had it is not the carrier’s',
    states: [['2021-12-01', { 'vendor/terrace.py': TERRACE }]],
  },
  {
    claim: 'without a history nothing is before or after',
    states: [['2023-02-01', { 'model/terrace.py': TERRACE, 'model/pooler.py': POOLER }]],
    bare: true,
  },
  {
    claim: 'two origins of one file are told with their shares',
    states: [['2023-02-01', { 'model/all.py': `${TERRACE}\n${POOLER}\n${TILING}` }]],
  },
  {
    claim: 'a file that names its source is believed',
    states: [
      [
        '2023-02-01',
        { 'model/pool.py': `# Adapted from https://github.com/shore/steps\n${renamed(POOLER)}` },
      ],
    ],
  },
  {
    claim: 'a file that names another is not of whoever had it first among the known',
    states: [
      [
        '2023-02-01',
        { 'model/pool.py': `# Adapted from https://github.com/cliff/unknown\n${renamed(POOLER)}` },
      ],
    ],
  },
  {
    claim: 'a part of a module is told as a part',
    states: [
      [
        '2023-02-01',
        {
          'model/terrace.py': `${firstHalf(TERRACE)}\n\ndef steep(field):\n    return [one for one in field if one > 3]\n`,
        },
      ],
    ],
  },
  {
    claim: 'all files of a project without its history are a copy',
    states: [['2023-02-01', { 'vendor/terrace.py': TERRACE, 'hill/pooler.py': POOLER }]],
    remote: 'https://github.com/meadow/carrier.git',
  },
  {
    claim: 'a history that goes on from another is a fork',
    cloned: 'hill+carrier',
    states: [['2023-04-01', { 'hill/more.py': TILING }]],
    remote: 'https://github.com/meadow/carrier.git',
  },
  {
    claim: 'a clone of a project owes itself nothing',
    cloned: 'lake+terrain',
    states: [['2024-01-01', { 'terrain/pool.py': POOLER }]],
    remote: 'https://github.com/lake/terrain.git',
  },
];

function write(repository: ScratchRepository, states: readonly State[]): void {
  for (const [day, files] of states) {
    for (const [path, text] of Object.entries(files))
      if (text === null) rmSync(join(repository.dir, path));
      else repository.write(path, text);
    repository.commit(`${day}T00:00:00+00:00`);
  }
}

/** Writes all projects into a folder of clones, each `OWNER+NAME/repo`. */
export function writeProjects(folder: string): void {
  for (const [name, states] of Object.entries(PROJECTS)) {
    const repository = scratchRepository();
    write(repository, states);
    mkdirSync(join(folder, name));
    execFileSync('git', ['clone', '-q', '--bare', repository.dir, join(folder, name, 'repo')], {
      stdio: 'ignore',
    });
    repository.remove();
  }
}

/** Writes an audited repository; `folder` holds the clones of the projects. */
export function writeAudited(
  { states, cloned, remote, bare }: AuditedHistory,
  folder: string,
): ScratchRepository {
  const repository = scratchRepository();
  if (cloned !== undefined) {
    repository.git('fetch', '-q', join(folder, cloned, 'repo'), 'main');
    repository.git('reset', '-q', '--hard', 'FETCH_HEAD');
  }
  write(repository, states);
  if (remote !== undefined) repository.git('remote', 'add', 'origin', remote);
  if (bare === true) rmSync(join(repository.dir, '.git'), { recursive: true });
  return repository;
}
