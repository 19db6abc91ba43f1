import type {
  TensorComparison,
  TensorVerdict,
  WeightsDirection,
  WeightsReport,
  WeightsVerdict,
} from '../../model/weights-report.ts';
import { isOneRecipe, type Making } from './direction-of-making.ts';
import type { IndependenceTest } from './independence.ts';

/** Facts that the account puts into words. */
export interface AccountFacts {
  readonly verdict: WeightsVerdict;
  readonly tensors: readonly TensorComparison[];
  readonly sigma: number | null;
  readonly sigmaVariation: number;
  readonly direction: WeightsDirection;
  /** How the suspect was made, where that tells the direction. */
  readonly making: Making | null;
  readonly prefixMap: Readonly<Record<string, string>>;
  readonly partial: boolean;
  readonly samePointers: number;
  readonly independence: IndependenceTest | null;
  readonly mixture: WeightsReport['mixture'] | null;
}

export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 0.01 && size < 1000 ? value.toPrecision(4) : value.toExponential(3);
}

/** Mean cosine of hidden units from which an exact test that cannot be by chance is called a trace. */
const FAINT = 0.03;

function isFaint({ independence }: AccountFacts): boolean {
  return (
    independence !== null &&
    independence.p <= 1 / (1 + independence.permutations) &&
    independence.meanCosine > FAINT
  );
}

/** Share of values set to zero from which a matrix is said to be pruned. */
const PRUNED = 0.1;

/** What was done besides that which the verdict names. */
function sayBesides({ verdict, tensors }: AccountFacts): readonly string[] {
  const counted = tensors.filter((t) => t.counts);
  const isBesides = (t: TensorComparison): boolean =>
    (t.statistics?.zeroedShare ?? 0) > PRUNED && !/sparsified|requantised|unrelated|permuted/.test(t.verdict);
  const pruned = counted.filter(isBesides);
  const shares = pruned.map((t) => 100 * (t.statistics?.zeroedShare ?? 0));
  const said: string[] = [];
  if (pruned.length > 0)
    said.push(
      `In ${pruned.length} of ${counted.length} matrices values were set to zero (${Math.min(...shares).toFixed(0)} to ${Math.max(...shares).toFixed(0)} %), as pruning does; the verdict is on the others.`,
    );
  const changed = tensors.filter((t) => t.counts && t.note.endsWith('and changed')).length;
  if (changed > 0 && /permuted|narrowed|widened/.test(verdict))
    said.push(`Besides, ${changed} of these changed in value, as training gives.`);
  return said;
}

/** Verdicts on training, of which the weights do not tell what came first. */
const TRAINED = /^(fine_tuned|low_rank_adapter|permuted|narrowed|widened)/;

