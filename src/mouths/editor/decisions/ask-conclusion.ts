import * as vscode from 'vscode';
import { isDay, STATES_WITH_EVIDENCE } from '../../../decisions/parse-decision.ts';
import { DECISION_STATES, type DecisionState } from '../../../model/report.ts';
import { t } from '../l10n.ts';
import { stateHelp, stateName } from '../wording.ts';
import type { Conclusion } from './decision-log.ts';

function askText(title: string, prompt: string, value = ''): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? t('A reason is needed, for the next person who reads it.') : '',
  });
}

/** Asks for a note, and for evidence where the state needs it; undefined when a person turns back. */
export async function askReasons(state: DecisionState, count: number): Promise<Conclusion | undefined> {
  const title = count === 1 ? stateName(state) : t('{0} ({1} findings)', stateName(state), count);
  const note = await askText(title, t('Why? {0}', stateHelp(state)));
  if (note === undefined) return undefined;
  if (!STATES_WITH_EVIDENCE.includes(state)) return { state, note: note.trim() };
  const evidence = await askText(title, t('Where can this be seen? A link, a contract number or a message.'));
  return evidence === undefined ? undefined : { state, note: note.trim(), evidence: evidence.trim() };
}

/** Asks for a state, its reasons and an end date. */
export async function askConclusion(count: number): Promise<Conclusion | undefined> {
  const options = DECISION_STATES.map((state) => ({
    label: stateName(state),
    detail: stateHelp(state),
    state,
  }));
  const chosen = await vscode.window.showQuickPick(options, {
    title: count === 1 ? t('Record Decision') : t('Record Decision on {0} Findings', count),
    placeHolder: t('What did you conclude?'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined) return undefined;
  const conclusion = await askReasons(chosen.state, count);
  if (conclusion === undefined) return undefined;
  const until = await vscode.window.showInputBox({
    title: stateName(chosen.state),
    prompt: t('Until when does this hold? A day such as 2027-01-31; empty: without end.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' || isDay(text.trim()) ? '' : t('A day such as 2027-01-31.')),
  });
  if (until === undefined) return undefined;
  return until.trim() === '' ? conclusion : { ...conclusion, until: until.trim() };
}
