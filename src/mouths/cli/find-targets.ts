import { findNamed, someOf } from '../../lineage/find-named.ts';
import type { AuditReport, Finding } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import type { Answer } from '../reports/answer/answer.ts';
import { didYouMean } from './did-you-mean.ts';

/** Digits from which the start of a finding's id is taken for it. */
const LEAST_ID = 6;

/** Every name under which a report prints an upstream. */
export function upstreamNames(report: AuditReport, upstream: string): readonly string[] {
  const sources = report.sources.filter(({ project }) => project === upstream);
  return [
    upstream,
    ...sources.flatMap(({ id, name, projectName }) => [id, projectName, name, name.replace(/\s*\(.*$/, '')]),
  ];
}

/**
 * The open findings that a target means: a number of the to-do list (`3` or `[3]`), an upstream by any name that a report
 * prints, a finding's id or its beginning, a rule, or a path.
 */
export function findTargets(
  report: AuditReport,
  answer: Answer,
  target: string,
): Result<readonly Finding[], 'no-target' | 'several-targets'> {
  const number = /^\[?(\d{1,5})\]?$/.exec(target)?.[1];
  const numbered = answer.toDo.find((one) => number !== undefined && one.number === Number(number));
  if (numbered !== undefined) return success(numbered.findings);
  const open = answer.toDo.flatMap((one) => one.findings);
  const ids = open.filter(({ id }) => id === target || (target.length >= LEAST_ID && id.startsWith(target)));
  if (ids.length === 1) return success(ids);
  if (ids.length > 1)
    return failure(
      'several-targets',
      `"${target}" is the start of ${ids.length} findings. Give more of the id.`,
    );
  const byRule = open.filter(({ rule, path }) => rule === target || path === target);
  if (byRule.length > 0) return success(byRule);
  const upstreams = [
    ...new Set([
      ...report.lineage.map(({ upstream }) => upstream),
      ...open.flatMap(({ upstream }) => (upstream === undefined ? [] : [upstream])),
    ]),
  ];
  const named = findNamed(upstreams, (upstream) => upstreamNames(report, upstream), target);
  if (named.length > 1)
    return failure('several-targets', `"${target}" means ${named.join(' and ')}. Name one of them.`);
  if (named.length === 1) return success(open.filter(({ upstream }) => upstream === named[0]));
  if (number !== undefined)
    return failure(
      'no-target',
      answer.toDo.length === 0
        ? `There is no number ${number}: nothing is to do.`
        : `There is no number ${number}. The list ends with [${answer.toDo.length}].`,
    );
  if (upstreams.length + open.length === 0)
    return failure('no-target', `Nothing in this report is called "${target}": there is nothing to do.`);
  return failure(
    'no-target',
    `Nothing in this report is called "${target}".${didYouMean(target, upstreams)} Give a number of the to-do list, an upstream (${someOf(upstreams)}), a rule, a path or the id of a finding.`,
  );
}
