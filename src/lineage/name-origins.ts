import type { LocalModule } from '../engine/file/file-analysis.ts';
import {
  type AuditedModule,
  type ModuleMatch,
  type Order,
  type OriginShare,
  STRENGTHS,
  type Strength,
} from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { OriginWeight } from '../origins/pedigree.ts';
import { addressOf } from '../origins/repository-address.ts';
import type { WorldProject } from '../origins/world.ts';
import { moduleId } from './choose-sources.ts';
import { withLaterHolder } from './later-holder.ts';
import {
  namesAnother,
  type OriginsInput,
  round,
  strengthFor,
  surerOf,
  type Told,
  withOwnContent,
  worldMatch,
} from './world-match.ts';
import { worldPrecedes } from './world-order.ts';
import { licenseSince, type WorldProjects } from './world-projects.ts';

/** An upstream that had less than this share of what it was matched with first is a carrier of it. */
export const LEAST_OWN = 0.15;
/** Share of a module from which another origin is named before a carrier. */
const MOST = 0.5;
/** Share of a module under which an origin is not worth a word. */
const WORTH_NAMING = 0.02;
/** What an upstream had first of what it was matched with, as weights of the world. */
export interface OwnShare {
  readonly whole: number;
  readonly own: number;
}

export interface NamedOrigins {
  readonly modules: readonly AuditedModule[];
  /** Facts of projects that the catalogues lack, by id. */
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** By upstream, over the modules that it leads. */
  readonly own: ReadonlyMap<string, OwnShare>;
}

function orderOf(precedence: boolean | null): Order {
  return precedence === null ? 'unknown' : precedence ? 'before' : 'after';
}

/** Weight that a match shares, and the part of it that its upstream had first. */
export function ownShareOf(
  module: LocalModule,
  match: ModuleMatch,
  { world, projects }: Pick<OriginsInput, 'world' | 'projects'>,
): OwnShare {
  const versions = new Set([match.version, ...match.ties]);
  const best = new Map<number, { evidence: number; share: OwnShare }>();
  for (const pair of module.pairs) {
    const { holders } = pair;
    if (holders === undefined) continue;
    if (!pair.places.some((place) => versions.has(place.version) && place.path === match.path)) continue;
    const known = best.get(pair.unit);
    if (known !== undefined && known.evidence >= pair.evidence) continue;
    const weight = holders.files.reduce(
      (sum, [project, file, one]) =>
        sum + (projects.isOwn(match.upstream, project, world.pathOf(file)) ? one : 0),
      0,
    );
    best.set(pair.unit, { evidence: pair.evidence, share: { whole: holders.whole, own: weight } });
  }
  let whole = 0;
  let sum = 0;
  for (const { share } of best.values()) {
    whole += share.whole;
    sum += share.own;
  }
  return { whole, own: sum };
}

/** The licenses that a project's code could be had under since a day, where any was found. */
function licensed(project: WorldProject | undefined, since: string | null): { readonly license?: string } {
  const license = project === undefined ? '' : licenseSince(project, since);
  return license === '' ? {} : { license };
}

/** Whom the file credits and the shares do not name: its share cannot be told, its own words can be shown. */
function statedShares(
  named: readonly OriginShare[],
  path: string,
  { world, projects, itself, statedOf, dateOf, name }: OriginsInput,
): readonly OriginShare[] {
  const since = dateOf(path);
  const known = new Set(named.flatMap((one) => [one.project, ...one.alsoIn]));
  return statedOf(path).all.flatMap((key): readonly OriginShare[] => {
    const at = projects.named(key);
    if (itself.has(at) || key.split('/').at(-1) === name.toLowerCase()) return [];
    const project = world.projects[at];
    const address = addressOf(key);
    if (project === undefined && address === null) return [];
    const id = project === undefined ? key : projects.nameOf(at, '');
    if (known.has(id)) return [];
    known.add(id);
    const repository = project?.repository ?? address;
    return [
      {
        project: id,
        ...(repository === null ? {} : { repository }),
        ...licensed(project, since),
        share: 0,
        root: true,
        alsoIn: [],
        stated: true,
      },
    ];
  });
}

/**
 * Whether what a module matches is its leading upstream's although no origin was told by weight: the world lacks the
 * upstream, or what both share is common one by one and the upstream had enough of it first.
 */
function isLeads(
  lead: ModuleMatch,
  named: readonly OriginShare[],
  { whole, own }: OwnShare,
  projects: WorldProjects,
): boolean {
  if (named.some((one) => one.project === lead.upstream)) return false;
  if (projects.of(lead.upstream).size === 0) return true;
  const isStrong = lead.strength === 'conclusive' || lead.strength === 'strong';
  return isStrong && lead.containment.upstream > 0 && own >= LEAST_OWN * whole && own > 0;
}