function opening(facts: AccountFacts, count: (...verdicts: readonly TensorVerdict[]) => string): string {
  const sigma = facts.sigma === null ? '' : ` (std ${formatNumber(facts.sigma)})`;
  switch (facts.verdict) {
    case 'identical':
      return `All values of ${count('identical')} matched matrices are equal.`;
    case 'near_identical':
      return `${count('near_identical', 'identical')} matched matrices are equal up to the last place of their number format.`;
    case 'isotropic_noise':
      return `${count('gaussian_noise')} matched matrices differ from the upstream by zero-mean normal noise of one std${sigma}, varying by ${(100 * facts.sigmaVariation).toFixed(1)} % between matrices, even over rows and columns, not related to the size of the upstream's weights, and without a low-rank part. That is what adding noise gives; training gives uneven, heavy-tailed, row-structured differences. A small share of an unrelated model, mixed in, looks the same.`;
    case 'noise_scaled_per_tensor':
      return `${count('gaussian_noise')} matched matrices differ from the upstream by zero-mean normal noise whose std differs from matrix to matrix. That is what adding noise in proportion to each matrix gives, or mixing in a small share of an unrelated model; training gives uneven, heavy-tailed, row-structured differences.`;
    case 'noise_multiplicative':
      return `${count('multiplicative_noise')} matched matrices differ from the upstream by normal noise in proportion to each weight. That is what multiplying by random factors gives.`;
    case 'noise_non_gaussian':
      return `${count('non_gaussian_noise')} matched matrices differ from the upstream by even, independent differences that follow no normal law. Noise of another law gives that; a few steps of an optimiser whose steps are of one size can come near it.`;
    case 'fine_tuned':
      return `The suspect's matrices are related to the upstream's and differ by uneven changes, as training gives (${count('dense_change', 'dense_change+noise', 'low_rank', 'low_rank+noise')} changed matrices that count).`;
    case 'fine_tuned+isotropic_noise':
      return `The matrices differ by uneven changes, as training gives, over a floor of normal noise of one std${sigma} in ${count('dense_change+noise', 'gaussian_noise')} matrices.`;
    case 'low_rank_adapter':
      return `${count('low_rank')} changed matrices differ by a matrix of low rank, as a merged adapter (LoRA) gives.`;
    case 'low_rank_adapter+isotropic_noise':
      return `The changed matrices differ by a matrix of low rank, as a merged adapter (LoRA) gives, and by what looks like normal noise of one std${sigma}. Some hundred steps of an optimiser whose steps are of one size (Adam) can look the same: this alone does not show that noise was added.`;
    case 'requantised':
      return `${count('requantised')} changed matrices are the upstream's values on a coarser grid: a cast or a quantisation.`;
    case 'scaled':
      return `${count('scaled')} changed matrices are the upstream's times a factor, per matrix, row or column.`;
    case 'permuted':
      return `${count('permuted')} changed matrices hold the upstream's rows or columns in another order.`;
    case 'permuted+isotropic_noise':
      return `${count('permuted', 'permuted+noise')} changed matrices hold the upstream's rows or columns in another order, with noise${sigma} on them.`;
    case 'rotated':
      return `${count('rotated')} changed matrices are the upstream's in a rotated basis: the inner products of their rows or columns are the same.`;
    case 'sparsified':
      return `${count('sparsified')} changed matrices are the upstream's with values set to zero.`;
    case 'narrowed':
      return `${count('narrowed')} matrices hold some of the upstream's rows or columns, the others left out: the suspect was cut from the upstream, or the upstream grown from it.`;
    case 'widened':
      return `${count('widened')} matrices hold the upstream's rows or columns, copied or with others added: the suspect was grown from the upstream, or the upstream cut from it.`;
    case 'mixture':
      return 'The suspect is put together from the upstream and another checkpoint.';
    case 'shared_component':
      return 'One part of the model matches the upstream and another is unrelated. Two models that took the same published part show this; it is evidence of copying only if that part was not published by a third project.';
    case 'unrelated':
      return isFaint(facts)
        ? "No matrix is the upstream's, changed or rearranged. A faint trace of it is there, more than chance gives: a small share of a merge shows this, long training too, and two projects that began from one initialisation."
        : 'The matrices are not related: no matching values, row orders or rotations were found.';
    case 'weights_absent':
      return 'The weights themselves are not here, so they could not be compared.';
    case 'invalid_input':
      return 'No tensor could be compared; the reasons are listed under "not examined".';
  }
}

/** The verdict in plain words. */
export function accountOf(facts: AccountFacts): readonly string[] {
  const counted = facts.tensors.filter((t) => t.counts);
  const count = (...verdicts: readonly TensorVerdict[]): string =>
    `${counted.filter((t) => verdicts.includes(t.verdict)).length} of ${counted.length}`;
  const sentences = [opening(facts, count), ...sayBesides(facts)];
  const renames = Object.entries(facts.prefixMap);
  if (renames.length > 0) {
    sentences.push(
      `Tensor names match after renaming ${renames.map(([from, to]) => `"${from}" to "${to}"`).join(', ')}.`,
    );
  }
  const parts = counted.filter((t) => t.rows !== null).length;
  if (parts > 0) sentences.push(`${parts} matrices were found as rows of a larger one.`);
  const turned = counted.filter((t) => t.transposed).length;
  if (turned > 0) sentences.push(`${turned} matrices are stored transposed.`);
  const direction = sayDirection(facts);
  if (direction !== null) sentences.push(direction);
  else if (TRAINED.test(facts.verdict))
    sentences.push(
      'Which was first does not show: one may be made from the other, or both from a third checkpoint, or from one initialisation (the same seed of the same code).',
    );
  const { independence, mixture } = facts;
  // Where units were put in another order, their places say nothing.
  if (independence !== null && (independence.p < 0.05 || facts.verdict === 'unrelated'))
    sentences.push(sayIndependence(independence));
  if (mixture) sentences.push(sayMixture(mixture));
  if (facts.samePointers > 0) {
    sentences.push(
      `${facts.samePointers} Git LFS pointers are equal on both sides: the files behind them are identical.`,
    );
  }
  if (facts.partial) sentences.push('Part of the input was not looked at; the verdict rests on the rest.');
  const kinship = !['unrelated', 'weights_absent', 'invalid_input'].includes(facts.verdict);
  if (kinship) sentences.push('This does not show who did it or why.');
  return sentences;
}

