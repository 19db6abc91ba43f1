import type { AuditReport, Lineage } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import { byText } from '../../../model/text-order.ts';
import { answerTo } from '../../../model/upstream-question.ts';
import { namesOf } from '../names.ts';
import { indexOf, type ReportIndex } from './report-index.ts';

/** How the repository stands towards one upstream, heaviest first. */
export const CREDIT_STATES = ['not-credited', 'terms-open', 'person', 'complete'] as const;
export type CreditState = (typeof CREDIT_STATES)[number];

const WORDS: Readonly<Record<CreditState, Said>> = {
  'not-credited': say`Not credited`,
  'terms-open': say`Credited, terms open`,
  person: say`A person has to decide`,
  complete: say`Complete`,
};

export function sayCreditState(state: CreditState): Said {
  return WORDS[state];
}

/** Why nobody but a person can say what is owed. */
type Reason = 'weak' | 'disputed' | 'unnamed';

/** What a person has to decide on an upstream, without a mark at its end. */
export interface Question {
  readonly whole: Said;
  /** The same in a few words, where there is one line for an upstream. */
  readonly short: Said;
}

/** Share, by size, of what matches that another project has to have too before it may have come from there. */
const MOST_OF_IT = 0.5;

/** A project that is credited and has most of the same code; null without one. */
function creditedHolder(lineage: Lineage, report: AuditReport): string | null {
  const credited = new Set(
    report.lineage.flatMap((one) =>
      one.credited === 'yes' && one.relation !== 'self' && one.upstream !== lineage.upstream
        ? [one.upstream]
        : [],
    ),
  );
  const held = new Map<string, number>();
  let all = 0;
  for (const { module, match } of indexOf(report).ledBy(lineage.upstream)) {
    all += module.tokens;
    const later = (match.origin ?? []).flatMap((one) => (one.project === lineage.upstream ? one.alsoIn : []));
    for (const other of new Set([...later, match.route?.project ?? '']))
      if (credited.has(other)) held.set(other, (held.get(other) ?? 0) + module.tokens);
  }
  const [most] = [...held].sort((a, b) => b[1] - a[1] || byText(a[0], b[0]));
  return most !== undefined && most[1] >= MOST_OF_IT * all ? most[0] : null;
}

function sayUnnamed(lineage: Lineage, report: AuditReport): Question {
  const names = namesOf(report);
  const name = names.project(lineage.upstream);
  const holder = creditedHolder(lineage, report);
  return holder === null
    ? {
        whole: say`Nothing here names it. If the code is from there, credit ${name} in the README or at the top of the file; if not, nothing is open`,
        short: say`is it from there?`,
      }
    : {
        whole: say`${names.project(holder)}, which is credited, has this code too. If it came with that, nothing is open; if not, credit ${name} in the README`,
        short: say`did it come with ${names.project(holder)}?`,
      };
}

const QUESTIONS: Readonly<Record<Exclude<Reason, 'unnamed'>, Question>> = {
  weak: { whole: say`The evidence is weak`, short: say`is the evidence enough?` },
  disputed: {
    whole: say`Dates that only this repository vouches for contradict each other`,
    short: say`which dates hold?`,
  },
};

interface Judgement {
  readonly state: CreditState;
  readonly question: Reason | null;
}

/** The state as evidence and credit have it; where they leave a question that a person answered, as that has it. */
function judged(lineage: Lineage, report: AuditReport): Judgement {
  const judgement = shown(lineage, report);
  if (judgement.question === null) return judgement;
  const answer = answerTo(report, lineage.upstream);
  if (answer !== null)
    return { state: answer.state === 'to-fix' ? 'not-credited' : 'complete', question: null };
  const index = indexOf(report);
  const isSettled =
    index.findingsOf(lineage.upstream).length > 0 && index.openOf(lineage.upstream).length === 0;
  return isSettled ? { state: 'complete', question: null } : judgement;
}

function shown(lineage: Lineage, report: AuditReport): Judgement {
  const is = (state: CreditState, question: Reason | null = null): Judgement => ({ state, question });
  const index = indexOf(report);
  const asked = index.findingsOf(lineage.upstream).some(({ level }) => level !== 'note');
  if (lineage.strength === 'weak' && !asked)
    return lineage.credited === 'yes' ? is('complete') : is('person', 'weak');
  if (isDisputed(lineage, index)) return is('person', 'disputed');
  if (lineage.credited === 'no') {
    if (asked) return is('not-credited');
    return lineage.relation === 'source' || lineage.relation === 'carrier'
      ? is('person', 'unnamed')
      : is('complete');
  }
  const open = index.openOf(lineage.upstream).length > 0;
  return is(asked || (lineage.credited === 'partly' && open) ? 'terms-open' : 'complete');
}

/**
 * State towards an upstream that the repository takes from. Weak evidence and disputed dates are for a person to weigh;
 * so is a missing credit that no rule asks for, unless the upstream's files stand there whole.
 */
export function creditState(lineage: Lineage, report: AuditReport): CreditState {
  return judged(lineage, report).state;
}

/** Why a person has to decide and between what; null where none has to. */
export function sayQuestion(lineage: Lineage, report: AuditReport): Question | null {
  const { question } = judged(lineage, report);
  if (question === null) return null;
  return question === 'unnamed' ? sayUnnamed(lineage, report) : QUESTIONS[question];
}

/** Every match that leads to it is one of which nobody can say from the dates who was first. */
function isDisputed({ upstream }: Lineage, index: ReportIndex): boolean {
  const leading = index.firstOf(upstream);
  return leading.length > 0 && leading.every(({ match }) => match.order === 'disputed');
}
