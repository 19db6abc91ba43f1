import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { FORMATS } from '../../src/mouths/reports/formats.ts';
import { foundingReport } from '../extension/reports/founding-report.ts';
import { launch } from './panel-page.ts';

const LINES: readonly string[] = Array.from(
  { length: 400 },
  () => '        self.projection = some_function_of_a_long_name(first, second, keyword=third)',
);

/** The report of the founding case in shape, with the code of every module on one side or on both. */
function page(upstream: readonly string[] | null): string {
  const code = new Map(foundingReport.modules.map(({ id }) => [id, { local: LINES, upstream }] as const));
  return FORMATS.html(foundingReport, { code });
}

describe('the HTML report in a browser', () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  async function open(html: string, width: number): Promise<Page> {
    const shown = await browser.newPage({ viewport: { width, height: 900 } });
    await shown.setContent(html);
    return shown;
  }

  const unfold = (shown: Page): Promise<void> =>
    shown.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });

  it('fits 400 pixels with everything unfolded, with the code of one side and of both', async () => {
    for (const upstream of [null, LINES]) {
      const shown = await open(page(upstream), 400);
      await unfold(shown);
      assert.equal(await shown.evaluate(() => document.documentElement.scrollWidth), 400);
      const code = await shown.locator('.pair-code tr:not(.bar) td.code').first().boundingBox();
      assert.ok((code?.width ?? 0) > 240, `a line of code has ${code?.width} pixels`);
      const cells = await shown.locator('.rows td').all();
      for (const cell of cells) {
        const box = await cell.boundingBox();
        assert.ok(box === null || box.x + box.width <= 400);
      }
      await shown.close();
    }
  });

  it('sets both codes beside each other where there is room, and colors what is the same', async () => {
    const shown = await open(page(LINES), 1200);
    await unfold(shown);
    const row = shown.locator('.pair-code tr.same').first();
    const [here, there] = await Promise.all(
      ['td.code.here', 'td.code.there'].map((cell) => row.locator(cell).boundingBox()),
    );
    assert.ok(here && there && here.y === there.y && there.x > here.x + here.width);
    const colorOf = (selector: string): Promise<string> =>
      shown
        .locator(selector)
        .first()
        .evaluate((cell) => getComputedStyle(cell).backgroundColor);
    assert.notEqual(await colorOf('.pair-code tr.same td.code.here'), await colorOf('.pair-code tr.bar td'));
    await shown.close();
  });

  it('prints what is folded too, in dark text on white', async () => {
    const shown = await browser.newPage({ colorScheme: 'dark' });
    await shown.setContent(page(null));
    await shown.emulateMedia({ media: 'print' });
    const style = await shown.evaluate(() => getComputedStyle(document.body).color);
    assert.equal(style, 'rgb(0, 0, 0)');
    assert.ok(await shown.locator('.pair-code td.code').first().isVisible());
    await shown.close();
  });
});
