import {
  type TensorComparison,
  type TensorStatistics,
  type TensorVerdict,
  WEIGHTS_SCHEMA_VERSION,
  type WeightsReport,
  type WeightsVerdict,
} from '../../model/weights-report.ts';
import type { BlockFacts } from './block-facts.ts';
import {
  type CheckpointTensor,
  canTell,
  componentOf,
  FEWEST_VALUES,
  matrixSides,
  type TensorPair,
  valueCount,
} from './checkpoint.ts';
import { classify, type TensorClass } from './classify.ts';
import { differenceHistogram } from './difference-histogram.ts';
import { directionOf } from './direction.ts';
import { directionOfLoss } from './direction-of-loss.ts';
import { directionOfMaking } from './direction-of-making.ts';
import type { IndependenceTest } from './independence.ts';
import { layersOf } from './layers.ts';
import { isMixtureOf } from './mixture.ts';
import type { PrefixRename } from './prefix-map.ts';
import type { Rearranged } from './rearranged.ts';
import type { Resized } from './selection.ts';
import { momentsOf, SLOT } from './sums.ts';
import { componentVerdicts, modelVerdict, pooledSigma, sigmaVariation, type Vote } from './verdict.ts';
import { accountOf } from './wording.ts';

type NotExamined = WeightsReport['notExamined'][number];

/** One pair with everything measured on it. */
export interface Measured {
  readonly pair: TensorPair;
  readonly facts: BlockFacts | null;
  /** Null when the run was stopped before all its values were read, or a read failed. */
  readonly sums: Float64Array | null;
  readonly rearranged: Rearranged | null;
  /** The values follow from the shape alone, as sinusoidal position tables do. */
  readonly reproducible: boolean;
}

export interface ReportInput {
  readonly measured: readonly Measured[];
  /** Counts of differences over all pairs, in the kernel's bins. */
  readonly histogram: Float64Array;
  /** Pairs of which one side has some of the other's rows or columns; their values were not read in full. */
  readonly resized: readonly Resized[];
  readonly renames: readonly PrefixRename[];
  readonly restUpstream: readonly CheckpointTensor[];
  readonly restSuspect: readonly CheckpointTensor[];
  readonly notes: readonly NotExamined[];
  readonly samePointers: number;
  readonly cancelled: boolean;
  readonly claims: NonNullable<WeightsReport['claims']>;
  readonly independence: IndependenceTest | null;
  readonly mixture: WeightsReport['mixture'] | null;
}

/** The report when nothing could be compared. */
export function emptyReport(
  verdict: WeightsVerdict,
  notExamined: readonly NotExamined[],
  samePointers: number,
): WeightsReport {
  return {
    schemaVersion: WEIGHTS_SCHEMA_VERSION,
    verdict,
    scope: 'partial',
    components: {},
    prefixMap: {},
    direction: 'undecided',
    directionEvidence: null,
    account: accountOf({
      verdict,
      tensors: [],
      sigma: null,
      sigmaVariation: 0,
      direction: 'undecided',
      making: null,
      prefixMap: {},
      partial: false,
      samePointers,
      independence: null,
      mixture: null,
    }),
    tensors: [],
    unmatched: { upstream: [], suspect: [] },
    histogram: null,
    cancelled: false,
    notExamined,
  };
}

type Finished = Measured & { readonly sums: Float64Array };

function notFinite(sums: Float64Array): NotExamined['side'] | null {
  if ((sums[SLOT.notFiniteUpstream] ?? 0) > 0) return 'upstream';
  return (sums[SLOT.notFiniteSuspect] ?? 0) > 0 ? 'suspect' : null;
}

function classOf(measured: Measured, statistics: ReturnType<typeof momentsOf>): TensorClass {
  const { facts, rearranged, reproducible } = measured;
  if (reproducible) return { verdict: 'not_compared', sigma: null };
  if (facts === null) {
    return { verdict: statistics.equalShare === 1 ? 'identical' : 'not_compared', sigma: null };
  }
  return rearranged === null
    ? classify(statistics, facts)
    : { verdict: rearranged.verdict, sigma: rearranged.sigma };
}

