import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { copyExample, EXAMPLE_SETTINGS, root } from './example.ts';
import { type EditorServer, type ServerOptions, startServer, toolsFromEnvironment } from './server.ts';
import { launchBrowser, runCommand, treeRows, until } from './window.ts';

/** Where pictures of a run are left. */
export const shots = join(root, 'build/screenshots');

/** A row of the Lineage view that is a finding. */
export const FINDING = /^(?:Error|Warning|Note): /;

export interface ExampleEditor {
  readonly browser: Browser;
  readonly server: EditorServer;
  /** A fresh copy of the example, removed at the end. */
  copy(): string;
  /** Ends the editor; every process must have ended by itself. */
  stop(): Promise<void>;
}

/** Starts the editor with the packaged extension and the example's catalogue. */
export async function startEditor(options: Partial<ServerOptions> = {}): Promise<ExampleEditor> {
  mkdirSync(shots, { recursive: true });
  const tools = toolsFromEnvironment();
  const [browser, server] = await Promise.all([
    launchBrowser(tools),
    startServer({
      tools,
      vsix: join(root, 'build/forebear.vsix'),
      ...options,
      settings: { ...EXAMPLE_SETTINGS, ...options.settings },
    }),
  ]);
  const folders: string[] = [];
  return {
    browser,
    server,
    copy: () => {
      const folder = copyExample();
      folders.push(folder);
      return folder;
    },
    stop: async () => {
      await browser.close();
      const left = await server.stop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      assert.deepEqual(left, [], 'every process ends with the server');
    },
  };
}

/** Audits the workspace and waits, up to `limit` milliseconds, until the status bar counts the findings. */
export async function auditToCount(page: Page, limit: number): Promise<void> {
  await runCommand(page, 'Forebear: Audit Workspace');
  await until(
    'The audit ends with a count in the status bar',
    async () => (await page.locator('.statusbar-item', { hasText: /to do/ }).allTextContents()).join(),
    (text) => /\d+ to do/.test(text),
    limit,
  );
}

/** Audits the open folder and waits until the Lineage view lists findings. */
export async function auditWorkspace(page: Page): Promise<readonly string[]> {
  await runCommand(page, 'Forebear: Audit Workspace');
  return until(
    'Findings are listed',
    () => treeRows(page, 'Lineage'),
    (rows) => rows.some((row) => FINDING.test(row)),
    90_000,
  );
}

/** A hook after each test: leaves a picture of the window in which one failed. */
export function pictureOfFailure(page: () => Page): (this: Mocha.Context) => Promise<void> {
  return async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.title.replace(/\W+/g, '-').slice(0, 60);
    await page().screenshot({ path: join(shots, `failed-${name}.png`) });
  };
}
