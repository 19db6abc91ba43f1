import type { Finding, FindingLevel } from '../../model/report.ts';
import { anchorOf } from '../reports/anchor.ts';
import type { FormatOptions } from '../reports/format.ts';
import { printable } from '../reports/printable.ts';
import { nextStep } from '../reports/wording.ts';

/** GitHub shows at most ten annotations of a kind per step; ten in all keep a change readable. */
export const MOST_ANNOTATIONS = 10;

const COMMANDS: Readonly<Record<FindingLevel, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
};
const ORDER: readonly FindingLevel[] = ['error', 'warning', 'note'];

/** Text of a workflow command: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function commandData(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One workflow command per finding, the heaviest first; `folder` is the audited folder within the workspace. */
export function annotations(
  findings: readonly Finding[],
  folder: string,
  options: FormatOptions = {},
): readonly string[] {
  const sorted = [...findings].sort((left, right) => ORDER.indexOf(left.level) - ORDER.indexOf(right.level));
  return sorted.slice(0, MOST_ANNOTATIONS).map((finding) => {
    const anchor = anchorOf(finding, options);
    const path = folder === '' ? anchor.path : `${folder}/${anchor.path}`;
    const where = anchor.path === '.' ? '' : `file=${commandProperty(path)},line=${anchor.line},`;
    return `::${COMMANDS[finding.level]} ${where}title=${commandProperty(`Forebear: ${finding.rule}`)}::${commandData(`${finding.message} Next: ${nextStep(finding)}`)}`;
  });
}
