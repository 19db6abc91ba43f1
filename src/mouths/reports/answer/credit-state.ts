import type { AuditReport, Lineage } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
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
type Question = 'weak' | 'disputed' | 'unnamed';

const QUESTIONS: Readonly<Record<Question, Said>> = {
  weak: say`The evidence is weak`,
  disputed: say`Dates that only this repository vouches for contradict each other`,
  unnamed: say`Nothing here names it, and no rule asks for a credit`,
};

interface Judgement {
  readonly state: CreditState;
  readonly question: Question | null;
}

function judged(lineage: Lineage, report: AuditReport): Judgement {
  const is = (state: CreditState, question: Question | null = null): Judgement => ({ state, question });
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

/** Why a person has to decide, in a sentence without its full stop; null where none has to. */
export function sayQuestion(lineage: Lineage, report: AuditReport): Said | null {
  const { question } = judged(lineage, report);
  return question === null ? null : QUESTIONS[question];
}

/** Every match that leads to it is one of which nobody can say from the dates who was first. */
function isDisputed({ upstream }: Lineage, index: ReportIndex): boolean {
  const leading = index.firstOf(upstream);
  return leading.length > 0 && leading.every(({ match }) => match.order === 'disputed');
}
