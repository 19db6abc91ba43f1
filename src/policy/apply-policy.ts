import { branches, NO_LICENSE, parseExpression, UNKNOWN_LICENSE } from '../licenses/expression.ts';
import type { AuditReport, Finding, FindingLevel, LineRange, Strength } from '../model/report.ts';
import { sayRole } from '../model/role.ts';
import { inEnglish, type Said, say } from '../model/said.ts';
import { byText } from '../model/text-order.ts';
import { factsHash } from '../rules/finding-identity.ts';
import { anyMatches } from './glob.ts';
import type { Admission, Policy } from './policy.ts';

/** Weaker evidence is not enough to say that a repository goes against its own policy. */
const ENOUGH: readonly Strength[] = ['conclusive', 'strong', 'moderate'];
const TOP: LineRange = { startLine: 1, endLine: 1 };

interface Draft {
  readonly rule: string;
  readonly path: string;
  readonly range: LineRange;
  readonly message: Said;
  readonly upstream?: string;
  readonly key: string;
  readonly evidence: readonly string[];
  readonly basis: readonly string[];
}

/** Why none of `names` (one thing under several names) is admitted; null when it is. */
function refusal(admission: Admission | undefined, names: readonly string[]): Said | null {
  if (admission === undefined) return null;
  if (names.some((name) => anyMatches(admission.deny ?? [], name))) return say`denied`;
  if (admission.allow === undefined) return null;
  return names.some((name) => anyMatches(admission.allow ?? [], name)) ? null : say`not among those allowed`;
}

/** A choice of licenses is admitted when every license of one alternative is. */
function licenseRefusal(policy: Policy, expression: string): Said | null {
  if (policy.licenses === undefined || expression === NO_LICENSE || expression === UNKNOWN_LICENSE)
    return null;
  const parsed = parseExpression(expression);
  const choices = parsed.ok ? branches(parsed.value) : [[expression]];
  let first: Said | null = null;
  for (const choice of choices) {
    const refused = choice
      .map((id) => ({ id, why: refusal(policy.licenses, [id]) }))
      .find((item) => item.why !== null);
    if (refused === undefined) return null;
    first ??= say`${refused.id} is ${refused.why ?? ''}`;
  }
  return first;
}

/** Place of the first module that an upstream's lineage rests on, or of any of its evidence. */
function placeOf(
  report: AuditReport,
  evidence: readonly string[],
): { path: string; range: LineRange } | null {
  const ids = new Set(evidence);
  const module = report.modules.find((item) => ids.has(item.id));
  if (module !== undefined) return { path: module.path, range: module.range };
  const other = [...report.residues, ...report.artefacts].find((item) => ids.has(item.id));
  if (other === undefined) return null;
  return 'line' in other
    ? { path: other.path, range: { startLine: other.line, endLine: other.line } }
    : { path: other.path, range: TOP };
}

function aboutUpstreams(report: AuditReport, policy: Policy): readonly Draft[] {
  return report.lineage
    .filter((item) => item.relation !== 'self' && ENOUGH.includes(item.strength))
    .flatMap((item): Draft[] => {
      const place = placeOf(report, item.evidence);
      if (place === null) return [];
      const source = report.sources.find((known) => known.id === item.version);
      const name = source?.name ?? item.version;
      const shared = { ...place, upstream: item.upstream, evidence: item.evidence };
      const drafts: Draft[] = [];
      const why = refusal(policy.upstreams, [
        item.upstream,
        item.version,
        `${item.upstream}@${item.version}`,
      ]);
      if (why !== null)
        drafts.push({
          ...shared,
          rule: 'policy-upstream',
          message: say`${name} is ${why} as an upstream by .forebear.json. Replace what comes from it, or change the policy.`,
          key: item.upstream,
          basis: [item.upstream, item.version],
        });
      const expression = source?.codeLicense.expression;
      const license = expression === undefined ? null : licenseRefusal(policy, expression);
      if (license !== null)
        drafts.push({
          ...shared,
          rule: 'policy-license',
          message: say`The code of ${name} is under ${expression ?? ''}: ${license} by .forebear.json. Replace what comes from it, or change the policy.`,
          key: `${item.upstream} code`,
          basis: [item.upstream, expression ?? ''],
        });
      return drafts;
    });
}

