import { type FileFeatures, jaccard, type Weighted } from '../file-features.ts';

/**
 * The three witnesses that independents of one specification do not share, and what they vary by among independents. Flow adds
 * two deviations at most: it falls with every sibling that covers less of the task, also between independents.
 */
const WITNESSES = [
  { family: 'values', spread: 0.123, highest: 6 },
  { family: 'defaults', spread: 0.251, highest: 6 },
  { family: 'flow', spread: 0.065, highest: 2 },
] as const;
export type Witness = (typeof WITNESSES)[number]['family'];

/** One witness: how alike the two sides are in it, and how alike the query and its siblings are. */
export interface WitnessReading {
  readonly witness: Witness;
  /** Weighted share of what either side has that both have, 0..1. */
  readonly similarity: number;
  /** The same between the query and the siblings, on average; null without any. */
  readonly siblings: number | null;
  /** Standard deviations of independents. */
  readonly deviations: number;
}

/** What the choices of two files say: are there more of them in common than independents have? */
export interface Choices {
  readonly readings: readonly WitnessReading[];
  /** Sum of the deviations. */
  readonly sum: number;
  /** Independent implementations of the candidate's task that were held against it. */
  readonly siblings: number;
  /** Shared values of `TELLING` nats and more that no sibling has. */
  readonly telling: number;
  /** 0..1; 0 where nothing is said. */
  readonly score: number;
}

const LOWEST = -4;
/** Nats of a value that one public model file in 55 or fewer has. */
const TELLING = 4;
/** Nats that values and defaults have to share before anything is said of them: of those that one file in 12 or fewer has. */
const LEAST_SHARED = 12;
const CHOSEN = 2.5;

/** Points of the sum of deviations with the score they stand for; between two of them it is linear. */
type Bands = readonly (readonly [sum: number, score: number])[];
/** Against siblings: from 3 on worth a look, from 5 on moderate, from 6 on strong when two values tell. */
const AGAINST_SIBLINGS: Bands = [
  [3, 0.09],
  [5, 0.31],
  [6, 0.55],
  [14, 0.74],
];
/** Without siblings values and defaults alone are never more than weak. */
const ALONE: Bands = [
  [5.5, 0.09],
  [9, 0.28],
  [12.2, 0.305],
];
/**
 * From these scores on so many values have to tell. A single one below strong is asked for where nobody vouched for the siblings: they
 * may cover less of the task or write it for another framework, and then everybody's values are in none of them.
 */
const STRONG = { from: 0.55, telling: 2 };
const MODERATE = { from: 0.31, telling: 1 };

function along(bands: Bands, sum: number): number {
  const first = bands[0];
  if (first === undefined || sum < first[0]) return 0;
  for (let at = 1; at < bands.length; at++) {
    const [x0, y0] = bands[at - 1] ?? first;
    const [x1, y1] = bands[at] ?? first;
    if (sum <= x1) return y0 + ((sum - x0) / (x1 - x0)) * (y1 - y0);
  }
  return bands[bands.length - 1]?.[1] ?? 0;
}

function sharedNats(one: Weighted, other: Weighted): number {
  let sum = 0;
  for (const [hash, weight] of one) if (weight >= CHOSEN && other.has(hash)) sum += weight;
  return sum;
}

/** Holds the choices of a query against those of a candidate and of independent implementations of its task. `vouched`: a user named one of them. */
export function readChoices(
  query: FileFeatures,
  candidate: FileFeatures,
  siblings: readonly FileFeatures[],
  vouched: boolean,
): Choices {
  const readings = WITNESSES.flatMap(({ family, spread, highest }): WitnessReading[] => {
    const similarity = jaccard(query[family], candidate[family]);
    // Without siblings every implementation of a task has its flow in common: it says nothing.
    if (siblings.length === 0)
      return family === 'flow'
        ? []
        : [{ witness: family, similarity, siblings: null, deviations: similarity / spread }];
    const mean =
      siblings.reduce((sum, each) => sum + jaccard(query[family], each[family]), 0) / siblings.length;
    const deviations = Math.max(LOWEST, Math.min(highest, (similarity - mean) / spread));
    return [{ witness: family, similarity, siblings: mean, deviations }];
  });
  const sum = readings.reduce((all, { deviations }) => all + deviations, 0);
  const telling = [...query.values].filter(
    ([hash, weight]) =>
      weight >= TELLING && candidate.values.has(hash) && !siblings.some((each) => each.values.has(hash)),
  ).length;
  const shared = sharedNats(query.values, candidate.values) + sharedNats(query.defaults, candidate.defaults);
  let score = shared < LEAST_SHARED ? 0 : along(siblings.length === 0 ? ALONE : AGAINST_SIBLINGS, sum);
  if (siblings.length > 0)
    for (const { from, telling: wanted } of vouched ? [STRONG] : [STRONG, MODERATE])
      if (score >= from && telling < wanted) score = from - 0.001;
  return { readings, sum, siblings: siblings.length, telling, score };
}
