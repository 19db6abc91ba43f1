import { createHash } from 'node:crypto';
import { findCarried } from '../../../src/origins/carriers.ts';
import { gatherHolders, type HeldPrints, type Meant } from '../../../src/origins/first-holders.ts';
import { settleWorld } from '../../../src/origins/settle-world.ts';
import type { World, WorldProject } from '../../../src/origins/world.ts';
import { encodeWorld, openWorld } from '../../../src/origins/world-format.ts';

const DAY = 86_400;
const START = Date.UTC(2020, 0, 1) / 1000;

export interface TinyUnit {
  /** Days after 2020-01-01. */
  readonly day: number;
  readonly file: number;
  readonly grams: readonly number[];
  /** Project whom the file names. */
  readonly stated?: number;
}

/** A range of grams that nobody else has unless he takes the same range. */
export const range = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => (from + at) * 7919 + 13);

export function prints(family: number, units: readonly TinyUnit[]): HeldPrints {
  const starts = new Uint32Array(units.length + 1);
  for (const [at, unit] of units.entries()) starts[at + 1] = (starts[at] ?? 0) + unit.grams.length;
  return {
    family,
    files: 1 + Math.max(0, ...units.map((unit) => unit.file)),
    fileFolders: [],
    folders: [],
    unitTimes: Uint32Array.from(units, (unit) => START + unit.day * DAY),
    unitFiles: Uint32Array.from(units, (unit) => unit.file),
    unitStated: Uint32Array.from(units, (unit) => (unit.stated === undefined ? 0 : unit.stated + 1)),
    unitStarts: starts,
    grams: Uint32Array.from(units.flatMap((unit) => [...unit.grams].sort((a, b) => a - b))),
  };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A project of the world in a few words: `someone/ID` with its whole history. */
export const worldProject = (id: string, family: number, more: Partial<WorldProject> = {}): WorldProject => ({
  id,
  name: id,
  repository: `https://github.com/someone/${id}`,
  license: 'MIT',
  aliases: [],
  family,
  since: '2020-01-01',
  dateKind: 'history',
  roots: [],
  tips: [],
  ...more,
});

/** A world of these projects, as a build would write it. */
export function tinyWorld(
  projects: readonly (readonly [id: string, prints: HeldPrints])[],
  options: Parameters<typeof worldOf>[1] = {},
): World {
  const opened = openWorld(worldOf(projects, options).buffer, sha256);
  if (!opened.ok) throw new Error(opened.message);
  return opened.value;
}

/** The same as bytes. */
export function worldOf(
  projects: readonly (readonly [id: string, prints: HeldPrints])[],
  {
    heads = projects.map((_, at) => at),
    meant = projects.map((_, at) => [at]),
    threshold = 2,
    families = 64,
  }: {
    readonly heads?: readonly number[];
    readonly meant?: Meant;
    readonly threshold?: number;
    readonly families?: number;
  } = {},
): Uint8Array<ArrayBuffer> {
  const held = projects.map(([, one]) => one);
  const holders = gatherHolders(held);
  const carried = findCarried(held, holders, meant);
  return encodeWorld(
    {
      projects: projects.map(([id, one]) => worldProject(id, one.family)),
      families,
      threshold,
      fit: { often: 1, threshold: 2, scale: 0.5 },
      fileFit: { often: 1, threshold: 2, scale: 0.5 },
      projectFit: { often: 1, threshold: 2, scale: 0.5 },
      settled: settleWorld(held, holders, carried, heads, meant),
      kinOf: (_, file) => file,
      pathOf: (number, file) => `${projects[number]?.[0] ?? ''}/${file}.py`,
      blobs: [['00112233aa', 0]],
    },
    sha256,
  );
}
