import { type FileFeatures, jaccard } from '../file-features.ts';
import { openRetrieval, TASK } from '../retrieval/open-retrieval.ts';

const MOST = 5;
/** Least retrieval score of a sibling, and least share of the best one's: what is further away does another task. */
const [LEAST, SHARE_OF_BEST] = [0.12, 0.6];
/** Retrieval score from which a sibling that nobody vouched for does the candidate's own task, and not one beside it. */
const OWN_TASK = 0.17;
/** Grams in common from which two files are one and the same. */
const SAME = 0.9;

/** Siblings of a candidate's task. */
export interface NearSiblings {
  /** By number, nearest first. */
  readonly numbers: readonly number[];
  /** Whether they are near enough, or vouched for, to hold choices against: structure is held against any. */
  readonly ownTask: boolean;
}

const NOBODY: NearSiblings = { numbers: [], ownTask: false };

/**
 * Of the independent implementations at hand, those of a candidate's own task, nearest first. One that is the query or
 * the candidate itself tells nothing. The first `vouched` of them were named by the user for this comparison.
 */
export function openSiblings(
  siblings: readonly FileFeatures[],
  vouched: number,
): (query: FileFeatures, candidate: FileFeatures) => NearSiblings {
  if (siblings.length === 0) return () => NOBODY;
  const retrieval = openRetrieval(siblings, TASK);
  const known = new Map<FileFeatures, NearSiblings>();
  const near = (candidate: FileFeatures): NearSiblings => {
    const before = known.get(candidate);
    if (before !== undefined) return before;
    const scores = retrieval.score(candidate);
    const best = Math.max(...scores);
    const found = [...scores.keys()]
      .filter((at) => (scores[at] as number) >= Math.max(LEAST, SHARE_OF_BEST * best))
      .filter((at) => jaccard((siblings[at] as FileFeatures).grams, candidate.grams) < SAME)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
    const first = found[0];
    const ownTask =
      found.some((at) => at < vouched) || (first !== undefined && (scores[first] as number) >= OWN_TASK);
    const made = { numbers: found, ownTask };
    known.set(candidate, made);
    return made;
  };
  return (query, candidate) => {
    const { numbers, ownTask } = near(candidate);
    const others = numbers.filter((at) => jaccard((siblings[at] as FileFeatures).grams, query.grams) < SAME);
    return { numbers: others.slice(0, MOST), ownTask };
  };
}
