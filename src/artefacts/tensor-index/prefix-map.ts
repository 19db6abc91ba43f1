import { byText } from '../../model/text-order.ts';
import type { TensorTemplate } from '../configs/artefact-facts.ts';
import { countOf, namesOf } from './templates.ts';

/** One renamed prefix: names that start with `upstream` start with `local` here. */
export interface PrefixPair {
  readonly upstream: string;
  readonly local: string;
  /** Names of the local side that it explains. */
  readonly names: number;
}

export interface NameMatch {
  readonly pairs: readonly PrefixPair[];
  /** Names equal without renaming. */
  readonly raw: number;
  /** Names equal after renaming. */
  readonly mapped: number;
  /** Templates of the upstream that are matched. */
  readonly templates: readonly string[];
  /** Templates of the local side that are matched. */
  readonly covered: readonly string[];
}

/** A pair is kept when it gets this share of the votes of its local prefix. */
const MAJORITY = 0.9;

/**
 * Infers which prefixes were renamed: each unmatched name votes with its longest dotted suffix
 * that exists on the other side, one vote shared among the candidates; a prefix follows its
 * majority. Then whole names are compared under that map.
 */
export function matchNames(local: readonly TensorTemplate[], upstream: readonly TensorTemplate[]): NameMatch {
  const theirs = new Set(upstream.flatMap(namesOf));
  const known = new Set(upstream.map(({ template }) => template));
  const bySuffix = suffixIndex([...known]);
  const votes = new Map<string, Map<string, number>>();
  for (const item of local) {
    if (known.has(item.template)) continue;
    const found = longestSuffix(item.template, bySuffix);
    if (found === null) continue;
    const ballot = votes.get(found.prefix) ?? new Map<string, number>();
    votes.set(found.prefix, ballot);
    for (const candidate of found.candidates.filter((text) => numbersIn(text) === numbersIn(found.prefix)))
      ballot.set(candidate, (ballot.get(candidate) ?? 0) + countOf(item) / found.candidates.length);
  }
  return applyMap(local, theirs, settle(votes));
}

type Votes = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Keeps the pairs that win. A prefix is judged together with the longer ones inside it: where
 * those go elsewhere, the names only resemble each other (`self_attn.q_proj` stands in every
 * transformer), and the whole group is dropped.
 */
function settle(votes: Votes): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const visit = (prefixes: readonly string[]): void => {
    const roots = prefixes.filter((prefix) => !prefixes.some((other) => isInside(prefix, other)));
    for (const root of roots) {
      const inside = prefixes.filter((prefix) => isInside(prefix, root));
      const tally = new Map<string, number>();
      let total = 0;
      let direct = 0;
      for (const prefix of [root, ...inside]) {
        for (const [candidate, weight] of votes.get(prefix) ?? []) {
          const target = cutTail(candidate, prefix.slice(root.length));
          if (target !== null) tally.set(target, (tally.get(target) ?? 0) + weight);
          total += weight;
          if (prefix === root) direct += weight;
        }
      }
      const [winner, weight] = [...tally].sort(([a, x], [b, y]) => y - x || byText(a, b))[0] ?? ['', 0];
      if (weight >= MAJORITY * total) map.set(root, winner);
      else if (direct <= (1 - MAJORITY) * total) visit(inside);
    }
  };
  visit([...votes.keys()]);
  return map;
}

function isInside(prefix: string, other: string): boolean {
  return other !== '' && prefix !== other && prefix.startsWith(`${other}.`);
}

/** `vpm.encoder` without `.encoder` is `vpm`; null when it does not end so. */
function cutTail(candidate: string, tail: string): string | null {
  if (tail === '') return candidate;
  if (candidate === tail.slice(1)) return '';
  return candidate.endsWith(tail) ? candidate.slice(0, -tail.length) : null;
}

function applyMap(
  local: readonly TensorTemplate[],
  theirs: ReadonlySet<string>,
  map: ReadonlyMap<string, string>,
): NameMatch {
  const explained = new Map<string, number>();
  const templates = new Set<string>();
  const covered: string[] = [];
  let raw = 0;
  let mapped = 0;
  for (const item of local) {
    const names = namesOf(item);
    const equal = names.filter((name) => theirs.has(name)).length;
    raw += equal;
    if (equal > 0) {
      mapped += equal;
      templates.add(item.template);
      covered.push(`${item.template} ${equal}`);
      continue;
    }
    for (const [prefix, target] of map) {
      if (!startsWith(item.template, prefix)) continue;
      const count = names.filter((name) => theirs.has(exchange(name, prefix, target))).length;
      if (count === 0) continue;
      mapped += count;
      covered.push(`${item.template} ${count}`);
      templates.add(exchange(item.template, prefix, target));
      explained.set(prefix, (explained.get(prefix) ?? 0) + count);
      break;
    }
  }
  const pairs = [...explained].map(([prefix, names]) => ({
    local: prefix,
    upstream: map.get(prefix) ?? '',
    names,
  }));
  return { pairs: pairs.sort((a, b) => b.names - a.names), raw, mapped, templates: [...templates], covered };
}

function numbersIn(prefix: string): number {
  return prefix.split('#').length;
}

function startsWith(name: string, prefix: string): boolean {
  return prefix === '' || name.startsWith(`${prefix}.`);
}

/** Puts `target` in place of `prefix`; numbers that stood for `#` in the one stand for `#` in the other. */
function exchange(name: string, prefix: string, target: string): string {
  const segments = name.split('.');
  const cut = prefix === '' ? 0 : prefix.split('.').length;
  const numbers = segments.slice(0, cut).filter((_, index) => prefix.split('.')[index] === '#');
  const head =
    target === ''
      ? []
      : target.split('.').map((segment) => (segment === '#' ? (numbers.shift() ?? '#') : segment));
  return [...head, ...segments.slice(cut)].join('.');
}

/** Every dotted suffix to the prefixes that stand before it. */
function suffixIndex(templates: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const template of templates) {
    for (let at = 0; at >= 0; at = nextSegment(template, at)) {
      const suffix = template.slice(at);
      const prefixes = index.get(suffix) ?? [];
      index.set(suffix, prefixes);
      prefixes.push(at === 0 ? '' : template.slice(0, at - 1));
    }
  }
  return index;
}

function nextSegment(template: string, from: number): number {
  const dot = template.indexOf('.', from);
  return dot < 0 ? -1 : dot + 1;
}

function longestSuffix(
  template: string,
  index: ReadonlyMap<string, readonly string[]>,
): { readonly prefix: string; readonly candidates: readonly string[] } | null {
  for (let at = 0; at >= 0; at = nextSegment(template, at)) {
    const candidates = index.get(template.slice(at));
    // A single last name such as `weight` or `proj.weight` stands everywhere.
    if (candidates !== undefined && candidates.length <= 8)
      return { prefix: at === 0 ? '' : template.slice(0, at - 1), candidates };
  }
  return null;
}
