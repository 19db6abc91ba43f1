import { openMatcher } from '../match-units.ts';
import { corpusOf } from '../unit-corpus.ts';
import type { FilePrint } from '../unit-print.ts';
import type { WeighedUnit } from '../weighed-unit.ts';

/** What independent implementations of a task have in common with a unit. */
export interface CommonEvidence {
  /** Evidence of the implementation that has most of the unit; 0 for none. */
  of(unit: WeighedUnit): number;
}

export function openCommonEvidence(
  siblings: readonly FilePrint[],
  weigh: (gram: number) => number,
): CommonEvidence {
  const matcher = openMatcher(corpusOf(siblings), weigh);
  return {
    of: (unit) => matcher.match(unit).reduce((most, { evidence }) => Math.max(most, evidence), 0),
  };
}

/** Matches less what independents share as well; those of which too little is left are none. */
export function beyondCommon<T extends { readonly evidence: number }>(
  matches: readonly T[],
  common: number,
  least: number,
): readonly T[] {
  if (common === 0) return matches;
  return matches.flatMap((match) => {
    const evidence = match.evidence - common;
    return evidence < least ? [] : [{ ...match, evidence }];
  });
}
