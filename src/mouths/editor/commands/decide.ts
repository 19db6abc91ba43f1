import * as vscode from 'vscode';
import type { DecisionState } from '../../../model/report.ts';
import { askConclusion, askReasons } from '../decisions/ask-conclusion.ts';
import { t } from '../l10n.ts';
import type { Session } from '../session.ts';
import type { EditorCommand } from './command.ts';
import { type FindingTarget, findingTargets, rootOf } from './target.ts';

async function afterwards(session: Session, targets: readonly FindingTarget[]): Promise<void> {
  const ids = new Set(targets.map(({ finding }) => finding.id));
  const nodes = session.findings.findings().filter((node) => ids.has(node.finding.id));
  if (nodes.length > 0 && session.findings.tree.visible) await session.findings.revealAfter(nodes);
}

function noFinding(): void {
  vscode.window.showInformationMessage(
    t('Choose a finding in the Findings view, or put the cursor on its line.'),
  );
}

export const recordDecision: EditorCommand = {
  id: 'forebear.recordDecision',
  run: async (session, argument, selected) => {
    const targets = await findingTargets(session, argument, selected);
    if (targets.length === 0) return noFinding();
    const conclusion = await askConclusion(targets.length);
    if (conclusion === undefined) return;
    await session.decisions.record(targets, conclusion);
    await afterwards(session, targets);
  },
};

/** A decision of one state by one key: only the reason is asked for. */
function quick(id: EditorCommand['id'], state: DecisionState): EditorCommand {
  return {
    id,
    run: async (session, argument, selected) => {
      const targets = await findingTargets(session, argument, selected);
      if (targets.length === 0) return noFinding();
      const conclusion = await askReasons(state, targets.length);
      if (conclusion === undefined) return;
      await session.decisions.record(targets, conclusion);
      await afterwards(session, targets);
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
    const node = session.findings.findings().find((each) => ids.has(each.finding.id));
    if (node !== undefined && session.findings.tree.visible) {
      await session.findings.tree.reveal(node, { select: true, focus: true });
    }
  },
};

export const removeDecision: EditorCommand = {
  id: 'forebear.removeDecision',
  run: async (session, argument) => {
    const root = rootOf(session, argument);
    const decision: unknown =
      typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'decision') : undefined;
    const id: unknown =
      typeof decision === 'object' && decision !== null ? Reflect.get(decision, 'finding') : undefined;
    const known = root?.report.decisions.find((each) => each.finding === id);
    if (root === undefined || known === undefined) return;
    const { finding, rule, path, basis } = known;
    await session.decisions.remove([{ root, finding: { id: finding, rule, path, basis } }]);
  },
};
