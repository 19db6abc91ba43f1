/** Version of the `predictions` result. Changes together with docs/predictions.schema.json. */
export const PREDICTIONS_SCHEMA_VERSION = 1;

export const PREDICTIONS_VERDICTS = [
  'shared_errors_strong',
  'shared_errors_moderate',
  'excess_explained_by_controls',
  'no_excess',
  'insufficient_errors',
  'not_comparable',
] as const;
export type PredictionsVerdict = (typeof PREDICTIONS_VERDICTS)[number];

/** Wrong answers that two models share. */
export interface SharedErrors {
  /** Items that both answered wrongly. */
  readonly bothWrong: number;
  /** Of those, items with the same answer. */
  readonly sharedWrong: number;
  /** sharedWrong / bothWrong, 0..1; null when nothing was wrong on both sides. */
  readonly share: number | null;
}

export interface ControlResult extends SharedErrors {
  readonly name: string;
  readonly items: number;
  readonly accuracy: number | null;
  /** False when too few items were wrong on both sides for the share to count. */
  readonly counts: boolean;
  /** The same share between the suspect and this control, for reading only. */
  readonly suspectShare: number | null;
}

/** Test statistics of one set of items. */
export interface SharedErrorsTest extends SharedErrors {
  /** Expected shared wrong answers if they fell by chance within their stratum. */
  readonly chance: number;
  /** Permutation p-value, (1 + #{S* >= S}) / (R + 1); null when there was nothing to permute. */
  readonly p: number | null;
  /** Bootstrap 95 % interval of `share`; null when there was nothing to resample. */
  readonly interval: readonly [low: number, high: number] | null;
}

export interface SplitResult extends SharedErrorsTest {
  readonly split: string;
  readonly items: number;
}

export interface SharedAnswer {
  readonly id: string;
  readonly answer: string;
  readonly reference: string | null;
}

/** A name that the upstream gives itself or its maker, and who else says it when asked about itself. */
export interface IdentityName {
  readonly name: string;
  /** Answers with the name. */
  readonly upstream: number;
  readonly suspect: number;
  readonly controls: readonly { readonly name: string; readonly questions: number; readonly says: number }[];
  /** Fisher's exact test of the suspect against all controls, one-sided; null without a control. */
  readonly p: number | null;
}

export const IDENTITY_VERDICTS = [
  'names_the_upstream',
  'same_instructions',
  'explained_by_controls',
  'no_excess',
  'no_controls',
  'too_few',
] as const;

/** What both say of themselves: a kind of evidence of its own, beside shared wrong answers. */
export interface IdentityReport {
  readonly verdict: (typeof IDENTITY_VERDICTS)[number];
  readonly reason: string;
  /** Questions about themselves that both answered. */
  readonly questions: number;
  readonly names: readonly IdentityName[];
  /** The longest run of words in answers about instructions that both have, and that a control has with the upstream. */
  readonly instructions: {
    readonly id: string;
    readonly words: number;
    readonly controls: number | null;
  } | null;
}

/** The `predictions` result: how alike the wrong answers of two models are. */
export interface PredictionsReport extends SharedErrorsTest {
  readonly schemaVersion: typeof PREDICTIONS_SCHEMA_VERSION;
  readonly tool: { readonly name: 'forebear'; readonly version: string };
  readonly verdict: PredictionsVerdict;
  /** One sentence: what the verdict rests on, or why the answers cannot be compared. */
  readonly reason: string;
  readonly upstream: string;
  readonly suspect: string;
  /** Items answered by both. */
  readonly items: number;
  readonly accuracy: { readonly upstream: number | null; readonly suspect: number | null };
  /** Share of items with the same answer, right or wrong. */
  readonly agreement: number | null;
  /** Cohen's kappa of being right or wrong together (Geirhos et al. 2020); null when undefined. */
  readonly errorConsistency: number | null;
  /** Chance-adjusted probabilistic agreement over hard answers (Goel et al. 2025); null when undefined. */
  readonly capa: number | null;
  readonly table: {
    readonly bothRight: number;
    readonly onlyUpstreamRight: number;
    readonly onlySuspectRight: number;
    readonly bothWrong: number;
  };
  /** Items the verdict was decided on: 'all', or the name of a private split. */
  readonly decidedOn: string;
  readonly controls: readonly ControlResult[];
  readonly splits: readonly SplitResult[];
  /** Absent: no common question is about the model itself. */
  readonly identity?: IdentityReport;
  /** Up to twenty of the shared wrong answers, for a person to look at. */
  readonly examples: readonly SharedAnswer[];
  /** What a reader must know: columns taken, rows left out, too few controls. */
  readonly notes: readonly string[];
}
