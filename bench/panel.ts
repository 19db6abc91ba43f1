// CPU work of showing a report of 2,000 findings in the evidence panel: npm run bench -- panel
// Both sides are counted: reading the answer, and the page's own main thread until it is ready and at rest.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { installEditor } from '../scripts/install-editor.mjs';
import { firstPage } from '../src/mouths/panel/panel-snapshot.ts';
import { largeReport } from '../test/extension/reports/large-report.ts';
import { launch, openPanel } from '../test/webview/panel-page.ts';

const FINDINGS = Number(process.env.BENCH_FINDINGS ?? 2000);
const ROUNDS = 9;
/** Until nothing that was put off is left, in milliseconds. */
const REST = 500;

const whole = (value: number): string => `${Math.round(value)} ms`;
const told = (values: readonly number[]): string =>
  `${whole(middle(values))}, the least ${whole(Math.min(...values))}, the first ${whole(values[0] ?? 0)}`;
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
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
    // What making it left behind is not the panel's to clear away.
    collect();
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
  console.log(`${FINDINGS} findings, ${ROUNDS} rounds: CPU of the editor ${told(snapshots)}`);
  console.log(`CPU of the page's main thread: ${told(pages)}`);
  console.log(`wall until the page is ready: ${told(waits)}`);
} finally {
  await browser.close();
}
