import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foundingReport } from '../reports/founding-report.ts';
import { folder, openReport } from './opened-report.ts';

async function hoverAt(line: number): Promise<string> {
  const uri = vscode.Uri.joinPath(folder(), 'model/projection.py');
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    new vscode.Position(line, 0),
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

describe('matches in the editor', () => {
  before(async () => {
    await openReport();
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'model/projection.py'));
  });

  it('say nothing until they are asked for', async () => {
    assert.ok(!(await hoverAt(14)).includes('River'));
  });

  it('name upstream, license and date in the hover', async () => {
    await vscode.commands.executeCommand('forebear.toggleMatches');
    const text = await hoverAt(14);
    assert.match(text, /River-V/);
    assert.match(text, /Apache/);
    assert.match(text, /2024/);
  });

  it('are stepped through in both directions', async () => {
    const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'model/projection.py'));
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const lines: number[] = [];
    for (const command of ['nextMatch', 'nextMatch', 'previousMatch']) {
      await vscode.commands.executeCommand(`forebear.${command}`);
      lines.push(vscode.window.activeTextEditor?.selection.active.line ?? -1);
    }
    assert.deepEqual(lines, [11, 33, 11]);
  });

  it('are told apart where one stands inside another: the smallest around the cursor wins', async () => {
    const [module] = foundingReport.modules;
    const [match] = module?.matches ?? [];
    assert.ok(module !== undefined && match !== undefined);
    const whole = { startLine: 10, endLine: 80 };
    const small = { startLine: 20, endLine: 24 };
    const nested: typeof module = {
      ...module,
      id: 'nested',
      range: small,
      matches: [
        {
          ...match,
          upstream: 'lake-vl',
          version: 'lake-vl-1',
          regions: [{ local: small, upstream: small, kind: 'verbatim' }],
        },
      ],
    };
    const around: typeof module = {
      ...module,
      matches: [{ ...match, regions: [{ local: whole, upstream: whole, kind: 'rewritten' }] }],
    };
    await openReport({ ...foundingReport, modules: [around, nested] });
    assert.match(await hoverAt(21), /Lake/);
    assert.doesNotMatch(await hoverAt(21), /River/);
    assert.match(await hoverAt(40), /River/);
    await openReport();
  });

  it('stand above each module with its share, its upstream and its credit', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'model/projection.py');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
    );
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.ok(
      titles.some((title) => /^91% from River-V.* · Not credited$/.test(title)),
      titles.join(' | '),
    );
    assert.ok(titles.includes('Credit it…'), titles.join(' | '));
  });

  it('fall silent when they are hidden again', async () => {
    await vscode.commands.executeCommand('forebear.toggleMatches');
    assert.ok(!(await hoverAt(14)).includes('River'));
  });
});
