import { join } from 'node:path';
import type { CatalogueIndex } from '../../catalogue/open-index.ts';
import type { Progress } from '../../engine/ports.ts';
import { failure } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { findCarried } from '../../origins/carriers.ts';
import { gatherHolders } from '../../origins/first-holders.ts';
import { heldAgain } from '../../origins/held-again.ts';
import { ownersOf } from '../../origins/named-projects.ts';
import { addressOf, repositoryKey } from '../../origins/repository-address.ts';
import { settleWorld } from '../../origins/settle-world.ts';
import type { WorldProject } from '../../origins/world.ts';
import { encodeWorld, type WorldContent, type WorldRows } from '../../origins/world-format.ts';
import { sha256 } from '../catalogue/load-catalogue.ts';
import type { WorkerPool } from '../threads/pool.ts';
import { chanceOf } from './chance.ts';
import { familyNumbers, type Relative } from './families.ts';
import { type ProjectPrints, readPrints } from './project-prints.ts';
import type { WorldEntry } from './world-list.ts';
import { addCatalogued, heldPrints, noUnits, type ProjectUnits, unitsOfPrints } from './world-prints.ts';

/** Share of paths that begin in the first two days from which a history is a publication. */
const PUBLISHED_AT_ONCE = 0.8;
/** Reasons of entries that are read for what chance shares, and are no part of the world. */
export const NULL_REASON = /^null\b/;

export interface BuildWorldOptions {
  readonly entries: readonly WorldEntry[];
  /** The git directory of a project's clone; null where there is none. */
  readonly cloneOf: (entry: WorldEntry) => string | null;
  /** Folder in which prints are kept by project between builds. */
  readonly prints: string;
  readonly catalogues: readonly CatalogueIndex[];
  /** An index to which the projects that it lacks are added; null: all is settled anew. */
  readonly base?: WorldRows | null;
  readonly pool: WorkerPool;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Hears in one sentence what was passed over. */
  readonly told?: (sentence: string) => void;
}

export interface BuiltWorld {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The list with the tips that were read. */
  readonly entries: readonly WorldEntry[];
  readonly missing: readonly { readonly id: string; readonly reason: string }[];
  /** Sources that files name most and that the world lacks: who to add next. */
  readonly lacking: readonly { readonly source: string; readonly units: number; readonly projects: number }[];
}

async function printAll(options: BuildWorldOptions): Promise<{
  readonly entries: readonly WorldEntry[];
  readonly missing: { id: string; reason: string }[];
  readonly passedOver: readonly string[];
}> {
  const { entries, pool, progress, signal } = options;
  const missing: { id: string; reason: string }[] = [];
  const read = new Map<string, WorldEntry>();
  const passedOver = new Map<string, readonly string[]>();
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < entries.length) {
      const entry = entries[next++];
      if (entry === undefined) return;
      const gitDir = options.cloneOf(entry);
      if (gitDir === null) {
        missing.push({ id: entry.id, reason: `there is no clone of ${entry.clone}` });
      } else {
        const printed = await pool
          .run(
            'printProject',
            {
              gitDir,
              revision: entry.tip,
              everyDays: entry.everyDays,
              paths: entry.paths,
              output: join(options.prints, `${entry.id}.prints`),
            },
            signal,
          )
          .catch((error: unknown) => {
            signal.throwIfAborted();
            return failure(
              'unreadable',
              `could not be printed (${error instanceof Error ? error.message : String(error)})`,
            );
          });
        if (printed.ok) {
          read.set(entry.id, { ...entry, tip: printed.value.tip });
          passedOver.set(entry.id, printed.value.passedOver);
        } else missing.push({ id: entry.id, reason: printed.message });
      }
      done += 1;
      progress(done, entries.length, entry.id);
    }
  };
  await Promise.all(Array.from({ length: pool.size }, lane));
  return {
    entries: entries.flatMap((one) => read.get(one.id) ?? []),
    missing,
    passedOver: entries.flatMap(({ id }) => (passedOver.get(id) ?? []).map((path) => `${id}: ${path}`)),
  };
}

interface Gathered {
  readonly entry: WorldEntry;
  readonly prints: ProjectPrints | null;
  readonly units: ProjectUnits;
}

/** Catalogued projects of a repository, or of none that is in the list: their files are part of the world too. */
function addCatalogues(gathered: Gathered[], catalogues: readonly CatalogueIndex[]): void {
  const byRepository = new Map(gathered.map((one) => [one.entry.repository.toLowerCase(), one]));
  const byId = new Map(gathered.map((one) => [one.entry.id, one]));
  for (const index of catalogues)
    for (const [source, facts] of index.sources.entries()) {
      const repository = facts.repository.toLowerCase();
      // A library's own history is dated better than the states of it that a catalogue holds.
      if (byRepository.has(repository) && !byId.has(facts.project)) continue;
      let known = byId.get(facts.project);
      if (known === undefined) {
        const entry: WorldEntry = {
          id: facts.project,
          repository: facts.repository,
          clone: '',
          family: facts.project,
          also: [],
          tip: '',
          everyDays: 0,
          paths: '',
          why: 'catalogue',
        };
        known = { entry, prints: null, units: noUnits() };
        byId.set(facts.project, known);
        gathered.push(known);
      }
      addCatalogued(known.units, index, source, facts);
    }
}

