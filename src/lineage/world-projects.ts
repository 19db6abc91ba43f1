import { bareSourceFacts } from '../catalogue/bare-source-facts.ts';
import { isKindOfThing } from '../credit/named-sources.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { namedProject } from '../origins/named-projects.ts';
import { repositoryKey } from '../origins/repository-address.ts';
import type { World, WorldProject } from '../origins/world.ts';

const DAY_LENGTH = 10;

/** How projects of the world and upstreams of the catalogues stand for each other. */
export interface WorldProjects {
  /** Positions of the world's projects that an upstream is, its family included; none where the world lacks it. */
  readonly of: (upstream: string) => ReadonlySet<number>;
  /**
   * Whether a file of a project is an upstream's own. Of a library that several upstreams are to the catalogue, each has
   * the files that are catalogued under it.
   */
  readonly isOwn: (upstream: string, project: number, path: string) => boolean;
  /** Name of a project's file in reports: the upstream that catalogues just this file, else the project. */
  readonly nameOf: (project: number, path: string) => string;
  /** Position of whom a file names: `owner/name`, a package or a name; -1 for none of the world. */
  readonly named: (key: string) => number;
  /** Facts of a project's version that was public by a day; of the world alone where no catalogue has the project. */
  readonly factsOf: (project: number, path: string, day: string | null) => SourceFacts;
}

/**
 * SPDX expression of the licenses under which a project's code could be had since a day, as alternatives: whoever had it
 * then holds it under the terms of that day, and the owner offers it under those of today. '' when none was found; `day`
 * null: of all times.
 */
export function licenseSince({ license, earlier = [] }: WorldProject, day: string | null): string {
  const then = earlier.filter(({ until }) => day === null || until > day.slice(0, DAY_LENGTH));
  const all = [...new Set([license, ...then.map((one) => one.license)])].filter((one) => one !== '');
  const [only = ''] = all;
  return all.length < 2 ? only : all.map((one) => (one.includes(' ') ? `(${one})` : one)).join(' OR ');
}

/**
 * What is known of a project that no catalogue has: enough to credit it, and its licenses since a day as far as the
 * world was built.
 */
function worldFacts(world: World, number: number, day: string | null): SourceFacts {
  const project = world.projects[number];
  const facts = bareSourceFacts({
    id: project?.id ?? '',
    name: isKindOfThing(project?.name ?? '')
      ? repositoryKey(project?.repository ?? '')
      : (project?.name ?? ''),
    organisation: project?.repository?.split('/').at(-2) ?? '',
    repository: repositoryKey(project?.repository ?? ''),
    commit: project?.tips[0] ?? null,
    published: project?.since === '' ? null : (project?.since ?? null),
    publishedBasis: project?.dateKind === 'history' ? 'its first commit with code' : 'its published history',
    license: project === undefined ? '' : licenseSince(project, day),
    factsOnly: true,
  });
  const { aliases = [] } = project ?? {};
  return aliases.length === 0 ? facts : { ...facts, alternates: aliases };
}

/** Ties the projects of a world to the upstreams of the catalogues, by repository. */
export function worldProjects(world: World, sources: ReadonlyMap<string, SourceFacts>): WorldProjects {
  const byId = new Map(world.projects.map((one, at) => [one.id, at]));
  const byRepository = new Map<string, number>();
  for (const [at, one] of world.projects.entries())
    if (one.repository !== null) byRepository.set(repositoryKey(one.repository), at);
  const projectsOf = new Map<string, Set<number>>();
  const versionsOf = new Map<number, SourceFacts[]>();
  const fileOwners = new Map<string, string>();
  for (const facts of sources.values()) {
    const known = projectsOf.get(facts.project) ?? new Set<number>();
    projectsOf.set(facts.project, known);
    for (const at of [byId.get(facts.project), byRepository.get(repositoryKey(facts.repository))]) {
      if (at === undefined) continue;
      known.add(at);
      const versions = versionsOf.get(at) ?? [];
      versionsOf.set(at, versions);
      if (!versions.includes(facts)) versions.push(facts);
      for (const { path } of facts.files) fileOwners.set(`${at}\n${path}`, facts.project);
    }
  }
  const families = new Map<string, ReadonlySet<number>>();
  const own = new Map<number, SourceFacts>();
  const nameOf = (project: number, path: string): string => {
    const owner = fileOwners.get(`${project}\n${path}`);
    if (owner !== undefined) return owner;
    const id = world.projects[project]?.id ?? '';
    if (projectsOf.has(id)) return id;
    const catalogued = new Set((versionsOf.get(project) ?? []).map((one) => one.project));
    return catalogued.size === 1 ? ([...catalogued][0] ?? id) : id;
  };
  const isShared = (project: number): boolean =>
    new Set((versionsOf.get(project) ?? []).map((one) => one.project)).size > 1;
  const of = (upstream: string): ReadonlySet<number> => {
    const known = families.get(upstream);
    if (known !== undefined) return known;
    const direct = projectsOf.get(upstream) ?? new Set([byId.get(upstream) ?? -1]);
    const wanted = new Set([...direct].flatMap((at) => world.projects[at]?.family ?? []));
    const all = new Set(world.projects.flatMap((one, at) => (wanted.has(one.family) ? [at] : [])));
    families.set(upstream, all);
    return all;
  };
  return {
    nameOf,
    isOwn: (upstream, project, path) =>
      of(upstream).has(project) && (!isShared(project) || nameOf(project, path) === upstream),
    named: (key) => namedProject(world, key),
    of,
    factsOf: (project, path, day) => {
      const name = nameOf(project, path);
      const versions = (versionsOf.get(project) ?? [])
        .filter((one) => one.project === name)
        .sort((a, b) => byText(a.published ?? '', b.published ?? ''));
      const public_ = versions.filter(
        (one) => day === null || (one.published ?? '').slice(0, DAY_LENGTH) <= day.slice(0, DAY_LENGTH),
      );
      const version = public_.at(-1) ?? versions[0];
      if (version !== undefined) return version;
      const facts = own.get(project) ?? worldFacts(world, project, day);
      own.set(project, facts);
      return facts;
    },
  };
}

/** Facts of the projects that no catalogue has, under the names that reports give them. */
export function onlyOfWorld(world: World, sources: readonly SourceFacts[]): readonly SourceFacts[] {
  const catalogued = new Set(sources.map((one) => one.project));
  const { nameOf, factsOf } = worldProjects(world, new Map(sources.map((one) => [one.id, one])));
  return world.projects.flatMap((_, at) => (catalogued.has(nameOf(at, '')) ? [] : [factsOf(at, '', null)]));
}
