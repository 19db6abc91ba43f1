import type { AuditReport } from '../model/report.ts';
import { choose } from './choose.ts';
import { coverageOf } from './coverage.ts';
import { type ReadTree, readTree, withHistory } from './gather.ts';
import { judge } from './judge.ts';
import { match } from './match.ts';
import type { AuditPorts, Cancellation, Progress } from './ports.ts';
import { saysTheSame } from './says-the-same.ts';

/** An audit that was made, with what it was made of. */
export interface Audited {
  readonly read: ReadTree;
  readonly report: AuditReport;
}

/**
 * Audits one tree: facts only, the same for everyone. Decisions are marked afterwards, by `markFindings`.
 * Everything that is asked of disk and git is asked by `gather`; the three steps after it compute, each from the
 * named results of those before.
 */
export async function audit(
  ports: AuditPorts,
  progress: Progress,
  signal: Cancellation,
): Promise<AuditReport> {
  return (await auditAgain(ports, progress, signal, null)).report;
}

/**
 * The same for a tree of which an earlier audit is known, made with the same commit and the same catalogues. Where
 * nothing changed but files of which a report says only how much of them was compared, the rest of it stands.
 */
export async function auditAgain(
  ports: AuditPorts,
  progress: Progress,
  signal: Cancellation,
  before: Audited | null,
): Promise<Audited> {
  const { catalogue, world } = ports;
  const read = await readTree(ports, progress, signal);
  if (before !== null && saysTheSame(before.read, read)) {
    const dirty = (await (await ports.history)?.dirty()) ?? null;
    const { target } = before.report;
    if ((target.dirty === undefined) === (dirty === null))
      return {
        read,
        report: {
          ...before.report,
          target: { ...target, ...(dirty === null ? {} : { dirty }) },
          coverage: coverageOf(read),
        },
      };
  }
  const gathered = await withHistory(read, ports);
  const matched = match(gathered, catalogue);
  const chosen = choose(gathered, matched, catalogue, world);
  signal.throwIfAborted();
  return { read, report: judge(gathered, chosen, catalogue) };
}
