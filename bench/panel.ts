// CPU work of showing a report of 2,000 findings in the evidence panel: npm run bench -- panel
// Both sides are counted: making the snapshot, and the page's own main thread until it is ready and at rest.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { installEditor } from '../scripts/install-editor.mjs';
import { firstPage } from '../src/mouths/panel/panel-snapshot.ts';
import { largeReport } from '../test/extension/reports/large-report.ts';
import { launch, openPanel } from '../test/webview/panel-page.ts';

const FINDINGS = Number(process.env.BENCH_FINDINGS ?? 2000);
const ROUNDS = 9;
/** Until nothing that was put off is left, in milliseconds. */
const REST = 500;

const whole = (value: number): string => `${Math.round(value)} ms`;
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const tools = await installEditor();
if ('missing' in tools) throw new Error(tools.missing);
process.env.FOREBEAR_EDITOR_TOOLS = JSON.stringify(tools);
const browser = await launch();
try {
  const snapshots: number[] = [];
  const pages: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // A report of its own each time: what was read of one is kept with it.
    const report = largeReport(FINDINGS, 1.5 * FINDINGS);
    const cpu = process.cpuUsage();
    const first = firstPage('file:///repository', report, {
      titleOf: (rule) => rule,
      translate: (template) => template,
    });
    const { user, system } = process.cpuUsage(cpu);
    snapshots.push((user + system) / 1000);

    const panel = await openPanel(browser);
    const session = await panel.page.context().newCDPSession(panel.page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    // What brings the message into the page is the bench's own, not the editor's.
    await panel.page.evaluate((message) => Reflect.set(window, 'held', message), {
      method: 'evidence/show',
      payload: { first, comparisons: [], strings: {}, locale: 'en' },
    });
    await panel.page.waitForTimeout(REST);
    const busy = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
    };
    const before = await busy();
    const started = performance.now();
    await panel.page.evaluate(() => window.postMessage(Reflect.get(window, 'held'), '*'));
    await panel.page.locator('#panel[data-ready="true"]').waitFor();
    waits.push(performance.now() - started);
    await panel.page.waitForTimeout(REST);
    pages.push((await busy()) - before);
    await panel.page.close();
  }
  const [first = 0, ...later] = pages;
  console.log(
    `${FINDINGS} findings, snapshot: CPU ${whole(middle(snapshots))}, the first ${whole(snapshots[0] ?? 0)}`,
  );
  console.log(`main thread of the page: CPU ${whole(middle(later))}, the first ${whole(first)}`);
  console.log(`wall until it is ready: ${whole(middle(waits))}`);
} finally {
  await browser.close();
}
