import * as vscode from 'vscode';
import { questionBasis } from '../../../decisions/question-basis.ts';
import type { DecisionState } from '../../../model/report.ts';
import { questionId, UPSTREAM_QUESTION } from '../../../model/upstream-question.ts';
import { askAuthor } from '../decisions/ask-author.ts';
import { askConclusion, askReasons } from '../decisions/ask-conclusion.ts';
import type { Conclusion, Subject } from '../decisions/decision-log.ts';
import { t } from '../l10n.ts';
import type { Session } from '../session.ts';
import type { LineageNode } from '../views/lineage-nodes.ts';
import type { EditorCommand } from './command.ts';
import { findingTargets, rootOf } from './target.ts';

/** The row of an upstream without duties, of which a person has to decide as a whole; undefined for any other. */
function questionOf(session: Session, argument: unknown): Subject | undefined {
  const node = (argument ?? session.lineage.tree.selection[0]) as LineageNode | undefined;
  if (node?.kind !== 'upstream' || node.answer.question === null || node.answer.toDo.length > 0)
    return undefined;
  const root = rootOf(session, node);
  const { lineage, pairs } = node.answer;
  const finding = {
    id: questionId(lineage.upstream),
    rule: UPSTREAM_QUESTION,
    path: pairs[0]?.module.path ?? '.',
    basis: questionBasis(lineage),
  };
  return root === undefined ? undefined : { root, finding };
}

async function subjectsOf(
  session: Session,
  argument: unknown,
  selected: unknown,
): Promise<readonly Subject[]> {
  const question = questionOf(session, argument);
  return question === undefined ? findingTargets(session, argument, selected) : [question];
}

async function afterwards(session: Session, targets: readonly Subject[]): Promise<void> {
  const ids = new Set(targets.map(({ finding }) => finding.id));
  const nodes = session.lineage.findings().filter((node) => ids.has(node.finding.id));
  if (nodes.length > 0 && session.lineage.tree.visible) await session.lineage.revealAfter(nodes);
}

/** Records a conclusion with the name of whoever drew it. */
async function conclude(
  session: Session,
  targets: readonly Subject[],
  conclusion: Conclusion | undefined,
): Promise<void> {
  const [first] = targets;
  if (conclusion === undefined || first === undefined) return;
  const by = await askAuthor(session.context.globalState, first.root.uri);
  if (by === undefined) return;
  await session.decisions.record(targets, by === '' ? conclusion : { ...conclusion, by });
  await afterwards(session, targets);
}

function noFinding(): void {
  vscode.window.showInformationMessage(t('Choose a row in the Lineage view, or put the cursor on its line.'));
}

export const recordDecision: EditorCommand = {
  id: 'forebear.recordDecision',
  run: async (session, argument, selected) => {
    const targets = await subjectsOf(session, argument, selected);
    if (targets.length === 0) return noFinding();
    await conclude(session, targets, await askConclusion(targets.length));
  },
};

/** A decision of one state by one key: only the reason is asked for. */
function quick(id: EditorCommand['id'], state: DecisionState): EditorCommand {
  return {
    id,
    run: async (session, argument, selected) => {
      const targets = await subjectsOf(session, argument, selected);
      if (targets.length === 0) return noFinding();
      await conclude(session, targets, await askReasons(state, targets.length));
    },
  };
}

export const decideToFix = quick('forebear.decideToFix', 'to-fix');
export const decideFalseMatch = quick('forebear.decideFalseMatch', 'false-match');
export const decideBoilerplate = quick('forebear.decideBoilerplate', 'common-boilerplate');

export const undoDecision: EditorCommand = {
  id: 'forebear.undoDecision',
  run: async (session) => {
    const subjects = await session.decisions.undo();
    if (subjects.length === 0) {
      vscode.window.setStatusBarMessage(t('There is no decision to take back.'), 4000);
      return;
    }
    const ids = new Set(subjects.map(({ finding }) => finding.id));
    const node = session.lineage.findings().find((each) => ids.has(each.finding.id));
    if (node !== undefined && session.lineage.tree.visible) {
      await session.lineage.tree.reveal(node, { select: true, focus: true });
    }
  },
};

export const removeDecision: EditorCommand = {
  id: 'forebear.removeDecision',
  run: async (session, argument, selected) => {
    const targets = await findingTargets(session, argument, selected);
    const decided = targets.filter(({ root, finding }) =>
      root.report.decisions.some((each) => each.finding === finding.id),
    );
    if (decided.length > 0) await session.decisions.remove(decided);
  },
};