const isoDay = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);

function describeProject({ entry, prints, units }: Gathered, family: number): WorldProject {
  const first = units.times.reduce(
    (least, time) => (time > 0 && time < least ? time : least),
    Number.MAX_SAFE_INTEGER,
  );
  const kind =
    prints === null || prints.head.atOnce >= PUBLISHED_AT_ONCE
      ? 'published'
      : prints.head.everyDays > 0
        ? 'not later than'
        : 'history';
  return {
    id: entry.id,
    name: entry.repository.split('/').at(-1) ?? entry.id,
    repository: addressOf(entry.repository),
    license: prints?.head.license ?? '',
    ...(prints?.head.earlier?.length ? { earlier: prints.head.earlier } : {}),
    family,
    since: first === Number.MAX_SAFE_INTEGER ? '' : isoDay(first),
    dateKind: kind,
    roots: prints?.head.roots ?? [],
    aliases: [...new Set([entry.clone, ...entry.also])]
      .filter((one) => one.includes('/') && one !== entry.repository)
      .map((one) => one.toLowerCase()),
    tips: entry.tip === '' ? [] : [entry.tip],
  };
}

/** First project of each blob, as ten hex digits, ascending; projects are numbered from `offset`, after those of the index. */
function blobTable(
  base: WorldRows | null,
  gathered: readonly Gathered[],
  offset: number,
): WorldContent['blobs'] {
  // When an index's project had a blob it does not say: not before it had any code.
  const since = base?.projects.map((one) => Date.parse(one.since) / 1000) ?? [];
  const first = new Map<string, { time: number; project: number }>();
  for (const [id, project] of base?.blobs() ?? []) first.set(id, { time: since[project] ?? 0, project });
  for (const [at, { prints }] of gathered.entries()) {
    const project = offset + at;
    if (prints === null) continue;
    for (let blob = 0; blob < prints.blobTimes.length; blob++) {
      // A file without a unit is empty, or nearly so: everybody has it.
      if ((prints.blobStarts[blob + 1] ?? 0) - (prints.blobStarts[blob] ?? 0) < 2) continue;
      const hex = (word: number): string =>
        (prints.blobIds[blob * 5 + word] ?? 0).toString(16).padStart(8, '0');
      const id = (hex(0) + hex(1)).slice(0, 10);
      const time = prints.blobTimes[blob] ?? 0;
      const known = first.get(id);
      if (known === undefined || time < known.time) first.set(id, { time, project });
    }
  }
  return [...first].map(([id, { project }]) => [id, project] as const).sort(([a], [b]) => byText(a, b));
}

/** What speaks for a project as the head of a family whose members share their first commits. */
function standingOf({ why }: WorldEntry, units: number): number {
  const named = Number(/named as a source by (\d+)/.exec(why)?.[1] ?? 0);
  return (/in the catalogue/.test(why) ? 1e9 : 0) + named * 1e7 + units;
}

/** What the members of a world are settled by, wherever it is known from. */
interface Member extends Relative {
  /** `owner/name`. */
  readonly repository: string;
  /** Other addresses by which files mean it. */
  readonly also: readonly string[];
}

const ofGathered = ({ entry, prints, units }: Gathered): Member => ({
  id: entry.id,
  repository: entry.repository,
  also: [entry.clone, ...entry.also],
  family: entry.family,
  standing: standingOf(entry, units.times.length),
  roots: prints?.head.roots ?? [],
});

/** Projects of an index; a family there is one here, and goes by its first. */
function ofIndex({ projects }: WorldRows): readonly Member[] {
  const heads = new Map<number, string>();
  for (const { id, family } of projects) if (!heads.has(family)) heads.set(family, id);
  return projects.map(({ id, repository, aliases, family, roots }) => ({
    id,
    repository: repositoryKey(repository ?? ''),
    also: aliases,
    family: heads.get(family) ?? id,
    // A fork that comes in later heads no family that is known.
    standing: Number.MAX_SAFE_INTEGER,
    roots,
  }));
}

/** Numbers of the members, by the names by which files mean them, in lower case. */
function numbersByName(members: readonly Member[]): ReadonlyMap<string, number> {
  const byName = new Map<string, number>();
  for (const [at, { id, repository, also }] of members.entries()) {
    byName.set(id, at);
    byName.set(repository.toLowerCase(), at);
    for (const other of also) byName.set(other.toLowerCase(), at);
    const name = (repository.split('/').at(-1) ?? '').toLowerCase();
    if (!byName.has(name)) byName.set(name, at);
  }
  return byName;
}

