import type { PredictionsReport } from '../../../model/predictions-report.ts';
import { printable } from '../printable.ts';
import { identityText } from './identity-text.ts';
import { sharedErrorsPicture } from './shared-errors-picture.ts';

function number(value: number | null, digits = 3): string {
  return value === null ? 'not defined' : value.toFixed(digits);
}

function percent(value: number | null): string {
  return value === null ? 'not defined' : `${(100 * value).toFixed(1)} %`;
}

/** The `predictions` result for a person at a terminal. */
export function predictionsText(report: PredictionsReport): string {
  const lines = [`Verdict: ${report.verdict.replaceAll('_', ' ')}`, report.reason, ''];
  if (report.items > 0) {
    const { table, interval } = report;
    lines.push(
      `Items in common      ${report.items}`,
      `Accuracy             upstream ${percent(report.accuracy.upstream)}, suspect ${percent(report.accuracy.suspect)}`,
      `Same answer          ${percent(report.agreement)}`,
      `Both right           ${table.bothRight}; only upstream ${table.onlyUpstreamRight}; only suspect ${table.onlySuspectRight}; both wrong ${table.bothWrong}`,
      `Error consistency    ${number(report.errorConsistency)} (1 = right and wrong on the same items)`,
      `CAPA                 ${number(report.capa)} (1 = same answers; capable models share some mistakes)`,
      `Same wrong answer    ${report.sharedWrong} of ${report.bothWrong} (${percent(report.share)}${interval === null ? '' : `, 95 % interval ${percent(interval[0])} to ${percent(interval[1])}`})`,
      `By chance            ${report.chance.toFixed(1)}; permutation p = ${number(report.p, 4)}`,
    );
  }
  const picture = sharedErrorsPicture(report);
  if (picture.length > 0) lines.push('', ...picture, '');
  for (const control of report.controls) {
    lines.push(
      `Control ${control.name}: ${control.sharedWrong} of ${control.bothWrong} (${percent(control.share)})${control.counts ? '' : ', does not count'}`,
    );
  }
  for (const split of report.splits)
    lines.push(
      `Split ${split.split}: ${split.sharedWrong} of ${split.bothWrong} (${percent(split.share)}) on ${split.items} items`,
    );
  if (report.identity !== undefined) lines.push('', ...identityText(report.identity));
  if (report.notes.length > 0) lines.push('', ...report.notes.map((note) => `Note: ${note}`));
  return `${lines.map(printable).join('\n')}\n`;
}
