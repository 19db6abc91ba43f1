import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
// @ts-expect-error a script without types
import { chineseBundle } from '../../scripts/l10n-bundle.mjs';
import { openTab } from '../extension/harness/window.ts';
import { foundingReport } from '../extension/reports/founding-report.ts';
import { largeReport } from '../extension/reports/large-report.ts';
import { launch, openPanel, type PanelPage } from './panel-page.ts';

const bundle = chineseBundle();
const TABS = [
  'overview',
  'findings',
  'matrix',
  'modules',
  'lineage',
  'timeline',
  'licenses',
  'comparisons',
  'coverage',
];

describe('the evidence panel', () => {
  let browser: Browser;
  const open: PanelPage[] = [];

  const fresh = async (state?: unknown): Promise<PanelPage> => {
    const panel = await openPanel(browser, state);
    open.push(panel);
    return panel;
  };

  before(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    for (const { page } of open.splice(0)) await page.close();
  });
  after(() => browser.close());

  it('leads with status and reasons, not with a percentage', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    const text = await panel.page.locator('main').textContent();
    assert.ok(text.indexOf('Reused, not credited') < text.indexOf('Credited, terms not met'));
    assert.match(text, /River-V was public 8 days before/);
    assert.doesNotMatch(text, /\d+\s?%/);
  });

  it('always says that similarity is evidence for a person to weigh', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    assert.equal(
      await panel.page.locator('footer').textContent(),
      'Similarity is evidence for a person to weigh; it is not a finding of infringement.',
    );
  });

  it('runs under a policy without inline styles or scripts', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    for (const tab of TABS) await openTab(panel.page, tab);
    assert.deepEqual(await panel.violations(), []);
  });

  it('shows hostile text as text', async () => {
    const panel = await fresh();
    const [finding] = foundingReport.findings;
    assert.ok(finding !== undefined);
    const hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
    await panel.show({ ...foundingReport, findings: [{ ...finding, message: hostile }] });
    await openTab(panel.page, 'findings');
    assert.equal(await panel.page.locator('main').getByText(hostile).count(), 1);
    assert.equal(await panel.page.locator('main img, main script').count(), 0);
    assert.equal(await panel.page.evaluate(() => Reflect.get(window, 'hurt')), undefined);
  });

  it('asks the editor for a module and shows both shares with what they are shares of', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    await openTab(panel.page, 'modules');
    await panel.page.getByRole('button', { name: 'Projection.forward', exact: true }).click();
    assert.deepEqual(await panel.sent('evidence/askModule'), [{ id: 'm1' }]);
    await panel.tell('evidence/module', foundingReport.modules[0]);
    await panel.page.getByText('91% of this module’s features (of 642 tokens)').waitFor();
    await panel.page.getByText('78% of the upstream module’s').waitFor();
  });

  it('steps through matched stretches and opens both places', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    await panel.tell('evidence/navigate', { page: 'module', id: 'm1', match: 0 });
    await panel.tell('evidence/module', foundingReport.modules[0]);
    await panel.page.getByText('1 of 3: lines 12–30 ↔ lines 104–122, verbatim').waitFor();
    await panel.page.getByRole('button', { name: 'Next' }).click();
    await panel.page.getByText('2 of 3: lines 34–51 ↔ lines 130–147, same but for names').waitFor();
    await panel.page.getByRole('button', { name: /lines 58–66/ }).click();
    assert.deepEqual(await panel.sent('evidence/compare'), [{ module: 'm1', match: 0, region: 2 }]);
  });

  it('says how many modules fall below the cut, and goes back to the default cut', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    await openTab(panel.page, 'modules');
    const slider = panel.page.getByRole('slider');
    await slider.focus();
    await slider.press('End');
    await panel.page.getByText('0 of 3 matched modules score at least 1.00').waitFor();
    await panel.page.getByRole('button', { name: /Reset the least score/ }).click();
    await panel.page.getByText('3 of 3 matched modules score at least 0.30').waitFor();
  });

  it('walks the matrix with the arrow keys as one stop', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    await openTab(panel.page, 'matrix');
    const cells = panel.page.getByRole('gridcell');
    assert.equal(await panel.page.locator('[role="gridcell"][tabindex="0"]').count(), 1);
    await cells.first().focus();
    await panel.page.keyboard.press('ArrowDown');
    const name = await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.match(name ?? '', /^slice_image and River-V: score 0\.88, strong$/);
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.sent('evidence/askModule'), [{ id: 'm2' }]);
  });

  it('says what was not compared', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    await openTab(panel.page, 'coverage');
    await panel.page.getByText('Under the size floor of 40 tokens.').waitFor();
    await panel.page.getByText('A symbolic link to its own parent.').waitFor();
    await panel.page.getByText('39 of 42 read').waitFor();
  });

  it('keeps its page and settings when it is hidden and made anew', async () => {
    const first = await fresh();
    await first.show(foundingReport);
    await openTab(first.page, 'licenses');
    const state: unknown = await first.page.evaluate(() => Reflect.get(window, 'state'));
    const second = await fresh(state);
    await second.show(foundingReport);
    await second.page.getByText('What the repository says it builds on').waitFor();
    assert.doesNotMatch(JSON.stringify(state), /River-V/, 'no fact is kept in the state');
  });

  it('starts afresh from a state it does not know', async () => {
    const panel = await fresh({ navigation: { page: 'gone', id: 7 }, pages: 'no', threshold: 'high' });
    await panel.show(foundingReport);
    await panel.page.getByText('Code or other evidence leads to these upstreams').waitFor();
  });

  it('draws at most fifty rows of 2,000 findings at a time', async () => {
    const panel = await fresh();
    await panel.show(largeReport(2000, 3000));
    console.log(`      longest task after the overview: ${(await panel.longestTask()).toFixed(0)} ms`);
    for (const tab of TABS) {
      await openTab(panel.page, tab);
      assert.ok((await panel.page.locator('main table:not(.matrix) tbody tr').count()) <= 120, tab);
      assert.ok((await panel.page.locator('main *').count()) < 3000, tab);
    }
    await openTab(panel.page, 'findings');
    await panel.page.getByText('1–50 of 2,000').waitFor();
    await panel.page.getByRole('button', { name: 'Next' }).click();
    await panel.page.getByText('51–100 of 2,000').waitFor();
    console.log(`      longest task after every page: ${(await panel.longestTask()).toFixed(0)} ms`);
  });

  it('stays where it is when a save brings a new report, and goes where it is sent', async () => {
    const panel = await fresh();
    const report = largeReport(200, 300);
    await panel.show(report);
    const scrolled = (): Promise<number> => panel.page.evaluate(() => window.scrollY);
    await panel.page.evaluate(() => window.scrollTo(0, 400));
    await panel.show({ ...report, findings: report.findings.slice(1) });
    await panel.page.waitForTimeout(300);
    assert.equal(await scrolled(), 400);
    await panel.show(report);
    await panel.tell('evidence/navigate', { page: 'lineage', id: 'upstream-40' });
    await panel.page.locator('[data-lineage="upstream-40"][open]').waitFor();
    await panel.page.waitForFunction(() => window.scrollY > 400);
  });

  it('speaks Chinese with the strings of the editor', async () => {
    const panel = await fresh();
    await panel.show(foundingReport, bundle, 'zh-cn');
    const text = await panel.page.locator('#panel').textContent();
    assert.match(text, /已复用/);
    assert.match(text, /河流 River-V/);
    assert.doesNotMatch(text, /Reused|Overview|Lineage/);
  });

  it('is a sentence for screen readers in every chart', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    for (const tab of ['modules', 'timeline']) {
      await openTab(panel.page, tab);
      const charts = await panel.page.evaluate(() =>
        [...document.querySelectorAll('.page svg')].map((chart) => [
          chart.getAttribute('role'),
          chart.getAttribute('aria-label') ?? '',
        ]),
      );
      assert.ok(charts.length > 0, tab);
      for (const [role, name = ''] of charts) {
        assert.equal(role, 'img');
        assert.ok(name.length > 20, name);
      }
    }
  });

  it('fits a narrow window at twice the size without scrolling sideways', async () => {
    const panel = await fresh();
    await panel.page.setViewportSize({ width: 450, height: 400 });
    await panel.show(foundingReport);
    for (const tab of TABS) {
      await openTab(panel.page, tab);
      const wider = await panel.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(wider <= 0, `${tab} is ${wider} px too wide`);
      // Nothing may be pushed out of sight inside either: the tabs wrap, and only tables scroll.
      const hidden = await panel.page.evaluate(() =>
        [...document.querySelectorAll('vscode-panel-tab, main p, main h2, main dd')]
          .filter((each) => each.closest('.scroll, .table') === null)
          .filter((each) => {
            const { left, right, width } = each.getBoundingClientRect();
            return width > 0 && (left < 0 || right > window.innerWidth);
          })
          .map((each) => each.textContent),
      );
      assert.deepEqual(hidden, [], tab);
    }
  });
});
