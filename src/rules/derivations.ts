import { creditOf } from '../credit/credit.ts';
import { isStrong, leadingMatch, OWED_RELATIONS, owedMatch } from '../credit/matched-paths.ts';
import { NO_LICENSE, UNKNOWN_LICENSE } from '../licenses/expression.ts';
import { licenseAt } from '../licenses/slots.ts';
import type { Evidence } from '../model/evidence.ts';
import type {
  ArtefactEvidence,
  AuditedModule,
  LineRange,
  ModuleMatch,
  Relation,
  Strength,
} from '../model/report.ts';
import type { SourceFacts, StatedLicense } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import type { BaseModel } from './base-models.ts';
import { declaredBaseModels } from './base-models.ts';
import { type BroughtAlong, besideCredited, broughtAlong } from './brought-along.ts';
import { creditedUnknown } from './by-way-of.ts';
import { type CameAlong, cameAlong } from './came-along.ts';
import { codeLicense } from './code-terms.ts';
import { isCreditedByAnother } from './credited-instead.ts';
import { sourceOf } from './derivation-source.ts';
import { hasNameIn } from './folder-names.ts';
import { isSetting } from './settings.ts';
import { isToldOtherwise, statesUpstream } from './told-otherwise.ts';
import { asFarAsTold } from './told-version.ts';

/** One place of the audited tree that ties it to an upstream. */
export interface Place {
  readonly path: string;
  readonly range: LineRange;
  /** Name of the module, or what kind of artefact it is. */
  readonly subject: string;
  readonly strength: Strength;
  /** Id of the module, artefact or claim. */
  readonly evidence: string;
  /** The match, for modules. */
  readonly match: ModuleMatch | null;
  /** Size of the module in normal-form tokens. */
  readonly tokens?: number;
  /** The file itself says that this is somebody else's. */
  readonly doubted?: boolean;
  /** The file itself says that it was taken from this upstream. */
  readonly stated?: boolean;
  /** It lies beside the code of a credited project that has it too. */
  readonly beside?: boolean;
}

/** What was taken from one upstream for one slot: code by matches, weights by artefacts and declared base models. */
export interface Derivation {
  readonly upstream: string;
  readonly source: SourceFacts;
  readonly slot: 'code' | 'weights';
  /** Strong evidence, or the word of the repository or of a file that matches; else it may be a coincidence. */
  readonly certain: boolean;
  /** The strongest first; never empty. */
  readonly places: readonly [Place, ...Place[]];
  /** License of that slot when this version was public. */
  readonly license: StatedLicense;
  /**
   * One file here, or one file there, of a project that nothing here credits, told by the world's fragments and by nothing
   * else: whoever wrote it may be a third whom both took it from.
   */
  readonly lone?: boolean;
  /**
   * Told by the world's fragments alone, where documents credit these repositories, whose code is not known here: it may have
   * come with one of them, as `owner/name`.
   */
  readonly byWayOf?: readonly string[];
  /**
   * Told by the world's fragments alone, of a project that nothing here names: it had this first of all that were compared,
   * which is a question, and no ground for duties in its name.
   */
  readonly firstKnown?: boolean;
  /** An adapter, which is used together with the upstream's weights and holds none of them. */
  readonly isAdapter?: boolean;
  /** For terms that come along: the version in between, which the evidence leads to and which is built on `source`. */
  readonly via: SourceFacts | null;
}

const ORDER: readonly Strength[] = ['conclusive', 'strong', 'moderate', 'weak'];
const WEIGHT_KINDS: ReadonlySet<ArtefactEvidence['kind']> = new Set<ArtefactEvidence['kind']>([
  'config',
  'tokenizer',
  'tensor-index',
  'weights',
]);

/**
 * Derivations that duties rest on: evidence of at least moderate strength from an upstream that is neither this
 * repository itself nor only an ancestor or a carrier, what files say they took from a carrier, and base models that the model card declares.
 */
