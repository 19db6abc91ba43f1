import { questionBasis } from '../../decisions/question-basis.ts';
import { findNamed } from '../../lineage/find-named.ts';
import type { AuditReport, Decision, Finding } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { inEnglish } from '../../model/said.ts';
import { answerTo, questionId, UPSTREAM_QUESTION } from '../../model/upstream-question.ts';
import { type Answer, answerOf } from '../reports/answer/answer.ts';
import type { UpstreamAnswer } from '../reports/answer/upstream-answer.ts';
import { upstreamNames } from './find-targets.ts';

/** What a decision can be recorded for. */
export interface Subject extends Pick<Decision, 'finding' | 'rule' | 'path' | 'basis'> {
  /** What is asked, in a sentence. */
  readonly asks: string;
}

/** Digits from which the start of an id is taken for it. */
const LEAST_PREFIX = 6;

const ofFinding = ({ id, rule, path, basis, message }: Finding): Subject => ({
  finding: id,
  rule,
  path,
  basis,
  asks: message,
});

const ofUpstream = (one: UpstreamAnswer): Subject => ({
  finding: questionId(one.lineage.upstream),
  rule: UPSTREAM_QUESTION,
  path: one.pairs[0]?.module.path ?? '.',
  basis: questionBasis(one.lineage),
  asks: `${one.name}: ${one.question === null ? 'a person decided on it before' : inEnglish(one.question.whole)}.`,
});

function ofName(report: AuditReport, answer: Answer, name: string): Result<readonly Subject[], 'none'> {
  const meant = findNamed(answer.upstreams, ({ lineage }) => upstreamNames(report, lineage.upstream), name);
  const [one] = meant;
  if (one === undefined)
    return failure(
      'none',
      `There is no finding and no upstream "${name}" in this report. Give a number of the to-do list, an upstream that it names, or an id of "forebear audit --full".`,
    );
  if (meant.length > 1)
    return failure(
      'none',
      `"${name}" means ${meant.map((all) => all.name).join(' and ')}. Name one of them.`,
    );
  const numbers = one.toDo.map(({ number }) => String(number));
  if (numbers.length > 1)
    return failure(
      'none',
      `${one.name} has ${numbers.length} entries in the to-do list. Decide each by its number: forebear decide ${numbers[0]}.`,
    );
  if (numbers.length === 1) return success(one.toDo.flatMap(({ findings }) => findings.map(ofFinding)));
  const isAsked = one.question !== null || answerTo(report, one.lineage.upstream) !== null;
  return isAsked
    ? success([ofUpstream(one)])
    : failure('none', `Nothing about ${one.name} is left to decide.`);
}

/**
 * What a target means: a finding by its id or its beginning, a number of the to-do list with all its findings, or an
 * upstream of which a person has to decide.
 */
export function findSubjects(report: AuditReport, target: string): Result<readonly Subject[], 'none'> {
  const { findings } = report;
  const exact = findings.find(({ id }) => id === target);
  if (exact !== undefined) return success([ofFinding(exact)]);
  const begun = target.length < LEAST_PREFIX ? [] : findings.filter(({ id }) => id.startsWith(target));
  if (begun.length === 1) return success(begun.map(ofFinding));
  if (begun.length > 1)
    return failure('none', `"${target}" is the start of ${begun.length} findings. Give more of the id.`);
  const answer = answerOf(report);
  const number = /^\[?(\d{1,5})\]?$/.exec(target)?.[1];
  if (number === undefined) return ofName(report, answer, target);
  const entry = answer.toDo.find((one) => one.number === Number(number));
  if (entry !== undefined) return success(entry.findings.map(ofFinding));
  return failure(
    'none',
    answer.toDo.length === 0
      ? `There is no number ${number}: nothing is to do.`
      : `There is no number ${number}. The list ends with [${answer.toDo.length}].`,
  );
}

/** The answers that a question has, each as a state with a note to begin with. */
const UPSTREAM_ANSWERS = [
  ['to-fix', 'It is from there, and will be credited.'],
  ['attributed-elsewhere', 'It came with what is credited.'],
  ['false-match', 'It is not from there.'],
] as const;
const FINDING_ANSWERS = [
  ['to-fix', 'It is right, and will be mended.'],
  ['accepted', 'It is known, and is left so because …'],
  ['false-match', 'The two are not related.'],
] as const;

/** What is asked, and the commands that record one answer or another. */
export function sayAnswers(subjects: readonly Subject[], command: string, again: string): readonly string[] {
  const isUpstream = subjects.some(({ rule }) => rule === UPSTREAM_QUESTION);
  return [
    ...subjects.map(({ asks }) => asks),
    '',
    'One of these records the answer; the note says why, for the next person:',
    ...(isUpstream ? UPSTREAM_ANSWERS : FINDING_ANSWERS).map(
      ([state, note]) => `  forebear decide ${command} --state ${state} --note "${note}"${again}`,
    ),
    'Other states: forebear decide --help',
  ];
}
