import type { PredictionsReport } from '../../model/predictions-report.ts';

/** A share of equal wrong answers that stands beside others. */
export interface SharedErrorRow {
  readonly name: string;
  readonly kind: 'pair' | 'control' | 'chance';
  /** 0..1 of the items that both got wrong. */
  readonly share: number;
  /** 95 % interval; null where none is known. */
  readonly interval: readonly [number, number] | null;
  /** Whether a control counts for the verdict. */
  readonly counts: boolean;
}

/** The pair in question, each control, and what chance gives; empty where nothing was wrong on both sides. */
export function sharedErrorRows({
  share,
  interval,
  bothWrong,
  chance,
  controls,
}: PredictionsReport): readonly SharedErrorRow[] {
  if (share === null || bothWrong === 0) return [];
  return [
    { name: 'this pair', kind: 'pair', share, interval, counts: true },
    ...controls.flatMap((one): readonly SharedErrorRow[] =>
      one.share === null
        ? []
        : [{ name: one.name, kind: 'control', share: one.share, interval: null, counts: one.counts }],
    ),
    { name: 'chance', kind: 'chance', share: Math.min(1, chance / bothWrong), interval: null, counts: true },
  ];
}
