import type { TensorVerdict, WeightsVerdict } from '../../model/weights-report.ts';

/** What the verdict on a model needs to know of each pair. */
export interface Vote {
  readonly component: string;
  readonly verdict: TensorVerdict;
  readonly counts: boolean;
  readonly values: number;
  readonly sigma: number | null;
  readonly std: number;
  readonly excessKurtosis: number;
  /** Large enough for a statement about rank. */
  readonly rankKnown: boolean;
}

const MOST = 0.8;

function share(votes: readonly Vote[], ...verdicts: readonly TensorVerdict[]): number {
  if (votes.length === 0) return 0;
  return votes.filter((vote) => verdicts.includes(vote.verdict)).length / votes.length;
}

/** Relative std of the noise std over tensors, weighted equally; sampling error, 1 / sqrt(2 n) each, taken out. */
export function sigmaVariation(votes: readonly Vote[]): number {
  const known = votes.flatMap(({ sigma, values }) => (sigma === null ? [] : [{ sigma, values }]));
  if (known.length < 2) return 0;
  const mean = known.reduce((sum, { sigma }) => sum + sigma, 0) / known.length;
  const variance = known.reduce((sum, { sigma }) => sum + (sigma - mean) ** 2, 0) / known.length;
  const sampling = known.reduce((sum, { values }) => sum + 1 / (2 * values), 0) / known.length;
  return mean > 0 ? Math.sqrt(Math.max(0, variance / (mean * mean) - sampling)) : 0;
}

/** Root mean square of the noise std, weighted by values; tensors of noise alone take precedence. */
export function pooledSigma(votes: readonly Vote[]): number | null {
  const pure = votes.filter((vote) => vote.sigma !== null && vote.verdict === 'gaussian_noise');
  const used = pure.length > 0 ? pure : votes.filter((vote) => vote.sigma !== null);
  let squares = 0;
  let values = 0;
  for (const vote of used) {
    squares += (vote.sigma ?? 0) ** 2 * vote.values;
    values += vote.values;
  }
  return values > 0 ? Math.sqrt(squares / values) : null;
}

/** Changes too small to see say nothing about the rest, unless there is nothing else. */
function informative(changed: readonly Vote[]): readonly Vote[] {
  const visible = changed.filter((vote) => vote.verdict !== 'near_identical');
  return visible.length > 0 ? visible : changed;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
}

/** Share of the changed matrices that must show another order, basis or width: the rest may have been trained on. */
const STRUCTURAL = 0.2;

/** Verdict where rows or columns stand elsewhere, were turned, left out or added; null where they were not. */
function structureOf(votes: readonly Vote[]): WeightsVerdict | null {
  for (const verdict of ['narrowed', 'widened'] as const)
    if (share(votes, verdict) > STRUCTURAL) return verdict;
  const isNoisy =
    share(votes, 'permuted+noise') > Math.max(STRUCTURAL, share(votes, 'permuted')) &&
    share(votes, 'permuted', 'permuted+noise', 'gaussian_noise') > MOST;
  if (isNoisy) return 'permuted+isotropic_noise';
  if (share(votes, 'rotated') > STRUCTURAL) return 'rotated';
  return share(votes, 'permuted', 'permuted+noise') > STRUCTURAL ? 'permuted' : null;
}

/** Verdict on related tensors that changed. A cast of the whole does not hide what else was done to some. */
function verdictOnChange(changed: readonly Vote[]): WeightsVerdict {
  const visible = informative(changed);
  if (share(visible, 'requantised') > MOST) return 'requantised';
  const done = visible.filter((vote) => vote.verdict !== 'requantised');
  const verdict = verdictOnDone(done.length > 0 ? done : visible);
  // Grids that were not known as such in a few matrices of many can look like noise.
  return /noise/.test(verdict) && share(visible, 'requantised') > 0.5 ? 'fine_tuned' : verdict;
}

