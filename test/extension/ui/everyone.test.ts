import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame } from 'playwright-core';
import { copyExample, EXAMPLE_SETTINGS, hasExample, root } from '../harness/example.ts';
import {
  type EditorServer,
  type ServerOptions,
  startServer,
  toolsFromEnvironment,
} from '../harness/server.ts';
import {
  type EditorWindow,
  launchBrowser,
  openWindow,
  panelFrame,
  runCommand,
  treeRows,
  until,
} from '../harness/window.ts';

const shots = join(root, 'build/screenshots');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};
const TABS = ['overview', 'findings', 'matrix', 'modules', 'lineage', 'timeline', 'licenses', 'coverage'];

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Serious and critical faults that axe finds in the panel; its script runs from outside of the page's policy. */
async function faults(panel: Frame): Promise<readonly string[]> {
  const violations: readonly Violation[] = await panel.evaluate(`(async () => {
    ${axe};
    const run = await axe.run(document, { resultTypes: ['violations'] });
    return run.violations;
  })()`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

async function closeEditor(server: EditorServer | null): Promise<void> {
  await server?.stop();
}

describe('the extension for everyone', () => {
  let browser: Browser;
  let server: EditorServer | null = null;
  let folder = '';

  const start = async (options: Partial<ServerOptions>): Promise<EditorWindow> => {
    const tools = toolsFromEnvironment();
    server = await startServer({
      tools,
      vsix: join(root, 'build/forebear.vsix'),
      ...options,
      settings: { ...EXAMPLE_SETTINGS, ...options.settings },
    });
    folder = copyExample();
    return openWindow(browser, server, folder);
  };

  before(async function () {
    if (!hasExample()) this.skip();
    mkdirSync(shots, { recursive: true });
    browser = await launchBrowser(toolsFromEnvironment());
  });
  afterEach(async () => {
    await closeEditor(server);
    server = null;
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
    folder = '';
  });
  after(async () => {
    await browser?.close();
  });

  it('has no serious accessibility fault in any theme', async () => {
    const { page } = await start({ settings: { 'workbench.colorTheme': THEMES.light } });
    await runCommand(page, 'Forebear: Audit Workspace');
    await until(
      'Findings are listed',
      () => treeRows(page, 'Findings'),
      (rows) => rows.length > 2,
      60_000,
    );
    await runCommand(page, 'Forebear: Show Evidence');
    for (const [name, theme] of Object.entries(THEMES)) {
      if (server === null) throw new Error('The server runs.');
      writeFileSync(
        join(server.home, 'user/User/settings.json'),
        JSON.stringify({
          ...EXAMPLE_SETTINGS,
          'workbench.colorTheme': theme,
          'chat.disableAIFeatures': true,
          'workbench.secondarySideBar.defaultVisibility': 'hidden',
        }),
      );
      const panel = await panelFrame(page);
      const kind = { light: 'vscode-light', dark: 'vscode-dark' }[name] ?? `vscode-${name}`;
      await panel.locator(`body.${kind}`).waitFor();
      for (const tab of TABS) {
        await panel.locator(`#tab-${tab}`).click();
        await page.waitForTimeout(250);
        if (name === 'dark' || tab === 'overview' || tab === 'matrix') {
          await page.screenshot({ path: join(shots, `${name}-${tab}.png`) });
        }
        assert.deepEqual(await faults(panel), [], `${name}, ${tab}`);
      }
    }
  });

  it('starts no process in Restricted Mode, and still audits', async () => {
    const bin = mkdtempSync(join(tmpdir(), 'forebear-bin-'));
    const mark = join(bin, 'git-was-started');
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$@" >> ${mark}\nexit 1\n`);
    chmodSync(join(bin, 'git'), 0o755);
    const { page } = await start({
      trust: false,
      settings: { 'security.workspace.trust.startupPrompt': 'never', 'git.enabled': false },
      environment: { PATH: `${bin}:${process.env.PATH ?? ''}` },
    });
    await runCommand(page, 'Forebear: Audit Workspace');
    await until(
      'The audit ends with a count in the status bar',
      async () => (await page.locator('.statusbar-item', { hasText: /finding/ }).allTextContents()).join(),
      (text) => /\d+ finding/.test(text),
      60_000,
    );
    await page.screenshot({ path: join(shots, 'restricted.png') });
    assert.equal(existsSync(mark), false, existsSync(mark) ? readFileSync(mark, 'utf8') : '');
    rmSync(bin, { recursive: true, force: true });
  });

  it('speaks Chinese in its views', async () => {
    const { page } = await start({ locale: 'zh-cn' });
    await runCommand(page, 'Forebear: ');
    await page.screenshot({ path: join(shots, 'chinese.png') });
  });
});
