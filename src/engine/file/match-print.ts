import type { CatalogueIndex } from '../../catalogue/open-index.ts';
import { align } from '../../compare/align.ts';
import { beyondCommon, type CommonEvidence } from '../../compare/copy/common-evidence.ts';
import { openMatcher, SMALLEST_UNIT, type UnitMatch, type UnitMatcher } from '../../compare/match-units.ts';
import { renameMap } from '../../compare/rename-map.ts';
import type { FilePrint, UnitPrint } from '../../compare/unit-print.ts';
import { type WeighedUnit, weighUnit } from '../../compare/weighed-unit.ts';
import { earlier } from '../../model/dates.ts';
import type { LineRange } from '../../model/report.ts';
import type { Role } from '../../model/role.ts';
import type { UpstreamPlace } from '../../model/upstream-place.ts';
import { namedProjects } from '../../origins/named-projects.ts';
import { holdersOf, type InFile, originsInFile, pedigreeOf } from '../../origins/pedigree.ts';
import { sampledBelow } from '../../origins/sample.ts';
import type { World } from '../../origins/world.ts';
import type { LocalModule, SharedHolders, UnitPair } from './file-analysis.ts';
import { groupModules, type UnitGroup } from './group-modules.ts';
import { type Compared, SeenUnits } from './seen-units.ts';

/** Evidence under which two units are not worth a line. */
const LEAST_EVIDENCE = 2.5;
/** A pair is kept while its evidence is at least this share of the unit's best. */
const KEPT_SHARE = 0.4;
const MOST_PAIRS = 6;
/** Evidence from which a match tells the role of a unit. */
const LEAST_TELLING = 8;

/** An upstream unit with everything that a pair needs, read from the index once. */
interface KnownUnit extends Pick<UnitPrint, 'grams' | 'gramLines' | 'tokens' | 'digest' | 'names'> {
  readonly places: readonly UpstreamPlace[];
}

interface SearchedIndex {
  readonly index: CatalogueIndex;
  readonly matcher: UnitMatcher;
  readonly known: Map<number, KnownUnit>;
}

/** Catalogues ready to be searched, by one thread. */
export interface Searchable {
  readonly indexes: readonly SearchedIndex[];
  readonly weigh: (gram: number) => number;
  /** Who had what first; null where no world is at hand. */
  readonly world: World | null;
  /** Independent implementations that the user named; null where none were. */
  readonly common: CommonEvidence | null;
  readonly seen: SeenUnits;
}

export function openSearch(
  indexes: readonly CatalogueIndex[],
  weigh: (gram: number) => number,
  world: World | null = null,
  common: CommonEvidence | null = null,
): Searchable {
  return {
    indexes: indexes.map((index) => ({ index, matcher: openMatcher(index, weigh), known: new Map() })),
    weigh,
    world,
    common,
    seen: new SeenUnits(),
  };
}

/** Who had what first, with the limit of the grams that are kept of a file's language. */
interface Origins {
  readonly world: World;
  readonly below: number;
}

interface Found {
  readonly searched: SearchedIndex;
  readonly match: UnitMatch;
}

function unitOf({ index, known }: SearchedIndex, number: number): KnownUnit {
  const found = known.get(number);
  if (found !== undefined) return found;
  const unit = index.unit(number);
  const read: KnownUnit = {
    grams: unit.grams,
    gramLines: unit.gramLines,
    tokens: unit.tokens,
    digest: unit.digest,
    names: unit.names,
    places: unit.occurrences.map((place) => ({
      version: index.sources[place.source]?.id ?? '',
      path: place.path,
      symbol: place.symbol,
      role: place.role,
      range: place.range,
      since: place.since,
    })),
  };
  known.set(number, read);
  return read;
}

function pairOf(
  unit: UnitPrint,
  weights: Float64Array,
  { searched, match }: Found,
  origins: Origins | null,
): UnitPair {
  const other = unitOf(searched, match.unit);
  const start = other.places[0]?.range.startLine ?? 1;
  const names = renameMap(unit.names, other.names);
  const kind = unit.digest !== other.digest ? 'rewritten' : names.renames.length > 0 ? 'renamed' : 'verbatim';
  const aligned = align(unit, other, start, weights, kind);
  return {
    unit: 0,
    evidence: match.evidence,
    shared: match.shared,
    upstreamWeight: match.shared / match.upstream,
    longestRun: aligned.longestRun,
    regions: aligned.regions,
    renames: names.renames,
    contradictions: names.contradictions,
    places: other.places,
    ...(origins === null ? {} : { holders: sharedHolders(origins, unit.grams, other.grams) }),
  };
}

const round = (weight: number): number => Math.round(weight * 1000) / 1000;
/** Holders of what a pair shares that are kept. */
const MOST_HOLDERS = 8;

