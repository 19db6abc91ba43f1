import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { hasExample } from '../harness/example.ts';
import {
  auditToCount,
  auditWorkspace,
  type ExampleEditor,
  shots,
  startEditor,
} from '../harness/example-editor.ts';
import type { ServerOptions } from '../harness/server.ts';
import { choose, openTab, openWindow, panelFrame, runCommand, treeRows, until } from '../harness/window.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};
const HIGH_CONTRAST = ['high-contrast', 'high-contrast-light'] as const;
const TABS = ['answer', 'proof', 'duties', 'history', 'coverage'];

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Serious and critical faults that axe finds in the panel; its script runs from outside of the page's policy. */
async function faults(panel: Frame): Promise<readonly string[]> {
  if (await panel.evaluate<boolean>("typeof axe === 'undefined'")) await panel.evaluate(axe);
  const violations: readonly Violation[] = await panel.evaluate(`(async () => {
    const run = await axe.run(document, { resultTypes: ['violations'] });
    return run.violations;
  })()`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

/** Sets a color theme through the palette, and waits until the panel has taken it. */
async function setTheme(page: Page, name: keyof typeof THEMES): Promise<Frame> {
  await runCommand(page, 'Preferences: Color Theme');
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.type(THEMES[name]);
  await choose(page, THEMES[name]);
  const panel = await panelFrame(page);
  const kind = { light: 'vscode-light', dark: 'vscode-dark' }[String(name)] ?? `vscode-${name}`;
  await panel.locator(`body.${kind}`).waitFor();
  return panel;
}

/** Waits until every transition has ended and the page is drawn. */
async function drawn(panel: Frame): Promise<void> {
  await panel.evaluate(`(async () => {
    const ending = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map((one) => one.finished));
    await new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done)));
  })()`);
}

describe('the extension for everyone', () => {
  let editor: ExampleEditor | undefined;

  const start = async (options: Partial<ServerOptions> = {}): Promise<Page> => {
    editor = await startEditor(options);
    const window = await openWindow(editor.browser, editor.server, editor.copy(), undefined, options.locale);
    return window.page;
  };
  const stop = async (): Promise<void> => {
    await editor?.stop();
    editor = undefined;
  };

  before(function () {
    if (!hasExample()) this.skip();
  });

  describe('in one window', () => {
    let page: Page;

    before(async () => {
      page = await start();
      await auditWorkspace(page);
      await runCommand(page, 'Forebear: Show Evidence');
      await panelFrame(page);
    });
    after(stop);

    it('has no serious accessibility fault in any theme', async () => {
      for (const name of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
        const panel = await setTheme(page, name);
        for (const tab of TABS) {
          await openTab(panel, tab);
          await drawn(panel);
          if (name === 'dark' || tab === 'proof' || tab === 'history') {
            await page.screenshot({ path: join(shots, `${name}-${tab}.png`) });
          }
          assert.deepEqual(await faults(panel), [], `${name}, ${tab}`);
        }
      }
    }).timeout(600_000);

    it('can be read at twice the size, and holds still for who wants no motion', async () => {
      await runCommand(page, 'View: Close Primary Side Bar');
      // A window at 200 % has half the width and height for its contents.
      await page.setViewportSize({ width: 640, height: 430 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const panel = await panelFrame(page);
      await until(
        'The panel is as narrow as the window',
        () => panel.evaluate<number>('window.innerWidth'),
        (width) => width <= 640,
      );
      for (const tab of TABS) {
        await openTab(panel, tab);
        await drawn(panel);
        const wider = await panel.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        assert.ok(wider <= 0, `${tab} is ${wider} px too wide`);
        const moving = await panel.evaluate<number>(
          'document.getAnimations().filter((one) => Number(one.effect?.getTiming().duration) > 1).length',
        );
        assert.equal(moving, 0, tab);
      }
      await page.screenshot({ path: join(shots, 'twice-the-size.png') });
    }).timeout(600_000);
  });

  describe('in an editor of its own', () => {
    afterEach(stop);

    it('starts no process in Restricted Mode, and still audits', async () => {
      const bin = mkdtempSync(join(tmpdir(), 'forebear-bin-'));
      const mark = join(bin, 'git-was-started');
      writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$@" >> ${mark}\nexit 1\n`);
      chmodSync(join(bin, 'git'), 0o755);
      const page = await start({
        trust: false,
        settings: { 'security.workspace.trust.startupPrompt': 'never', 'git.enabled': false },
        environment: { PATH: `${bin}:${process.env.PATH ?? ''}` },
      });
      await auditToCount(page, 60_000);
      await page.screenshot({ path: join(shots, 'restricted.png') });
      assert.equal(existsSync(mark), false, existsSync(mark) ? readFileSync(mark, 'utf8') : '');
      rmSync(bin, { recursive: true, force: true });
    });

    it('speaks Chinese in its views', async () => {
      const page = await start({ locale: 'zh-cn' });
      await runCommand(page, '审计工作区');
      await until(
        'Findings are listed in Chinese',
        () => treeRows(page, '谱系'),
        (rows) => rows.some((row) => /条款未满足|未署名/.test(row)),
        240_000,
      );
      await runCommand(page, '显示证据');
      const panel = await panelFrame(page);
      await panel.getByText('相似性是供人权衡的证据').waitFor();
      await page.screenshot({ path: join(shots, 'chinese.png') });
      await openTab(panel, 'duties');
      await panel.locator('.duty-block summary').first().click();
      await panel.locator('.duty-block li').first().waitFor();
      const text = (await panel.locator('main').textContent()) ?? '';
      assert.match(text, /请将其放入 LICENSES/);
      assert.doesNotMatch(text, /The repository|Add it|matches/);
      const rows = await treeRows(page, '谱系');
      assert.ok(
        rows.some((row) => row.includes('本仓库没有该文本')),
        rows.join('\n'),
      );
      for (const name of HIGH_CONTRAST) {
        const themed = await setTheme(page, name);
        for (const tab of TABS) {
          await openTab(themed, tab);
          await drawn(themed);
          await page.screenshot({ path: join(shots, `chinese-${name}-${tab}.png`) });
          assert.deepEqual(await faults(themed), [], `zh-cn, ${name}, ${tab}`);
        }
      }
    }).timeout(600_000);
  });
});
