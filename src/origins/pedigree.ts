import { byText } from '../model/text-order.ts';
import type { World } from './world.ts';

/** A candidate that explains less than this share of a module, or less than half the threshold, passes its grams on. */
const LEAST_SHARE = 0.06;
/** Other holders that are named beside an origin. */
const MOST_ALSO = 4;

/** What one project had first of a module, as weights. */
export interface OriginWeight {
  /** Position in the world's projects. */
  readonly project: number;
  /** The file of the project that has most of it. */
  readonly file: number;
  readonly weight: number;
  /** Weight in that one file, wherever it lay in its project. */
  readonly fileWeight: number;
  /** Weight times share that one file of the project has of the whole local file; 0 for hardly any. */
  readonly fileFit: number;
  /** Day by which most of the weight was there. */
  readonly day: string;
  /** Share of the weight, 0..1, that stands in files which name no other source. */
  readonly root: number;
  /** Other projects that have it, most first. */
  readonly also: readonly number[];
}

/** A module's grams by origin. Weights add up: `whole` = origins + `unknown`. */
export interface Pedigree {
  readonly whole: number;
  readonly unknown: number;
  /** Largest first. */
  readonly origins: readonly OriginWeight[];
}

/** One sampled gram of a module as the world sees it. */
interface Seen {
  readonly weight: number;
  /** Holder number; -1 for nobody. */
  readonly holder: number;
  readonly position: number;
}

/** Code as the world knows it: grams below the limit that holds for its language (`sampledBelow`). */
export interface SampledCode {
  readonly grams: Iterable<number>;
  readonly below: number;
}

function look(world: World, { grams, below }: SampledCode): readonly Seen[] {
  const seen: Seen[] = [];
  const nobody = world.weigh(0);
  for (const gram of grams) {
    if (gram >= below) continue;
    const position = world.find(gram);
    if (position < 0) seen.push({ weight: nobody, holder: -1, position });
    else {
      const weight = world.weigh(world.independentsAt(position));
      if (weight > 0) seen.push({ weight, holder: world.holderAt(position), position });
    }
  }
  return seen;
}

/** Weight that each file of the world first held of some grams, by the number that stands for the file. */
function weightByKin(world: World, seen: readonly Seen[]): Map<number, { project: number; weight: number }> {
  const files = new Map<number, { project: number; weight: number }>();
  for (const { holder, weight } of seen) {
    if (holder < 0) continue;
    const { file, project } = world.holder(holder);
    const kin = world.kinOf(file);
    files.set(kin, { project, weight: (files.get(kin)?.weight ?? 0) + weight });
  }
  return files;
}

const weightOf = (seen: readonly Seen[]): number => seen.reduce((sum, { weight }) => sum + weight, 0);

/** Whether a weight, of a whole, is at least this part of what chance may share. */
function isMore(world: World, weight: number, whole: number, part: number): boolean {
  return weight >= part * world.threshold || weight * weight >= part * world.fit.threshold * whole;
}

/**
 * Projects of which one file, or all together, share more than chance with some code: an absolute weight, since in
 * share a fifth of any function is somebody's, or a smaller one that is nearly all of it.
 */
function candidatesIn(world: World, seen: readonly Seen[]): Set<number> {
  const whole = weightOf(seen);
  const found = new Set<number>();
  const projects = new Map<number, number>();
  for (const { project, weight } of weightByKin(world, seen).values()) {
    if (isMore(world, weight, whole, 1)) found.add(project);
    projects.set(project, (projects.get(project) ?? 0) + weight);
  }
  for (const [project, weight] of projects)
    if (weight * weight >= world.projectFit.threshold * whole) found.add(project);
  return found;
}

/** What the rest of its file says of a module's origin. */
export interface InFile {
  /** Projects that are candidates for every module of the file. */
  readonly known: ReadonlySet<number>;
  /** Largest weight times share of the local file that one file of a project has, by project. */
  readonly fits: ReadonlyMap<number, number>;
}

const NOTHING: InFile = { known: new Set(), fits: new Map() };

/**
 * Who had the code of a whole file first: small functions that tell nothing one by one are evidence together. Known are
 * the projects of which one file shares more than chance does with a file, and `named`, whom the file itself names.
 */
export function originsInFile(world: World, code: SampledCode, named: ReadonlySet<number>): InFile {
  const seen = look(world, code);
  const whole = weightOf(seen);
  const fits = new Map<number, number>();
  for (const { project, weight } of weightByKin(world, seen).values())
    fits.set(project, Math.max(fits.get(project) ?? 0, (weight * weight) / whole));
  const known = new Set(named);
  for (const [project, fit] of fits) if (fit >= world.fileFit.threshold) known.add(project);
  return { known, fits };
}

