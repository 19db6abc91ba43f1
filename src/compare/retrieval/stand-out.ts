import { FEWEST } from './open-retrieval.ts';

/** So many of the others are looked at: more than one, since an upstream may be there in several states. */
const RUNNERS_UP = 5;
/** Units of a query that can have but one upstream: a function, a helper, their class or module. */
const ONE_SOURCE = 4;

/**
 * How far each candidate stands out, 0..1, in the order of `scores`; nothing in common stays 0. A small query that resembles
 * many candidates alike comes from none of them, and one that resembles a single one even faintly may: its scores are
 * taken against the best of the others, where a half is as much as they. A file of more units may come from several upstreams,
 * of which none stands out, and with few candidates there is nobody to stand out from: their scores stand for themselves.
 */
export function standOut(scores: Float64Array, units: number): Float64Array {
  if (scores.length < FEWEST || units > ONE_SOURCE)
    return scores.map((score) => (score === 0 ? 0 : (1 + score) / 2));
  const ranked = scores.slice().sort().reverse();
  const mean = (from: number): number =>
    ranked.subarray(from, from + RUNNERS_UP).reduce((sum, each) => sum + each, 0) / RUNNERS_UP;
  const [first, others] = [mean(1), mean(0)];
  const best = ranked[0];
  return scores.map((score) => (score === 0 ? 0 : (1 + score - (score === best ? first : others)) / 2));
}
