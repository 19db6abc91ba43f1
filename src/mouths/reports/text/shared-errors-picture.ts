import type { PredictionsReport } from '../../../model/predictions-report.ts';
import { sharedErrorRows } from '../shared-error-rows.ts';

/** Signs that stand for all items that both got wrong. */
const WIDTH = 40;
const LONGEST_NAME = 24;

/**
 * The share of equal wrong answers as bars: of the pair with its interval, of each control, and what chance gives. Empty
 * where nothing was wrong on both sides.
 */
export function sharedErrorsPicture(report: PredictionsReport): readonly string[] {
  const told = sharedErrorRows(report);
  if (told.length === 0) return [];
  const rows = told.map(({ name, share, interval, kind, counts }): [string, number, string] => [
    name,
    share,
    kind === 'control'
      ? `, control${counts ? '' : ', does not count'}`
      : interval === null
        ? ''
        : `, 95 % interval ${percent(interval[0])} to ${percent(interval[1])}`,
  ]);
  const wide = Math.max(...rows.map(([name]) => Math.min(LONGEST_NAME, name.length)));
  return [
    `Same wrong answer, of the items that both got wrong (a full bar is all of them):`,
    ...rows.map(
      ([name, one, said]) => `  ${shortened(name).padEnd(wide)} ${bar(one)} ${percent(one)}${said}`,
    ),
  ];
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `…${name.slice(1 - LONGEST_NAME)}` : name;
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
  return `${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
