import { type FileFeatures, jaccard } from '../file-features.ts';
import { openRetrieval } from '../retrieval/open-retrieval.ts';

const MOST = 5;
/** Least retrieval score of a sibling, and least share of the best one's: what is further away does another task. */
const [LEAST, SHARE_OF_BEST] = [0.12, 0.6];
/** Grams in common from which two files are one and the same. */
const SAME = 0.9;

/**
 * Of the independent implementations at hand, those of a candidate's own task, nearest first. One that is the query or
 * the candidate itself tells nothing.
 */
export function openSiblings(
  siblings: readonly FileFeatures[],
): (query: FileFeatures, candidate: FileFeatures) => readonly number[] {
  if (siblings.length === 0) return () => [];
  const retrieval = openRetrieval(siblings);
  const known = new Map<FileFeatures, readonly number[]>();
  const near = (candidate: FileFeatures): readonly number[] => {
    const before = known.get(candidate);
    if (before !== undefined) return before;
    const scores = retrieval.score(candidate);
    const best = Math.max(...scores);
    const found = [...scores.keys()]
      .filter((at) => (scores[at] as number) >= Math.max(LEAST, SHARE_OF_BEST * best))
      .filter((at) => jaccard((siblings[at] as FileFeatures).grams, candidate.grams) < SAME)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
    known.set(candidate, found);
    return found;
  };
  return (query, candidate) =>
    near(candidate)
      .filter((at) => jaccard((siblings[at] as FileFeatures).grams, query.grams) < SAME)
      .slice(0, MOST);
}
