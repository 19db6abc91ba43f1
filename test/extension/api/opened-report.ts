import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { AuditReport } from '../../../src/model/report.ts';
import { foundingReport } from '../reports/founding-report.ts';

/** The folder that the window has open. */
export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) throw new Error('The window has no folder.');
  return first.uri;
}

/** Opens a report file as a person does with "Open Report…". */
export async function openReport(report: AuditReport = foundingReport): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'forebear-report-')), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  await vscode.commands.executeCommand('forebear.openReport', vscode.Uri.file(file));
}

/** Forebear's problems of a file. */
export function problemsOf(path: string): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(vscode.Uri.joinPath(folder(), path))
    .filter((shown) => shown.source === 'Forebear');
}

/** Waits until `check` holds. */
export async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what}: this did not happen within a minute.`);
}
