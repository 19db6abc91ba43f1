import * as vscode from 'vscode';
import type { Finding, Fix } from '../../../model/report.ts';
import { type AuditedRoot, findingById } from '../audit/audited-root.ts';
import { applyFixes } from '../fixes/apply-fixes.ts';
import { t } from '../l10n.ts';
import type { Session } from '../session.ts';
import { isDecided } from '../views/lineage-nodes.ts';
import type { EditorCommand } from './command.ts';
import { findingTargets, rootOf } from './target.ts';

/** One fix of one finding. Which one is asked where there are several ways. */
export const previewFixCommand: EditorCommand = {
  id: 'forebear.previewFix',
  run: async (session, argument, index) => {
    const [target] = await findingTargets(session, argument);
    if (target === undefined) return;
    const { fixes } = target.finding;
    let fix: Fix | undefined = typeof index === 'number' ? fixes[index] : undefined;
    if (fix === undefined && fixes.length > 1) {
      const options = fixes.map((each) => ({ label: each.title, description: each.path, fix: each }));
      const chosen = await vscode.window.showQuickPick(options, { title: t('Which Fix?') });
      if (chosen === undefined) return;
      fix = chosen.fix;
    }
    fix ??= fixes[0];
    if (fix !== undefined)
      await applyFixes(session.store, target.root, [{ ...target.finding, fixes: [fix] }]);
  },
};

function namedFindings(root: AuditedRoot, argument: unknown): readonly Finding[] | null {
  const ids: unknown =
    typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'findings') : null;
  if (!Array.isArray(ids)) return null;
  return ids.flatMap((one: unknown) => {
    const id: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'id') : one;
    return typeof id === 'string' ? (findingById(root, id) ?? []) : [];
  });
}

/** The open findings of a row of the view; null for an argument that is none. */
async function rowFindings(session: Session, argument: unknown): Promise<readonly Finding[] | null> {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return null;
  return (await findingTargets(session, argument)).map(({ finding }) => finding);
}

function openFindings(root: AuditedRoot): readonly Finding[] {
  const decisions = new Map(root.report.decisions.map((decision) => [decision.finding, decision]));
  return root.report.findings.flatMap(({ id }) =>
    isDecided(decisions.get(id)) ? [] : (findingById(root, id) ?? []),
  );
}

/** The audited root that a command without an argument is about; asked for where there are several. */
async function askRoot({ store }: Session): Promise<AuditedRoot | undefined> {
  await store.restore();
  const roots = store.all();
  if (roots.length < 2) return roots[0];
  const options = roots.map((root) => ({ label: root.name, description: root.uri.fsPath, root }));
  return (await vscode.window.showQuickPick(options, { title: t('Apply Fixes') }))?.root;
}

/** The fixes of the findings that are named, of a row of the view, or of everything that is open. */
export const applyFixesCommand: EditorCommand = {
  id: 'forebear.applyFixes',
  run: async (session, argument) => {
    const root = rootOf(session, argument) ?? (await askRoot(session));
    if (root === undefined) {
      vscode.window.showInformationMessage(t('There is no report yet. Audit the workspace first.'));
      return;
    }
    const findings =
      namedFindings(root, argument) ?? (await rowFindings(session, argument)) ?? openFindings(root);
    const fixable = findings.filter(({ fixes }) => fixes.length > 0);
    if (fixable.length === 0) {
      vscode.window.showInformationMessage(t('Nothing that is open here has a fix.'));
      return;
    }
    await applyFixes(session.store, root, fixable);
  },
};