function aboutLicenses(report: AuditReport, policy: Policy): readonly Draft[] {
  return report.licenses.flatMap((record): Draft[] => {
    const why = licenseRefusal(policy, record.expression);
    if (why === null) return [];
    return [
      {
        rule: 'policy-license',
        path: record.path,
        range: record.ranges[0] ?? TOP,
        message: say`${record.path} is under ${record.expression}: ${why} by .forebear.json. Remove the file, or change the policy.`,
        key: `file ${record.slot}`,
        evidence: [],
        basis: [record.path, record.expression],
      },
    ];
  });
}

function aboutRoles(report: AuditReport, policy: Policy): readonly Draft[] {
  const own = new Set(report.lineage.filter((item) => item.relation === 'self').map((item) => item.upstream));
  return report.modules.flatMap((module): Draft[] => {
    const match = module.matches.find(
      (item) => ENOUGH.includes(item.strength) && item.precedes !== false && !own.has(item.upstream),
    );
    const why = match === undefined ? null : refusal(policy.roles, [module.role]);
    if (match === undefined || why === null) return [];
    return [
      {
        rule: 'policy-role',
        path: module.path,
        range: module.range,
        message: say`${module.symbol} is a ${sayRole(module.role)} from ${match.upstream}; a ${sayRole(module.role)} from an upstream is ${why} by .forebear.json. Write it anew, or change the policy.`,
        upstream: match.upstream,
        key: module.symbol,
        evidence: [module.id],
        basis: [module.symbol, module.role, match.upstream],
      },
    ];
  });
}

function findingOf(draft: Draft, ordinal: number): Finding {
  const { key, basis, message, ...rest } = draft;
  return {
    message: inEnglish(message),
    said: message,
    ...rest,
    id: factsHash([draft.rule, draft.path, draft.upstream ?? '', key, String(ordinal)]),
    level: 'error',
    help: 'docs/policy.md',
    fixes: [],
    related: [],
    basis: factsHash([draft.rule, ...basis]),
  };
}

function identified(drafts: readonly Draft[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const subject = JSON.stringify([draft.rule, draft.path, draft.upstream ?? '', draft.key]);
    const ordinal = seen.get(subject) ?? 0;
    seen.set(subject, ordinal + 1);
    return findingOf(draft, ordinal);
  });
}

function levelled(finding: Finding, policy: Policy): Finding {
  const { include, exclude } = policy.paths ?? {};
  const outside =
    anyMatches(exclude ?? [], finding.path) || (include !== undefined && !anyMatches(include, finding.path));
  const asked =
    policy.rules !== undefined && Object.hasOwn(policy.rules, finding.rule)
      ? policy.rules[finding.rule]
      : undefined;
  const level: FindingLevel = outside ? 'note' : (asked ?? finding.level);
  return level === finding.level ? finding : { ...finding, level };
}

/**
 * The report with the repository's own policy held against it: findings of the rules `policy-upstream`,
 * `policy-license` and `policy-role` are added, and levels are set. Facts stay as they are, and no finding goes away.
 */
export function applyPolicy(report: AuditReport, policy: Policy): AuditReport {
  const added = identified([
    ...aboutUpstreams(report, policy),
    ...aboutLicenses(report, policy),
    ...aboutRoles(report, policy),
  ]);
  const findings = [...report.findings, ...added]
    .map((finding) => levelled(finding, policy))
    .sort(
      (left, right) =>
        byText(left.path, right.path) ||
        left.range.startLine - right.range.startLine ||
        byText(left.rule, right.rule) ||
        byText(left.id, right.id),
    );
  return { ...report, findings };
}
