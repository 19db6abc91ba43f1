import { hashText, hex8 } from '../bytes/hash.ts';
import { falsePositiveRate, strengthOf } from '../compare/calibration.ts';
import { SMALLEST_UNIT } from '../compare/match-units.ts';
import type { LocalModule } from '../engine/file/file-analysis.ts';
import { CUT_REASONS } from '../languages/generated.ts';
import type { AuditedModule, ModuleMatch } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { describeMatch } from './describe-match.ts';
import { heldSince } from './held-since.ts';
import { isAbout, statedAncestors } from './stated-ancestors.ts';
import { compareDates, type VersionEvidence, type WeighedModule, weighVersions } from './weigh-versions.ts';

/** Two projects within this share of each other's evidence have the same code: the earlier one is its source. */
const SAME_CODE = 0.92;
/** Versions of one project within this share cannot be told apart by one module. */
const SAME_VERSION = 0.9;
/** Code that a project has from an ancestor is the ancestor's from this share of the best evidence on. */
const INHERITED = 0.75;
/** Another project is worth naming from this share of the best evidence. */
const WORTH_NAMING = 0.4;

export interface PlacedModule {
  readonly path: string;
  readonly module: LocalModule;
}

/** Identity of a module: it survives that lines move. */
export const moduleId = (path: string, { symbol, role }: LocalModule): string =>
  `module-${hex8(hashText(`${path}\n${symbol}\n${role}`))}`;

interface RankedProject {
  readonly project: string;
  readonly versions: readonly VersionEvidence[];
  readonly best: number;
}

interface Weighed extends PlacedModule {
  readonly weighed: WeighedModule;
  /** Projects in order: the source first. */
  readonly ranked: readonly RankedProject[];
}

/**
 * From whom a version has the code that explains most, when that is a copy as a whole: a catalogued project's id, or
 * the name of one that has no entry.
 */
function inheritedFrom(
  version: VersionEvidence | undefined,
  sources: ReadonlyMap<string, SourceFacts>,
): string | null {
  if (version === undefined) return null;
  const facts = sources.get(version.version)?.ancestors ?? [];
  return facts.find((fact) => fact.whole === true && isAbout(fact, version))?.from ?? null;
}

function rankProjects(weighed: WeighedModule, sources: ReadonlyMap<string, SourceFacts>): Weighed['ranked'] {
  const projects = new Map<string, VersionEvidence[]>();
  for (const version of weighed.eligible) {
    const known = projects.get(version.project);
    if (known === undefined) projects.set(version.project, [version]);
    else known.push(version);
  }
  const ranked = [...projects].map(([project, versions]) => ({
    project,
    versions,
    best: versions[0]?.evidence ?? 0,
  }));
  ranked.sort((a, b) => b.best - a.best || byText(a.project, b.project));
  const top = ranked[0]?.best ?? 0;
  const alike = ranked.filter((one) => one.best >= SAME_CODE * top);
  const first = alike.filter((one) => inheritedFrom(one.versions[0], sources) === null);
  const same = first.length > 0 ? first : alike;
  const firstDate = (one: Weighed['ranked'][number]): string | null =>
    one.versions
      .filter((version) => version.evidence >= SAME_CODE * top)
      .map((version) => version.since)
      .sort(compareDates)[0] ?? null;
  const source = same.sort((a, b) => compareDates(firstDate(a), firstDate(b)) || b.best - a.best)[0];
  return source === undefined ? ranked : [source, ...ranked.filter((one) => one !== source)];
}

/** The stated ancestor of the source that explains nearly as much of a module, if there is one. */
function inheritedWhole(
  { ranked }: Weighed,
  sources: ReadonlyMap<string, SourceFacts>,
): RankedProject | undefined {
  const [source, ...others] = ranked;
  const version = source?.versions[0];
  if (version === undefined) return undefined;
  const ancestors = new Set(statedAncestors(version, sources).map((one) => one.upstream));
  return others.find((other) => ancestors.has(other.project) && other.best >= INHERITED * version.evidence);
}

/**
 * Code that a project has from an ancestor, nearly unchanged, comes from the ancestor: a repository is said to
 * descend from the project only when it shows something of the project's own, and never by a file that is a copy.
 */
