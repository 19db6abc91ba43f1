import process from 'node:process';
import { todayInUtc } from '../../host/policy/settle-report.ts';
import { runAudit } from '../../host/run-audit.ts';
import { printableMessage } from '../reports/printable.ts';
import { runAction } from './run-action.ts';

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());

runAction({
  environment: process.env,
  audit: (request, signal) => runAudit(request, () => {}, signal),
  print: (line) => process.stdout.write(`${line}\n`),
  today: todayInUtc(),
  signal: controller.signal,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stdout.write(
      `::error title=Forebear::Unexpected failure: ${printableMessage(text).replaceAll('%', '%25').replaceAll('\n', '%0A')}\n`,
    );
    process.exitCode = 2;
  },
);
