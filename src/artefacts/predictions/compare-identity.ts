import type { IdentityName, IdentityReport } from '../../model/predictions-report.ts';
import { byText } from '../../model/text-order.ts';
import type { Answer, AnswerSet } from './answers.ts';
import { hasName, saidNames } from './said-names.ts';
import { longestSharedRun } from './shared-run.ts';

/** Fewer questions about itself than this that a model answered tell nothing. */
export const LEAST_QUESTIONS = 5;
/** A name is the upstream's own where it says it in this many answers and in this share of them. */
const LEAST_SAID = 2;
const LEAST_OWN = 0.2;
/** Level of the test, and what the suspect's share must exceed that of every control by. */
const LEVEL = 1e-3;
const MARGIN = 0.15;
const LEAST_SUSPECT = 3;
/** Words in a row that two models do not say by chance, and how many times the controls' longest run they must be. */
const LONG_RUN = 25;
const TIMES = 2;

interface Asked {
  readonly id: string;
  readonly upstream: string;
  readonly suspect: string;
  readonly controls: readonly (string | null)[];
}

function asked(
  kind: Answer['asked'],
  upstream: AnswerSet,
  suspect: AnswerSet,
  controls: readonly AnswerSet[],
): readonly Asked[] {
  return [...upstream.answers.values()].flatMap((own) => {
    const other = suspect.answers.get(own.id);
    if (other === undefined || (own.asked ?? other.asked) !== kind) return [];
    return [
      {
        id: own.id,
        upstream: own.raw,
        suspect: other.raw,
        controls: controls.map((control) => control.answers.get(own.id)?.raw ?? null),
      },
    ];
  });
}

/** Natural logarithms of factorials, as many as are asked for. */
function factorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let i = 2; i <= most; i++) logs[i] = (logs[i - 1] ?? 0) + Math.log(i);
  return logs;
}

/** Fisher's exact test, one-sided: `hits` or more of `size` where `others` of `rest` have it too. */
export function exactP(hits: number, size: number, others: number, rest: number): number {
  const logs = factorials(size + rest);
  const choose = (n: number, k: number): number => (logs[n] ?? 0) - (logs[k] ?? 0) - (logs[n - k] ?? 0);
  const all = hits + others;
  let p = 0;
  for (let k = hits; k <= Math.min(size, all); k++)
    if (all - k <= rest) p += Math.exp(choose(size, k) + choose(rest, all - k) - choose(size + rest, all));
  return Math.min(1, p);
}

function namesOf(items: readonly Asked[], controls: readonly AnswerSet[]): readonly IdentityName[] {
  const said = new Map<string, number>();
  for (const { upstream } of items)
    for (const name of saidNames(upstream)) said.set(name, (said.get(name) ?? 0) + 1);
  const count = (of: (item: Asked) => string | null, name: string): number =>
    items.filter((item) => hasName(of(item) ?? '', name)).length;
  return [...said.keys()]
    .map((name) => {
      const upstream = count((item) => item.upstream, name);
      const suspect = count((item) => item.suspect, name);
      const others = controls.flatMap((control, at) => {
        const questions = items.filter((item) => item.controls[at] !== null).length;
        return questions < LEAST_QUESTIONS
          ? []
          : [{ name: control.name, questions, says: count((item) => item.controls[at] ?? null, name) }];
      });
      const says = others.reduce((sum, one) => sum + one.says, 0);
      const questions = others.reduce((sum, one) => sum + one.questions, 0);
      const p = others.length === 0 ? null : exactP(suspect, items.length, says, questions);
      return { name, upstream, suspect, controls: others, p };
    })
    .filter(({ upstream }) => upstream >= LEAST_SAID && upstream >= LEAST_OWN * items.length)
    .sort(
      (a, b) =>
        b.suspect - a.suspect || (a.p ?? 1) - (b.p ?? 1) || b.upstream - a.upstream || byText(a.name, b.name),
    )
    .slice(0, 10);
}

const shareOfControls = ({ controls }: IdentityName): number =>
  Math.max(0, ...controls.map((one) => one.says / one.questions));

function isExcess(name: IdentityName, questions: number): boolean {
  return (
    name.p !== null &&
    name.p < LEVEL &&
    name.suspect >= LEAST_SUSPECT &&
    name.suspect / questions > shareOfControls(name) + MARGIN
  );
}

function decided(
  names: readonly IdentityName[],
  told: IdentityReport['instructions'],
  questions: number,
): Pick<IdentityReport, 'verdict' | 'reason'> {
  const same =
    told !== null && told.words >= LONG_RUN && told.words >= TIMES * Math.max(told.controls ?? 0, 1);
  const instructions =
    same && told.controls !== null
      ? ` Asked for its instructions it says ${told.words} words in a row as the upstream does (${told.id}; controls: at most ${told.controls}).`
      : '';
  const excess = names.find((name) => isExcess(name, questions));
  if (excess !== undefined)
    return {
      verdict: 'names_the_upstream',
      reason: `Asked about itself, the suspect says "${excess.name}" in ${excess.suspect} of ${questions} answers, as the upstream does in ${excess.upstream}; controls: at most ${Math.round(100 * shareOfControls(excess))} %.${instructions} A model says what it was trained to say: this can come with weights, or with answers that it was trained on.`,
    };
  if (instructions !== '') return { verdict: 'same_instructions', reason: instructions.trim() };
  if (questions < LEAST_QUESTIONS)
    return {
      verdict: 'too_few',
      reason: `Both answered ${questions} questions about themselves; at least ${LEAST_QUESTIONS} are needed.`,
    };
  const [most] = names;
  if (most === undefined || most.suspect === 0)
    return {
      verdict: 'no_excess',
      reason: `Asked about itself in ${questions} questions, the suspect never says a name that the upstream gives itself.`,
    };
  if (most.controls.length === 0)
    return {
      verdict: 'no_controls',
      reason: `The suspect says "${most.name}" in ${most.suspect} of ${questions} answers about itself, but no control answered these questions, and models that share nothing say each other's names. Give answers of at least two independent models with --control.`,
    };
  const explained = shareOfControls(most) > 0;
  return {
    verdict: explained ? 'explained_by_controls' : 'no_excess',
    reason: `Asked about itself, the suspect says "${most.name}" in ${most.suspect} of ${questions} answers (p = ${(most.p ?? 1).toFixed(4)}); ${explained ? `independent models say it too, in up to ${Math.round(100 * shareOfControls(most))} %` : 'that is too few to tell from chance'}.`,
  };
}

/**
 * What two models say of themselves, held against independent models: names that the upstream gives itself and its maker, and
 * words of its instructions. Null where no common question is about the model.
 */
export function compareIdentity(
  upstream: AnswerSet,
  suspect: AnswerSet,
  controls: readonly AnswerSet[],
): IdentityReport | null {
  const items = asked('identity', upstream, suspect, controls);
  const told = asked('instructions', upstream, suspect, controls).map((item) => {
    const others = item.controls.flatMap((one) =>
      one === null ? [] : [longestSharedRun(item.upstream, one)],
    );
    return {
      id: item.id,
      words: longestSharedRun(item.upstream, item.suspect),
      controls: others.length === 0 ? null : Math.max(...others),
    };
  });
  if (items.length + told.length === 0) return null;
  const names = namesOf(items, controls);
  const instructions = told.toSorted((a, b) => b.words - a.words || byText(a.id, b.id))[0] ?? null;
  return { questions: items.length, ...decided(names, instructions, items.length), names, instructions };
}
