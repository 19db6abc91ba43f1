import { byText } from '../model/text-order.ts';
import type { NamePrint } from './unit-print.ts';

/** Shared contexts that two names need before they are called the same. */
const LEAST_SHARED = 1;
const MOST_RENAMES = 24;

export interface RenameMap {
  /** One-to-one renamings, strongest first; names kept as they are are left out. */
  readonly renames: readonly (readonly [from: string, to: string])[];
  /** Names kept as they are, with the same role on both sides. */
  readonly kept: number;
  /** Local names whose best partner belongs to another name already. */
  readonly contradictions: number;
}

/** Names by the contexts that they occur in. Contexts are signed here: V8 boxes large unsigned numbers. */
type Holders = ReadonlyMap<number, readonly string[]>;

/** An upstream unit is met by many local ones: its names are gathered once. */
const known = new WeakMap<readonly NamePrint[], Holders>();

function holdersOf(names: readonly NamePrint[]): Holders {
  const before = known.get(names);
  if (before !== undefined) return before;
  const holders = new Map<number, string[]>();
  for (let number = 0; number < names.length; number++) {
    const { name, contexts } = names[number] as NamePrint;
    for (let at = 0; at < contexts.length; at++) {
      const context = (contexts[at] as number) | 0;
      const others = holders.get(context);
      if (others === undefined) holders.set(context, [name]);
      else others.push(name);
    }
  }
  known.set(names, holders);
  return holders;
}

/**
 * Pairs the own names of two units by the surroundings they occur in: each context that both have is a vote,
 * shared by the names that occur in it. Strongest votes first, each name at most once.
 */
export function renameMap(local: readonly NamePrint[], upstream: readonly NamePrint[]): RenameMap {
  const holders = holdersOf(upstream);
  const votes: { from: string; to: string; weight: number }[] = [];
  const found = new Map<string, number>();
  let from = '';
  const vote = (weight: number, to: string): void => {
    if (weight >= LEAST_SHARED * 0.5) votes.push({ from, to, weight: weight + (from === to ? 0.25 : 0) });
  };
  for (let number = 0; number < local.length; number++) {
    const { name, contexts } = local[number] as NamePrint;
    for (let at = 0; at < contexts.length; at++) {
      const names = holders.get((contexts[at] as number) | 0);
      if (names === undefined) continue;
      const share = 1 / names.length;
      for (let other = 0; other < names.length; other++) {
        const to = names[other] as string;
        found.set(to, (found.get(to) ?? 0) + share);
      }
    }
    if (found.size === 0) continue;
    from = name;
    found.forEach(vote);
    found.clear();
  }
  votes.sort((a, b) => b.weight - a.weight || byText(a.from, b.from) || byText(a.to, b.to));
  const taken = new Map<string, string>();
  const given = new Set<string>();
  const contradicted = new Set<string>();
  votes.forEach(({ from, to }) => {
    if (taken.has(from)) return;
    if (given.has(to)) {
      contradicted.add(from);
      return;
    }
    taken.set(from, to);
    given.add(to);
  });
  const pairs = [...taken].filter(([from, to]) => from !== to);
  return {
    renames: pairs.slice(0, MOST_RENAMES),
    kept: taken.size - pairs.length,
    contradictions: [...contradicted].filter((name) => !taken.has(name)).length,
  };
}
