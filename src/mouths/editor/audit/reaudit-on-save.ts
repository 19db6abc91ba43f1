import * as vscode from 'vscode';
import { readSettings } from '../settings.ts';
import type { AuditRunner } from './audit-runner.ts';
import type { AuditStore } from './audit-store.ts';
import { type AuditedRoot, pathIn } from './audited-root.ts';

/** Git's own files, such as a message that is being written: a report depends on any other text. */
const OF_GIT = /(?:^|\/)\.git\//;

/** After a save, a new, renamed or deleted file inside an audited folder, audits it again once that has been quiet. */
export function reauditOnSave(store: AuditStore, runner: AuditRunner): vscode.Disposable {
  const timers = new Map<string, NodeJS.Timeout>();
  const plan = (root: AuditedRoot, delay: number): void => {
    const key = root.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        const now = store.get(key);
        if (now === undefined || !isLive(now)) return;
        if (runner.busy) return plan(now, delay);
        void runner.run([{ uri: now.uri, name: now.name, catalogues: now.catalogues }], true);
      }, delay),
    );
  };
  /** Of a folder that came or went no ending tells what was in it. */
  const one = (uri: vscode.Uri, whatever: boolean): void => {
    const root = store.holding(uri);
    if (root === undefined || !isLive(root)) return;
    const settings = readSettings(uri);
    const matters = whatever || !OF_GIT.test(pathIn(root, uri) ?? '.git/');
    if (settings.reauditOnSave && matters) plan(root, settings.reauditDelay);
  };
  const all = (uris: readonly vscode.Uri[]): void => {
    for (const uri of uris) one(uri, true);
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => one(uri, false)),
    vscode.workspace.onDidCreateFiles(({ files }) => all(files)),
    vscode.workspace.onDidDeleteFiles(({ files }) => all(files)),
    vscode.workspace.onDidRenameFiles(({ files }) =>
      all(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
    ),
    {
      dispose: () => {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
  );
}

/** A report from a file stands as it is; a review shows two commits, which no save changes. */
function isLive(root: AuditedRoot): boolean {
  return root.origin !== 'file' && root.review === undefined;
}
