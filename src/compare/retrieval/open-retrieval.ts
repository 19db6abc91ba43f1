import type { FileFeatures, Weighted } from '../file-features.ts';

/**
 * Which candidate could a file come from? Grams, words, names and strings, each as the cosine of weighted vectors, added
 * up. What few of the candidates have counts more. It orders candidates and is no evidence of copying: what two authors
 * call alike says nothing about who wrote it.
 */
export interface Retrieval {
  /** 0..1 for each candidate, by its number. */
  score(query: FileFeatures): Float64Array;
}

/** What one family counts. */
interface Part {
  readonly family: 'grams' | 'words' | 'strings' | 'names' | 'phrases' | 'members' | 'titles';
  readonly share: number;
  /** Weights are raised to this power: below 1, common features count nearly as much as rare ones. */
  readonly power: number;
}

/** How candidates are held against a query. */
interface Recipe {
  readonly parts: readonly Part[];
  /**
   * How far a candidate's length is drawn to the mean length: 0 is the cosine, under which a large candidate is at a
   * disadvantage against a query that is a part of it; 1 leaves lengths out.
   */
  readonly evenness: number;
}

/** Which upstream? Chosen on sets of rewritten functions and of ported models; docs/strength.md has the figures. */
const UPSTREAM: Recipe = {
  parts: [
    { family: 'grams', share: 2, power: 1 },
    { family: 'words', share: 1, power: 0.5 },
    { family: 'phrases', share: 1, power: 1 },
    { family: 'members', share: 0.35, power: 1 },
    { family: 'strings', share: 0.3, power: 1 },
    { family: 'titles', share: 0.15, power: 1 },
    { family: 'names', share: 0.1, power: 1 },
  ],
  evenness: 0.25,
};

/** Which task? Of an independent implementation no more is known than this; its bounds were counted with it. */
export const TASK: Recipe = {
  parts: [
    { family: 'grams', share: 1, power: 1 },
    { family: 'words', share: 1.4, power: 0.5 },
    { family: 'names', share: 0.3, power: 1 },
    { family: 'strings', share: 0.15, power: 1 },
  ],
  evenness: 0,
};

/** With fewer candidates than this, how many of them have a feature says nothing. */
export const FEWEST = 8;

interface Family {
  readonly holders: ReadonlyMap<number, readonly number[]>;
  readonly norms: Float64Array;
  weigh(features: Weighted): ReadonlyMap<number, number>;
  readonly vectors: readonly ReadonlyMap<number, number>[];
}

function openFamily(candidates: readonly Weighted[], power: number, evenness: number): Family {
  const holders = new Map<number, number[]>();
  candidates.forEach((features, candidate) => {
    for (const hash of features.keys()) {
      const known = holders.get(hash);
      if (known === undefined) holders.set(hash, [candidate]);
      else known.push(candidate);
    }
  });
  const many = candidates.length;
  const spread = (hash: number): number =>
    many < FEWEST ? 1 : Math.log((many + 1) / ((holders.get(hash)?.length ?? 0) + 0.5));
  const weigh = (features: Weighted): ReadonlyMap<number, number> => {
    const found = new Map<number, number>();
    for (const [hash, weight] of features) found.set(hash, (weight * spread(hash)) ** power);
    return found;
  };
  const vectors = candidates.map(weigh);
  const lengths = vectors.map((vector) => {
    let sum = 0;
    for (const weight of vector.values()) sum += weight * weight;
    return Math.sqrt(sum);
  });
  const mean = lengths.reduce((sum, each) => sum + each, 0) / (many || 1);
  const norms = Float64Array.from(lengths, (length) => (1 - evenness) * length + evenness * mean);
  return { holders, norms, weigh, vectors };
}

export function openRetrieval(
  candidates: readonly FileFeatures[],
  { parts, evenness }: Recipe = UPSTREAM,
): Retrieval {
  const whole = parts.reduce((sum, { share }) => sum + share, 0);
  const families = parts.map((part) => ({
    ...part,
    ...openFamily(
      candidates.map((candidate) => candidate[part.family]),
      part.power,
      evenness,
    ),
  }));
  return {
    score: (query) => {
      const scores = new Float64Array(candidates.length);
      const products = new Float64Array(candidates.length);
      for (const { family, share, holders, norms, weigh, vectors } of families) {
        products.fill(0);
        let square = 0;
        for (const [hash, weight] of weigh(query[family])) {
          square += weight * weight;
          for (const candidate of holders.get(hash) ?? [])
            products[candidate] =
              (products[candidate] as number) + weight * (vectors[candidate]?.get(hash) ?? 0);
        }
        const norm = Math.sqrt(square);
        for (let at = 0; at < scores.length; at++) {
          const length = norm * (norms[at] as number);
          if (length > 0)
            // Beside a much longer mean, a short candidate may come to more than its share.
            scores[at] =
              (scores[at] as number) + (share / whole) * Math.min(1, (products[at] as number) / length);
        }
      }
      return scores;
    },
  };
}
