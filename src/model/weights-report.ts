/** Version of the `forebear weights` result. Changes together with docs/weights.schema.json. */
export const WEIGHTS_SCHEMA_VERSION = 1;

export const WEIGHTS_VERDICTS = [
  'identical',
  'near_identical',
  'isotropic_noise',
  'noise_scaled_per_tensor',
  'noise_multiplicative',
  'noise_non_gaussian',
  'fine_tuned',
  'fine_tuned+isotropic_noise',
  'low_rank_adapter',
  'low_rank_adapter+isotropic_noise',
  'requantised',
  'scaled',
  'permuted',
  'permuted+isotropic_noise',
  'rotated',
  'sparsified',
  'narrowed',
  'widened',
  'mixture',
  'shared_component',
  'unrelated',
  'weights_absent',
  'invalid_input',
] as const;
export type WeightsVerdict = (typeof WEIGHTS_VERDICTS)[number];

/** What one pair of tensors shows. `not_compared`: too small or constant, it says nothing about kinship. */
export const TENSOR_VERDICTS = [
  'identical',
  'near_identical',
  'gaussian_noise',
  'multiplicative_noise',
  'non_gaussian_noise',
  'dense_change',
  'dense_change+noise',
  'low_rank',
  'low_rank+noise',
  'requantised',
  'scaled',
  'sparsified',
  'permuted',
  'permuted+noise',
  'rotated',
  'narrowed',
  'widened',
  'unrelated',
  'not_compared',
] as const;
export type TensorVerdict = (typeof TENSOR_VERDICTS)[number];

export type WeightsDirection = 'upstream->suspect' | 'suspect->upstream' | 'undecided';

/** How two tensors were found to belong together. */
export type TensorRelation = 'name' | 'prefix' | 'tied' | 'content' | 'rows';

/** Statistics of d = suspect - upstream over all values of a pair, in the units of the weights. */
export interface TensorStatistics {
  readonly values: number;
  readonly mean: number;
  readonly std: number;
  readonly skew: number;
  readonly excessKurtosis: number;
  readonly maxAbsolute: number;
  /** Centred cosine (Pearson correlation) of the two tensors. */
  readonly cosine: number;
  /** Share (0..1) of values that are equal on both sides. */
  readonly equalShare: number;
  /** Share (0..1) of values that are zero in the suspect and not in the upstream. */
  readonly zeroedShare: number;
  readonly upstreamStd: number;
  readonly suspectStd: number;
  /** Factor that maps the upstream onto the suspect in least squares. */
  readonly scale: number;
  /** Correlation of |d| and |upstream|. */
  readonly magnitudeCorrelation: number;
  /** Coefficient of variation of the rows' mean squares of d, sampling noise taken out; 0 for equal rows. */
  readonly rowVariation: number;
  /** Kolmogorov distance of d from a normal law, outside what rounding hides; null when it cannot be told. */
  readonly normalDistance: number | null;
  /** Std of the noise, rounding taken out; null when the difference is not noise or is below rounding. */
  readonly sigma: number | null;
  /** Singular values of a sampled block of d that stand out of random ones; null when too small to tell. */
  readonly spikes: number | null;
  /** Share (0..1) of the block's energy in those; null when too small to tell. */
  readonly spikeEnergy: number | null;
}

export interface TensorComparison {
  readonly upstream: string;
  readonly suspect: string;
  readonly component: string;
  readonly relation: TensorRelation;
  readonly transposed: boolean;
  /** Shapes as stored. */
  readonly shape: { readonly upstream: readonly number[]; readonly suspect: readonly number[] };
  readonly dtype: { readonly upstream: string; readonly suspect: string };
  /** First row and number of rows that were compared, where only part of a tensor has a counterpart. */
  readonly rows: {
    readonly upstream: readonly [first: number, count: number];
    readonly suspect: readonly [first: number, count: number];
  } | null;
  readonly verdict: TensorVerdict;
  /** Whether this pair counts for the verdict on the model: at least two dimensions and enough values. */
  readonly counts: boolean;
  readonly statistics: TensorStatistics | null;
  /** One plain sentence where the verdict needs one, else empty. */
  readonly note: string;
}