function comparisonOf(measured: Finished, fewest: number): TensorComparison {
  const { pair, facts, sums } = measured;
  const [, columns] = matrixSides(pair.upstream.shape);
  const moments = momentsOf(sums, columns);
  const { verdict, sigma } = classOf(measured, moments);
  const statistics: TensorStatistics = {
    ...moments,
    normalDistance: facts?.noise?.normalDistance ?? null,
    sigma,
    spikes: facts?.spectrum?.spikes ?? null,
    spikeEnergy: facts?.spectrum?.spikeEnergy ?? null,
  };
  return {
    upstream: pair.upstream.name,
    suspect: pair.suspect.name,
    component: componentOf(pair.upstream.name),
    relation: pair.relation,
    transposed: pair.transposed,
    shape: { upstream: pair.upstream.shape, suspect: pair.suspect.shape },
    dtype: { upstream: pair.upstream.dtype, suspect: pair.suspect.dtype },
    rows: pair.rows,
    verdict,
    counts: facts !== null && canTell(pair.upstream, fewest) && verdict !== 'not_compared',
    statistics,
    note: measured.reproducible
      ? 'follows from its shape: every model with such positions holds the same values'
      : (measured.rearranged?.note ?? ''),
  };
}

function resizedComparison(one: Resized): TensorComparison {
  const { upstream, suspect, relation, verdict, note } = one;
  return {
    upstream: upstream.name,
    suspect: suspect.name,
    component: componentOf(upstream.name),
    relation,
    transposed: false,
    shape: { upstream: upstream.shape, suspect: suspect.shape },
    dtype: { upstream: upstream.dtype, suspect: suspect.dtype },
    rows: null,
    verdict,
    counts: canTell(upstream) && canTell(suspect),
    statistics: null,
    note,
  };
}

function smallerSize({ shape }: TensorComparison): number {
  const size = (sides: readonly number[]): number => sides.reduce((product, side) => product * side, 1);
  return Math.min(size(shape.upstream), size(shape.suspect));
}

function voteOf(tensor: TensorComparison): Vote {
  return {
    component: tensor.component,
    verdict: tensor.verdict,
    counts: tensor.counts,
    values: tensor.statistics?.values ?? smallerSize(tensor),
    sigma: tensor.statistics?.sigma ?? null,
    std: tensor.statistics?.std ?? 0,
    excessKurtosis: tensor.statistics?.excessKurtosis ?? 0,
    rankKnown: /^low_rank/.test(tensor.verdict) || Math.min(...matrixSides(tensor.shape.upstream)) >= 64,
  };
}

/** Verdicts that name one noise, whose std is then stated. */
const WITH_SIGMA: ReadonlySet<WeightsVerdict> = new Set([
  'isotropic_noise',
  'fine_tuned+isotropic_noise',
  'low_rank_adapter+isotropic_noise',
  'permuted+isotropic_noise',
  'noise_non_gaussian',
]);

const NOISY: ReadonlySet<TensorVerdict> = new Set([
  'gaussian_noise',
  'non_gaussian_noise',
  'dense_change+noise',
  'low_rank+noise',
  'permuted+noise',
]);

function histogramOf(counts: Float64Array, measured: readonly Finished[]): WeightsReport['histogram'] {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (const { sums } of measured) {
    if ((sums[SLOT.equal] ?? 0) === (sums[SLOT.values] ?? 0)) continue;
    n += sums[SLOT.values] ?? 0;
    sum += sums[SLOT.d] ?? 0;
    squares += sums[SLOT.d2] ?? 0;
  }
  if (n === 0) return null;
  const mean = sum / n;
  return differenceHistogram(counts, mean, Math.sqrt(Math.max(0, squares / n - mean * mean)));
}

function strangers(input: ReportInput): number {
  const size = (list: readonly CheckpointTensor[]) =>
    list.filter((t) => canTell(t)).reduce((sum, t) => sum + valueCount(t), 0);
  return size(input.restUpstream) > 0 ? size(input.restSuspect) : 0;
}

/** Verdicts that a mixture does not explain better. */
const SAME: ReadonlySet<WeightsVerdict> = new Set([
  'identical',
  'near_identical',
  'requantised',
  'sparsified',
]);