/** How many files were passed over, and the first of them; null where none was. */
export function passedOverSentence([first, ...others]: readonly string[]): string | null {
  if (first === undefined) return null;
  return others.length === 0
    ? `1 file takes the parser too long and was passed over: ${first}`
    : `${others.length + 1} files take the parser too long and were passed over, the first ${first}`;
}

/**
 * Builds the origin index, or adds to one what it lacks of the list. Nothing in it depends on the clock or the machine: the
 * same list, clones and index give the same bytes.
 */
export async function buildWorld(options: BuildWorldOptions): Promise<BuiltWorld> {
  const base = options.base ?? null;
  const held = new Set(base?.projects.map(({ id }) => id));
  const { entries, missing, passedOver } = await printAll({
    ...options,
    entries: options.entries.filter(({ id }) => !held.has(id)),
  });
  const sentence = passedOverSentence(passedOver);
  if (sentence !== null) options.told?.(sentence);
  const gathered: Gathered[] = [];
  const nulls: ProjectUnits[] = [];
  for (const entry of entries) {
    const prints = await readPrints(join(options.prints, `${entry.id}.prints`));
    if (prints === null) continue;
    if (NULL_REASON.test(entry.why)) nulls.push(unitsOfPrints(prints));
    else gathered.push({ entry, prints, units: unitsOfPrints(prints) });
  }
  // An index has what its catalogues hold.
  if (base === null) addCatalogues(gathered, options.catalogues);
  gathered.sort((a, b) => byText(a.entry.id, b.entry.id));
  const before = base === null ? [] : ofIndex(base);
  const members = [...before, ...gathered.map(ofGathered)];
  const { families, heads } = familyNumbers(members);
  const familyOf = (project: number): number => families[project] ?? project;
  const lacking = new Map<string, { units: number; projects: Set<string> }>();
  const byName = numbersByName(members);
  const unknown = members.length;
  const owners = ownersOf(members.map(({ repository }) => repository));
  const meant = [...members.map((_, at) => [at]), [], ...owners.values()];
  const ownerNumbers = new Map([...owners.keys()].map((owner, at) => [owner, unknown + 1 + at]));
  const again = base === null ? [] : heldAgain(base, families, unknown + 1);
  const prints = [
    ...again.map((one) => one.prints),
    ...gathered.map(({ entry, units }, at) =>
      heldPrints(units, familyOf(before.length + at), (stated) => {
        const found = byName.get(stated.toLowerCase()) ?? ownerNumbers.get(stated.toLowerCase());
        if (found !== undefined) return found;
        const row = lacking.get(stated) ?? { units: 0, projects: new Set() };
        row.units += 1;
        row.projects.add(entry.id);
        lacking.set(stated, row);
        return unknown;
      }),
    ),
  ];
  const holders = gatherHolders(prints);
  const carried = findCarried(prints, holders, meant);
  // Members of an index's families were put under their heads when it was built.
  const headOf = heads.map((head, at) => (at < before.length ? at : head));
  const counted = (gram: number): number => {
    const position = base?.find(gram) ?? -1;
    return base === null || position < 0 ? 0 : base.independentsAt(position);
  };
  const settled = settleWorld(prints, holders, carried, headOf, meant, counted);
  const projects = [
    ...(base?.projects ?? []).map((one, at) => ({ ...one, family: familyOf(at) })),
    ...gathered.map((one, at) => describeProject(one, familyOf(before.length + at))),
  ];
  const unitsOf = (project: number): ProjectUnits | undefined => gathered[project - before.length]?.units;
  const fileOf = (project: number, file: number): number => again[project]?.files[file] ?? -1;
  const content = {
    projects,
    // Over so many was counted how many had a feature independently.
    families: base?.families ?? new Set(families).size,
    settled,
    ownFrom: before.length,
    pathOf: (project: number, file: number) =>
      unitsOf(project)?.paths[file] ?? base?.pathOf(fileOf(project, file)) ?? '',
    kinOf: (project: number, file: number) =>
      unitsOf(project)?.kin[file] ?? base?.kinOf(fileOf(project, file)) ?? file,
    blobs: blobTable(base, gathered, before.length),
  };
  const chance = base ?? chanceOf(content, nulls);
  const { threshold, fit, fileFit, projectFit } = chance;
  return {
    bytes: encodeWorld({ ...content, threshold, fit, fileFit, projectFit }, sha256),
    entries,
    missing,
    lacking: [...lacking]
      .map(([source, row]) => ({ source, units: row.units, projects: row.projects.size }))
      .sort((a, b) => b.projects - a.projects || b.units - a.units || byText(a.source, b.source)),
  };
}
