import type { Holder, World } from './world.ts';

/** Numbers of holders and files of the second world begin here: more than one world has. */
const HOLDERS_FROM = 1 << 20;
const FILES_FROM = 1 << 24;

/** Where two worlds have one gram; -1 where one does not. */
interface Places {
  readonly first: number;
  readonly second: number;
}

const addressOf = (repository: string | null): string => repository?.toLowerCase() ?? '';

/** All worlds as one; null for none. */
export function joined(worlds: readonly World[]): World | null {
  const [first, ...rest] = worlds;
  return first === undefined ? null : rest.reduce(joinWorlds, first);
}

/**
 * Two worlds as one: of two holders the earlier day counts. A project that both have is one family. What chance shares
 * is taken from the first.
 */
export function joinWorlds(first: World, second: World): World {
  const offset = first.projects.length;
  const familiesFrom = Math.max(0, ...first.projects.map(({ family }) => family + 1));
  const addresses = new Map(first.projects.map((one) => [addressOf(one.repository), one.family]));
  const projects = [
    ...first.projects,
    ...second.projects.map((one) => ({
      ...one,
      family: addresses.get(addressOf(one.repository)) ?? familiesFrom + one.family,
    })),
  ];
  const places: Places[] = [];
  const known = new Map<number, number>();
  const placesAt = (position: number): Places => places[position] ?? { first: -1, second: -1 };
  const holders = new Map<number, Holder>();
  const holder = (number: number): Holder => {
    if (number < HOLDERS_FROM) return first.holder(number);
    const before = holders.get(number);
    if (before !== undefined) return before;
    const one = second.holder(number - HOLDERS_FROM);
    const moved = { ...one, project: one.project + offset, file: one.file + FILES_FROM };
    holders.set(number, moved);
    return moved;
  };
  /** Holders of both worlds, earliest first. */
  const holdersAt = (position: number): readonly number[] => {
    const { first: a, second: b } = placesAt(position);
    if (a < 0) return [second.holderAt(b) + HOLDERS_FROM];
    if (b < 0) return [first.holderAt(a)];
    const pair = [first.holderAt(a), second.holderAt(b) + HOLDERS_FROM] as const;
    return holder(pair[1]).day < holder(pair[0]).day ? [pair[1], pair[0]] : pair;
  };
  return {
    id: `${first.id}+${second.id}`,
    projects,
    families: first.families + second.families,
    grams: first.grams + second.grams,
    threshold: first.threshold,
    fit: first.fit,
    fileFit: first.fileFit,
    projectFit: first.projectFit,
    find: (gram) => {
      const before = known.get(gram);
      if (before !== undefined) return before;
      const place = { first: first.find(gram), second: second.find(gram) };
      const position = place.first < 0 && place.second < 0 ? -1 : places.push(place) - 1;
      known.set(gram, position);
      return position;
    },
    holderAt: (position) => holdersAt(position)[0] ?? 0,
    holder,
    pathOf: (file) => (file < FILES_FROM ? first.pathOf(file) : second.pathOf(file - FILES_FROM)),
    kinOf: (file) => (file < FILES_FROM ? first.kinOf(file) : second.kinOf(file - FILES_FROM) + FILES_FROM),
    independentsAt: (position) => {
      const { first: a, second: b } = placesAt(position);
      return Math.max(a < 0 ? 0 : first.independentsAt(a), b < 0 ? 0 : second.independentsAt(b));
    },
    othersAt: (position) => {
      const { first: a, second: b } = placesAt(position);
      const [lead, other] = holdersAt(position).map((number) => holder(number).project);
      const all = [
        ...(other === undefined ? [] : [other]),
        ...(a < 0 ? [] : first.othersAt(a)),
        ...(b < 0 ? [] : second.othersAt(b).map((one) => one + offset)),
      ];
      return [...new Set(all)].filter((one) => one !== lead);
    },
    weigh: (independents) => first.weigh(independents),
    projectOfBlob: (blob) => {
      const project = first.projectOfBlob(blob);
      if (project >= 0) return project;
      const other = second.projectOfBlob(blob);
      return other < 0 ? -1 : other + offset;
    },
  };
}
