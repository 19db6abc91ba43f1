import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Called by the editor inside its extension host: runs the suites there and writes their counts. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, reporter: 'spec' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./activation.test.ts');
  await import('./report.test.ts');
  await import('./reading.test.ts');
  await import('./audit.test.ts');
  await import('./comparisons.test.ts');
  await import('./upstream.test.ts');
  const lines: string[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const target = process.env.FOREBEAR_API_RESULTS;
      if (target !== undefined) {
        writeFileSync(target, JSON.stringify({ passed: passes, failed: failures, skipped: pending, lines }));
      }
      resolve();
    });
    runner.on('pass', (test) => lines.push(`✔ ${test.fullTitle()}`));
    runner.on('pending', (test) => lines.push(`- ${test.fullTitle()}`));
    runner.on('fail', (test, error: Error) =>
      lines.push(`✖ ${test.fullTitle()}\n${error.stack ?? String(error)}`),
    );
  });
}
