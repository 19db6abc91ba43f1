import assert from 'node:assert/strict';
import type { LocalModule, UnitPair } from '../../../src/engine/file/file-analysis.ts';
import { moduleId } from '../../../src/lineage/choose-sources.ts';
import { nameOrigins } from '../../../src/lineage/name-origins.ts';
import type { OriginsInput } from '../../../src/lineage/world-match.ts';
import { worldProjects } from '../../../src/lineage/world-projects.ts';
import type { AuditedModule, ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import type { OriginWeight } from '../../../src/origins/pedigree.ts';
import { moduleOf } from '../rules/evidence-builder.ts';
import { sketchWorld, worldProject } from './sketch-world.ts';

export const HERON = 0;

export const STORK = 1;

export const KIN = 2;

export const WORLD = sketchWorld([
  worldProject('heron', 0),
  worldProject('stork', 1, { license: '' }),
  worldProject('heron-kin', 0),
  worldProject('late', 2, { dateKind: 'published' }),
  worldProject('nowhere', 3, { repository: null }),
]);

export const origin = (project: number, weight: number, more: Partial<OriginWeight> = {}): OriginWeight => ({
  project,
  file: project,
  weight,
  fileWeight: weight,
  fileFit: 0,
  day: '2021-01-01',
  root: 1,
  also: [],
  ...more,
});

export interface Given {
  readonly whole?: number;
  readonly origins?: readonly OriginWeight[];
  readonly matches?: readonly ModuleMatch[];
  readonly pairs?: readonly UnitPair[];
  readonly stated?: readonly string[];
  readonly date?: string | null;
  readonly name?: string;
  readonly itself?: readonly number[];
  readonly sources?: readonly SourceFacts[];
  readonly path?: string;
}

export const pair = (
  unit: number,
  evidence: number,
  whole: number,
  files: readonly (readonly [number, number, number])[],
  path = 'up.py',
): UnitPair => ({
  unit,
  evidence,
  shared: evidence,
  upstreamWeight: evidence,
  longestRun: 9,
  regions: [],
  renames: [],
  contradictions: 0,
  places: [
    { version: 'v-1', path, symbol: 'Up', role: 'other', range: { startLine: 1, endLine: 9 }, since: null },
  ],
  holders: { whole, files },
});

export function asked(given: Given) {
  const {
    whole = 10,
    origins = [],
    matches = [],
    pairs = [],
    stated = [],
    date = '2022-01-01',
    path = 'a.py',
  } = given;
  const range = { startLine: 1, endLine: 9 };
  const local: LocalModule = {
    symbol: 'Pool',
    role: 'attention',
    range,
    tokens: 60,
    units: [],
    pairs,
    pedigree: { whole, unknown: 0, origins },
  };
  const module: AuditedModule = {
    ...moduleOf(path, 'Pool', { upstream: 'x' }, { role: 'attention', tokens: 60, range }),
    id: moduleId(path, local),
    matches,
  };
  const input: OriginsInput = {
    modules: [module],
    placed: [{ path, module: local }],
    world: WORLD,
    projects: worldProjects(WORLD, new Map((given.sources ?? []).map((one) => [one.id, one]))),
    dateOf: () => date,
    statedOf: () => ({ all: stated, ofFile: stated }),
    contentOf: () => -1,
    name: given.name ?? 'audited',
    itself: new Set(given.itself ?? []),
  };
  return { module, local, input };
}

export const matchOf = (upstream: string, more: Partial<ModuleMatch> = {}): ModuleMatch => {
  const [first] = moduleOf('a.py', 'Pool', {
    upstream,
    version: `${upstream}-1`,
    path: 'up.py',
    ...more,
  }).matches;
  assert.ok(first !== undefined);
  return first;
};

export const sayShare = ({
  project,
  share,
  root,
  stated,
  path,
  date,
  alsoIn,
  license,
  repository,
}: OriginShare): string =>
  [
    project ?? 'own',
    share,
    ...(root ? ['root'] : []),
    ...(stated === true ? ['stated'] : []),
    ...(path === undefined ? [] : [path]),
    ...(date === undefined ? [] : [date]),
    ...(license === undefined ? [] : [license]),
    ...(repository === undefined ? [] : [repository.replace('https://github.com/', '')]),
    ...(alsoIn.length === 0 ? [] : [`also ${alsoIn.join(' ')}`]),
  ].join(' ');

/** The matches of a module in a line each, the first with its origins. */
export function told(given: Given): readonly string[] {
  const { modules } = nameOrigins(asked(given).input);
  return (modules[0]?.matches ?? []).flatMap(({ upstream, strength, basis, order, route, origin = [] }) => [
    [
      upstream,
      strength,
      order,
      ...(basis === undefined ? [] : [`by ${basis}`]),
      ...(route === undefined ? [] : [`through ${route.project}`]),
    ].join(' '),
    ...origin.map((one) => `  ${sayShare(one)}`),
  ]);
}
