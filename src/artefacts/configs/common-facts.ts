import { digestOf } from './digest.ts';

/** What one lineage brought that many projects use as it is: tokenizers, vocabularies and their settings. */
export interface CommonLineage {
  readonly lineage: string;
  /** ISO date since when it was public. */
  readonly published: string;
  /** {@link commonId} of each fact. */
  readonly facts: readonly string[];
}

/** Lineages with a date that had a fact, by the fact's id. */
export type CommonFacts = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const NOTHING_COMMON: CommonFacts = new Map();

/** The id under which a fact's key (see factKey) is shipped. */
export function commonId(key: string): string {
  return digestOf(key).slice(0, 10);
}

export function commonFacts(lineages: readonly CommonLineage[]): CommonFacts {
  const facts = new Map<string, Map<string, string>>();
  for (const { lineage, published, facts: ids } of lineages)
    for (const id of ids) {
      const holders = facts.get(id) ?? new Map<string, string>();
      facts.set(id, holders);
      const known = holders.get(lineage);
      if (known === undefined || published < known) holders.set(lineage, published);
    }
  return facts;
}
