import { layoutDigest, tailOf } from '../tensor-index/generic-tails.ts';
import { unpackTokens } from '../tokenizer/added-tokens.ts';
import type { ArtefactFacts, UpstreamArtefacts } from './artefact-facts.ts';
import { type CommonFacts, commonId, NOTHING_COMMON } from './common-facts.ts';

/** Which projects have a fact, and since when: what many have says little, and it came from the first. */
export interface FactOwners {
  /** Projects other than `project` that had the fact before it. */
  readonly earlier: (key: string, project: string) => number;
  /** All other projects that have the fact. */
  readonly others: (key: string, project: string) => number;
  /** The same counts, with some projects left out of {@link earlier}. */
  readonly without: (left: ReadonlySet<string>) => FactOwners;
}

export const factKey = {
  pair: (path: string, value: string): string => `pair ${path}=${value}`,
  setting: (path: string): string => `key ${path}`,
  token: (content: string): string => `token ${content}`,
  placedToken: (id: number, content: string): string => `token ${id} ${content}`,
  special: (role: string, content: string): string => `special ${role}=${content}`,
  tail: (template: string): string => `tail ${tailOf(template)}`,
  vocabulary: (digest: string): string => `vocabulary ${digest}`,
  bytes: (id: string): string => `bytes ${id}`,
  module: (stem: string): string => `module ${stem}`,
  className: (name: string): string => `class ${name}`,
  reference: (module: string, name: string): string => `reference ${module}.${name}`,
  layout: (digest: string): string => `layout ${digest}`,
} as const;

const UNKNOWN = '9999';

/** Counts owners over all upstream versions, and over lineages whose tokenizers and settings many projects use. */
export function countOwners(
  upstreams: readonly UpstreamArtefacts[],
  common: CommonFacts = NOTHING_COMMON,
): FactOwners {
  const owners = new Map<string, Map<string, string>>();
  for (const upstream of upstreams) {
    const date = upstream.published ?? UNKNOWN;
    const add = (key: string): void => {
      const projects = owners.get(key) ?? new Map<string, string>();
      owners.set(key, projects);
      const known = projects.get(upstream.project);
      if (known === undefined || date < known) projects.set(upstream.project, date);
    };
    for (const stem of upstream.modules) add(factKey.module(stem));
    // Configuration code is compared as code; its defaults are not the values of a published model.
    for (const facts of upstream.facts)
      if (facts.kind !== 'config-code') for (const key of keysOf(facts)) add(key);
  }
  if (common.size > 0) addCommon(owners, common);
  return ownersOf(owners, new Set());
}

/** A lineage of common facts counts like a project, but for the project that is the lineage itself. */
function addCommon(owners: ReadonlyMap<string, Map<string, string>>, common: CommonFacts): void {
  for (const [key, projects] of owners)
    for (const [lineage, date] of common.get(commonId(key)) ?? []) {
      const known = projects.get(lineage);
      if (known === undefined || date < known) projects.set(lineage, date);
    }
}

function ownersOf(
  owners: ReadonlyMap<string, ReadonlyMap<string, string>>,
  left: ReadonlySet<string>,
): FactOwners {
  const count = (key: string, project: string, before: boolean): number => {
    const projects = owners.get(key);
    if (projects === undefined) return 0;
    const own = projects.get(project) ?? UNKNOWN;
    let number = 0;
    for (const [other, date] of projects)
      if (other !== project && (!before || (date < own && !left.has(other)))) number += 1;
    return number;
  };
  return {
    earlier: (key, project) => count(key, project, true),
    others: (key, project) => count(key, project, false),
    without: (more) => ownersOf(owners, new Set([...left, ...more])),
  };
}

/** Every fact of a file, as a key. */
export function keysOf(facts: ArtefactFacts): readonly string[] {
  const keys: string[] = [];
  if (facts.blob !== undefined) keys.push(factKey.bytes(facts.blob));
  if (facts.lfs !== undefined) keys.push(factKey.bytes(facts.lfs.oid));
  for (const [path, value] of facts.fields ?? []) keys.push(factKey.pair(path, value), factKey.setting(path));
  for (const { id, content } of unpackTokens(facts.tokens ?? []))
    keys.push(factKey.token(content), factKey.placedToken(id, content));
  for (const [role, content] of facts.special ?? []) keys.push(factKey.special(role, content));
  for (const { module, name } of facts.references ?? []) {
    if (module !== '') keys.push(factKey.module(module), factKey.reference(module, name));
    keys.push(factKey.className(name));
  }
  for (const { template } of facts.tensors?.templates ?? []) keys.push(factKey.tail(template));
  if (facts.tensors !== undefined) keys.push(factKey.layout(layoutDigest(facts.tensors)));
  if (facts.vocabulary !== undefined) keys.push(factKey.vocabulary(facts.vocabulary.digest));
  return keys;
}
