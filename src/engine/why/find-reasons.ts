import { findNamed, someOf } from '../../lineage/find-named.ts';
import type { AuditedModule, AuditReport } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { findingReasons } from './finding-reasons.ts';
import { moduleReasons } from './module-reasons.ts';
import type { Reasons } from './reasons.ts';
import { upstreamReasons } from './upstream-reasons.ts';

/** Digits from which the start of a finding's id is taken for it. */
const LEAST_ID = 6;
/** Places that a name of many is said to mean. */
const MOST_PLACES = 3;

/**
 * The reasons behind what a target means: `PATH:SYMBOL`, `PATH:LINE` or a path (modules), a finding's id or its
 * beginning, an upstream by any name that the report prints, or a module's name where only one has it.
 */
export function findReasons(
  report: AuditReport,
  target: string,
): Result<readonly Reasons[], 'no-target' | 'several-targets'> {
  const modules = modulesNamed(report.modules, target);
  if (modules.length > 0) return success(modules.map((module) => moduleReasons(report, module)));
  const findings = report.findings.filter(
    ({ id }) => id === target || (target.length >= LEAST_ID && id.startsWith(target)),
  );
  if (findings.length > 0) return success(findings.map((finding) => findingReasons(report, finding)));
  const upstreams = report.lineage.map(({ upstream }) => upstream);
  const named = findNamed(upstreams, (upstream) => namesOf(report, upstream), target);
  if (named.length > 1)
    return failure('several-targets', `"${target}" means ${named.join(' and ')}. Name one of them.`);
  const lineage = report.lineage.find(({ upstream }) => upstream === named[0]);
  if (lineage !== undefined) return success([upstreamReasons(report, lineage)]);
  const [only, ...more] = modulesCalled(report.modules, target);
  if (only !== undefined && more.length === 0) return success([moduleReasons(report, only)]);
  if (only !== undefined) {
    const places = [only, ...more].map(({ path, symbol }) => `${path}:${withoutCount(symbol)}`);
    return failure('several-targets', `"${target}" means ${someOf(places, MOST_PLACES)}. Name one of them.`);
  }
  return failure(
    'no-target',
    `Nothing in this report is called "${target}". Give PATH:SYMBOL of a module, an upstream (${someOf(upstreams)}) or the id of a finding; "forebear audit --full" prints them all.`,
  );
}

/** The name of a group's first module: `slice_image +3` in a report, `slice_image and 3 more` in what it prints. */
function withoutCount(symbol: string): string {
  return symbol.replace(/ (?:\+\d+|and \d+ more(?: functions?)?)$/, '');
}

function modulesCalled(modules: readonly AuditedModule[], target: string): readonly AuditedModule[] {
  return modules.filter(({ symbol }) => withoutCount(symbol) === withoutCount(target));
}

function modulesNamed(modules: readonly AuditedModule[], target: string): readonly AuditedModule[] {
  const whole = modules.filter(({ path, id }) => path === target || id === target);
  if (whole.length > 0) return whole;
  const colon = target.lastIndexOf(':');
  if (colon < 0) return [];
  const [path, what] = [target.slice(0, colon), target.slice(colon + 1)];
  const line = Number(what);
  return modules.filter(
    (module) =>
      module.path === path &&
      (Number.isInteger(line)
        ? module.range.startLine <= line && line <= module.range.endLine
        : module.symbol === what || module.symbol.split(/[ .]/)[0] === what.split('.')[0]),
  );
}

function namesOf(report: AuditReport, upstream: string): readonly string[] {
  const sources = report.sources.filter(({ project }) => project === upstream);
  return [upstream, ...sources.flatMap(({ id, name, projectName }) => [id, projectName, name])];
}
