import type { PredictionsReport } from '../../model/predictions-report.ts';
import type { ProseReport } from '../../model/prose-report.ts';
import type { TensorComparison, WeightsReport } from '../../model/weights-report.ts';

/** One pair of tensors, as much as a table shows. */
export interface TensorRow {
  readonly upstream: string;
  readonly suspect: string;
  readonly component: string;
  readonly relation: TensorComparison['relation'];
  readonly verdict: TensorComparison['verdict'];
  readonly cosine: number | null;
  readonly equalShare: number | null;
  readonly std: number | null;
  readonly note: string;
}

export interface WeightsComparison extends Omit<WeightsReport, 'tensors' | 'unmatched'> {
  readonly tensors: readonly TensorRow[];
  readonly unmatched: { readonly upstream: number; readonly suspect: number };
}

/** A comparison that a person asked for, outside of an audit. */
export type Comparison = { readonly id: string; readonly upstream: string; readonly suspect: string } & (
  | { readonly kind: 'weights'; readonly report: WeightsComparison }
  | { readonly kind: 'answers'; readonly report: PredictionsReport }
  | { readonly kind: 'documents'; readonly report: ProseReport }
);

/** What the panel needs of a comparison of weights. */
export function weightsComparison(report: WeightsReport): WeightsComparison {
  const { tensors, unmatched, ...rest } = report;
  return {
    ...rest,
    tensors: tensors.map(({ upstream, suspect, component, relation, verdict, statistics, note }) => ({
      upstream,
      suspect,
      component,
      relation,
      verdict,
      cosine: statistics?.cosine ?? null,
      equalShare: statistics?.equalShare ?? null,
      std: statistics?.std ?? null,
      note,
    })),
    unmatched: { upstream: unmatched.upstream.length, suspect: unmatched.suspect.length },
  };
}
