import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  /** Accepts what is proposed in each box, as Enter does. */
  async function acceptAll(done: () => boolean): Promise<void> {
    while (!done()) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  it('is described in a private catalogue once name, license and date are confirmed, and is used from then on', async () => {
    let ended = false;
    const adding = Promise.resolve(vscode.commands.executeCommand('forebear.addUpstream', folder)).finally(
      () => {
        ended = true;
      },
    );
    await Promise.all([adding, acceptAll(() => ended)]);
    const [catalogue = ''] = vscode.workspace
      .getConfiguration('forebear')
      .get<readonly string[]>('catalogues', []);
    const [name = ''] = readdirSync(join(catalogue, 'upstreams'));
    const entry = JSON.parse(readFileSync(join(catalogue, 'upstreams', name), 'utf8'));
    assert.equal(entry.codeLicense.expression, 'MIT');
    assert.equal(entry.name, 'heron-tiles');
    // A catalogue without a built index would fail every later audit.
    assert.ok(readdirSync(join(catalogue, 'index')).some((file) => file.endsWith('.forebear')));
  });
});
