import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { copyExample, EXAMPLE_SETTINGS, root } from './example.ts';
import { startServer, toolsFromEnvironment } from './server.ts';
import { launchBrowser, openTab, openWindow, panelFrame, runCommand, treeRows, until } from './window.ts';

const target = join(root, 'media/readme');
const SIZE = { width: 1280, height: 800 };

/** The repository of the founding case at the commit that was audited, from a folder of clones; null without one. */
function cloneFoundingCase(): string | null {
  const mirror = process.env.FOREBEAR_MIRROR;
  if (mirror === undefined) return null;
  const from = mirror.replace('{owner}', 'hbcbh1999').replace('{name}', 'llama3v');
  if (!existsSync(from)) return null;
  const folder = join(mkdtempSync(join(tmpdir(), 'forebear-founding-')), 'llama3v');
  const quiet = {
    stdio: 'ignore',
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_LFS_SKIP_SMUDGE: '1' },
  } as const;
  execFileSync('git', ['clone', '-q', '--no-checkout', from, folder], quiet);
  execFileSync('git', ['-C', folder, 'checkout', '-q', 'faede36', '--', '.', ':!*tokenizer.json'], quiet);
  return folder;
}

async function audit(page: Page): Promise<void> {
  await runCommand(page, 'Forebear: Audit Workspace');
  await until(
    'Findings are listed',
    () => treeRows(page, 'Lineage'),
    (rows) => rows.length > 2,
    90_000,
  );
  await runCommand(page, 'Forebear: Show Evidence');
  await panelFrame(page);
}

/** Pictures of the panel on the founding case, and of both codes on the example. */
async function take(): Promise<void> {
  const tools = toolsFromEnvironment();
  mkdirSync(target, { recursive: true });
  const server = await startServer({
    tools,
    vsix: join(root, 'build/forebear.vsix'),
    settings: EXAMPLE_SETTINGS,
  });
  const browser = await launchBrowser(tools);
  const example = copyExample();
  const founding = cloneFoundingCase();
  try {
    const { page } = await openWindow(browser, server, founding ?? example, SIZE);
    await audit(page);
    const panel = await panelFrame(page);
    for (const tab of ['answer', 'duties', 'history']) {
      await openTab(panel, tab);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(target, `${tab}.png`) });
    }
    // Code is shown of the example alone, which is our own.
    const { page: second } = await openWindow(browser, server, example, SIZE);
    await audit(second);
    const evidence = await panelFrame(second);
    await openTab(evidence, 'proof');
    await evidence.locator('.pair-code').waitFor();
    await second.waitForTimeout(400);
    await second.screenshot({ path: join(target, 'proof.png') });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(example, { recursive: true, force: true });
    if (founding !== null) rmSync(join(founding, '..'), { recursive: true, force: true });
  }
}

await take();
