import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import type { EditorServer, Tools } from './server.ts';

/** Console lines that the editor itself writes in this set-up: no marketplace, no native helpers. */
const NOT_OURS =
  /open-vsx|marketplace|vscode-cdn|ERR_NAME_NOT_RESOLVED|ERR_CONNECTION|ERR_INTERNET|ERR_TUNNEL|ERR_PROXY|Failed to load resource|service ?worker|vsda|spdlog|watchdog|Could not locate the bindings|net::|NLS|extensions? gallery|chat|copilot|mcp|Aborted onWillSaveTextDocument-event|authentication provider|\[lifecycle\]|IndexedDB database/i;

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

/** Longest time for the workbench to come up, on a machine that has much else to do. */
const START = 120_000;

/** `place`: a folder, a .code-workspace file, or null for an empty window. */
export async function openWindow(
  browser: Browser,
  server: EditorServer,
  place: string | null,
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
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = `${message.text()} ${message.location().url}`;
    if (!NOT_OURS.test(text)) errors.push(text);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  const query =
    place === null
      ? 'ew=true'
      : `${place.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(place)}`;
  await page.goto(`${server.address}/?${query}`, { waitUntil: 'commit', timeout: START });
  await started(page);
  return { page, errors };
}

/** Waits until the workbench has come up, after the window was opened or loaded again. */
export async function started(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: START });
  await page.locator('.statusbar-item').first().waitFor({ timeout: START });
}

/** The label of the row that Enter would choose in a quick pick. */
async function chosenRow(page: Page): Promise<string> {
  const row = page.locator('.quick-input-list .monaco-list-row.focused').first();
  return (await row.getAttribute('aria-label', { timeout: 500 }).catch(() => null)) ?? '';
}

/** Chooses a row of the open quick pick with the keyboard: a click is lost when the list is drawn anew under it. */
export async function choose(page: Page, label: string): Promise<void> {
  const end = Date.now() + 8000;
  for (let row = ''; Date.now() < end; await pause(100)) {
    const now = await chosenRow(page);
    if (now.includes(label)) {
      // The list is in order once it names the same row twice.
      if (now === row) return page.keyboard.press('Enter');
    } else if (now !== '' && now === row) await page.keyboard.press('ArrowDown');
    row = now;
  }
  throw new Error(`The quick pick does not offer "${label}".`);
}

/** Runs a command through the palette with the keyboard, as a person does. */
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
    const found = await choose(page, label).then(
      () => true,
      () => false,
    );
    if (found) return;
    await page.keyboard.press('Escape');
    await pause(500);
  }
  throw new Error(`The palette does not offer "${label}".`);
}

/** The frame of the evidence panel, once it has drawn a report. */
export async function panelFrame(page: Page, timeout = 60_000, pace = 150): Promise<Frame> {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const ready = await frame
        .locator('#panel[data-forebear="evidence"][data-ready="true"]')
        .count()
        .catch(() => 0);
      if (ready > 0) return frame;
    }
    await pause(pace);
  }
  throw new Error('The evidence panel did not show a report.');
}

/** Opens a page of the panel and waits until it is drawn: until then a click finds the page before it. */
export async function openTab(panel: Frame | Page, tab: string): Promise<void> {
  await panel.locator(`#tab-${tab}`).click();
  await panel.locator(`#view-${tab} > .page`).waitFor({ state: 'attached' });
}

/** How long a view may take, in milliseconds, until it has a row and keeps the focus. */
const ROW = 20_000;

/** Puts the focus into a view of the extension, and onto the first row that the text names, with the keyboard alone. */
export async function focusRow(page: Page, view: string, text: string | RegExp): Promise<string> {
  const pane = page.locator(`.pane:has(.pane-header[aria-label*="${view}"])`);
  const end = Date.now() + ROW;
  const matches = (row: string) => (typeof text === 'string' ? row.includes(text) : text.test(row));
  for (;;) {
    const seen = await walkRows(pane, matches);
    const last = seen.at(-1) ?? '';
    if (matches(last)) {
      // A panel or an editor that opens or closes late takes the focus away once more: then it is brought back.
      await pause(300);
      if ((await hasFocus(pane)) && (await nextRow(pane, '')).endsWith(` ${last}`)) return last;
    }
    if (Date.now() > end) throw new Error(`${view} has no row with ${String(text)}:\n${seen.join('\n')}`);
  }
}

/** Goes down from the first row to the one that matches, to the last, or until something else took the focus. */
async function walkRows(pane: Locator, matches: (row: string) => boolean): Promise<string[]> {
  await pane.locator('.monaco-list').first().focus();
  await pane.page().keyboard.press('Home');
  const seen: string[] = [];
  for (let row = await nextRow(pane, ''); row !== ''; row = await nextRow(pane, row)) {
    seen.push(row.slice(row.indexOf(' ') + 1));
    if (matches(seen.at(-1) ?? '') || !(await hasFocus(pane))) break;
    await pane.page().keyboard.press('ArrowDown');
  }
  return seen;
}

/** The focused row as "place name" once it is another than `before`; '' where it stays the same for half a second. */
async function nextRow(pane: Locator, before: string): Promise<string> {
  for (const end = Date.now() + 500; Date.now() < end; await pause(20)) {
    const rows = pane.locator('.monaco-list-row.focused');
    const [row = ''] = await rows.evaluateAll((all) =>
      all.map((one) => `${one.getAttribute('data-index')} ${one.getAttribute('aria-label')}`),
    );
    if (row !== before) return row;
  }
  return '';
}

async function hasFocus(pane: Locator): Promise<boolean> {
  return (await pane.locator('.monaco-list:focus').count()) > 0;
}

/** Waits until the rows of a view were not drawn anew for half a second: a click on a row that is replaced is lost. */
export async function settled(page: Page, view: string): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const list = document.querySelector('.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list');
    const done = () => { watch.disconnect(); resolve(); };
    let timer = setTimeout(done, 500);
    const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 500); });
    watch.observe(list, { subtree: true, childList: true, attributes: true });
  })`);
}

/** Presses a button of a view's title bar, which is drawn only while the view has the focus or the pointer. */
export async function pressAction(page: Page, view: string, label: string): Promise<void> {
  await page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list`).first().focus();
  // A view that is alone in its container has its buttons in the container's title.
  const action = page.locator(`.part.sidebar .composite.title .action-label[aria-label*="${label}"]`);
  await action.first().focus();
  await page.keyboard.press('Enter');
}

/** Rows of a tree view, as their accessible names. */
export async function treeRows(page: Page, view: string): Promise<readonly string[]> {
  const rows = page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list-row`);
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
}

/**
 * The selected row of a view. A command that ends by selecting a row takes the focus there: what opens before that is
 * closed again, so a test waits for it.
 */
export async function selectedRow(page: Page, view: string): Promise<string> {
  const rows = page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list-row.selected`);
  return (await rows.evaluateAll((all) => all[0]?.getAttribute('aria-label'))) ?? '';
}

/** Waits until `check` holds; fails with the last value in the sentence. */
export async function until<T>(
  what: string,
  read: () => Promise<T>,
  check: (value: T) => boolean,
  timeout = 60_000,
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
