import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import type { EditorServer, Tools } from './server.ts';

/** Console lines that the editor itself writes in this set-up: no marketplace, no native helpers. */
const NOT_OURS =
  /open-vsx|marketplace|vscode-cdn|ERR_NAME_NOT_RESOLVED|ERR_CONNECTION|ERR_INTERNET|ERR_TUNNEL|ERR_PROXY|Failed to load resource|service ?worker|vsda|spdlog|watchdog|Could not locate the bindings|net::|NLS|extensions? gallery|chat|copilot|mcp|authentication provider|\[lifecycle\]|IndexedDB database/i;

export function launchBrowser(tools: Tools): Promise<Browser> {
  return chromium.launch({
    executablePath: tools.chromium,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
}

export interface EditorWindow {
  readonly page: Page;
  /** Lines of the console that tell of an error. */
  readonly errors: readonly string[];
}

export async function openWindow(
  browser: Browser,
  server: EditorServer,
  folder: string | null,
  size = { width: 1280, height: 860 },
  locale?: string,
): Promise<EditorWindow> {
  const context = await browser.newContext({
    viewport: size,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (locale !== undefined) {
    await context.addCookies([{ name: 'vscode.nls.locale', value: locale, url: server.address }]);
  }
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = `${message.text()} ${message.location().url}`;
    if (!NOT_OURS.test(text)) errors.push(text);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(
    folder === null
      ? `${server.address}/?ew=true`
      : `${server.address}/?folder=${encodeURIComponent(folder)}`,
  );
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.statusbar-item').first().waitFor({ timeout: 60_000 });
  return { page, errors };
}

/** Runs a command through the palette, as a person does. */
export async function runCommand(page: Page, label: string): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    await page.keyboard.press('F1');
    const input = page
      .locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]')
      .first();
    // A webview that takes the focus closes the palette again: then once more.
    const typed = await input.fill(`>${label}`, { timeout: 4000 }).then(
      () => true,
      () => false,
    );
    if (!typed) continue;
    const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    const found = await row.waitFor({ timeout: 2500 }).then(
      () => true,
      () => false,
    );
    if (found) {
      await row.click();
      return;
    }
    await page.keyboard.press('Escape');
    await pause(500);
  }
  throw new Error(`The palette does not offer "${label}".`);
}

/** The frame of the evidence panel, once it has drawn a report. */
export async function panelFrame(page: Page, timeout = 30_000): Promise<Frame> {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const ready = await frame
        .locator('#panel[data-forebear="evidence"][data-ready="true"]')
        .count()
        .catch(() => 0);
      if (ready > 0) return frame;
    }
    await pause(150);
  }
  throw new Error('The evidence panel did not show a report.');
}

/** Rows of a tree view, as their accessible names. */
export async function treeRows(page: Page, view: string): Promise<readonly string[]> {
  const rows = page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list-row`);
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
}

/** Waits until `check` holds; fails with the last value in the sentence. */
export async function until<T>(
  what: string,
  read: () => Promise<T>,
  check: (value: T) => boolean,
  timeout = 30_000,
): Promise<T> {
  const end = Date.now() + timeout;
  let last = await read();
  while (!check(last)) {
    if (Date.now() > end) throw new Error(`${what}; last seen: ${JSON.stringify(last)}`);
    await pause(200);
    last = await read();
  }
  return last;
}
