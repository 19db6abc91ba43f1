import * as vscode from 'vscode';
import type { Finding } from '../../../model/report.ts';
import type { AuditedRoot } from '../audit/audited-root.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';
import { chooseChanges } from './choose-changes.ts';
import { writeChanges } from './write-changes.ts';

function tell(written: readonly string[], left: readonly string[]): void {
  if (left.length > 0) vscode.window.showWarningMessage(left.join(' '));
  if (written.length === 0) return;
  vscode.window.showInformationMessage(
    written.length === 1
      ? t('{0} was changed. Undo takes it back.', written[0] ?? '')
      : t('{0} files were changed: {1}. Undo takes it back in each.', written.length, written.join(', ')),
  );
}

/** Plans the fixes of these findings, shows what each file would become, and writes what a person leaves ticked. */
export async function applyFixes(root: AuditedRoot, findings: readonly Finding[]): Promise<void> {
  if (root.uri.scheme !== 'file') {
    vscode.window.showWarningMessage(t('{0} cannot be written to.', root.name));
    return;
  }
  const engine = loadEngine();
  const { mirror, catalogues } = readSettings(root.uri);
  // In Restricted Mode no git is started: a fix that needs an upstream's text says so instead.
  const places = vscode.workspace.isTrusted
    ? { mirror, catalogues: [...catalogues, ...root.catalogues] }
    : undefined;
  const texts = engine.localTexts(places);
  const only = { ...root.report, decisions: [], findings: [...findings] };
  const plan = await engine.planFixes(
    only,
    root.uri.fsPath,
    places === undefined ? { ...texts, upstream: async () => null } : texts,
  );
  const refused = plan.refused.map(({ message }) => message);
  if (plan.changes.length === 0) {
    vscode.window.showWarningMessage(
      refused.length > 0 ? refused.join(' ') : t('The files hold already what these fixes would add.'),
    );
    return;
  }
  const chosen = await chooseChanges(plan.changes);
  if (chosen === undefined || chosen.length === 0) return;
  const { paths, left } = await writeChanges(chosen);
  tell(paths, [...refused, ...left]);
}
