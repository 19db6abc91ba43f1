import { OFTEN, SELDOM } from '../../origins/chance-at.ts';
import { findGram } from '../../origins/first-holders.ts';
import type { Settled } from '../../origins/settle-world.ts';
import { weighIndependents } from '../../origins/weigh-gram.ts';
import type { Fit } from '../../origins/world.ts';
import type { ProjectUnits } from './world-prints.ts';

/** Sampled grams from which a function, or a file, has some size. */
const SIZEABLE = 4;
/** Share of independent functions that may reach what is called more than chance. */
const QUANTILE = 1 - SELDOM;
/** Functions, or files, of a project under which a quantile says nothing. */
const LEAST_FUNCTIONS = 400;
const LEAST_FILES = 100;

/** What chance shares with one file of a world. */
export interface Chance {
  readonly threshold: number;
  readonly fit: Fit;
  readonly fileFit: Fit;
  readonly projectFit: Fit;
}

/** Without a null of its own: the figures of a world of 96 projects. */
const DEFAULT: Chance = {
  threshold: 11.7,
  fit: { often: 1.6, threshold: 3, scale: 0.6 },
  fileFit: { often: 3.2, threshold: 6, scale: 1.2 },
  projectFit: { often: 3.2, threshold: 6, scale: 1.2 },
};

/** What is settled of a world, as far as chance is counted on it. */
interface CountedWorld {
  readonly settled: Settled;
  readonly families: number;
  readonly kinOf: (project: number, file: number) => number;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function quantileOf(values: readonly number[]): (quantile: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  return (quantile) => sorted[Math.floor(quantile * (sorted.length - 1))] ?? 0;
}

/** What holds code: a file, or a project with all its files. */
type KeyOf = (project: number, file: number) => number;

/** Weight that one holder of the world had first of some code, with the whole. */
function bestHolder(
  world: CountedWorld,
  keyOf: KeyOf,
): (grams: Iterable<number>, time: number) => readonly [weight: number, whole: number] {
  const { settled } = world;
  const weigh = weighIndependents(world.families);
  const nobody = weigh(0);
  return (grams, time) => {
    const files = new Map<number, number>();
    let whole = 0;
    for (const gram of grams) {
      const at = findGram(settled.grams, gram);
      const weight = at < 0 ? nobody : weigh(settled.independents[at] ?? 1);
      whole += weight;
      // What came later may be a copy of this code.
      if (at < 0 || (settled.times[at] ?? 0) > time) continue;
      const key = keyOf(settled.projects[at] ?? 0, settled.files[at] ?? 0);
      files.set(key, (files.get(key) ?? 0) + weight);
    }
    return [Math.max(0, ...files.values()), whole];
  };
}

/** All grams of each file of a project that names no source, with the time of its last new unit. */
function gramsByFile(units: ProjectUnits): readonly { readonly grams: Set<number>; time: number }[] {
  const files = new Map<number, { readonly grams: Set<number>; time: number }>();
  const borrowed = new Set<number>();
  for (const [unit, grams] of units.grams.entries()) {
    const file = units.kin[units.files[unit] ?? 0] ?? 0;
    if (units.stated[unit] != null) borrowed.add(file);
    const one = files.get(file) ?? { grams: new Set<number>(), time: 0 };
    files.set(file, one);
    for (const gram of grams) one.grams.add(gram);
    one.time = Math.max(one.time, units.times[unit] ?? 0);
  }
  return [...files].flatMap(([file, one]) => (borrowed.has(file) ? [] : [one]));
}

/** Weight and whole of each function, or file, that is independent of the world. */
type Counted = readonly (readonly [weight: number, whole: number])[];

const fitsOf = (counted: Counted): readonly number[] =>
  counted.map(([weight, whole]) => (whole === 0 ? 0 : (weight * weight) / whole));

/** A value in the middle of those of several projects: one that has something in common with the world moves it little. */
function middle(values: readonly number[]): number {
  return quantileOf(values)(0.5);
}

/** Of the few in a thousand that share most many are no chance at all, and these only add: less than the middle counts. */
function lower(values: readonly number[]): number {
  return quantileOf(values)(0.4);
}

/** Over several projects: the threshold, and from one quantile to another how fast the share of functions falls. */
function fitOver(counted: readonly Counted[], [from, to]: readonly [number, number]): Fit {
  const quantiles = counted.map((one) => quantileOf(fitsOf(one)));
  const fall = lower(quantiles.map((at) => (at(to) - at(from)) / Math.log((1 - from) / (1 - to))));
  return {
    often: rounded(middle(quantiles.map((at) => at(1 - OFTEN)))),
    threshold: rounded(middle(quantiles.map((at) => at(QUANTILE)))),
    scale: rounded(Math.max(0.05, fall)),
  };
}

/** Functions are many: one in a thousand can be counted. Files are few. */
const TAIL_OF_FUNCTIONS = [QUANTILE, 0.999] as const;
const TAIL_OF_FILES = [1 - OFTEN, QUANTILE] as const;

/**
 * What one file of the world shares with an independent function, or file, by chance in 199 of 200 cases: as weight, and
 * as weight times share. Counted on each of some projects that have nothing to do with the world, small functions that
 * anybody writes among them; of the projects the middle counts.
 */
export function chanceOf(world: CountedWorld, nulls: readonly ProjectUnits[]): Chance {
  const inFile = bestHolder(world, (project, file) => project * 0x200000 + world.kinOf(project, file));
  const inProject = bestHolder(world, (project) => project);
  const functionsBy = (best: typeof inFile): readonly Counted[] =>
    nulls
      .map((units) =>
        units.grams.flatMap((grams, unit) =>
          grams.length < SIZEABLE || units.stated[unit] != null ? [] : [best(grams, units.times[unit] ?? 0)],
        ),
      )
      .filter((one) => one.length >= LEAST_FUNCTIONS);
  const functions = functionsBy(inFile);
  const files = nulls
    .map((units) =>
      gramsByFile(units).flatMap(({ grams, time }) => (grams.size < SIZEABLE ? [] : [inFile(grams, time)])),
    )
    .filter((one) => one.length >= LEAST_FILES);
  if (functions.length === 0 || files.length === 0) return DEFAULT;
  const fit = fitOver(functions, TAIL_OF_FUNCTIONS);
  const ofFiles = fitOver(files, TAIL_OF_FILES);
  return {
    threshold: rounded(middle(functions.map((one) => quantileOf(one.map(([weight]) => weight))(QUANTILE)))),
    fit,
    // What few files do not show is believed of functions.
    fileFit: { ...ofFiles, scale: Math.max(ofFiles.scale, fit.scale) },
    projectFit: fitOver(functionsBy(inProject), TAIL_OF_FUNCTIONS),
  };
}