const MAKING_WORDS: Readonly<Record<Making, string>> = {
  dropped:
    'The suspect was made from the parents: differences that were left out of it cannot be had back from it.',
  mixture:
    'The suspect was made from the parents: its shares lie between 0 and 1, and a parent made from it and the others would take shares outside of that.',
  copies:
    'The suspect was made from the upstream, or both from one model: it holds matrices of the upstream several times, as a model that was grown does.',
};

function sayDirection({ direction, verdict, making }: AccountFacts): string | null {
  if (direction === 'undecided') return null;
  if (making !== null) return MAKING_WORDS[making];
  const [later, earlier] =
    direction === 'upstream->suspect' ? ['suspect', 'upstream'] : ['upstream', 'suspect'];
  if (verdict === 'requantised' || verdict === 'sparsified')
    return `What the ${later} lost cannot be had back: the ${earlier} was not made from it. Both can come from a third checkpoint as fine as the ${earlier}.`;
  return `The differences are independent of the ${earlier} and not of the ${later}: the ${later} was made from the ${earlier}.`;
}

function sayIndependence({ p, permutations, layers }: IndependenceTest): string {
  const least = p <= 1 / (1 + permutations) ? ', the least that so many can give' : '';
  return `Had the two been trained independently, hidden units would stand at the same places as well as they do in ${layers.length} layers with probability ${p.toPrecision(2)} (${permutations} permutations${least}).`;
}

function sayMixture({
  kind,
  parents,
  shares,
  errors,
  residual,
  byValue,
}: NonNullable<WeightsReport['mixture']>): string {
  if (byValue !== undefined) return sayByValue(byValue, parents, residual);
  const left = `${(100 * residual).toFixed(1)} % of the difference from the nearest parent is left`;
  if (kind === 'none') return `No mixture of the ${parents.length} parents explains the suspect: ${left}.`;
  const said = parents.map(
    (parent, a) => `${parent} ${(shares[a] ?? 0).toFixed(3)} ± ${(errors[a] ?? 0).toFixed(3)}`,
  );
  if (kind === 'single') return `One of the parents explains the suspect (shares: ${said.join(', ')}).`;
  return `The suspect is a mixture of the parents, ${kind === 'linear' ? 'in the same shares throughout' : 'in shares that differ between tensors'}: ${said.join(', ')}; ${left}.`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

type ByValue = NonNullable<NonNullable<WeightsReport['mixture']>['byValue']>;

function sayByValue(byValue: ByValue, parents: readonly string[], unexplained: number): string {
  const { base, untouched, patterns, byChance, dropped } = byValue;
  const of = (i: number): string => parents[i] ?? '';
  const said = patterns.map(
    ({ parents: some, weights, share }) =>
      `${some.map((i, k) => `${(weights[k] ?? 0).toFixed(3)} of ${of(i)}`).join(' and ')} in ${percent(share)}`,
  );
  const drops = dropped.flatMap((one, i) =>
    one === null ? [] : [`${of(i)}: ${one === 'small' ? 'the small ones' : 'any, by chance'}`],
  );
  return `The suspect is a mixture made value by value: ${of(base)} with differences of the others, kept in some values and left out in others (as TIES and DARE merges do): ${said.join('; ')}; untouched ${percent(untouched)}; unexplained ${percent(unexplained)} (paired with other values the same weights would explain ${percent(byChance)}).${drops.length === 0 ? '' : ` Left out of ${drops.join('; ')}.`}${isOneRecipe(byValue) || patterns.length < 2 ? '' : ' These weights are not of one recipe: one of the parents may be the merge, and the suspect its base.'}`;
}
