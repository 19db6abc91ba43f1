import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { AuditReport } from '../../src/model/report.ts';
import { firstPage, otherPages } from '../../src/mouths/panel/panel-snapshot.ts';

const root = join(import.meta.dirname, '../..');

export function launch(): Promise<Browser> {
  const tools = JSON.parse(process.env.FOREBEAR_EDITOR_TOOLS ?? '{}');
  return chromium.launch({
    executablePath: tools.chromium,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

export interface PanelPage {
  readonly page: Page;
  /** Messages that the panel sent, by method. */
  sent(method: string): Promise<readonly unknown[]>;
  /** Shows a report, and tells the rest of it unless `rest` is false. */
  show(
    report: AuditReport,
    strings?: Readonly<Record<string, string>>,
    locale?: string,
    rest?: boolean,
  ): Promise<void>;
  /** Longest task of the main thread so far, in milliseconds. */
  longestTask(): Promise<number>;
  /** Violations of the page's content security policy. */
  violations(): Promise<readonly string[]>;
  tell(method: string, payload: unknown): Promise<void>;
}

/** The panel's own bundle in a page with its policy, the editor replaced by a list of messages. */
export async function openPanel(browser: Browser, state: unknown = null): Promise<PanelPage> {
  const page = await browser.newPage({ viewport: { width: 900, height: 800 } });
  const script = readFileSync(join(root, 'dist/webview/main.js'), 'utf8').replaceAll(
    '</script',
    '<\\/script',
  );
  const style = readFileSync(join(root, 'dist/webview/main.css'), 'utf8');
  await page.route('http://panel.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/main.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname === '/main.css') return route.fulfill({ contentType: 'text/css', body: style });
    const setUp = `
      window.sent = []; window.longest = 0; window.violations = []; window.state = ${JSON.stringify(state)};
      window.acquireVsCodeApi = () => ({
        postMessage: (message) => window.sent.push(message),
        getState: () => window.state,
        setState: (state) => { window.state = state; },
      });
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push([event.violatedDirective, event.lineNumber, event.columnNumber, event.sample].join(' ')));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
      }).observe({ type: 'longtask', buffered: true });`;
    return route.fulfill({
      contentType: 'text/html',
      body: `<!DOCTYPE html><html lang="en"><head><title>Evidence</title>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-a'; style-src 'self' 'nonce-a' 'report-sample'; img-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'">
        <meta property="csp-nonce" content="a"><link rel="stylesheet" href="/main.css"></head><body>
        <script nonce="a">${setUp}</script>
        <div id="panel" data-forebear="evidence"></div><script nonce="a" src="/main.js"></script></body></html>`,
    });
  });
  await page.goto('http://panel.test/');
  const tell = (method: string, payload: unknown): Promise<void> =>
    page.evaluate((message) => window.postMessage(message, '*'), { method, payload });
  return {
    page,
    tell,
    sent: (method) =>
      page.evaluate(
        (name) =>
          (Reflect.get(window, 'sent') as { method: string; payload: unknown }[])
            .filter((message) => message.method === name)
            .map((message) => message.payload),
        method,
      ),
    show: async (report, strings = {}, locale = 'en', rest = true) => {
      const words = {
        titleOf: (rule: string) => rule,
        translate: (template: string) => strings[template] ?? template,
      };
      await tell('evidence/show', {
        first: firstPage('file:///repository', report, words),
        comparisons: [],
        strings,
        locale,
      });
      if (rest) await tell('evidence/rest', otherPages(report, words));
      await page.locator('#panel[data-ready="true"]').waitFor();
    },
    longestTask: async () => {
      await page.waitForTimeout(300);
      return page.evaluate(() => Reflect.get(window, 'longest') as number);
    },
    violations: () => page.evaluate(() => Reflect.get(window, 'violations') as string[]),
  };
}