interface Taken {
  weight: number;
  root: number;
  readonly files: Map<number, number>;
  readonly days: { readonly day: string; readonly weight: number }[];
  readonly also: Map<number, number>;
}

/** Gives each gram to the earliest candidate that has it. */
function assign(world: World, seen: readonly Seen[], candidates: ReadonlySet<number>): Map<number, Taken> {
  const taken = new Map<number, Taken>();
  for (const { holder, position, weight } of seen) {
    if (holder < 0) continue;
    const first = world.holder(holder);
    const others = world.othersAt(position);
    const isFirst = candidates.has(first.project);
    const project = isFirst ? first.project : others.find((one) => candidates.has(one));
    if (project === undefined) continue;
    const one: Taken = taken.get(project) ?? {
      weight: 0,
      root: 0,
      files: new Map(),
      days: [],
      also: new Map(),
    };
    taken.set(project, one);
    one.weight += weight;
    if (isFirst) {
      if (first.root) one.root += weight;
      one.files.set(first.file, (one.files.get(first.file) ?? 0) + weight);
      one.days.push({ day: first.day, weight });
    }
    for (const other of isFirst ? others : [first.project, ...others]) {
      if (other !== project) one.also.set(other, (one.also.get(other) ?? 0) + weight);
    }
  }
  return taken;
}

/** The day by which most of a weight was there: a file goes on to change, and its last few grams say nothing of the rest. */
function dayOf(days: Taken['days']): string {
  const sorted = [...days].sort((a, b) => byText(a.day, b.day));
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { day, weight } of sorted) {
    sum += weight;
    if (sum > whole / 2) return day;
  }
  return sorted.at(-1)?.day ?? '';
}

function heaviest(weights: ReadonlyMap<number, number>): readonly (readonly [number, number])[] {
  return [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function describe(world: World, project: number, one: Taken, fileFit: number): OriginWeight {
  const kin = new Map<number, number>();
  for (const [file, weight] of one.files) {
    const number = world.kinOf(file);
    kin.set(number, (kin.get(number) ?? 0) + weight);
  }
  const [most, fileWeight] = heaviest(kin)[0] ?? [-1, 0];
  const [file] = heaviest(one.files).find(([other]) => world.kinOf(other) === most) ?? [-1];
  return {
    project,
    file,
    weight: one.weight,
    fileWeight,
    fileFit,
    day: dayOf(one.days),
    root: one.weight === 0 ? 0 : one.root / one.weight,
    also: heaviest(one.also)
      .slice(0, MOST_ALSO)
      .map(([other]) => other),
  };
}

/**
 * Shares of some code by origin: each gram goes to the earliest candidate that has it, and a candidate that is left
 * with little passes its grams on (metagenomics' question: which known genomes, in which shares, explain a sample).
 */
export function pedigreeOf(world: World, code: SampledCode, { known, fits }: InFile = NOTHING): Pedigree {
  const seen = look(world, code);
  const whole = weightOf(seen);
  const candidates = new Set([...candidatesIn(world, seen), ...known]);
  let taken = assign(world, seen, candidates);
  for (;;) {
    const [least] = [...taken].sort((a, b) => a[1].weight - b[1].weight || a[0] - b[0]);
    if (least === undefined) break;
    const [project, { weight }] = least;
    const enough =
      weight >= LEAST_SHARE * whole && (known.has(project) || isMore(world, weight, whole, 1 / 2));
    if (enough) break;
    candidates.delete(project);
    taken = assign(world, seen, candidates);
  }
  const origins = [...taken]
    .map(([project, one]) => describe(world, project, one, fits.get(project) ?? 0))
    .sort((a, b) => b.weight - a.weight || a.project - b.project);
  return { whole, unknown: whole - origins.reduce((sum, { weight }) => sum + weight, 0), origins };
}

/** Weight by the file that had it first of the grams that two sides share; `whole` counts those of nobody too. */
export function holdersOf(
  world: World,
  code: SampledCode,
): {
  readonly whole: number;
  readonly files: readonly { readonly project: number; readonly file: number; readonly weight: number }[];
} {
  const seen = look(world, code);
  const projects = new Map<number, number>();
  const weights = new Map<number, number>();
  for (const { holder, weight } of seen) {
    if (holder < 0) continue;
    const { project, file } = world.holder(holder);
    projects.set(file, project);
    weights.set(file, (weights.get(file) ?? 0) + weight);
  }
  const files = heaviest(weights).map(([file, weight]) => ({
    project: projects.get(file) ?? -1,
    file,
    weight,
  }));
  return { whole: weightOf(seen), files };
}
