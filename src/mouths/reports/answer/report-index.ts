import type { AuditedModule, AuditReport, Finding } from '../../../model/report.ts';
import { leadOf, type ModulePair } from './module-pair.ts';

/** What is asked of a report for each of its upstreams, gathered in one pass over its modules and findings. */
export interface ReportIndex {
  /** Modules whose first match is of the upstream, a mere hint included, in the report's order. */
  readonly firstOf: (upstream: string) => readonly ModulePair[];
  /** Modules that are led by a match of the upstream, in the report's order. */
  readonly ledBy: (upstream: string) => readonly ModulePair[];
  readonly findingsOf: (upstream: string) => readonly Finding[];
  /** Findings that no person has settled: those without a decision that holds, or with the decision to mend them. */
  readonly open: readonly Finding[];
  readonly openOf: (upstream: string) => readonly Finding[];
  /** Normal-form tokens of all modules that were compared. */
  readonly comparedTokens: number;
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string | undefined): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return (key) => groups.get(key) ?? [];
}

function pairsBy(
  modules: readonly AuditedModule[],
  matchOf: (module: AuditedModule) => ModulePair['match'] | null,
): (upstream: string) => readonly ModulePair[] {
  const pairs = modules.flatMap((module): readonly ModulePair[] => {
    const match = matchOf(module);
    return match === null ? [] : [{ module, match }];
  });
  return grouped(pairs, ({ match }) => match.upstream);
}

function settledOf(report: AuditReport): ReadonlySet<string> {
  const settled = report.decisions.filter((one) => one.status === 'current' && one.state !== 'to-fix');
  return new Set(settled.map((one) => one.finding));
}

function readIndex(report: AuditReport): ReportIndex {
  const settled = settledOf(report);
  const open = report.findings.filter(({ id }) => !settled.has(id));
  const upstreamOf = ({ upstream }: Finding): string | undefined => upstream;
  return {
    firstOf: pairsBy(report.modules, ({ matches }) => matches[0] ?? null),
    ledBy: pairsBy(report.modules, leadOf),
    findingsOf: grouped(report.findings, upstreamOf),
    open,
    openOf: grouped(open, upstreamOf),
    comparedTokens: report.modules.reduce(
      (sum, { notCompared, tokens }) => (notCompared === null ? sum + tokens : sum),
      0,
    ),
  };
}

const read = new WeakMap<AuditReport, ReportIndex>();

/** Reads a report once; whoever asks again has the same index. */
export function indexOf(report: AuditReport): ReportIndex {
  const index = read.get(report) ?? readIndex(report);
  read.set(report, index);
  return index;
}
