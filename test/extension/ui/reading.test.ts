import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { hasExample, root } from '../harness/example.ts';
import {
  auditWorkspace,
  type ExampleEditor,
  FINDING,
  pictureOfFailure,
  shots,
  startEditor,
} from '../harness/example-editor.ts';
import {
  choose,
  type EditorWindow,
  focusRow,
  openTab,
  openWindow,
  panelFrame,
  pressAction,
  runCommand,
  selectedRow,
  settled,
  treeRows,
  until,
} from '../harness/window.ts';

/** Puts the focus into the text; keys that are pressed before that go elsewhere. */
async function focusEditor(page: Page): Promise<void> {
  await runCommand(page, 'View: Focus Active Editor Group');
  await page.locator('.monaco-editor.focused').first().waitFor();
}

/** The place of the cursor in the active editor, as the status bar shows it. */
const cursor = (page: Page): Promise<string> =>
  page.locator('.statusbar-item', { hasText: /^Ln \d+, Col/ }).innerText();

/** Puts the cursor at the top of the active editor: once more where the editor, opening late, undid it. */
async function goToTop(page: Page): Promise<void> {
  await until(
    'The cursor is at the top',
    async () => {
      await focusEditor(page);
      await page.keyboard.press('Control+Home');
      await pause(300);
      return cursor(page);
    },
    (text) => text.startsWith('Ln 1,'),
  );
}

/** Whether the box of any finding is ticked. */
function isTicked(page: Page): Promise<boolean> {
  return page
    .locator('.pane:has(.pane-header[aria-label*="Lineage"]) .custom-view-tree-node-item-checkbox')
    .evaluateAll((all) => all.some((box) => box.getAttribute('aria-checked') === 'true'));
}