/** The part of a module that its leading upstream has, as far as nobody else had it first. */
function leadShare(lead: ModuleMatch, unknown: number): readonly OriginShare[] {
  const share = round(Math.min(unknown, lead.containment.local));
  if (share < WORTH_NAMING) return [];
  const date = lead.published?.slice(0, 10);
  return [
    {
      project: lead.upstream,
      path: lead.path,
      ...(date === undefined ? {} : { date, dateKind: 'published' }),
      share,
      root: true,
      alsoIn: [],
    },
  ];
}

/** With the projects of the world that are out of question as an origin: the repository itself, and who has it later. */
interface DatedInput extends OriginsInput {
  readonly noOrigins: ReadonlySet<number>;
}

/** Whether a project can be an origin of a file: it is not out of question, and had the code no later than here. */
function isInQuestion({ project, day }: OriginWeight, path: string, input: DatedInput): boolean {
  const { noOrigins, world, dateOf } = input;
  return !noOrigins.has(project) && worldPrecedes(world, project, day, dateOf(path)) !== false;
}

/** Shares of a module in words of the report, largest first; what is its own or unknown comes last. */
function sharesOf(
  local: LocalModule,
  { path, matches: [lead] }: AuditedModule,
  own: OwnShare,
  input: DatedInput,
): readonly OriginShare[] {
  const { pedigree } = local;
  if (pedigree === undefined || pedigree.whole === 0) return [];
  const { world, projects } = input;
  const since = input.dateOf(path);
  const foreign = pedigree.origins.filter(
    (one) => isInQuestion(one, path, input) && one.weight >= WORTH_NAMING * pedigree.whole,
  );
  const named = foreign.map((one): OriginShare => {
    const project = world.projects[one.project];
    const path = one.file < 0 ? '' : world.pathOf(one.file);
    return {
      project: projects.nameOf(one.project, path),
      ...(project?.repository == null ? {} : { repository: project.repository }),
      ...licensed(project, since),
      ...(path === '' ? {} : { path }),
      ...(one.day === '' ? {} : { date: one.day }),
      ...(project === undefined ? {} : { dateKind: project.dateKind }),
      share: round(one.weight / pedigree.whole),
      root: one.root >= MOST,
      alsoIn: [...new Set(one.also.map((other) => projects.nameOf(other, '')))],
    };
  });
  const unknown = 1 - named.reduce((sum, one) => sum + one.share, 0);
  const outside =
    lead !== undefined && lead.precedes !== false && isLeads(lead, named, own, projects)
      ? leadShare(lead, unknown)
      : [];
  const rest = unknown - outside.reduce((sum, one) => sum + one.share, 0);
  return [
    ...outside,
    ...named,
    ...statedShares(named, path, input),
    ...(rest < WORTH_NAMING ? [] : [{ project: null, share: round(rest), root: false, alsoIn: [] }]),
  ];
}

interface Led {
  readonly module: AuditedModule;
  readonly own: OwnShare;
}

/**
 * Of several upstreams that one project is to the catalogue, as the models of a library are, the one whose file had most
 * of a module first leads it.
 */
function inItsFamily(
  module: AuditedModule,
  local: LocalModule,
  origin: OriginWeight,
  own: OwnShare,
  input: OriginsInput,
): Led {
  const { projects, world } = input;
  const name = projects.nameOf(origin.project, world.pathOf(origin.file));
  const [first] = module.matches;
  if (first === undefined || first.upstream === name) return { module, own };
  const whole = local.pedigree?.whole ?? 0;
  const wanted =
    module.matches.find((one) => one.upstream === name) ??
    // What is known of the file's library already may tell more than its code.
    worldMatch(
      module,
      origin,
      whole,
      surerOf(strengthFor(module, origin, whole, input), {
        rate: first.falsePositiveRate ?? 1,
        strength: first.strength,
      }),
      input,
    );
  if (wanted === null || wanted.upstream === first.upstream) return { module, own };
  if (!module.matches.includes(wanted))
    return {
      module: { ...module, matches: [wanted, ...module.matches] },
      own: { whole: origin.weight, own: origin.weight * origin.root },
    };
  return {
    module: { ...module, matches: [wanted, ...module.matches.filter((one) => one !== wanted)] },
    own: ownShareOf(local, wanted, input),
  };
}

/**
 * Projects of the world that have more of what is here since later than since earlier: they have it from here, or from
 * where this repository has it, and are nobody's origin.
 */
function followersOf({ placed, world, dateOf }: OriginsInput): ReadonlySet<number> {
  const balance = new Map<number, number>();
  for (const { path, module } of placed)
    for (const { project, weight, day } of module.pedigree?.origins ?? []) {
      const earlier = worldPrecedes(world, project, day, dateOf(path)) ?? true;
      balance.set(project, (balance.get(project) ?? 0) + (earlier ? weight : -weight));
    }
  return new Set([...balance].flatMap(([project, sum]) => (sum < 0 ? [project] : [])));
}

/** The larger the surer; 0 for no evidence. */
const rankOf = (strength: Strength | null): number =>
  strength === null ? 0 : STRENGTHS.length - STRENGTHS.indexOf(strength);

