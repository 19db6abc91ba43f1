import { openMatcher } from './match-units.ts';
import { setBack } from './setback.ts';
import { corpusOf } from './unit-corpus.ts';
import type { FilePrint } from './unit-print.ts';
import { weighUnit } from './weighed-unit.ts';

/** Evidence of many units as one: the root of the sum of squares, so that one clear match outweighs many faint ones. */
export function combined(evidence: Iterable<number>): number {
  let sum = 0;
  for (const each of evidence) sum += each * each;
  return Math.sqrt(sum);
}

export interface Ranking {
  /** Evidence of each query with each candidate, by candidate number; absent means none. */
  rank(query: FilePrint): ReadonlyMap<number, number>;
}

/**
 * Ranks candidate files for a query. Each unit of the query counts for the candidate that explains it best,
 * and for a weaker one by what that one explains in comparison.
 */
export function openRanking(candidates: readonly FilePrint[], weigh: (gram: number) => number): Ranking {
  const corpus = corpusOf(candidates);
  const matcher = openMatcher(corpus, weigh);
  return {
    rank: (query) => {
      const squares = new Map<number, number>();
      for (const unit of query.units) {
        const best = new Map<number, number>();
        let top = 0;
        for (const match of matcher.match(weighUnit(unit, weigh))) {
          const file = corpus.fileOf[match.unit] ?? 0;
          if (match.evidence > (best.get(file) ?? 0)) best.set(file, match.evidence);
          if (match.evidence > top) top = match.evidence;
        }
        for (const [file, evidence] of best) {
          const kept = setBack(evidence, top);
          squares.set(file, (squares.get(file) ?? 0) + kept * kept);
        }
      }
      return new Map([...squares].map(([file, sum]) => [file, Math.sqrt(sum)]));
    },
  };
}