export function derivationsOf(evidence: Evidence): readonly Derivation[] {
  const own = new Set(evidence.lineage.filter((one) => one.relation === 'self').map((one) => one.upstream));
  const related = (isOf: (relation: Relation) => boolean): ReadonlySet<string> =>
    new Set(evidence.lineage.flatMap((one) => (isOf(one.relation) ? [one.upstream] : [])));
  const owed = related((relation) => OWED_RELATIONS.has(relation));
  const carriers = [...related((relation) => relation === 'carrier')].filter((one) => !owed.has(one));
  const bases = declaredBaseModels(evidence);
  const declaredFor = (upstream: string): SourceFacts | undefined =>
    bases.find((one) => one.upstream === upstream && isKnown(one.source))?.source;
  const along = cameAlong(evidence);
  const brought = broughtAlong(evidence);
  const isBeside = besideCredited(evidence);
  const codeOf = (upstream: string, matchOf: MatchOf): Derivation | null =>
    codeFrom(evidence, upstream, matchOf, along, brought, isBeside);
  const statedIn =
    (upstream: string): MatchOf =>
    (module) =>
      statedMatch(evidence, module, upstream);
  const found = [
    ...[...owed].flatMap((upstream) => [
      codeOf(upstream, (module) => owedMatch(module, upstream) ?? statedIn(upstream)(module)),
      weightsFrom(evidence, upstream, declaredFor(upstream)),
    ]),
    // To whoever only carries code, what a file says it took from there is owed, and nothing else.
    ...carriers.map((upstream) => codeOf(upstream, statedIn(upstream))),
  ];
  const evidenced = found.filter((one) => one !== null);
  const direct = [...evidenced, ...bases.map((base) => fromBaseModel(base, evidenced))];
  return merged([...direct, ...direct.flatMap((one) => inherited(evidence, one))])
    .filter((one) => !own.has(one.upstream))
    .sort(
      (a, b) => byText(a.upstream, b.upstream) || byText(a.slot, b.slot) || byText(a.source.id, b.source.id),
    );
}

const isKnown = ({ weightsLicense }: SourceFacts): boolean => weightsLicense.expression !== UNKNOWN_LICENSE;

/** Weights built on others carry the terms of those others along. */
function inherited(evidence: Evidence, derivation: Derivation): readonly Derivation[] {
  if (derivation.slot !== 'weights') return [];
  return (derivation.source.weightsBases ?? []).flatMap(({ version }) => {
    const source = evidence.sources.get(version);
    if (source === undefined || source.project === derivation.upstream) return [];
    const license = licenseAt(source, 'weights', source.published);
    return [{ ...derivation, upstream: source.project, source, license, via: derivation.source }];
  });
}

/** Artefacts and a declared base model that lead to the same upstream and license are one derivation. */
function merged(all: readonly Derivation[]): readonly Derivation[] {
  const byKey = new Map<string, Derivation>();
  for (const one of all) {
    const key = JSON.stringify([one.upstream, one.slot, one.license.expression]);
    const other = byKey.get(key);
    byKey.set(
      key,
      other === undefined
        ? one
        : { ...other, certain: other.certain || one.certain, places: [...other.places, ...one.places] },
    );
  }
  return [...byKey.values()];
}

/** A declared name that does not tell the version takes the version that the files lead to. */
function fromBaseModel(
  { upstream, source: named, claim, isAdapter }: BaseModel,
  evidenced: readonly Derivation[],
): Derivation {
  const files = evidenced.find((one) => one.upstream === upstream && one.slot === 'weights');
  const source = isKnown(named) ? named : (files?.source ?? named);
  const place: Place = {
    path: claim.path,
    range: { startLine: claim.line, endLine: claim.line },
    subject: claim.text.startsWith('base_model:') ? 'base_model' : 'made of',
    strength: 'conclusive',
    evidence: `claim:${claim.path}:${claim.text}`,
    match: null,
  };
  const license = licenseAt(source, 'weights', source.published);
  return {
    upstream,
    source,
    slot: 'weights',
    certain: true,
    places: [place],
    license,
    via: null,
    ...(isAdapter ? { isAdapter } : {}),
  };
}

/** The match of a module that something is owed for; null for none. */
type MatchOf = (module: AuditedModule) => ModuleMatch | null;

