import type { AuditReport } from '../model/report.ts';
import { choose } from './choose.ts';
import { gather } from './gather.ts';
import { judge } from './judge.ts';
import { match } from './match.ts';
import type { AuditPorts, Cancellation, Progress } from './ports.ts';

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
  const { catalogue, world } = ports;
  const gathered = await gather(ports, progress, signal);
  const matched = match(gathered, catalogue);
  const chosen = choose(gathered, matched, catalogue, world);
  signal.throwIfAborted();
  return judge(gathered, chosen, catalogue);
}
