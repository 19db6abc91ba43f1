import * as vscode from 'vscode';
import { inWords } from '../../model/said.ts';
import { answerOf, sayVerdict } from '../reports/answer/answer.ts';
import { sayToDo } from '../reports/answer/phrases.ts';
import type { AuditRunner, RunState } from './audit/audit-runner.ts';
import type { AuditStore } from './audit/audit-store.ts';
import { t } from './l10n.ts';

const ICONS = { error: 'error', warning: 'warning', note: 'info' } as const;
const LEVELS = ['error', 'warning', 'note'] as const;

/** What an audit is at: `Comparing 48 of 143 files`, then what is left to do. */
function phaseOf({ done, total }: RunState): string {
  if (total === 0) return t('Auditing');
  return done < total
    ? t('Comparing {0} of {1} files', done, total)
    : t('Auditing: dates, credits and terms');
}

/** One quiet item: how much is to do, with the mark of the heaviest, or how far the audit is. Absent before the first audit. */
export function statusBar(store: AuditStore, runner: AuditRunner): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('forebear.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Forebear';
  item.command = 'forebear.lineage.focus';
  const refresh = (): void => {
    if (runner.state.running) {
      item.text = `$(sync~spin) ${phaseOf(runner.state)}`;
      item.tooltip = runner.state.message;
      item.show();
      return;
    }
    const roots = store.all();
    if (roots.length === 0) {
      item.hide();
      return;
    }
    const answers = roots.map(({ name, report }) => ({ name, answer: answerOf(report) }));
    const toDo = answers.flatMap(({ answer }) => answer.toDo);
    const level = LEVELS.find((one) => toDo.some((each) => each.level === one));
    const count = toDo.length === 1 ? t('1 to do') : t('{0} to do', toDo.length);
    item.text = `$(law) ${level === undefined ? t('Nothing to do') : `${count} $(${ICONS[level]})`}`;
    item.tooltip = answers
      .map(
        ({ name, answer }) =>
          `${name}: ${inWords(sayVerdict(answer.verdict), t)} · ${inWords(sayToDo(answer.toDo), t)}`,
      )
      .join('\n');
    item.accessibilityInformation = { label: `Forebear: ${inWords(sayToDo(toDo), t)}` };
    item.show();
  };
  refresh();
  return vscode.Disposable.from(item, store.onDidChange(refresh), runner.onDidChange(refresh));
}