function withAncestors(
  modules: readonly Weighed[],
  sources: ReadonlyMap<string, SourceFacts>,
): readonly Weighed[] {
  const inherited = new Map(modules.map((one) => [one, inheritedWhole(one, sources)]));
  const evident = new Set(
    modules.flatMap((one) => {
      const source = one.ranked[0];
      const strength = strengthOf(falsePositiveRate(source?.best ?? 0));
      const tells = source !== undefined && strength !== null && strength !== 'weak';
      return tells && inherited.get(one) === undefined ? [source.project] : [];
    }),
  );
  return modules.map((one) => {
    const ancestor = inherited.get(one);
    const source = one.ranked[0];
    if (ancestor === undefined || source === undefined) return one;
    const isCopy = inheritedFrom(source.versions[0], sources) === ancestor.project;
    if (evident.has(source.project) && !isCopy) return one;
    return { ...one, ranked: [ancestor, ...one.ranked.filter((other) => other !== ancestor)] };
  });
}

/** Evidence for each version over several modules. */
type Sums = ReadonlyMap<string, number>;

interface Totals {
  readonly repository: Sums;
  readonly files: ReadonlyMap<string, Sums>;
}

/**
 * Evidence for each version over all modules whose source is its project, in each file and in the repository: decides
 * between versions that one module cannot tell apart.
 */
function totals(modules: readonly Weighed[]): Totals {
  const repository = new Map<string, number>();
  const files = new Map<string, Map<string, number>>();
  for (const { path, ranked } of modules) {
    const file = files.get(path) ?? new Map<string, number>();
    files.set(path, file);
    for (const { version, evidence } of ranked[0]?.versions ?? []) {
      repository.set(version, (repository.get(version) ?? 0) + evidence);
      file.set(version, (file.get(version) ?? 0) + evidence);
    }
  }
  return { repository, files };
}

/** Versions that explain as much as the best of them, within what cannot be told apart. */
function asGood(versions: readonly VersionEvidence[], sums: Sums): readonly VersionEvidence[] {
  const sum = (one: VersionEvidence): number => sums.get(one.version) ?? 0;
  const most = Math.max(...versions.map(sum));
  return versions.filter((one) => sum(one) >= SAME_VERSION * most);
}

/**
 * The version of a module: of those that it cannot tell apart, the ones that explain its file as well as any, since
 * modules of one file seldom come from two versions; of these the one that explains the repository best.
 */
function pickVersion(
  versions: readonly VersionEvidence[],
  path: string,
  { repository, files }: Totals,
): { chosen: VersionEvidence; ties: string[] } | null {
  const best = versions[0];
  if (best === undefined) return null;
  const alike = versions.filter((version) => version.evidence >= SAME_VERSION * best.evidence);
  const chosen = [...asGood(alike, files.get(path) ?? new Map<string, number>())].sort(
    (a, b) =>
      (repository.get(b.version) ?? 0) - (repository.get(a.version) ?? 0) ||
      compareDates(a.since, b.since) ||
      byText(a.version, b.version),
  )[0];
  if (chosen === undefined) return null;
  const ties = alike
    .filter((version) => version !== chosen)
    .sort((a, b) => compareDates(a.since, b.since) || byText(a.version, b.version))
    .map((version) => version.version);
  return { chosen, ties };
}

/**
 * The same code where the audited side's own dates are the earlier ones: it is told and asks for nothing, since nobody
 * but that side vouches for them.
 */
function laterMatches({ module, weighed: { afterwards, later } }: Weighed): ModuleMatch[] {
  const first = afterwards[0];
  if (first === undefined) return [];
  const match = describeMatch(module, first, {
    ties: [],
    sharedAncestor: null,
    alternatives: later
      .filter((one) => one !== `${first.project}@${first.version}`)
      .map((one) => `${one} (published later)`),
  });
  return match === null || match.strength === 'weak' ? [] : [match];
}

function matchesOf(one: Weighed, sums: Totals, sources: ReadonlyMap<string, SourceFacts>): ModuleMatch[] {
  const source = one.ranked[0];
  if (source === undefined) return laterMatches(one);
  const named = one.ranked.filter(
    (project) => project === source || project.best >= WORTH_NAMING * source.best,
  );
  const matches: ModuleMatch[] = [];
  for (const project of named) {
    const picked = pickVersion(project.versions, one.path, sums);
    if (picked === null) continue;
    const others =
      project === source
        ? named
            .filter((each) => each !== source)
            .map((each) => `${each.project}@${each.versions[0]?.version ?? ''}`)
        : [];
    const ancestors = statedAncestors(picked.chosen, sources);
    const fromSource =
      project !== source &&
      (project.best >= SAME_CODE * source.best ||
        ancestors.some((ancestor) => ancestor.upstream === source.project));
    const match = describeMatch(one.module, picked.chosen, {
      ties: picked.ties,
      sharedAncestor: fromSource ? source.project : inheritedFrom(picked.chosen, sources),
      ...(ancestors.length > 0 ? { ancestors } : {}),
      alternatives:
        project === source
          ? [...others, ...one.weighed.later.map((later) => `${later} (published later)`)]
          : [],
    });
    if (match !== null) matches.push(match);
  }
  return matches;
}

