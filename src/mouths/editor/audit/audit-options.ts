import * as vscode from 'vscode';
import type { AuditOptions } from '../../../host/run-audit.ts';
import { readSettings } from '../settings.ts';

/** How a folder is audited under its settings. In Restricted Mode no process is started: nothing is asked of git. */
export function auditOptions(
  root: vscode.Uri,
  catalogues: readonly string[],
  rev?: string,
): Omit<AuditOptions, 'pool'> {
  const settings = readSettings(root);
  return {
    root: root.fsPath,
    catalogues: [...settings.catalogues, ...catalogues],
    cache: settings.cache,
    git: vscode.workspace.isTrusted,
    ...(settings.jobs > 0 ? { jobs: settings.jobs } : {}),
    ...(rev === undefined ? {} : { rev }),
  };
}
