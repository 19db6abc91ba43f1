import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foundingReport } from '../reports/founding-report.ts';
import { folder, openReport, problemsOf, until } from './opened-report.ts';

describe('a report', () => {
  before(() => openReport());

  it('shows each finding once in Problems, on one line', () => {
    const shown = problemsOf('model/projection.py');
    assert.deepEqual(shown.map((problem) => [problem.range.start.line, problem.range.end.line]).sort(), [
      [0, 0],
      [9, 9],
    ]);
  });

  it('has in Problems the level that it has everywhere else', () => {
    const severities = {
      error: vscode.DiagnosticSeverity.Error,
      warning: vscode.DiagnosticSeverity.Warning,
      note: vscode.DiagnosticSeverity.Information,
    };
    for (const finding of foundingReport.findings.filter(({ path }) => path === 'model/projection.py')) {
      const shown = problemsOf(finding.path).find(({ message }) => message === finding.message);
      assert.equal(shown?.severity, severities[finding.level], finding.id);
    }
  });

  it('links each problem to the page of its rule', () => {
    for (const { code } of problemsOf('model/projection.py')) {
      assert.ok(typeof code === 'object' && 'target' in code);
      assert.match(code.target.path, /\/docs\/rules\/[a-z-]+\.md$/);
    }
  });

  it('relates a problem to its other places', () => {
    const [related] = problemsOf('model/projection.py').flatMap((shown) => shown.relatedInformation ?? []);
    assert.equal(related?.location.uri.path, vscode.Uri.joinPath(folder(), 'model/image_slices.py').path);
  });

  it('offers its fixes, its evidence and a decision as code actions', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'model/projection.py');
    await vscode.workspace.openTextDocument(uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(9, 0, 9, 0),
    );
    const titles = actions.map((action) => action.title);
    for (const part of [
      'Credit River-V in the README',
      'Add River-V to NOTICE',
      'Show Evidence',
      'Record Decision',
    ]) {
      assert.ok(
        titles.some((title) => title.includes(part)),
        `${part} in ${titles.join(' | ')}`,
      );
    }
    assert.equal(new Set(titles).size, titles.length, titles.join(' | '));
  });

  it('is refused when its path leads out of the folder', async () => {
    const [first] = foundingReport.findings;
    assert.ok(first !== undefined);
    await openReport({ ...foundingReport, findings: [{ ...first, path: '../../etc/passwd' }] });
    const outside = vscode.languages
      .getDiagnostics()
      .filter(([uri, shown]) => uri.path.includes('passwd') && shown.length > 0);
    assert.deepEqual(outside, []);
    await openReport();
  });

  it('copies a finding as a review comment without live Markdown of the repository', async () => {
    const [first] = foundingReport.findings;
    assert.ok(first !== undefined);
    const hostile = { ...first, message: 'See [here](https://example.org) <img src=x> @someone' };
    await openReport({ ...foundingReport, findings: [hostile] });
    await vscode.commands.executeCommand('forebear.copyReviewComment', {
      root: folder().toString(),
      finding: { id: hostile.id },
    });
    await until('the clipboard holds the comment', async () =>
      (await vscode.env.clipboard.readText()).includes('Similarity is evidence'),
    );
    const text = await vscode.env.clipboard.readText();
    assert.ok(!text.includes('](https'), text);
    assert.doesNotMatch(text, /(?<!\\)<img/);
    assert.match(text, /91% of its 642 tokens/);
    await openReport();
  });
});
