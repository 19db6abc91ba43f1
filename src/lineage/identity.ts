import type { RepositoryOwner } from '../engine/ports.ts';
import type { AuditedModule } from '../model/report.ts';
import type { ForkedAt, Publisher } from '../model/repository-identity.ts';
import { type Said, say } from '../model/said.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { repositoryKey } from '../origins/repository-address.ts';
import type { World } from '../origins/world.ts';
import { findSameFiles, isNamedLike } from './find-self.ts';
import { homesOf, ownersOf, publisherOf } from './publisher.ts';

/** What the audited repository is to an upstream of which it holds the history, or the files as a whole. */
export interface Identity {
  readonly relation: 'self' | 'fork' | 'copy';
  /** Whether it is published by the upstream's owner; null where the history is the upstream's and no owner is told. */
  readonly publisher: Publisher | null;
  /** Where a fork leaves what is known of the upstream's history. */
  readonly parting: ForkedAt | null;
  readonly because: Said;
}

/** A code file: the project of the world that first had exactly its content. */
export interface HeldFile {
  readonly unchanged: number | null;
}

export interface IdentityInput {
  /** Name of the folder or repository. */
  readonly name: string;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** Catalogued projects that the tree has anything of. */
  readonly candidates: ReadonlySet<string>;
  readonly modules: readonly AuditedModule[];
  readonly history: {
    readonly commit: string | null;
    readonly shallow: boolean;
    readonly held: ReadonlySet<string>;
    readonly parting: ForkedAt | null;
    readonly owner: RepositoryOwner | null;
  };
  readonly world: World | null;
  /** Code files that would be known if somebody else had them first. */
  readonly code: readonly HeldFile[];
}

export interface Identities {
  /** By upstream: id of the catalogue, or of the world where no catalogue has the project. */
  readonly of: ReadonlyMap<string, Identity>;
  /** Positions of the world's projects that the repository is itself. */
  readonly itself: ReadonlySet<number>;
}

/** Share of a repository's code files that are byte for byte one family's, from which it is that family's files. */
const MOST_CODE = 0.7;
const LEAST_CODE = 3;

/** One upstream, with all that is known of whether the repository is it. */
interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly homes: readonly RepositoryOwner[];
  /** Its commits are of the audited history. */
  readonly shared: boolean;
  /** It is known by its commits, not as a publication in one piece. */
  readonly hasHistory: boolean;
  /** The repository has its name. */
  readonly named: boolean;
  /** And its files at their places. */
  readonly inPlace: boolean;
  readonly family: number | null;
}

/** The family of which nearly all code files are; null where there is none. */
function familyOfCode({ world, code }: IdentityInput): number | null {
  if (world === null || code.length < LEAST_CODE) return null;
  const counts = new Map<number, number>();
  for (const { unchanged } of code) {
    const family = unchanged === null ? undefined : world.projects[unchanged]?.family;
    if (family !== undefined) counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] >= MOST_CODE * code.length ? most[0] : null;
}

/** Where the projects of a world are published. */
interface Addresses {
  readonly homesByFamily: ReadonlyMap<number, readonly RepositoryOwner[]>;
  /** Positions of its projects. */
  readonly byId: ReadonlyMap<string, readonly number[]>;
  readonly byRepository: ReadonlyMap<string, readonly number[]>;
}

const addresses = new WeakMap<World, Addresses>();
const NOWHERE: Addresses = { homesByFamily: new Map(), byId: new Map(), byRepository: new Map() };

function addressesOf(world: World | null): Addresses {
  if (world === null) return NOWHERE;
  const known = addresses.get(world);
  if (known !== undefined) return known;
  const homesByFamily = new Map<number, RepositoryOwner[]>();
  const byId = new Map<string, number[]>();
  const byRepository = new Map<string, number[]>();
  const add = <K, V>(to: Map<K, V[]>, key: K, values: readonly V[]): void => {
    const before = to.get(key);
    if (before === undefined) to.set(key, [...values]);
    else before.push(...values);
  };
  for (const [position, { id, family, repository, aliases }] of world.projects.entries()) {
    add(homesByFamily, family, ownersOf([repository ?? '', ...aliases]));
    add(byId, id, [position]);
    add(byRepository, repositoryKey(repository ?? ''), [position]);
  }
  const found = { homesByFamily, byId, byRepository };
  addresses.set(world, found);
  return found;
}

