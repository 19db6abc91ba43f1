import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
// @ts-expect-error a script without types
import { chineseBundle } from '../../scripts/l10n-bundle.mjs';
import { inEnglish } from '../../src/model/said.ts';
import { otherPages } from '../../src/mouths/panel/panel-snapshot.ts';
import { answerOf } from '../../src/mouths/reports/answer/answer.ts';
import { sayToDo } from '../../src/mouths/reports/answer/phrases.ts';
import { sayAnswer } from '../../src/mouths/reports/answer/sentence.ts';
import { streamsOf } from '../../src/mouths/reports/river/streams.ts';
import { openTab } from '../extension/harness/window.ts';
import { foundingReport } from '../extension/reports/founding-report.ts';
import { largeReport } from '../extension/reports/large-report.ts';
import { launch, openPanel, type PanelPage } from './panel-page.ts';

const bundle = chineseBundle();
const TABS = ['answer', 'proof', 'duties', 'history', 'coverage'];

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

  it('answers in a sentence what it descends from, then what is to do, before any evidence', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    const text = await panel.page.locator('main').innerText();
    const places = ['Not credited', 'modules in', 'to do:', 'Upstreams'].map((part) => text.indexOf(part));
    assert.deepEqual(
      [...places].sort((a, b) => a - b),
      places,
      text,
    );
    assert.ok((places[0] ?? -1) >= 0);
  });

  it('says the same as the other reports, with their numbers', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    const answer = answerOf(foundingReport);
    const text = await panel.page.locator('#view-answer').innerText();
    assert.ok(text.includes(inEnglish(sayAnswer(answer))), text);
    assert.ok(text.includes(inEnglish(sayToDo(answer.toDo))), text);
    assert.equal(
      await panel.page.locator('.river-wide svg.river g.stream').count(),
      streamsOf(foundingReport).streams.length,
    );
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
    await openTab(panel.page, 'duties');
    await panel.page.locator('.duty-block summary').first().click();
    await panel.page.locator('.duty-block .finding').first().waitFor();
    assert.equal(await panel.page.locator('main').getByText(hostile).count(), 1);
    assert.equal(await panel.page.locator('main img, main script').count(), 0);
    assert.equal(await panel.page.evaluate(() => Reflect.get(window, 'hurt')), undefined);
  });

  /** Both texts of the first match of the founding report: equal but for names where its stretches say so. */
  const code = (): { local: string[]; upstream: string[] } => {
    const [module] = foundingReport.modules;
    const match = module?.matches[0];
    assert.ok(module !== undefined && match !== undefined);
    const local = Array.from({ length: module.range.endLine }, (_, at) => `own_${at} = ${at}`);
    const upstream = Array.from({ length: match.range.endLine }, (_, at) => `theirs_${at} = -${at}`);
    const [rename] = match.renames;
    for (const region of match.regions) {
      for (let line = 0; line <= region.local.endLine - region.local.startLine; line += 1) {
        const renamed = region.kind === 'renamed' && rename !== undefined;
        local[region.local.startLine - 1 + line] = `  step_${line}(${renamed ? rename[1] : 'same'})`;
        upstream[region.upstream.startLine - 1 + line] = `  step_${line}(${renamed ? rename[0] : 'same'})`;
      }
    }
    return { local, upstream };
  };
  const openProof = async (panel: PanelPage, navigation = {}): Promise<void> => {
    await panel.show(foundingReport);
    await panel.tell('evidence/navigate', { page: 'proof', id: 'm1', match: 0, ...navigation });
    await panel.tell('evidence/module', foundingReport.modules[0]);
    const { local, upstream } = code();
    await panel.tell('evidence/code', {
      module: 'm1',
      match: 0,
      local: { kind: 'text', lines: local },
      upstream: { kind: 'text', lines: upstream },
    });
    await panel.page.locator('.pair-code').waitFor();
  };

  it('asks the editor for a module and its code, and shows both shares with what they are shares of', async () => {
    const panel = await fresh();
    await openProof(panel);
    assert.deepEqual(await panel.sent('evidence/askModule'), [{ id: 'm1' }]);
    assert.deepEqual(await panel.sent('evidence/askCode'), [{ module: 'm1', match: 0, fetch: false }]);
    await panel.page.getByText('91% of this is in theirs, 78% of theirs is here').waitFor();
    await panel.page.getByText('Figures').click();
    await panel.page.getByText('91% of this module’s features (of 642 tokens)').waitFor();
  });

  it('sets both codes side by side, what is the same in color, what is not folded away', async () => {
    const panel = await fresh();
    await openProof(panel);
    const { page } = panel;
    assert.equal(await page.locator('.pair-code tbody.stretch').count(), 3);
    assert.ok((await page.locator('.pair-code tr.same').count()) >= 19);
    await page.evaluate(() =>
      document.documentElement.style.setProperty('--vscode-charts-blue', 'rgb(0, 90, 255)'),
    );
    const tint = await page
      .locator('.pair-code tr.same td.code')
      .first()
      .evaluate((cell) => getComputedStyle(cell).backgroundColor);
    assert.doesNotMatch(tint, /^rgba\(0, 0, 0, 0\)$/);
    const fold = page.locator('.pair-code .fold').first();
    const before = await page.locator('.pair-code tr').count();
    await fold.focus();
    await page.keyboard.press('Enter');
    assert.ok((await page.locator('.pair-code tr').count()) > before);
    assert.equal(await fold.getAttribute('aria-expanded'), 'true');
  });

  it('underlines a renamed name alike on both sides, and shows the code with the upstream’s names', async () => {
    const panel = await fresh();
    await openProof(panel);
    const { page } = panel;
    const [from = '', to = ''] = foundingReport.modules[0]?.matches[0]?.renames[0] ?? [];
    assert.equal(await page.locator('.pair-code td.here u.name0').first().textContent(), to);
    assert.equal(await page.locator('.pair-code td.there u.name0').first().textContent(), from);
    await page.locator('vscode-checkbox', { hasText: 'with the upstream’s names' }).click();
    await page.waitForFunction(
      (name) => document.querySelector('.pair-code td.here u.name0')?.textContent === name,
      from,
    );
  });

  it('begins at the stretch that was asked for', async () => {
    const panel = await fresh();
    await panel.page.setViewportSize({ width: 900, height: 400 });
    await openProof(panel, { region: 2 });
    await panel.page.waitForFunction(() => {
      const place = document.querySelector('[data-region="2"]')?.getBoundingClientRect();
      return place !== undefined && place.top >= 0 && place.top < window.innerHeight;
    });
  });

  it('names the stretches and how to get the text where it is not at hand', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    await panel.tell('evidence/navigate', { page: 'proof', id: 'm1', match: 0 });
    await panel.tell('evidence/module', foundingReport.modules[0]);
    await panel.tell('evidence/code', {
      module: 'm1',
      match: 0,
      local: { kind: 'text', lines: [] },
      upstream: { kind: 'absent', reason: 'It is not here.', canFetch: true },
    });
    await panel.page.getByText('lines 12–30 ↔ lines 104–122: verbatim').waitFor();
    await panel.page.locator('vscode-button', { hasText: 'Fetch the Upstream’s Text' }).click();
    assert.deepEqual((await panel.sent('evidence/askCode')).at(-1), { module: 'm1', match: 0, fetch: true });
  });

  it('shows the code here alone, with what matches, where the upstream’s is not at hand', async () => {
    const panel = await fresh();
    await openProof(panel);
    await panel.tell('evidence/code', {
      module: 'm1',
      match: 0,
      local: { kind: 'text', lines: code().local },
      upstream: { kind: 'absent', reason: 'It is not here.', canFetch: true },
    });
    const alone = panel.page.locator('.pair-code.alone');
    await alone.waitFor();
    const [region] = foundingReport.modules[0]?.matches[0]?.regions ?? [];
    assert.ok(region !== undefined);
    const lines = region.local.endLine - region.local.startLine + 1;
    assert.equal(await alone.locator('tbody.stretch').first().locator('tr.same td.code.here').count(), lines);
    assert.equal(await alone.locator('.there').count(), 0);
    const [width, room] = await alone.evaluate((table) => [
      table.querySelector('td.code')?.getBoundingClientRect().width ?? 0,
      table.getBoundingClientRect().width,
    ]);
    assert.ok((width ?? 0) > 0.8 * (room ?? 0), `${width} of ${room}`);
  });

  it('applies the fixes that are ticked, and no other', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    const { page } = panel;
    const fixable = answerOf(foundingReport).toDo.filter((one) => one.fixable > 0);
    const [first] = fixable;
    assert.ok(first !== undefined && fixable.length > 1);
    await page.locator('#view-answer vscode-checkbox').first().click();
    await page
      .getByRole('button', {
        name: fixable.length === 2 ? 'Apply 1 fix…' : `Apply ${fixable.length - 1} fixes…`,
      })
      .click();
    const [sent] = (await panel.sent('evidence/applyFixes')) as { findings: string[] }[];
    const left = new Set(first.findings.map(({ id }) => id));
    assert.ok((sent?.findings.length ?? 0) > 0);
    assert.ok(sent?.findings.every((id) => !left.has(id)));
  });

  it('opens the code from the picture', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    await panel.page.locator('.river-wide a').first().focus();
    await panel.page.keyboard.press('Enter');
    await panel.page.locator('#view-proof > .page').waitFor();
  });

  it('says who decided, and when', async () => {
    const panel = await fresh();
    const [finding] = foundingReport.findings;
    assert.ok(finding !== undefined);
    const { id, rule, path, basis } = finding;
    await panel.show({
      ...foundingReport,
      decisions: [
        {
          finding: id,
          rule,
          path,
          basis,
          state: 'accepted',
          note: 'On purpose.',
          by: 'Kim',
          on: '2026-01-02',
          status: 'current',
        },
      ],
    });
    await openTab(panel.page, 'duties');
    await panel.page.getByText('Accepted, by Kim, 2026-01-02: On purpose.').waitFor();
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
    await openTab(first.page, 'duties');
    const state: unknown = await first.page.evaluate(() => Reflect.get(window, 'state'));
    const second = await fresh(state);
    await second.show(foundingReport);
    await second.page.getByText('What the repository says it builds on').waitFor();
    assert.doesNotMatch(JSON.stringify(state), /River-V/, 'no fact is kept in the state');
  });

  it('starts afresh from a state it does not know', async () => {
    const panel = await fresh({ navigation: { page: 'gone', id: 7 }, pages: 'no', threshold: 'high' });
    await panel.show(foundingReport);
    await panel.page.getByText('which is not credited').waitFor();
  });

  it('draws at most fifty rows of 2,000 findings at a time', async () => {
    const panel = await fresh();
    await panel.show(largeReport(2000, 3000));
    console.log(`      longest task after the answer: ${(await panel.longestTask()).toFixed(0)} ms`);
    for (const tab of TABS) {
      await openTab(panel.page, tab);
      assert.ok((await panel.page.locator('main table:not(.matrix) tbody tr').count()) <= 160, tab);
      assert.ok((await panel.page.locator('main *').count()) < 3000, tab);
    }
    await openTab(panel.page, 'duties');
    const block = panel.page.locator('.duty-block').first();
    await block.locator('summary').click();
    await block.locator('.finding').first().waitFor();
    assert.equal(await block.locator('.finding').count(), 20);
    await block.getByRole('button', { name: /^Show \d+ more$/ }).click();
    assert.ok((await block.locator('.finding').count()) > 20);
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
    const last = report.findings.at(-1)?.id ?? '';
    await panel.tell('evidence/navigate', { page: 'duties', id: last });
    const place = panel.page.locator(`[data-finding="${last}"]`);
    await place.waitFor();
    await panel.page.waitForFunction((id) => {
      const box = document.querySelector(`[data-finding="${id}"]`)?.getBoundingClientRect();
      return box !== undefined && box.top >= 0 && box.bottom <= window.innerHeight;
    }, last);
  });

  it('asks for what the other pages show when one is opened, and keeps what stands there until it comes', async () => {
    const panel = await fresh();
    const report = largeReport(200, 300);
    await panel.show(report, {}, 'en', false);
    await panel.page.getByText('to do').first().waitFor();
    assert.equal((await panel.sent('evidence/askRest')).length, 0);
    await openTab(panel.page, 'duties');
    await panel.page.locator('#view-duties vscode-progress-ring').waitFor();
    assert.equal((await panel.sent('evidence/askRest')).length, 1);
    await panel.tell('evidence/rest', otherPages(report));
    const blocks = panel.page.locator('.duty-block');
    await blocks.first().waitFor();
    const before = await blocks.count();
    await panel.show({ ...report, findings: [] }, {}, 'en', false);
    await panel.page.waitForTimeout(200);
    assert.equal((await panel.sent('evidence/askRest')).length, 2);
    assert.equal(await blocks.count(), before);
    await panel.tell('evidence/rest', otherPages({ ...report, findings: [] }));
    await panel.page.waitForFunction(() => document.querySelector('.duty-block') === null);
  });

  it('speaks Chinese with the strings of the editor', async () => {
    const panel = await fresh();
    await panel.show(foundingReport, bundle, 'zh-cn');
    const text = await panel.page.locator('#panel').textContent();
    assert.match(text, /未署名/);
    assert.match(text, /应用 \d+ 项修复/);
    assert.doesNotMatch(text, /credited|Answer|Duties|to do/);
  });

  it('is a sentence for screen readers in every chart', async () => {
    const panel = await fresh();
    await panel.show(foundingReport);
    for (const tab of ['answer', 'history']) {
      await openTab(panel.page, tab);
      const charts = await panel.page.evaluate(() =>
        [...document.querySelectorAll('.page svg:not([aria-hidden="true"])')].map((chart) => [
          chart.getAttribute('role'),
          chart.getAttribute('aria-label') ?? chart.querySelector('desc')?.textContent ?? '',
        ]),
      );
      assert.ok(charts.length > 0, tab);
      for (const [role, name = ''] of charts) {
        assert.match(role ?? '', /^(img|group)$/);
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
        [...document.querySelectorAll('vscode-panel-tab, main p, main h2, main dd, main li, main summary')]
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