/** Puts everything that was measured into the report. */
export function weightsReport(input: ReportInput): WeightsReport {
  const notExamined = [...input.notes];
  const usable: Finished[] = [];
  for (const measured of input.measured) {
    const { sums } = measured;
    if (sums === null) continue;
    const side = notFinite(sums);
    if (side === null) {
      usable.push({ ...measured, sums });
      continue;
    }
    const slot = side === 'upstream' ? SLOT.notFiniteUpstream : SLOT.notFiniteSuspect;
    notExamined.push({
      side,
      path: side === 'upstream' ? measured.pair.upstream.name : measured.pair.suspect.name,
      reason: `holds ${sums[slot]} values that are no finite numbers (NaN or infinite) and was not compared`,
    });
  }
  const fewest = usable.some(({ pair }) => canTell(pair.upstream)) ? FEWEST_VALUES : FEWEST_VALUES / 8;
  const tensors = [
    ...usable.map((measured) => comparisonOf(measured, fewest)),
    ...input.resized.map(resizedComparison),
  ];
  const unfinished = input.measured.filter(({ sums }) => sums === null).length;
  if (unfinished > 0 && input.cancelled) {
    notExamined.push({
      side: 'suspect',
      path: '.',
      reason: `the run was stopped before ${unfinished} of ${input.measured.length} pairs of tensors were compared`,
    });
  }
  const layers = layersOf(tensors);
  const votes = tensors.map(voteOf);
  const counted = votes.some((vote) => vote.counts);
  const small = tensors.length > 0 && tensors.every((t) => t.verdict === 'identical');
  const whole = counted
    ? modelVerdict(votes, strangers(input))
    : small
      ? 'identical'
      : usable.length === 0 && notExamined.length > 0
        ? 'invalid_input'
        : 'unrelated';
  const verdict = isMixtureOf(input.mixture) && !SAME.has(whole) ? 'mixture' : whole;
  const sigma = WITH_SIGMA.has(verdict)
    ? pooledSigma(votes.filter((vote) => vote.counts && NOISY.has(vote.verdict)))
    : null;
  const noisy = usable.filter((_, i) => tensors[i]?.counts && tensors[i]?.verdict === 'gaussian_noise');
  const byNoise = directionOf(verdict === 'isotropic_noise' ? noisy.map(({ sums }) => sums) : []);
  const { evidence } = byNoise;
  const lost = evidence === null ? directionOfLoss(verdict, tensors) : byNoise.direction;
  const making =
    evidence === null && lost === 'undecided' && verdict !== 'unrelated'
      ? directionOfMaking(tensors, input.mixture)
      : null;
  const direction = making?.direction ?? lost;
  const prefixMap = Object.fromEntries(input.renames.map(({ upstream, suspect }) => [upstream, suspect]));
  const scope = notExamined.length > 0 || input.cancelled ? 'partial' : 'all';
  return {
    schemaVersion: WEIGHTS_SCHEMA_VERSION,
    verdict,
    scope,
    ...(sigma === null ? {} : { sigma }),
    components: componentVerdicts(votes),
    prefixMap,
    direction,
    directionEvidence: evidence,
    account: accountOf({
      verdict,
      tensors,
      sigma,
      sigmaVariation: sigmaVariation(votes.filter((vote) => vote.verdict === 'gaussian_noise')),
      direction,
      making: making?.by ?? null,
      prefixMap,
      partial: scope === 'partial',
      samePointers: input.samePointers,
      independence: input.independence,
      mixture: input.mixture ?? null,
    }),
    tensors,
    unmatched: {
      upstream: input.restUpstream.map(({ name }) => name),
      suspect: input.restSuspect.map(({ name }) => name),
    },
    histogram: histogramOf(input.histogram, usable),
    ...(layers.length === 0 ? {} : { layers }),
    ...(input.independence === null ? {} : { independence: input.independence }),
    ...(input.mixture ? { mixture: input.mixture } : {}),
    ...(input.claims.length === 0 ? {} : { claims: input.claims }),
    cancelled: input.cancelled,
    notExamined,
  };
}