function candidatesOf(input: IdentityInput): readonly Candidate[] {
  const { world, history, sources, modules, name } = input;
  const projects = world?.projects ?? [];
  const isHeld = (commits: readonly string[]): boolean => commits.some((one) => history.held.has(one));
  const { homesByFamily, byId, byRepository } = addressesOf(world);
  const homesOfFamily = (family: number): readonly RepositoryOwner[] => homesByFamily.get(family) ?? [];
  const catalogued = new Set<number>();
  const versions = new Map<string, SourceFacts[]>();
  for (const one of sources.values()) {
    const known = versions.get(one.project);
    if (known === undefined) versions.set(one.project, [one]);
    else known.push(one);
  }
  const same = findSameFiles(
    name,
    [...sources.values()].filter((one) => input.candidates.has(one.project)),
    modules,
  );
  const found: Candidate[] = [];
  for (const [id, all] of versions) {
    const repositories = new Set(all.map((one) => repositoryKey(one.repository)));
    const at = [
      ...new Set([
        ...(byId.get(id) ?? []),
        ...[...repositories].flatMap((one) => byRepository.get(one) ?? []),
      ]),
    ].sort((a, b) => a - b);
    for (const position of at) catalogued.add(position);
    if (!input.candidates.has(id)) continue;
    const families = [...new Set(at.flatMap((position) => projects[position]?.family ?? []))];
    found.push({
      id,
      name: all[0]?.projectName ?? id,
      homes: [...all.flatMap(homesOf), ...families.flatMap(homesOfFamily)],
      shared:
        isHeld(all.flatMap((one) => one.commit ?? [])) ||
        at.some((position) =>
          isHeld([...(projects[position]?.roots ?? []), ...(projects[position]?.tips ?? [])]),
        ),
      hasHistory:
        all.some((one) => one.commit !== null) ||
        at.some((position) => projects[position]?.dateKind === 'history'),
      named: all.some((one) => isNamedLike(name, one)),
      inPlace: same.has(id),
      family: families[0] ?? null,
    });
  }
  const others = projects.flatMap((one, position): readonly Candidate[] =>
    catalogued.has(position)
      ? []
      : [
          {
            id: one.id,
            name: one.name,
            homes: homesOfFamily(one.family),
            shared: isHeld([...one.roots, ...one.tips]),
            hasHistory: one.dateKind === 'history',
            named: isNamedLike(name, {
              repository: one.repository ?? '',
              projectName: one.name,
              aliases: [],
            }),
            inPlace: false,
            family: one.family,
          },
        ],
  );
  return [...found, ...others];
}

function byHistory({ name, homes }: Candidate, { history }: IdentityInput): Identity {
  const { owner, parting } = history;
  const publisher = publisherOf(owner, homes);
  const here = owner?.owner ?? '';
  if (publisher === 'other')
    return {
      relation: 'fork',
      publisher,
      parting,
      because: say`the history begins as that of ${name}; the remote is ${here}'s, which is not where ${name} is published`,
    };
  return {
    relation: 'self',
    publisher: publisher === 'same' ? publisher : null,
    parting: null,
    because:
      publisher === 'same'
        ? say`the history begins as that of ${name}, and the remote names ${here} as the owner as well`
        : owner === null
          ? say`the history begins as that of ${name}, and no other owner is known`
          : say`the history begins as that of ${name}; whether ${here} on ${owner.host} is its owner is not known`,
  };
}

function byFiles({ name, homes, hasHistory, named }: Candidate, { history }: IdentityInput): Identity {
  const { owner, commit, shallow } = history;
  const publisher = publisherOf(owner, homes);
  const here = owner?.owner ?? '';
  const known = { publisher, parting: null };
  if (publisher === 'same')
    return {
      ...known,
      relation: 'self',
      because: say`the same files as ${name}, and the remote names ${here} as the owner as well`,
    };
  if (publisher === 'other')
    return {
      ...known,
      relation: 'copy',
      because: say`the same files as ${name} without its history; the remote is ${here}'s, which is not where ${name} is published`,
    };
  const unknown = say`the same files as ${name}; whether this is its own publication is not known`;
  // Where both sides show a history and nothing of it is shared, a name says nothing.
  const contradicted = commit !== null && !shallow && hasHistory;
  return { ...known, relation: named && !contradicted ? 'self' : 'copy', because: unknown };
}

/**
 * Says of which upstreams the repository is one itself, a fork, or a copy of the files without the history. What the
 * audited side says of its owner is believed where the history bears it out; where nothing tells, that is said.
 */
export function identify(input: IdentityInput): Identities {
  const all = candidatesOf(input);
  const ofHistory = all.filter((one) => one.shared);
  const isItself = ofHistory.some((one) => byHistory(one, input).relation === 'self');
  const whole = isItself ? null : familyOfCode(input);
  const of = new Map<string, Identity>();
  for (const one of all) {
    if (one.shared) of.set(one.id, byHistory(one, input));
    else if (one.inPlace || (whole !== null && one.family === whole)) of.set(one.id, byFiles(one, input));
  }
  const families = new Set(
    all.flatMap(({ id, family }) => (of.get(id)?.relation === 'self' ? (family ?? []) : [])),
  );
  return {
    of,
    itself: new Set(
      (input.world?.projects ?? []).flatMap((one, at) => (families.has(one.family) ? [at] : [])),
    ),
  };
}
