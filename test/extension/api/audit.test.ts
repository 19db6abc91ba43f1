import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { folder, problemsOf, until } from './opened-report.ts';

/** Adds what was measured to the name of a test: the host's own output is not seen. */
function note(context: Mocha.Context, words: string): void {
  if (context.test !== undefined) context.test.title += ` (${words})`;
}

describe('an audit', () => {
  it('of the workspace finds that there is no license', async () => {
    await vscode.commands.executeCommand('forebear.auditWorkspace');
    await until('Problems name the missing license', () =>
      vscode.languages
        .getDiagnostics()
        .flatMap(([, shown]) => shown)
        .some(({ source, code }) => source === 'Forebear' && JSON.stringify(code).includes('license')),
    );
  });

  it('leaves the extension host free while it runs', async function () {
    let beats = 0;
    const beat = setInterval(() => {
      beats += 1;
    }, 5);
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    await vscode.commands.executeCommand('forebear.auditWorkspace');
    clearInterval(beat);
    clearInterval(watch);
    note(this, `longest pause of the host ${longest.toFixed(0)} ms`);
    assert.ok(beats > 0);
  });

  it('runs again after a save and takes the finding back once a license is there', async function () {
    const license = join(folder().fsPath, 'LICENSE');
    writeFileSync(license, 'SPDX-License-Identifier: MIT\n');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), 'README.md'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# A title\n');
    await vscode.workspace.applyEdit(edit);
    let last = performance.now();
    let longest = 0;
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await document.save();
    await until('The finding about the license is gone', () =>
      vscode.languages
        .getDiagnostics()
        .flatMap(([, shown]) => shown)
        .every(({ code }) => !JSON.stringify(code ?? '').includes('repository-without-license')),
    );
    clearInterval(watch);
    note(this, `longest pause of the host ${longest.toFixed(0)} ms`);
  });

  it('does not move a problem off its line when lines are added above', async () => {
    assert.ok(problemsOf('README.md').every((shown) => shown.range.isSingleLine));
  });
});
