import { DECISION_STATES, type Decision, type DecisionState } from '../model/report.ts';
import { failure, type Result, success } from '../model/result.ts';
import { byText } from '../model/text-order.ts';

/** States that rest on something outside the repository: a decision must say what. */
export const STATES_WITH_EVIDENCE: readonly DecisionState[] = ['own-work', 'licensed-separately'];

/** Finding ids double as file names: one path segment, nothing that a file system reads otherwise. */
const FINDING_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const TEXT_KEYS = [
  'finding',
  'rule',
  'path',
  'state',
  'note',
  'evidence',
  'by',
  'on',
  'until',
  'basis',
] as const;
const REQUIRED = ['finding', 'rule', 'path', 'state', 'note', 'basis'] as const;

export type DecisionFailure = 'not-a-decision';

/** True for a day of the calendar, `2027-01-31`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What is wrong with a decision, one sentence each; empty when it stands. */
export function decisionFaults(decision: Decision): readonly string[] {
  const faults: string[] = [];
  if (!FINDING_ID.test(decision.finding)) faults.push(`"${decision.finding}" is not the id of a finding.`);
  if (!DECISION_STATES.includes(decision.state))
    faults.push(`The state is one of ${DECISION_STATES.join(', ')}, not "${decision.state}".`);
  if (decision.note.trim() === '')
    faults.push('A note is needed: say why, for the next person who reads it.');
  if (STATES_WITH_EVIDENCE.includes(decision.state) && (decision.evidence ?? '').trim() === '')
    faults.push(
      `The state "${decision.state}" needs evidence: a link, a contract number or the mail that grants it.`,
    );
  for (const key of ['on', 'until'] as const) {
    const day = decision[key];
    if (day !== undefined && !isDay(day)) faults.push(`"${key}" is a day such as 2027-01-31, not "${day}".`);
  }
  return faults;
}

/** Reads one decision from parsed JSON. Unknown keys are refused: a mistyped "until" would otherwise never expire. */
export function parseDecision(value: unknown): Result<Decision, DecisionFailure> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return failure('not-a-decision', 'A decision is a JSON object.');
  const fields: Record<string, string> = {};
  for (const [key, text] of Object.entries(value)) {
    if (key === '$schema') continue;
    if (!TEXT_KEYS.some((known) => known === key))
      return failure('not-a-decision', `"${key}" is not a key of a decision.`);
    if (typeof text !== 'string') return failure('not-a-decision', `"${key}" must be a text.`);
    fields[key] = text;
  }
  const missing = REQUIRED.filter((key) => fields[key] === undefined);
  if (missing.length > 0) return failure('not-a-decision', `Missing: ${missing.join(', ')}.`);
  const decision = fields as unknown as Decision;
  const [fault] = decisionFaults(decision);
  return fault === undefined ? success(decision) : failure('not-a-decision', fault);
}

/** The file of one decision: sorted keys, one per line, so that two branches merge. */
export function decisionText(decision: Decision): string {
  const entries = Object.entries(decision)
    .filter(([key, text]) => text !== undefined && TEXT_KEYS.some((known) => known === key))
    .sort(([left], [right]) => byText(left, right));
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
