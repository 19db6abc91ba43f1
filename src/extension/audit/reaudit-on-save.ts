import * as vscode from 'vscode';
import { readSettings } from '../settings.ts';
import type { AuditRunner } from './audit-runner.ts';
import type { AuditStore } from './audit-store.ts';
import { pathIn } from './audited-root.ts';

/** Files that a report can depend on; a save of any other changes nothing. */
const READ =
  /\.(py|ipynb|c|cc|cpp|h|hpp|cu|cuh|js|ts|tsx|md|rst|txt|json|toml|cfg|ya?ml|cff|bib)$|(^|\/)(licen[cs]e|notice|copying|authors|credits|readme)[^/]*$/i;

/** After a save inside an audited folder, audits that folder again once saving has been quiet for a while. */
export function reauditOnSave(store: AuditStore, runner: AuditRunner): vscode.Disposable {
  const timers = new Map<string, NodeJS.Timeout>();
  const saved = vscode.workspace.onDidSaveTextDocument((document) => {
    const root = store.holding(document.uri);
    if (root === undefined || root.origin === 'file') return;
    const settings = readSettings(document.uri);
    if (!settings.reauditOnSave || !READ.test(pathIn(root, document.uri) ?? '')) return;
    const key = root.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        if (runner.state.running) return;
        void runner.run([{ uri: root.uri, name: root.name, catalogues: root.catalogues }], true);
      }, settings.reauditDelay),
    );
  });
  return vscode.Disposable.from(saved, {
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  });
}
