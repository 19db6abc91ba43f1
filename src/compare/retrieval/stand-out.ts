import { FEWEST } from './open-retrieval.ts';

/** So many of the others are looked at: more than one, since an upstream may be there in several states. */
const RUNNERS_UP = 5;

/**
 * How far each candidate stands out from the best of the others, 0..1, where a half is as much as they and nothing in common
 * stays 0: a query that resembles many candidates alike comes
 * from none of them, and one that resembles a single one even faintly may. It makes the scores of different queries
 * comparable, and keeps the order of one query's candidates. With few candidates there is nobody to stand out from.
 */
export function standOut(scores: Float64Array): Float64Array {
  if (scores.length < FEWEST) return scores;
  const ranked = scores.slice().sort().reverse();
  const mean = (from: number): number =>
    ranked.subarray(from, from + RUNNERS_UP).reduce((sum, each) => sum + each, 0) / RUNNERS_UP;
  const [first, others] = [mean(1), mean(0)];
  const best = ranked[0];
  return scores.map((score) => (score === 0 ? 0 : (1 + score - (score === best ? first : others)) / 2));
}