/** Who had first what two units share. Both lists are ascending. */
function sharedHolders({ world, below }: Origins, a: Uint32Array, b: Uint32Array): SharedHolders {
  const shared: number[] = [];
  for (let left = 0, right = 0; left < a.length && right < b.length; ) {
    const one = a[left] as number;
    const other = b[right] as number;
    if (one === other) shared.push(one);
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  const { whole, files } = holdersOf(world, { grams: shared, below });
  return {
    whole: round(whole),
    files: files
      .slice(0, MOST_HOLDERS)
      .map(({ project, file, weight }) => [project, file, round(weight)] as const),
  };
}

/** Matches that a report may show. */
const WANTED = { evidence: LEAST_EVIDENCE, shareOfBest: KEPT_SHARE };

function pairsOf(
  search: Searchable,
  unit: UnitPrint,
  weighed: WeighedUnit,
  origins: Origins | null,
): readonly UnitPair[] {
  if (unit.tokens < SMALLEST_UNIT) return [];
  const found: Found[] = [];
  for (const searched of search.indexes) {
    for (const match of searched.matcher.match(weighed, WANTED)) found.push({ searched, match });
  }
  found.sort((a, b) => b.match.evidence - a.match.evidence || a.match.unit - b.match.unit);
  const least = (found[0]?.match.evidence ?? 0) * KEPT_SHARE;
  const seen = new Map<string, string | null>();
  const kept: UnitPair[] = [];
  for (const one of found) {
    if (one.match.evidence < least || kept.length === MOST_PAIRS) break;
    if (bringsMore(one, seen)) kept.push(pairOf(unit, weighed.weights, one, origins));
  }
  return kept;
}

/**
 * Whether a match says something which the better ones, kept in `seen`, do not: a place of another version or symbol,
 * or one that was public earlier. Else the states of one file would crowd out the other versions.
 */
function bringsMore({ searched, match }: Found, seen: Map<string, string | null>): boolean {
  let more = false;
  for (const { version, path, symbol, since } of unitOf(searched, match.unit).places) {
    const key = `${version}\n${path}\n${symbol}`;
    const known = seen.get(key);
    if (known !== undefined && earlier(known, since) === known) continue;
    seen.set(key, since);
    more = true;
  }
  return more;
}

function span(units: readonly UnitPrint[]): LineRange {
  return {
    startLine: Math.min(...units.map((unit) => unit.range.startLine)),
    endLine: Math.max(...units.map((unit) => unit.range.endLine)),
  };
}

function compareUnit(search: Searchable, unit: UnitPrint, origins: Origins | null): Compared {
  const weighed = weighUnit(unit, search.weigh);
  const found = pairsOf(search, unit, weighed, origins);
  // What an independent implementation has too is no evidence of a copy.
  const common = found.length === 0 ? 0 : (search.common?.of(weighed) ?? 0);
  const compared = { weight: weighed.whole, pairs: beyondCommon(found, common, LEAST_EVIDENCE) };
  search.seen.keep(unit, compared);
  return compared;
}

function moduleOf(
  group: UnitGroup,
  compared: ReadonlyMap<UnitPrint, Compared>,
  origins: Origins | null,
  inFile: InFile | null,
): LocalModule {
  return {
    symbol: group.symbol,
    role: group.role,
    range: span(group.units),
    tokens: group.units.reduce((sum, unit) => sum + unit.tokens, 0),
    units: group.units.map((unit) => ({
      symbol: unit.symbol,
      role: unit.role,
      range: unit.range,
      tokens: unit.tokens,
      weight: compared.get(unit)?.weight ?? 0,
    })),
    pairs: group.units.flatMap((unit, number) =>
      (compared.get(unit)?.pairs ?? []).map((pair) => ({ ...pair, unit: number })),
    ),
    ...(origins === null || inFile === null
      ? {}
      : {
          pedigree: pedigreeOf(origins.world, { grams: gramsOf(group.units), below: origins.below }, inFile),
        }),
  };
}

/** Distinct grams of several units. */
function gramsOf(units: readonly UnitPrint[]): ReadonlySet<number> {
  const grams = new Set<number>();
  for (const unit of units) for (const gram of unit.grams) grams.add(gram);
  return grams;
}

/**
 * Compares a file's modules with the catalogues. A unit whose code tells no role has that of what it clearly matches.
 * `stated` are those whom the file names as its source.
 */
export function matchPrint(
  search: Searchable,
  print: FilePrint,
  stated: readonly string[] = [],
): readonly LocalModule[] {
  const { world } = search;
  const origins = world === null ? null : { world, below: sampledBelow(print.language) };
  const compared = new Map<UnitPrint, Compared>();
  for (const unit of print.units) {
    const known = search.seen.find(unit) ?? compareUnit(search, unit, origins);
    compared.set(unit, known);
  }
  const learned = (unit: UnitPrint): Role => {
    const best = compared.get(unit)?.pairs[0];
    return best === undefined || best.evidence < LEAST_TELLING ? 'other' : (best.places[0]?.role ?? 'other');
  };
  const inFile =
    origins === null
      ? null
      : originsInFile(
          origins.world,
          { grams: gramsOf(print.units), below: origins.below },
          namedProjects(origins.world, stated),
        );
  return groupModules(print, learned).map((group) => moduleOf(group, compared, origins, inFile));
}