/** Equal-width histogram of the differences, for a chart: bin i spans from + i*width to from + (i+1)*width. */
export interface DifferenceHistogram {
  readonly from: number;
  readonly width: number;
  /** Share (0..1) of the values in each bin. */
  readonly shares: readonly number[];
  /** Share of values below the first and above the last bin. */
  readonly below: number;
  readonly above: number;
  /** The normal law with the same mean and std, for comparison. */
  readonly normal: { readonly mean: number; readonly std: number };
  /** Share of differences that are exactly 0; they are in the bins too. */
  readonly zero: number;
  readonly values: number;
}

export interface WeightsReport {
  readonly schemaVersion: typeof WEIGHTS_SCHEMA_VERSION;
  readonly verdict: WeightsVerdict;
  /** 'partial': some file or tensor was not looked at, or the run was stopped; see `notExamined`. */
  readonly scope: 'all' | 'partial';
  /** Std of the added noise, in units of the weights; only for verdicts that name one noise. */
  readonly sigma?: number;
  /** Verdict by part of the model, e.g. `vpm`, `llm`. */
  readonly components: Readonly<Record<string, WeightsVerdict>>;
  /** Renamed prefixes, upstream to suspect. */
  readonly prefixMap: Readonly<Record<string, string>>;
  readonly direction: WeightsDirection;
  /** What the direction rests on: see docs/weights.md. */
  readonly directionEvidence: {
    readonly upstreamFirst: number;
    readonly suspectFirst: number;
    readonly tensors: number;
  } | null;
  /** The verdict in plain words, one sentence each. */
  readonly account: readonly string[];
  readonly tensors: readonly TensorComparison[];
  /** Tensors without a counterpart. */
  readonly unmatched: { readonly upstream: readonly string[]; readonly suspect: readonly string[] };
  readonly histogram: DifferenceHistogram | null;
  /** Matching layers, and how they changed. Absent: no layers. */
  readonly layers?: readonly {
    readonly upstream: string;
    readonly suspect: string;
    readonly matrices: number;
    readonly related: number;
    readonly verdicts: readonly TensorVerdict[];
    readonly meanCosine: number;
  }[];
  /** Permutation test: how likely hidden units would stand at the same places had both been trained independently. */
  readonly independence?: {
    /** Exact under independence; at least 1 / (1 + permutations). */
    readonly p: number;
    readonly permutations: number;
    readonly meanCosine: number;
    readonly layers: readonly { readonly name: string; readonly p: number; readonly meanCosine: number }[];
  };
  /** Only with further parents: how the suspect is put together from them, the upstream first. */
  readonly mixture?: {
    /** 'by-value': parents were chosen value by value; 'single': one parent explains it; 'none': no mixture does. */
    readonly kind: 'linear' | 'by-layer' | 'by-value' | 'single' | 'none';
    readonly parents: readonly string[];
    readonly shares: readonly number[];
    readonly errors: readonly number[];
    /** What the mixture leaves unexplained, over the difference from the nearest parent; of `by-value`: the share of values. */
    readonly residual: number;
    /** Only of `by-value`: differences of parents from a base, kept in some values and dropped in others (TIES, DARE). */
    readonly byValue?: {
      /** Index of the parent that is the base. */
      readonly base: number;
      /** Share (0..1) of the values that are the base's own. */
      readonly untouched: number;
      readonly patterns: readonly {
        readonly parents: readonly number[];
        readonly weights: readonly number[];
        readonly share: number;
      }[];
      /** Share that the patterns would explain were the values paired with others. */
      readonly byChance: number;
      /** By parent: 'small' differences were dropped (TIES), or any ('random', DARE); null: not known. */
      readonly dropped: readonly ('small' | 'random' | null)[];
    };
    readonly tensors: readonly {
      readonly name: string;
      readonly shares: readonly number[];
      readonly errors: readonly number[];
      readonly residual: number;
    }[];
  };
  /** What the files say of themselves (base models, license, name): somebody's word, never evidence. Absent: nothing. */
  readonly claims?: readonly {
    readonly side: 'upstream' | 'suspect';
    readonly path: string;
    readonly key: string;
    readonly value: string;
  }[];
  /** True when the run was stopped before the end. */
  readonly cancelled: boolean;
  readonly notExamined: readonly {
    readonly side: 'upstream' | 'suspect';
    readonly path: string;
    readonly reason: string;
  }[];
}
