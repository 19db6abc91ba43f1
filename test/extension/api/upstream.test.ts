import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** A repository of our own making, to be described as an upstream. */
function makeUpstream(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'forebear-upstream-')), 'heron-tiles');
  mkdirSync(folder);
  writeFileSync(join(folder, 'LICENSE'), 'SPDX-License-Identifier: MIT\n');
  writeFileSync(join(folder, 'README.md'), '# Heron Tiles\n');
  writeFileSync(
    join(folder, 'tiles.py'),
    `class TileAttention:\n    def forward(self, query, key, value):\n        scores = query @ key\n        weights = scores.softmax(-1)\n        return weights @ value\n`,
  );
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'Begin'],
  ]) {
    execFileSync('git', args, { cwd: folder, env, stdio: 'ignore' });
  }
  return folder;
}

describe('an own upstream', () => {
  const folder = makeUpstream();

  after(async () => {
    const settings = vscode.workspace.getConfiguration('forebear');
    for (const path of settings.get<readonly string[]>('catalogues', [])) {
      rmSync(path, { recursive: true, force: true });
    }
    await settings.update('catalogues', undefined, vscode.ConfigurationTarget.Global);
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('is described in a private catalogue, which opens and is used from then on', async () => {
    await vscode.commands.executeCommand('forebear.addUpstream', folder);
    const shown = vscode.window.activeTextEditor?.document;
    assert.ok(shown !== undefined, 'an editor is open');
    assert.ok(shown.fileName.endsWith('.json'), shown.fileName);
    const entry = JSON.parse(shown.getText());
    assert.equal(entry.codeLicense.expression, 'MIT');
    const [catalogue = ''] = vscode.workspace
      .getConfiguration('forebear')
      .get<readonly string[]>('catalogues', []);
    // A catalogue without a built index would fail every later audit.
    assert.ok(readdirSync(join(catalogue, 'index')).some((name) => name.endsWith('.forebear')));
  });
});
