import type { FileFeatures, Weighted } from '../file-features.ts';

/**
 * Which candidate could a file come from? Grams, words, strings and names of classes, each as the cosine of weighted
 * vectors, added up. What few of the candidates have counts more. It orders candidates and is no evidence of copying:
 * what two authors call alike says nothing about who wrote it.
 */
export interface Retrieval {
  /** 0..1 for each candidate, by its number. */
  score(query: FileFeatures): Float64Array;
}

/** What one family counts. Chosen on sets of rewritten functions and of ported models; docs/strength.md has the figures. */
interface Part {
  readonly family: 'grams' | 'words' | 'strings' | 'names';
  readonly share: number;
  /** Weights are raised to this power: below 1, common features count nearly as much as rare ones. */
  readonly power: number;
}

const PARTS: readonly Part[] = [
  { family: 'grams', share: 1, power: 1 },
  { family: 'words', share: 1.4, power: 0.5 },
  { family: 'names', share: 0.3, power: 1 },
  { family: 'strings', share: 0.15, power: 1 },
];
const WHOLE = PARTS.reduce((sum, { share }) => sum + share, 0);

/** With fewer candidates than this, how many of them have a feature says nothing. */
const FEWEST = 8;

interface Family {
  readonly holders: ReadonlyMap<number, readonly number[]>;
  readonly norms: Float64Array;
  weigh(features: Weighted): ReadonlyMap<number, number>;
  readonly vectors: readonly ReadonlyMap<number, number>[];
}

function openFamily(candidates: readonly Weighted[], power: number): Family {
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
  const norms = Float64Array.from(vectors, (vector) => {
    let sum = 0;
    for (const weight of vector.values()) sum += weight * weight;
    return Math.sqrt(sum);
  });
  return { holders, norms, weigh, vectors };
}

export function openRetrieval(candidates: readonly FileFeatures[]): Retrieval {
  const families = PARTS.map((part) => ({
    ...part,
    ...openFamily(
      candidates.map((candidate) => candidate[part.family]),
      part.power,
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
            scores[at] = (scores[at] as number) + (share / WHOLE) * ((products[at] as number) / length);
        }
      }
      return scores;
    },
  };
}