function verdictOnDone(votes: readonly Vote[]): WeightsVerdict {
  const of = (...verdicts: readonly TensorVerdict[]) => votes.filter((v) => verdicts.includes(v.verdict));
  if (share(votes, 'near_identical') === 1) return 'near_identical';
  if (share(votes, 'scaled') > MOST) return 'scaled';
  if (share(votes, 'sparsified') > MOST) return 'sparsified';
  const structure = structureOf(votes);
  if (structure !== null) return structure;
  if (share(votes, 'gaussian_noise') > MOST) {
    return sigmaVariation(of('gaussian_noise')) < 0.05 ? 'isotropic_noise' : 'noise_scaled_per_tensor';
  }
  const ranked = votes.filter((vote) => vote.rankKnown);
  if (share(ranked, 'low_rank') > MOST) return 'low_rank_adapter';
  const withRank = of('low_rank+noise');
  if (withRank.length > 0 && share(ranked, 'low_rank+noise', 'gaussian_noise') > MOST) {
    const loose = sigmaVariation(of('low_rank+noise', 'gaussian_noise')) < 0.15;
    return loose ? 'low_rank_adapter+isotropic_noise' : 'fine_tuned';
  }
  if (share(votes, 'multiplicative_noise') > MOST) return 'noise_multiplicative';
  if (share(votes, 'non_gaussian_noise') > MOST) {
    const even = of('non_gaussian_noise');
    // Bounded noise has no counterpart in training; heavy tails do, so they must also be the same everywhere.
    const bounded = mean(even.map((v) => v.excessKurtosis)) < -0.4;
    if (bounded || sigmaVariation(even) < 0.05) return 'noise_non_gaussian';
  }
  const floors = of('dense_change+noise', 'gaussian_noise');
  if (share(votes, 'dense_change+noise', 'gaussian_noise') > MOST && sigmaVariation(floors) < 0.05) {
    return 'fine_tuned+isotropic_noise';
  }
  return 'fine_tuned';
}

/** Verdict on a set of pairs, without regard to components. */
export function verdictOf(all: readonly Vote[]): WeightsVerdict {
  const votes = all.filter((vote) => vote.counts && vote.verdict !== 'not_compared');
  if (votes.length === 0) return 'unrelated';
  const changed = votes.filter((vote) => vote.verdict !== 'identical');
  if (changed.length === 0) return 'identical';
  const related = changed.filter((vote) => vote.verdict !== 'unrelated');
  if (changed.length - related.length > 0.5 * changed.length) return 'unrelated';
  return verdictOnChange(related);
}

/** Verdict by component. */
export function componentVerdicts(votes: readonly Vote[]): Readonly<Record<string, WeightsVerdict>> {
  const groups = new Map<string, Vote[]>();
  for (const vote of votes) {
    if (!vote.counts || vote.verdict === 'not_compared') continue;
    const group = groups.get(vote.component);
    if (group === undefined) groups.set(vote.component, [vote]);
    else group.push(vote);
  }
  const names = [...groups.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, verdictOf(groups.get(name) ?? [])]));
}

/**
 * Verdict on the model. `strangers`: values (of the suspect) in tensors that have no counterpart although the
 * upstream has tensors without one too.
 */
export function modelVerdict(votes: readonly Vote[], strangers: number): WeightsVerdict {
  const counted = votes.filter((vote) => vote.counts && vote.verdict !== 'not_compared');
  const unrelated = counted.filter((vote) => vote.verdict === 'unrelated');
  const related = counted.filter((vote) => vote.verdict !== 'unrelated');
  if (related.length === 0) return 'unrelated';
  const values = (list: readonly Vote[]) => list.reduce((sum, vote) => sum + vote.values, 0);
  const foreign = values(unrelated) + strangers;
  const kept = values(related);
  const whole = verdictOf(related);
  const wholeParts = Object.entries(componentVerdicts(counted)).filter(
    ([, verdict]) => verdict === 'unrelated',
  );
  const isPart = wholeParts.some(([name]) => counted.filter((vote) => vote.component === name).length >= 2);
  const separate = isPart || strangers > kept;
  if (foreign > 0.5 * (foreign + kept) || separate) {
    if (!separate && kept < 0.03 * (foreign + kept)) return 'unrelated';
    // Noise on a part is what it is, whatever stands beside it; other changes of a shared part have innocent reasons.
    return /noise/.test(whole) ? whole : 'shared_component';
  }
  return whole;
}
