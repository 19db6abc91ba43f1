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
    for (const candidate of found.candidates)
      ballot.set(candidate, (ballot.get(candidate) ?? 0) + countOf(item) / found.candidates.length);
  }
  const map = new Map<string, string>();
  for (const [prefix, ballot] of votes) {
    const total = [...ballot.values()].reduce((sum, weight) => sum + weight, 0);
    const [winner, weight] = [...ballot].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? ['', 0];
    if (weight >= MAJORITY * total) map.set(prefix, winner);
  }
  return applyMap(local, theirs, map);
}

function applyMap(
  local: readonly TensorTemplate[],
  theirs: ReadonlySet<string>,
  map: ReadonlyMap<string, string>,
): NameMatch {
  const explained = new Map<string, number>();
  const templates = new Set<string>();
  let raw = 0;
  let mapped = 0;
  for (const item of local) {
    const names = namesOf(item);
    const equal = names.filter((name) => theirs.has(name)).length;
    raw += equal;
    if (equal > 0) {
      mapped += equal;
      templates.add(item.template);
      continue;
    }
    for (const [prefix, target] of map) {
      if (!startsWith(item.template, prefix)) continue;
      const count = names.filter((name) => theirs.has(exchange(name, prefix, target))).length;
      if (count === 0) continue;
      mapped += count;
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
  return { pairs: pairs.sort((a, b) => b.names - a.names), raw, mapped, templates: [...templates] };
}

function startsWith(name: string, prefix: string): boolean {
  return prefix === '' || name.startsWith(`${prefix}.`);
}

function exchange(name: string, prefix: string, target: string): string {
  const rest = prefix === '' ? name : name.slice(prefix.length + 1);
  return target === '' ? rest : `${target}.${rest}`;
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