function codeFrom(
  evidence: Evidence,
  upstream: string,
  matchOf: MatchOf,
  along: CameAlong,
  brought: BroughtAlong,
  isBeside: BroughtAlong,
): Derivation | null {
  const places = evidence.modules.flatMap((module): Place[] => {
    const match = matchOf(module);
    if (match === null || isEarlierHere(evidence, module, match)) return [];
    if (isCreditedByAnother(evidence, module, match) || along(module, upstream)) return [];
    if (brought(module, match)) return [];
    const { path, range, symbol: subject, id, tokens } = module;
    const doubted = isToldOtherwise(evidence, module, match);
    const stated = statesUpstream(evidence, module, match);
    const beside = isBeside(module, match);
    const { strength } = match;
    return [{ path, range, subject, strength, evidence: id, match, doubted, stated, beside, tokens }];
  });
  const version = places[0]?.match?.version;
  // Where some files say nothing to the contrary, the case rests on these.
  const clear = places.filter((place) => place.doubted !== true);
  const found = derivation(evidence, upstream, 'code', clear.length > 0 ? clear : places, version);
  if (found === null) return null;
  const one = { ...found, license: mildest(evidence, found) };
  if (isLone(evidence, one)) return { ...one, certain: false, lone: true };
  if (!isToldByFragments(one) || !isUnnamed(evidence, upstream)) return one;
  const byWayOf = unknownOf(evidence, one);
  // Whose terms hold is not known before it is told where the code is from.
  return { ...one, certain: false, firstKnown: true, ...(byWayOf.length > 0 ? { byWayOf } : {}) };
}

/**
 * The leading match with a mere carrier, where the file says that it was taken from there: its words name whom the
 * terms are owed to, and who had the code before is that project's to say.
 */
function statedMatch(evidence: Evidence, module: AuditedModule, upstream: string): ModuleMatch | null {
  const match = leadingMatch(module);
  return match !== null && match.upstream === upstream && statesUpstream(evidence, module, match)
    ? match
    : null;
}

function unknownOf(evidence: Evidence, { places }: Derivation): readonly string[] {
  return creditedUnknown(
    evidence,
    places.map((one) => one.path),
  );
}

/**
 * The file was here on a day from which nothing of the upstream's is known: its own date is only "not later than", and
 * who was first is open.
 */
function isEarlierHere(evidence: Evidence, module: AuditedModule, match: ModuleMatch): boolean {
  if (match.order !== 'unknown') return false;
  const here = evidence.history?.arrivals.get(module.path)?.date;
  const there = match.origin?.find((one) => one.project === match.upstream)?.date ?? match.published;
  return here != null && there != null && here.slice(0, 10) < there.slice(0, 10);
}

/** Modules of one file from which on it is no chance that all of them are in one file of an upstream. */
const MANY_OF_ONE_FILE = 5;
/** The same in tokens, for a large class: some 130 lines. */
const MUCH_OF_ONE_FILE = 800;

/**
 * A few pieces of one file of which fragments alone tell, in no folder of the upstream's name: of a file that the catalogue
 * knows, it is known who wrote it; of another, only who had it first of those known.
 */
function isLone(evidence: Evidence, one: Derivation): boolean {
  if (isMuchOfOneFile(one)) return false;
  // A file kept byte for byte was taken whole, from wherever it was taken.
  if (one.places.some(({ path }) => evidence.keptFrom?.get(path) === one.upstream)) return false;
  const here = new Set(one.places.map(({ path }) => path));
  const there = new Set(one.places.map(({ match }) => match?.path));
  const isNamed = one.places.some(({ path }) => hasNameIn(path, one.upstream));
  return (
    isToldByFragments(one) &&
    (here.size === 1 || there.size === 1) &&
    !isNamed &&
    isUnnamed(evidence, one.upstream)
  );
}

/** Many pieces, counted as they stand here: fragments do not tell which piece of the upstream's file each is. */
function isMuchOfOneFile({ places }: Derivation): boolean {
  const strong = places.filter(({ strength, doubted }) => isStrong(strength) && doubted !== true);
  const tokens = strong.reduce(
    (sum, one) => sum + (one.tokens ?? 0) * (one.match?.containment.local ?? 0),
    0,
  );
  return (strong.length >= MANY_OF_ONE_FILE && tokens >= LEAST_MATCHED) || tokens >= MUCH_OF_ONE_FILE;
}

/** Told by the world's fragments and by nothing else: no catalogue has a file that matches. */
function isToldByFragments({ places }: Derivation): boolean {
  return places.every((one) => one.match?.containment.upstream === 0);
}

/** No document or comment credits it, and its files here do not keep its holder's line. */
function isUnnamed(evidence: Evidence, upstream: string): boolean {
  const { at, credited } = creditOf(evidence, upstream);
  return at.length === 0 && credited !== 'yes';
}

