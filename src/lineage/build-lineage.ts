import type { ArtefactMatch } from '../artefacts/configs/compare-artefacts.ts';
import type { DraftLineage } from '../model/evidence.ts';
import {
  type AuditedModule,
  type ModuleMatch,
  type Residue,
  STRENGTHS,
  type StatedAncestor,
  type Strength,
  type TimelineEvent,
} from '../model/report.ts';
import type { KeptFiles } from '../model/repository-identity.ts';
import { inEnglish, type Said, say } from '../model/said.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { homeOf } from './home-of.ts';
import type { Identity } from './identity.ts';
import { LEAST_OWN, type OwnShare } from './name-origins.ts';
import { originAncestors } from './origin-ancestors.ts';
import { sayMatch } from './say-match.ts';
import { buildTimeline, type LocalHistory } from './timeline.ts';

export interface LineageInput {
  readonly modules: readonly AuditedModule[];
  readonly residues: readonly Residue[];
  readonly artefacts: readonly ArtefactMatch[];
  readonly self: ReadonlySet<string>;
  /** What the repository is to upstreams of which it holds the history or the files as a whole; none by default. */
  readonly identities?: ReadonlyMap<string, Identity>;
  /** Code files, and whether some state of a known file is byte for byte the same; none by default. */
  readonly code?: readonly CodeFile[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly dateOf: (path: string) => string | null;
  readonly history: LocalHistory;
  /** What each upstream had first of what it was matched with, where that was looked up. */
  readonly own: ReadonlyMap<string, OwnShare>;
  /** Weight that chance shares with a file of the world. */
  readonly threshold: number;
}

/** A file of code whose content would be known if somebody else had it first. */
export interface CodeFile {
  readonly path: string;
  readonly unchanged: boolean;
}

interface Gathered {
  readonly project: string;
  readonly modules: { readonly module: AuditedModule; readonly match: ModuleMatch }[];
  readonly artefacts: ArtefactMatch[];
}

const rank = (strength: Strength): number => STRENGTHS.indexOf(strength);

/** Only evidence of at least this strength makes a lineage. */
const ENOUGH = rank('moderate');
/** Containment from which a single module of moderate strength names an upstream. */
const MOSTLY = 0.6;

const isOfThird = ({ sharedAncestor, upstream }: ModuleMatch): boolean =>
  sharedAncestor !== null && sharedAncestor !== upstream;

/** Modules with the match that counts for a lineage. */
function leading(input: LineageInput): Gathered['modules'] {
  return input.modules.flatMap((module) => {
    const match = module.matches[0];
    if (match === undefined || match.precedes === false || rank(match.strength) > ENOUGH) return [];
    return [{ module, match }];
  });
}

function gather(input: LineageInput): readonly Gathered[] {
  const projects = new Map<string, Gathered>();
  const of = (project: string): Gathered => {
    const known = projects.get(project) ?? { project, modules: [], artefacts: [] };
    projects.set(project, known);
    return known;
  };
  for (const one of leading(input)) {
    // What both sides have from a third is no lineage between them.
    if (isOfThird(one.match)) continue;
    of(one.match.upstream).modules.push(one);
  }
  for (const artefact of input.artefacts) {
    if (rank(artefact.evidence.strength) <= ENOUGH) of(artefact.evidence.upstream).artefacts.push(artefact);
  }
  return [...projects.values()].filter(isTelling);
}

/** One module of moderate strength of which most is elsewhere is too little to name an upstream for the repository. */
function isTelling(one: Gathered): boolean {
  if (one.artefacts.length > 0 || one.modules.length > 1) return true;
  return one.modules.some(
    ({ match }) =>
      rank(match.strength) < ENOUGH ||
      Math.max(match.containment.local, match.containment.upstream) >= MOSTLY,
  );
}

function pickVersion(one: Gathered): string {
  const votes = new Map<string, number>();
  for (const { match } of one.modules)
    votes.set(match.version, (votes.get(match.version) ?? 0) + match.score);
  for (const { version, evidence } of one.artefacts)
    votes.set(version, (votes.get(version) ?? 0) + (rank(evidence.strength) === 0 ? 1 : 0.5));
  return [...votes].sort((a, b) => b[1] - a[1] || byText(a[0], b[0]))[0]?.[0] ?? '';
}

/** Share of the code of a vendored tree that stands in place, nearly unchanged. */
const MOST_IN_PLACE = 0.75;

/**
 * The folder of a whole tree kept at another place, with `/` at the end: files under one folder, at the upstream's own
 * paths, nearly unchanged. Null where there is none.
 */
function vendoredIn(one: Gathered): string | null {
  const inPlace = one.modules.filter(
    ({ module, match }) => match.containment.local >= 0.85 && module.path.endsWith(`/${match.path}`),
  );
  const size = (modules: Gathered['modules']): number =>
    modules.reduce((sum, { module }) => sum + module.tokens, 0);
  if (size(inPlace) < MOST_IN_PLACE * size(one.modules)) return null;
  const folders = new Set(inPlace.map(({ module, match }) => module.path.slice(0, -match.path.length)));
  const isWhole =
    one.artefacts.length === 0 &&
    folders.size === 1 &&
    new Set(one.modules.map(({ module }) => module.path)).size >= 3;
  return isWhole ? ([...folders][0] ?? null) : null;
}

/** The folder under which all of a tree's matched files lie, at most as deep as the folder that they share. */
function sharedFolder(one: Gathered, root: string): string {
  const below = one.modules.map(({ module }) => module.path).filter((path) => path.startsWith(root));
  const [first = ''] = below;
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (folder !== root && !below.every((path) => path.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
}

/** How many files of a tree are unchanged; nothing where no file is known by its content. */
function keptFiles(folder: string | null, { code = [] }: LineageInput): { readonly keptFiles?: KeptFiles } {
  if (folder === null) return {};
  const below = code.filter(({ path }) => path.startsWith(folder));
  const unchanged = below.filter((one) => one.unchanged).length;
  return unchanged === 0 ? {} : { keptFiles: { folder, files: below.length, unchanged } };
}

const HOUR = 3_600_000;

/** How long after `from` is `to`: in hours up to two days, then in days; null when it is not after. */
function sayGap(from: string, to: string): Said | null {
  const hours = (Date.parse(to) - Date.parse(from)) / HOUR;
  if (!(hours >= 0)) return null;
  if (hours < 1) return say`within the hour`;
  if (hours < 1.5) return say`1 hour later`;
  return hours < 48 ? say`${Math.round(hours)} hours later` : say`${Math.round(hours / 24)} days later`;
}

function whyOf(one: Gathered, input: LineageInput, residues: readonly Residue[]): readonly Said[] {
  const why: Said[] = [];
  const strongest = [...one.modules].sort((a, b) => b.match.score - a.match.score);
  for (const { module, match } of strongest) {
    const name = input.sources.get(match.version)?.name ?? match.version;
    why.push(sayMatch(module, match, name));
    if (match.renames.length > 0) {
      const shown = match.renames
        .slice(0, 6)
        .map(([from, to]) => `${from} → ${to}`)
        .join(', ');
      const rest = match.renames.length - 6;
      why.push(
        say`consistent renames in ${module.symbol}: ${rest > 0 ? say`${shown}, and ${rest} more` : shown}`,
      );
    }
    if (match.ties.length > 0)
      why.push(
        say`${module.symbol} cannot tell ${name} from ${match.ties.map((tie) => input.sources.get(tie)?.name ?? tie).join(', ')}`,
      );
    const local = input.dateOf(module.path);
    const gap = match.published === null || local === null ? null : sayGap(match.published, local);
    if (match.published !== null && local !== null && gap !== null) {
      why.push(
        say`${match.path} was public on ${match.published.slice(0, 10)}, ${module.path} was committed on ${local.slice(0, 10)}, ${gap} (commit dates are self-declared)`,
      );
    }
  }
  for (const { evidence } of one.artefacts)
    for (const fact of (evidence.factsSaid ?? evidence.facts).slice(0, 4))
      why.push(say`${evidence.path}: ${fact}`);
  for (const residue of residues.slice(0, 8))
    why.push(say`${residue.path}:${residue.line} still holds "${residue.text}"`);
  return [...new Map(why.map((step) => [inEnglish(step), step])).values()];
}

function timelineOf(
  one: Gathered,
  source: SourceFacts | undefined,
  input: LineageInput,
): readonly TimelineEvent[] {
  const modules = one.modules.map(({ module, match }) => ({
    localPath: module.path,
    localDate: input.dateOf(module.path),
    upstreamPath: match.path,
    // The day on which the version was published says nothing more of the file.
    upstreamDate: match.published === source?.published ? null : match.published,
  }));
  const artefacts = one.artefacts.map(({ evidence }) => ({
    localPath: evidence.path,
    localDate: input.dateOf(evidence.path),
    upstreamPath: null,
    upstreamDate: null,
  }));
  return buildTimeline({
    source: source ?? null,
    history: input.history,
    evidence: [...modules, ...artefacts],
  });
}

/** A descendant that explains this share of what its ancestor does may as well be the one it was taken from. */
const AS_WELL = 0.92;

const evidenceOf = ({ score }: ModuleMatch): number => score / (1 - score);

/** Whether a descendant of the matched upstream has the same code. */
function isSharedWithOthers({ module, match }: Gathered['modules'][number]): boolean {
  return module.matches.some(
    (other) => other.sharedAncestor === match.upstream && evidenceOf(other) >= AS_WELL * evidenceOf(match),
  );
}

/** What a lineage's upstream has from an earlier one: modules by the project that the catalogue names. */
interface Reached {
  readonly ancestor: StatedAncestor;
  readonly modules: { readonly module: AuditedModule; readonly match: ModuleMatch }[];
}

/** Modules that match a file which is a copy as a whole of another upstream's: they tell of that upstream alone. */
function copiesOf(input: LineageInput): Gathered['modules'] {
  const projects = new Map<string, Gathered>();
  for (const one of leading(input)) {
    const { sharedAncestor } = one.match;
    if (sharedAncestor === null || !isOfThird(one.match)) continue;
    const known = projects.get(sharedAncestor) ?? { project: sharedAncestor, modules: [], artefacts: [] };
    projects.set(sharedAncestor, known);
    known.modules.push(one);
  }
  return [...projects.values()].filter(isTelling).flatMap(({ modules }) => modules);
}

/** Stated ancestors of what modules match; what the repository is itself is no ancestor of it. */
function reachedThrough(
  gathered: readonly Gathered[],
  input: LineageInput,
): ReadonlyMap<string, readonly Reached[]> {
  const found = new Map<string, Reached[]>();
  for (const one of [...gathered.flatMap(({ modules }) => modules), ...copiesOf(input)]) {
    for (const ancestor of one.match.ancestors ?? []) {
      if (input.self.has(ancestor.upstream)) continue;
      const known = found.get(ancestor.upstream) ?? [];
      found.set(ancestor.upstream, known);
      const same = known.find(
        (each) => each.ancestor.of === ancestor.of && each.ancestor.statedAt === ancestor.statedAt,
      );
      if (same === undefined) known.push({ ancestor, modules: [one] });
      else same.modules.push(one);
    }
  }
  return found;
}

function sayReached(reached: readonly Reached[], input: LineageInput): readonly Said[] {
  return reached.map(({ ancestor, modules }) => {
    const name = (version: string): string => input.sources.get(version)?.name ?? version;
    const symbols = [...new Set(modules.map(({ match }) => match.symbol))];
    const shown = symbols.slice(0, 3).join(', ');
    const more = symbols.length - 3;
    const what = more > 0 ? say`${shown}, and ${more} more` : shown;
    return say`${name(ancestor.of)} took ${what} from ${name(ancestor.version)} (${ancestor.statedAt})`;
  });
}

function ancestorLineage(project: string, reached: readonly Reached[], input: LineageInput): DraftLineage {
  const modules = [
    ...new Map(reached.flatMap((one) => one.modules).map((one) => [one.module.id, one])).values(),
  ];
  const version = reached[0]?.ancestor.version ?? '';
  const why = sayReached(reached, input);
  return {
    upstream: project,
    version,
    strength: modules.map(({ match }) => match.strength).sort((a, b) => rank(a) - rank(b))[0] ?? 'moderate',
    relation: 'ancestor',
    ...homeOf(input.sources.get(version)),
    evidence: modules.map(({ module }) => module.id),
    why: why.map(inEnglish),
    whySaid: why,
    timeline: buildTimeline({
      source: input.sources.get(version) ?? null,
      history: input.history,
      evidence: [],
    }),
  };
}

/** Share that an upstream had first from which little weight is no reason to doubt it. */
const MOST_OWN = 0.5;

/** Whether an upstream had next to nothing first of the code that it was matched with: then it has it from elsewhere. */
function isCarrier({ project, modules, artefacts }: Gathered, { own, threshold }: LineageInput): boolean {
  const share = own.get(project);
  if (modules.length === 0 || artefacts.length > 0 || share === undefined || share.whole === 0) return false;
  return share.own < LEAST_OWN * share.whole || (share.own < threshold && share.own < MOST_OWN * share.whole);
}

/** Brings all evidence for each upstream together: one lineage a project, strongest first. */
export function buildLineage(input: LineageInput): readonly DraftLineage[] {
  const gathered = gather(input);
  const direct = new Set(gathered.map((one) => one.project));
  const reached = reachedThrough(gathered, input);
  const ancestors = [...reached]
    .filter(([project]) => !direct.has(project))
    .map(([project, through]) => ancestorLineage(project, through, input));
  const named = new Set([...direct, ...reached.keys(), ...input.self]);
  return [
    ...originAncestors(input.modules, input.sources, named),
    ...gathered.map((one): DraftLineage => {
      const version = pickVersion(one);
      const source = input.sources.get(version);
      const residues = input.residues.filter((residue) => residue.upstream === one.project);
      const identity = input.identities?.get(one.project);
      const told = identity === undefined ? [] : [identity.because];
      const why = [
        ...told,
        ...whyOf(one, input, residues),
        ...sayReached(reached.get(one.project) ?? [], input),
      ];
      const strengths = [
        ...one.modules.map(({ match }) => match.strength),
        ...one.artefacts.map(({ evidence }) => evidence.strength),
      ];
      const vendored = identity === undefined ? vendoredIn(one) : null;
      const folder = vendored === null ? null : sharedFolder(one, vendored);
      const ancestor = one.modules.length > 0 && one.modules.every(isSharedWithOthers);
      return {
        upstream: one.project,
        version,
        strength: strengths.sort((a, b) => rank(a) - rank(b))[0] ?? 'moderate',
        relation: input.self.has(one.project)
          ? 'self'
          : identity !== undefined
            ? identity.relation
            : folder !== null
              ? 'vendored'
              : ancestor
                ? 'ancestor'
                : isCarrier(one, input)
                  ? 'carrier'
                  : 'source',
        ...homeOf(source),
        ...(identity?.publisher == null ? {} : { publisher: identity.publisher }),
        ...(identity?.parting == null ? {} : { forkedAt: identity.parting }),
        ...keptFiles(identity === undefined ? folder : identity.relation === 'self' ? null : '', input),
        evidence: [
          ...one.modules.map(({ module }) => module.id),
          ...one.artefacts.map(({ evidence }) => evidence.id),
          ...residues.map((residue) => residue.id),
        ],
        why: why.map(inEnglish),
        whySaid: why,
        timeline: timelineOf(one, source, input),
      };
    }),
    ...ancestors,
  ].sort(
    (a, b) =>
      rank(a.strength) - rank(b.strength) ||
      b.evidence.length - a.evidence.length ||
      byText(a.upstream, b.upstream),
  );
}