describe('reading and triage in the packaged extension', () => {
  let editor: ExampleEditor | undefined;
  let window: EditorWindow;
  let folder = '';

  before(async function () {
    if (!hasExample()) this.skip();
    editor = await startEditor();
    folder = editor.copy();
    window = await openWindow(editor.browser, editor.server, folder);
    await auditWorkspace(window.page);
  });
  afterEach(pictureOfFailure(() => window.page));
  after(() => editor?.stop());

  it('marks matched lines, and says in a hover what they match', async () => {
    const { page } = window;
    // A note on a whole file stands at its first line: an error or a warning does not.
    await focusRow(page, 'Lineage', /^(?:Error|Warning): /);
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: '.py' }).first().waitFor();
    await runCommand(page, 'Forebear: Show/Hide Matches in Editor');
    // The tab comes before the cursor is set to the finding: a key pressed between the two is undone.
    await until(
      'The cursor is at the finding',
      () => cursor(page),
      (text) => /^Ln (?:[2-9]|\d\d)/.test(text),
    );
    await goToTop(page);
    await page.keyboard.press('Alt+F6');
    await until(
      'The cursor is on the first match',
      () => cursor(page),
      (text) => /^Ln (?:[2-9]|\d\d)/.test(text),
    );
    await until(
      'The gutter shows marks',
      () => page.locator('.monaco-editor .glyph-margin-widgets .cgmr').count(),
      (count) => count > 0,
    );
    await runCommand(page, 'Show or Focus Hover');
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'Heron-VL' }).first();
    await hover.waitFor();
    const text = (await hover.textContent()) ?? '';
    assert.match(text, /License:\sApache-2\.0/);
    assert.match(text, /Published:\s2023-11-02/);
    await page.screenshot({ path: join(shots, 'marks-and-hover.png') });
    await page.keyboard.press('Escape');
    await runCommand(page, 'Forebear: Show/Hide Matches in Editor');
    await until(
      'The marks go',
      () => page.locator('.monaco-editor .glyph-margin-widgets .cgmr').count(),
      (count) => count === 0,
    );
  });

  it('opens both codes of the match under the cursor at once', async () => {
    const { page } = window;
    await focusRow(page, 'Lineage', /^(?:Error|Warning): /);
    await page.keyboard.press('c');
    const panel = await panelFrame(page);
    await panel.locator('.pair-code tr:is(.same, .renamed, .part)').first().waitFor();
    const title = await panel.locator('.pair h2').first().innerText();
    assert.match(
      await panel.locator('.pairs li[aria-current="true"]').innerText(),
      new RegExp(title.slice(0, 12)),
    );
    await page.screenshot({ path: join(shots, 'proof.png') });
  });

  it('applies fixes from the panel after a look at what they write, and writes nothing before', async () => {
    const { page } = window;
    await runCommand(page, 'Forebear: Show Evidence');
    const panel = await panelFrame(page);
    await openTab(panel, 'duties');
    await panel.locator('.duty-block', { hasText: 'Add the text of Apache-2.0' }).locator('summary').click();
    await panel.locator('vscode-button', { hasText: 'Add the text of Apache-2.0' }).click();
    const pick = page.locator('.quick-input-widget');
    await pick.getByText('LICENSES/Apache-2.0.txt').first().waitFor();
    await page.locator('.tab', { hasText: '(proposed)' }).waitFor();
    assert.equal(existsSync(join(folder, 'LICENSES')), false);
    await page.screenshot({ path: join(shots, 'fix-preview.png') });
    await page.keyboard.press('Escape');
    await until(
      'Nothing was written, and the preview is gone',
      () => page.locator('.tab', { hasText: '(proposed)' }).count(),
      (count) => count === 0,
    );
    assert.equal(existsSync(join(folder, 'LICENSES')), false);
  });

  it('is triaged with the keyboard: reviewed, to the next one, and back', async () => {
    const { page } = window;
    const first = await focusRow(page, 'Lineage', FINDING);
    await page.keyboard.press('r');
    await until(
      'The box is ticked',
      () => isTicked(page),
      (ticked) => ticked,
    );
    const focused = page.locator('.pane:has(.pane-header[aria-label*="Lineage"]) .monaco-list-row.focused');
    await until(
      'The next finding has the focus',
      async () => (await focused.first().getAttribute('aria-label')) ?? '',
      (name) => FINDING.test(name) && name !== first,
    );
    await focusRow(page, 'Lineage', first.slice(0, 40));
    await page.keyboard.press('r');
    await until(
      'The box is empty again',
      () => isTicked(page),
      (ticked) => !ticked,
    );
  });

  it('ticks a box with the mouse too', async () => {
    const { page } = window;
    const box = page
      .locator('.pane:has(.pane-header[aria-label*="Lineage"]) .custom-view-tree-node-item-checkbox')
      .first();
    await settled(page, 'Lineage');
    await box.click();
    await until(
      'The box is ticked',
      () => isTicked(page),
      (ticked) => ticked,
    );
    await settled(page, 'Lineage');
    await box.click();
    await until(
      'The box is empty again',
      () => isTicked(page),
      (ticked) => !ticked,
    );
  });

  it('leaves out what the filter names, and says so', async () => {
    const { page } = window;
    const before = (await treeRows(page, 'Lineage')).filter((row) => FINDING.test(row)).length;
    const first = await focusRow(page, 'Lineage', FINDING);
    await page.keyboard.press('r');
    await until(
      'The box is ticked',
      () => isTicked(page),
      (ticked) => ticked,
    );
    await until(
      'The next finding is selected',
      () => selectedRow(page, 'Lineage'),
      (row) => FINDING.test(row) && !row.startsWith(first.slice(0, 40)),
    );
    await pressAction(page, 'Lineage', 'Filter Findings');
    const option = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Leave out reviewed' });
    await option.waitFor();
    await option.click();
    await page.keyboard.press('Enter');
    await until(
      'One finding less is listed',
      async () => (await treeRows(page, 'Lineage')).filter((row) => FINDING.test(row)).length,
      (count) => count === before - 1,
    );
    await page.locator('.part.sidebar', { hasText: 'filtered' }).waitFor();
    await page.screenshot({ path: join(shots, 'filtered.png') });
  });

  it('exports the report, in English, where a person says', async () => {
    const { page } = window;
    await runCommand(page, 'Forebear: Export Report…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Markdown' }).first().waitFor();
    await page.keyboard.type('Markdown');
    await choose(page, 'Markdown');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await until(
      'The dialog proposes a name',
      () => input.inputValue(),
      (value) => value.endsWith('forebear-report.md'),
    );
    await page.keyboard.press('Enter');
    const target = join(folder, 'forebear-report.md');
    await until(
      'The file is there',
      async () => existsSync(target),
      (there) => there,
    );
    assert.match(readFileSync(target, 'utf8'), /Heron-VL/);
    await page.locator('.tab', { hasText: 'forebear-report.md' }).waitFor();
  });

  it('updates the findings after a save, with their identity', async () => {
    const { page } = window;
    writeLicense(folder);
    await focusRow(page, 'Lineage', FINDING);
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: '.py' }).first().waitFor();
    await goToTop(page);
    await page.keyboard.type('# One more line');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await until(
      'The finding about the license text is gone',
      () => treeRows(page, 'Lineage'),
      (rows) => rows.every((row) => !row.includes('License text missing')),
      60_000,
    );
    assert.equal(await page.locator('.notification-toast').count(), 0);
  });

  it('writes no error to the console', () => {
    assert.deepEqual(window.errors, []);
  });
});

/** The license text that one finding asks for. */
function writeLicense(folder: string): void {
  mkdirSync(join(folder, 'LICENSES'));
  const text = readFileSync(join(root, 'LICENSE'), 'utf8');
  writeFileSync(join(folder, 'LICENSES', 'Apache-2.0.txt'), text);
}