/** Where the evidence cannot tell versions apart, their licenses are alternatives: nobody is held to the harshest. */
function mildest(evidence: Evidence, { upstream, source, places, license }: Derivation): StatedLicense {
  const [first, ...rest] = places.map(
    ({ match }) => new Set([match?.version ?? source.id, ...(match?.ties ?? [])]),
  );
  const tied = [...(first ?? [])].filter((version) => rest.every((others) => others.has(version)));
  const expressions = tied.flatMap((version) => {
    const one = evidence.sources.get(version);
    return one?.project === upstream ? [licenseAt(one, 'code', one.published).expression] : [];
  });
  const all = [...new Set([license.expression, ...expressions])].filter((one) => one !== UNKNOWN_LICENSE);
  if (all.length < 2 || all.includes(NO_LICENSE)) return license;
  return {
    expression: all.map((one) => (/ (?:AND|OR) /.test(one) ? `(${one})` : one)).join(' OR '),
    source: license.source,
  };
}

/** A version that the repository itself declares goes before the one that its files resemble most. */
function weightsFrom(
  evidence: Evidence,
  upstream: string,
  declared: SourceFacts | undefined,
): Derivation | null {
  const places = evidence.artefacts
    .filter(
      (one) => one.upstream === upstream && WEIGHT_KINDS.has(one.kind) && !isSetting(evidence, one.path),
    )
    .flatMap(({ path, kind: subject, strength, id }): Place[] => {
      if (strength === undefined || strength === 'weak') return [];
      return [{ path, range: { startLine: 1, endLine: 1 }, subject, strength, evidence: id, match: null }];
    });
  return derivation(evidence, upstream, 'weights', places, undefined, declared);
}

/**
 * Normal-form tokens that an upstream's strong matches must share in all before anything is owed: some 25 lines. One
 * small function, however alike, is as often a third's that both took it from.
 */
const LEAST_MATCHED = 150;
/** The same in folders that have the upstream's name in their own. */
const LEAST_IN_ITS_FOLDER = 75;

/**
 * Tokens of strong matches, each upstream module once: a copy of a copy is no further evidence. Fragments name a file of
 * the upstream's and no module in it: there the name that the piece has here tells it from the others.
 */
function matchedTokens(places: readonly Place[]): number {
  const best = new Map<string, number>();
  for (const { subject, match, strength, tokens = 0 } of places) {
    if (match === null || !isStrong(strength)) continue;
    const key = `${match.path} ${match.containment.upstream === 0 ? subject : match.symbol}`;
    best.set(key, Math.max(best.get(key) ?? 0, tokens * match.containment.local));
  }
  return [...best.values()].reduce((sum, one) => sum + one, 0);
}

/** Whether places of code are by themselves enough for anything to be owed. */
export function isEnough(places: readonly [Place, ...Place[]], upstream: string): boolean {
  const [first] = places;
  const least = places.every(({ path }) => hasNameIn(path, upstream)) ? LEAST_IN_ITS_FOLDER : LEAST_MATCHED;
  return first.doubted !== true && isStrong(first.strength) && matchedTokens(places) >= least;
}

function derivation(
  evidence: Evidence,
  upstream: string,
  slot: Derivation['slot'],
  found: readonly Place[],
  version: string | undefined,
  declared?: SourceFacts,
): Derivation | null {
  const sorted = [...found].sort(
    (a, b) => ORDER.indexOf(a.strength) - ORDER.indexOf(b.strength) || byPlace(a, b),
  );
  const [strongest, ...others] = sorted;
  const lineage = evidence.lineage.find((one) => one.upstream === upstream);
  const source = declared ?? sourceOf(evidence, upstream, lineage, version);
  if (strongest === undefined || source === null) return null;
  const isClear =
    (slot === 'code' ? isEnough([strongest, ...others], upstream) : isStrong(strongest.strength)) &&
    (lineage === undefined || isStrong(lineage.strength));
  // The word of one file makes no others certain that match a little.
  const sure = sorted.filter((one) => one.stated === true || isStrong(one.strength));
  const onItsWord = !isClear && sure.some((one) => one.stated === true);
  const [first = strongest, ...rest] = onItsWord ? sure : sorted;
  return {
    upstream,
    source: slot === 'code' ? asFarAsTold(evidence, source, [first, ...rest]) : source,
    slot,
    certain: isClear || onItsWord,
    places: [first, ...rest],
    license:
      slot === 'code'
        ? codeLicense(evidence, source, upstream, [first, ...rest])
        : licenseAt(source, slot, source.published),
    via: null,
  };
}

function byPlace(a: Place, b: Place): number {
  return byText(a.path, b.path) || a.range.startLine - b.range.startLine;
}
