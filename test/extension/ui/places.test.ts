import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hasExample } from '../harness/example.ts';
import {
  auditToCount,
  auditWorkspace,
  type ExampleEditor,
  pictureOfFailure,
  shots,
  startEditor,
} from '../harness/example-editor.ts';
import { openTab, openWindow, panelFrame, runCommand, started, treeRows, until } from '../harness/window.ts';

/** A large real repository, from a folder of clones. */
const LARGE = { owner: 'thunlp', name: 'LLaVA-UHD' };

function cloneOf(owner: string, name: string): string | null {
  const mirror = process.env.FOREBEAR_MIRROR;
  const from = mirror?.replace('{owner}', owner).replace('{name}', name);
  if (from === undefined || !existsSync(from)) return null;
  const folder = join(mkdtempSync(join(tmpdir(), 'forebear-large-')), name);
  const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_LFS_SKIP_SMUDGE: '1' };
  execFileSync('git', ['clone', '-q', '--no-checkout', from, folder], { stdio: 'ignore', env });
  execFileSync('git', ['-C', folder, 'checkout', '-q', 'HEAD', '--', '*.py', '*.md', '*LICENSE*'], {
    stdio: 'ignore',
    env,
  });
  return folder;
}

/** What the editor has stored in the browser for its windows. */
function stored(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(async () => {
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const texts = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name.startsWith('vscode-web-state-db')) continue;
      const database = await answer(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        texts.push(...(await answer(database.transaction(table).objectStore(table).getAll())).map(String));
      }
      database.close();
    }
    return texts;
  })()`);
}

describe('windows, workspaces and processes', () => {
  let editor: ExampleEditor;
  let page: Page;
  const folders: string[] = [];

  before(async function () {
    if (!hasExample()) this.skip();
    editor = await startEditor();
  });

  afterEach(pictureOfFailure(() => page));

  after(async () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await editor?.stop();
  });

  it('audits every folder of a multi-root workspace, each by itself', async () => {
    const home = mkdtempSync(join(tmpdir(), 'forebear-roots-'));
    const roots = [editor.copy(), editor.copy()];
    folders.push(home);
    const workspace = join(home, 'two.code-workspace');
    const named = roots.map((path, at) => ({ path, name: `model-${at + 1}` }));
    writeFileSync(workspace, JSON.stringify({ folders: named }));
    const { page: opened, errors } = await openWindow(editor.browser, editor.server, workspace);
    page = opened;
    await runCommand(page, 'Forebear: Audit Workspace');
    await until(
      'Both folders stand at the top of the Lineage view',
      () => treeRows(page, 'Lineage'),
      (rows) => ['model-1', 'model-2'].every((name) => rows.some((row) => row.includes(name))),
      90_000,
    );
    await page.screenshot({ path: join(shots, 'multi-root.png') });
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  it('brings an open panel back by itself after a reload, on its page; a closed window leaves no process', async () => {
    const folder = editor.copy();
    await until(
      'No window is left from before',
      async () => editor.server.processes().length,
      (count) => count <= 3,
      90_000,
    );
    const { page: opened, errors } = await openWindow(editor.browser, editor.server, folder);
    page = opened;
    await auditWorkspace(page);
    await runCommand(page, 'Forebear: Show Evidence');
    const panel = await panelFrame(page);
    await openTab(panel, 'proof');
    await panel.locator('.pair-code').waitFor();
    await until(
      'The editor has stored the page of the panel, as it does every few seconds',
      () => stored(page),
      (texts) => texts.some((text) => /forebear\.evidence.*page\\*":\\*"proof\\*"/s.test(text)),
    );
    await page.reload({ waitUntil: 'commit' });
    await started(page);
    const again = await panelFrame(page, 60_000);
    await again.locator('.pair-code').waitFor();
    assert.deepEqual(errors, []);

    const open = editor.server.processes().length;
    await page.close({ runBeforeUnload: true });
    await page.context().close();
    await until(
      'The processes of the window end',
      async () => editor.server.processes().length,
      (count) => count < open && count <= 3,
      60_000,
    );
  });

  it('shows a large real repository', async function () {
    const folder = cloneOf(LARGE.owner, LARGE.name);
    if (folder === null) {
      console.log(`      skipped: FOREBEAR_MIRROR names no clone of ${LARGE.owner}/${LARGE.name}`);
      this.skip();
    }
    folders.push(join(folder, '..'));
    const { page: opened, errors } = await openWindow(editor.browser, editor.server, folder);
    page = opened;
    await auditToCount(page, 110_000);
    await runCommand(page, 'Forebear: Show Evidence');
    const panel = await panelFrame(page);
    for (const tab of ['answer', 'proof', 'duties', 'history', 'coverage']) {
      await openTab(panel, tab);
      await page.waitForTimeout(400);
      assert.ok((await panel.locator('main *').count()) < 4000, tab);
      await page.screenshot({ path: join(shots, `large-${tab}.png`) });
    }
    assert.deepEqual(errors, []);
  });
});
