import { evidenceAt, scoreOf, strengthOf } from '../compare/calibration.ts';
import { languageOf } from '../languages/table.ts';
import type { AuditedModule, MatchBasis, ModuleMatch, Strength } from '../model/report.ts';
import { chanceAt, OFTEN } from '../origins/chance-at.ts';
import { namedFamilies } from '../origins/named-projects.ts';
import type { OriginWeight } from '../origins/pedigree.ts';
import type { CreditedOrigins } from '../origins/stated-origins.ts';
import type { World } from '../origins/world.ts';
import type { PlacedModule } from './choose-sources.ts';
import { worldPrecedes } from './world-order.ts';
import type { WorldProjects } from './world-projects.ts';

/** Share of a module from which what the rest of its file says holds for it too. */
const PARTAKES = 0.25;

export interface OriginsInput {
  readonly modules: readonly AuditedModule[];
  readonly placed: readonly PlacedModule[];
  readonly world: World;
  readonly projects: WorldProjects;
  readonly dateOf: (path: string) => string | null;
  /** Whom a file credits: `owner/name`, a package or a name, in lower case. */
  readonly statedOf: (path: string) => CreditedOrigins;
  /** The project that first had a file's content byte for byte, two functions of it at least; -1 for none. */
  readonly contentOf: (path: string) => number;
  /** Name of the repository, as a file of its own would name it; null where it is not known. */
  readonly name: string;
  /** Positions of the world's projects that the repository is itself. */
  readonly itself: ReadonlySet<number>;
}

export const round = (value: number): number => Math.round(value * 10_000) / 10_000;

export interface Told {
  /** Share of unrelated modules that reach as much by chance. */
  readonly rate: number;
  readonly strength: Strength | null;
  /** Absent where the module's own code tells as much. */
  readonly basis?: MatchBasis;
}

/**
 * How surely a module is from a project: by its own code, by the code of its whole file where the module partakes in it,
 * and, where the file itself names the project, by what chance would share with the files of just that project.
 */
export function strengthFor(
  module: AuditedModule,
  origin: OriginWeight,
  whole: number,
  input: OriginsInput,
): Told {
  const { world } = input;
  const own = chanceAt(world.fit, (origin.fileWeight * origin.fileWeight) / whole);
  const partakes = origin.weight >= PARTAKES * whole;
  const together = partakes ? chanceAt(world.fileFit, origin.fileFit) : 1;
  const rate = Math.min(own, together);
  const told = strengthOf(rate);
  const basis = together < own ? ({ basis: 'file' } as const) : {};
  const isSure = told === 'conclusive' || told === 'strong';
  if (!isSure && partakes && isContentOf(module.path, origin, input))
    return { rate, strength: 'strong', basis: 'content' };
  // Chance was counted on Python alone.
  const isCalibrated = languageOf(module.path)?.calibrated !== false;
  if (told !== null && told !== 'weak') return { rate, strength: isCalibrated ? told : 'moderate', ...basis };
  const withProject = chanceAt(world.projectFit, (origin.weight * origin.weight) / whole);
  // Whom the file names may have it from the origin itself.
  const isSaid = [origin.project, ...origin.also].some((one) => isNamed(module.path, one, input));
  // Its own word is evidence: it takes no more than chance seldom shares with any, and hardly ever with just this one.
  if (!isSaid || withProject > OFTEN) return { rate, strength: told, ...basis };
  return { rate: Math.min(rate, withProject / world.families), strength: 'moderate', basis: 'statement' };
}

/** Whether a file is byte for byte one of an origin's. */
function isContentOf(path: string, { project }: OriginWeight, { world, contentOf }: OriginsInput): boolean {
  const family = world.projects[contentOf(path)]?.family;
  return family !== undefined && world.projects[project]?.family === family;
}

/** Share of a file's code from which on it is its project's own: less is what the project has from elsewhere, or from here. */
const MOST_OF_FILE = 0.5;

/** The same, of files alone of which the project that has them byte for byte had most of the code first. */
export function withOwnContent(input: OriginsInput): OriginsInput {
  const { world, placed, contentOf } = input;
  const sums = new Map<string, { own: number; whole: number }>();
  for (const { path, module } of placed) {
    const family = world.projects[contentOf(path)]?.family;
    if (family === undefined || module.pedigree === undefined) continue;
    const sum = sums.get(path) ?? { own: 0, whole: 0 };
    sum.whole += module.pedigree.whole;
    for (const { project, weight } of module.pedigree.origins)
      if (world.projects[project]?.family === family) sum.own += weight;
    sums.set(path, sum);
  }
  return {
    ...input,
    contentOf: (path) => {
      const { own, whole } = sums.get(path) ?? { own: 0, whole: 1 };
      return own >= MOST_OF_FILE * whole ? contentOf(path) : -1;
    },
  };
}

/** Whether a file names a project, or one of its family, as its source. */
export function isNamed(path: string, project: number, { world, projects, statedOf }: OriginsInput): boolean {
  const family = world.projects[project]?.family;
  return statedOf(path).all.some((key) => world.projects[projects.named(key)]?.family === family);
}

/**
 * Whether a file says of itself that its code is somebody else's than a project's: then that project was not the first
 * either. What a comment says of one function is no word on the others.
 */
export function namesAnother(path: string, project: number, { world, statedOf }: OriginsInput): boolean {
  const { all, ofFile } = statedOf(path);
  return ofFile.length > 0 && !namedFamilies(world, all).has(world.projects[project]?.family ?? -1);
}

/** The surer of two; the first where both are. */
export const surerOf = (one: Told, other: Told): Told => (one.rate <= other.rate ? one : other);

/** A match with a file of the world, of which grams alone are known; null where chance may share as much. */
export function worldMatch(
  module: AuditedModule,
  origin: OriginWeight,
  whole: number,
  { rate, strength, basis }: Told,
  { world, projects, dateOf }: OriginsInput,
): ModuleMatch | null {
  if (strength === null) return null;
  const path = world.pathOf(origin.file);
  const local = dateOf(module.path);
  const facts = projects.factsOf(origin.project, path, local);
  return {
    upstream: facts.project,
    version: facts.id,
    path,
    // Of a file of the world no symbols are kept.
    symbol: path.slice(path.lastIndexOf('/') + 1),
    range: { startLine: 1, endLine: 1 },
    score: round(scoreOf(evidenceAt(rate))),
    strength,
    containment: { local: round(origin.weight / whole), upstream: 0 },
    longestRun: 0,
    falsePositiveRate: Number(rate.toPrecision(2)),
    ...(basis === undefined ? {} : { basis }),
    renames: [],
    regions: [],
    published: origin.day,
    precedes: worldPrecedes(world, origin.project, origin.day, local),
    ties: [],
    sharedAncestor: null,
    alternatives: [],
  };
}