/** The match in front, as sure as the code of its whole file, or what the file says, makes it. */
function raised({ module, own }: Led, { rate, strength, basis }: Told): Led {
  const [first, ...rest] = module.matches;
  if (first === undefined || strength === null || rankOf(strength) <= rankOf(first.strength))
    return { module, own };
  const surer = {
    ...first,
    strength,
    falsePositiveRate: Math.min(first.falsePositiveRate ?? 1, Number(rate.toPrecision(2))),
    ...(basis === undefined ? {} : { basis }),
  };
  return { module: { ...module, matches: [surer, ...rest] }, own };
}

/** Puts the origin of most of a module in front, unless the upstream that leads it had enough of it first. */
function lead(module: AuditedModule, local: LocalModule, input: DatedInput): Led {
  const { projects, world } = input;
  const { pedigree } = local;
  const [front] = module.matches;
  // What was public only later leads nowhere.
  const first = front?.precedes === false ? undefined : front;
  const nothing = { whole: 0, own: 0 };
  // Nothing is known of who had it first where the world lacks the upstream, as it does a private one.
  const isKnown = first === undefined || projects.of(first.upstream).size > 0;
  const firstOwn = first === undefined || !isKnown ? nothing : ownShareOf(local, first, input);
  if (!isKnown) return { module, own: nothing };
  if (pedigree === undefined) return { module, own: firstOwn };
  const origin = pedigree.origins.find((one) => one.file >= 0 && isInQuestion(one, module.path, input));
  if (origin === undefined) return { module: withLaterHolder(module, local, input), own: firstOwn };
  const share = origin.weight / pedigree.whole;
  const told = strengthFor(module, origin, pedigree.whole, input);
  if (first !== undefined) {
    const isSurer = rankOf(told.strength) > rankOf(first.strength);
    const family = projects.of(first.upstream);
    const isItsOwn = family.has(origin.project);
    const hasEnough = firstOwn.own >= LEAST_OWN * firstOwn.whole && firstOwn.own > 0;
    if (isItsOwn) {
      const led =
        share >= MOST ? inItsFamily(module, local, origin, firstOwn, input) : { module, own: firstOwn };
      return isSurer ? raised(led, told) : led;
    }
    const isMostly = share >= MOST || told.basis === 'statement';
    if (hasEnough && !(isSurer && isMostly)) return { module, own: firstOwn };
    if (share < MOST && origin.weight < world.threshold) return { module, own: firstOwn };
    const same = module.matches.find((one) => projects.of(one.upstream).has(origin.project));
    if (same !== undefined)
      return {
        module: { ...module, matches: [same, ...module.matches.filter((one) => one !== same)] },
        own: ownShareOf(local, same, input),
      };
  }
  const match = worldMatch(module, origin, pedigree.whole, told, input);
  if (match === null) return { module, own: firstOwn };
  return {
    module: {
      ...module,
      matches: [match, ...module.matches.filter((one) => one.upstream !== match.upstream)],
    },
    own: {
      whole: pedigree.whole * match.containment.local,
      own: namesAnother(module.path, origin.project, input) ? 0 : origin.weight * origin.root,
    },
  };
}

/**
 * Says of each module who had it first, apart from by which way it came: shares by origin, and in front the match that
 * a duty could follow from. An upstream that had less than a seventh of what it was matched with first is a carrier.
 */
export function nameOrigins(given: OriginsInput): NamedOrigins {
  const noOrigins = new Set([...given.itself, ...followersOf(given)]);
  const input = { ...withOwnContent(given), noOrigins };
  const { projects, world } = input;
  const places = new Map(input.placed.map(({ path, module }) => [moduleId(path, module), module]));
  const sources = new Map<string, SourceFacts>();
  const own = new Map<string, { whole: number; own: number }>();
  const modules = input.modules.map((module): AuditedModule => {
    const local = places.get(module.id);
    if (local?.pedigree === undefined) return module;
    const led = lead(module, local, input);
    const [first, ...rest] = led.module.matches;
    if (first === undefined) return module;
    const sum = own.get(first.upstream) ?? { whole: 0, own: 0 };
    own.set(first.upstream, { whole: sum.whole + led.own.whole, own: sum.own + led.own.own });
    for (const one of local.pedigree.origins) {
      if (one.file < 0) continue;
      const facts = projects.factsOf(one.project, world.pathOf(one.file), input.dateOf(module.path));
      if (facts.factsOnly) sources.set(facts.id, facts);
    }
    const before = module.matches[0];
    const isOther = before !== undefined && before.upstream !== first.upstream && before.precedes !== false;
    const route = isOther ? before : undefined;
    const origin = sharesOf(local, led.module, led.own, input);
    return {
      ...led.module,
      matches: [
        {
          ...first,
          ...(origin.length === 0 ? {} : { origin }),
          ...(route === undefined
            ? {}
            : { route: { project: route.upstream, version: route.version, path: route.path } }),
          order: orderOf(first.precedes),
        },
        ...rest.map((one) => ({ ...one, order: orderOf(one.precedes) })),
      ],
    };
  });
  return {
    modules: modules.filter((one) => one.role !== 'other' || one.matches.length > 0),
    sources,
    own,
  };
}
