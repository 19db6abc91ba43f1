import type { ControlResult, PredictionsVerdict, SharedErrorsTest } from '../../model/predictions-report.ts';

/** Fewer items wrong on both sides than this decide nothing. */
export const LEAST_ERRORS = 20;
const LEVEL = 1e-3;
const STRONG_SHARE = 0.5;
const STRONG_MARGIN = 0.15;

/**
 * The verdict. A small p-value alone is not enough: independent models share tempting wrong
 * answers, so the share must also exceed that of every independent control.
 */
export function decide(
  test: SharedErrorsTest,
  controls: readonly ControlResult[],
): { readonly verdict: PredictionsVerdict; readonly reason: string } {
  const { bothWrong, sharedWrong, share, p, interval } = test;
  if (bothWrong < LEAST_ERRORS || share === null || p === null || interval === null) {
    return {
      verdict: 'insufficient_errors',
      reason: `Both got only ${bothWrong} items wrong; at least ${LEAST_ERRORS} are needed. Give more items or harder ones.`,
    };
  }
  const seen = `On ${bothWrong} items that both models got wrong, the answers were the same in ${sharedWrong} (${percent(share)}; chance ${test.chance.toFixed(1)}`;
  if (p >= LEVEL)
    return {
      verdict: 'no_excess',
      reason: `${seen}; p = ${p.toFixed(4)}): no more than chance explains.`,
    };
  const counted = controls.filter((control) => control.counts && control.share !== null);
  if (counted.length === 0) {
    return {
      verdict: 'not_comparable',
      reason: `${seen}), more than chance, but no independent model can serve as control: models that share nothing also share tempting wrong answers. Give answers of at least two independent models with --control.`,
    };
  }
  const highest = Math.max(...counted.map((control) => control.share ?? 0));
  const withControls = `${seen}; controls: at most ${percent(highest)})`;
  if (interval[0] <= highest) {
    return {
      verdict: 'excess_explained_by_controls',
      reason: `${withControls}. Independent models agree about as much.`,
    };
  }
  const strong = share >= STRONG_SHARE && interval[0] > highest + STRONG_MARGIN;
  return {
    verdict: strong ? 'shared_errors_strong' : 'shared_errors_moderate',
    reason: `${withControls}. This is what shared weights give; shared training data can give part of it.`,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