/**
 * Names the likely source of each module: the upstream with the most evidence that was public before the module;
 * of several with the same code the earliest; of several versions the one that explains the repository best.
 * Modules of no role and without a match are left out. `self` are projects that the audited repository is: they are
 * nobody's source here, but what they had before another did not come from there. What a repository shares with a
 * project that it is itself has no before and after: such projects may be given as `undated`.
 */
export function chooseSources(
  modules: readonly PlacedModule[],
  sources: ReadonlyMap<string, SourceFacts>,
  dateOf: (path: string) => string | null,
  self: ReadonlySet<string> = NONE,
  undated: ReadonlySet<string> = NONE,
): readonly AuditedModule[] {
  return sourceChooser(modules, sources, dateOf)(self, undated);
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The same for several choices over the same modules: what a module is weighed with again only where it matches a
 * project that a choice is about.
 */
export function sourceChooser(
  modules: readonly PlacedModule[],
  sources: ReadonlyMap<string, SourceFacts>,
  dateOf: (path: string) => string | null,
): (self?: ReadonlySet<string>, undated?: ReadonlySet<string>) => readonly AuditedModule[] {
  const heldBy = heldSince(modules, sources, dateOf);
  const plain = new Map<PlacedModule, Weighed>();
  /** What the choice before weighed. */
  const seen = new Map<PlacedModule, readonly VersionEvidence[]>();
  return (self = NONE, undated = NONE) => {
    const about = new Set([...self, ...undated]);
    const held = heldBy(self);
    const weighed = modules.map((placed): Weighed => {
      const isPlain = about.size === 0 || !matchesAny(placed, about, sources);
      const known = isPlain ? plain.get(placed) : undefined;
      if (known !== undefined) return known;
      const fresh = weighVersions(placed.module, sources, dateOf(placed.path), held, self, undated);
      const result = { ...fresh, eligible: asBefore(fresh.eligible, seen.get(placed) ?? []) };
      seen.set(placed, result.eligible);
      const one = { ...placed, weighed: result, ranked: rankProjects(result, sources) };
      if (isPlain) plain.set(placed, one);
      return one;
    });
    return choose(weighed, sources);
  };
}

function isSame(a: VersionEvidence, b: VersionEvidence): boolean {
  return (
    a.version === b.version &&
    a.evidence === b.evidence &&
    a.since === b.since &&
    a.precedes === b.precedes &&
    a.pairs.length === b.pairs.length &&
    a.pairs.every(({ pair, place }, at) => pair === b.pairs[at]?.pair && place === b.pairs[at]?.place)
  );
}

/** Evidence as an earlier choice had it, where it is the same: what was worked out of it is known. */
function asBefore(
  evidence: readonly VersionEvidence[],
  before: readonly VersionEvidence[],
): readonly VersionEvidence[] {
  return evidence.map((one) => before.find((other) => isSame(one, other)) ?? one);
}

/** Whether a module has anything in common with one of the projects. */
function matchesAny(
  { module }: PlacedModule,
  projects: ReadonlySet<string>,
  sources: ReadonlyMap<string, SourceFacts>,
): boolean {
  return module.pairs.some((pair) =>
    pair.places.some((place) => projects.has(sources.get(place.version)?.project ?? '')),
  );
}

function choose(
  ranked: readonly Weighed[],
  sources: ReadonlyMap<string, SourceFacts>,
): readonly AuditedModule[] {
  const weighed = withAncestors(ranked, sources);
  const sums = totals(weighed);
  return weighed.flatMap((one): AuditedModule[] => {
    const small = one.module.units.every((unit) => unit.tokens < SMALLEST_UNIT);
    const matches = small ? [] : matchesOf(one, sums, sources);
    const isKnown = (one.module.pedigree?.origins.length ?? 0) > 0;
    if (one.module.role === 'other' && matches.length === 0 && !isKnown) return [];
    const { path, module } = one;
    return [
      {
        id: moduleId(path, module),
        path,
        range: module.range,
        symbol: module.symbol,
        role: module.role,
        tokens: module.tokens,
        notCompared: small ? CUT_REASONS.tooSmall(module.tokens, SMALLEST_UNIT) : null,
        matches,
      },
    ];
  });
}
