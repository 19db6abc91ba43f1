import * as vscode from 'vscode';
import type { Finding } from '../../../model/report.ts';
import { inWords } from '../../../model/said.ts';
import { answerOf } from '../../reports/answer/answer.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import type { AuditedRoot } from '../audit/audited-root.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';
import { shownReport } from '../shown-report.ts';
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

/** Entries of the list that are named; the rest is counted. */
const MOST_NAMED = 3;

/** Once the folder is audited again, says what is to do now that nothing asked for before: what is written may ask for more. */
function tellBroughtUp(store: AuditStore, before: AuditedRoot): void {
  const known = new Set(before.report.findings.map(({ id }) => id));
  const waiting = store.onDidChange((root) => {
    if (root?.uri.toString() !== before.uri.toString()) return;
    waiting.dispose();
    const report = shownReport(root.report);
    const { toDo } = answerOf({ ...report, findings: report.findings.filter(({ id }) => !known.has(id)) });
    if (toDo.length === 0) return;
    const names = toDo.slice(0, MOST_NAMED).map(({ title }) => inWords(title, t));
    vscode.window.showInformationMessage(
      toDo.length === 1
        ? t('What was written brings up one more thing to do: {0}.', names.join(''))
        : t(
            'What was written brings up {0} more things to do: {1}.',
            toDo.length,
            [...names, ...(toDo.length > MOST_NAMED ? ['…'] : [])].join(' · '),
          ),
    );
  });
}

/** Plans the fixes of these findings, shows what each file would become, and writes what a person leaves ticked. */
export async function applyFixes(
  store: AuditStore,
  root: AuditedRoot,
  findings: readonly Finding[],
): Promise<void> {
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
  tellBroughtUp(store, root);
  const { paths, left } = await writeChanges(chosen);
  tell(paths, [...refused, ...left]);
}
