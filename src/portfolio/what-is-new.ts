import type { ChangeKind, PortfolioChange } from '../model/portfolio.ts';
import type { FindingLevel } from '../model/report.ts';
import { identity } from './identity.ts';
import type { FindingRow, LicenseRow, LineageRow, ReportRows } from './revision-rows.ts';

const LEVELS = ['error', 'warning', 'note'] as const;

interface Draft {
  readonly kind: ChangeKind;
  readonly key: string;
  readonly text: string;
  readonly level?: FindingLevel;
  readonly upstream?: string;
  readonly rule?: string;
}

const describe = (row: LineageRow): string =>
  `${row.name}: ${row.relation}, ${row.strength}, credited: ${row.credited}`;

function strongest(rows: readonly LineageRow[]): ReadonlyMap<string, LineageRow> {
  // A report lists the strongest version of an upstream first.
  const found = new Map<string, LineageRow>();
  for (const row of rows) if (!found.has(row.upstream)) found.set(row.upstream, row);
  return found;
}

function lineageChanges(before: readonly LineageRow[], now: readonly LineageRow[]): readonly Draft[] {
  const old = strongest(before);
  const current = strongest(now);
  const drafts: Draft[] = [];
  for (const [upstream, row] of current) {
    const was = old.get(upstream);
    if (was === undefined)
      drafts.push({ kind: 'lineage-new', key: upstream, upstream, text: `New upstream ${describe(row)}` });
    else if (was.credited !== row.credited)
      drafts.push({
        kind: 'credit-changed',
        key: `${upstream} ${row.credited}`,
        upstream,
        text: `${row.name} is credited: ${row.credited} (before: ${was.credited})`,
      });
  }
  for (const [upstream, row] of old)
    if (!current.has(upstream))
      drafts.push({ kind: 'lineage-gone', key: upstream, upstream, text: `No longer found: ${row.name}` });
  return drafts;
}

function findingChanges(before: readonly FindingRow[], now: readonly FindingRow[]): readonly Draft[] {
  const old = new Set(before.map(({ finding }) => finding));
  const current = new Set(now.map(({ finding }) => finding));
  const draft = (row: FindingRow, kind: ChangeKind, text: string): Draft => ({
    kind,
    key: row.finding,
    text,
    rule: row.rule,
    ...(row.upstream === null ? {} : { upstream: row.upstream }),
    ...(kind === 'finding-new' ? { level: row.level } : {}),
  });
  return [
    ...now
      .filter(({ finding }) => !old.has(finding))
      .map((row) => draft(row, 'finding-new', `${row.level} ${row.rule}: ${row.message}`)),
    ...before
      .filter(({ finding }) => !current.has(finding))
      .map((row) => draft(row, 'finding-gone', `Mended or gone, ${row.rule}: ${row.message}`)),
  ];
}

function licenseChanges(before: readonly LicenseRow[], now: readonly LicenseRow[]): readonly Draft[] {
  const say = (rows: readonly LicenseRow[]): string =>
    [...new Set(rows.filter(({ path }) => !path.includes('/')).map(({ expression }) => expression))]
      .sort()
      .join(', ');
  const [was, is] = [say(before), say(now)];
  if (was === is) return [];
  const text = `Licenses stated at the top: ${is === '' ? 'none' : is} (before: ${was === '' ? 'none' : was})`;
  return [{ kind: 'license-changed', key: `${was}\n${is}`, text }];
}

function firstAudit(now: ReportRows): readonly Draft[] {
  const counts = LEVELS.map((level) => now.findings.filter((one) => one.level === level).length);
  const worst = LEVELS.find((_, at) => (counts[at] ?? 0) > 0);
  const upstreams = new Set(now.lineage.map(({ upstream }) => upstream)).size;
  const text = `First audit: upstreams ${upstreams}, errors ${counts[0]}, warnings ${counts[1]}, notes ${counts[2]}`;
  return [{ kind: 'audited', key: '', text, ...(worst === undefined ? {} : { level: worst }) }];
}

function finished(repository: string, commit: string, draft: Draft): PortfolioChange {
  const { kind, key, text, level = null, upstream = null, rule = null } = draft;
  return { id: identity([repository, commit, kind, key]), kind, level, text, upstream, rule };
}

/**
 * What an audit found that the one before had not, each with an id that a second telling has too.
 * @param before Rows of the last audited revision; null where there was none.
 */
export function whatIsNew(
  repository: string,
  commit: string,
  before: ReportRows | null,
  now: ReportRows,
): readonly PortfolioChange[] {
  const drafts =
    before === null
      ? firstAudit(now)
      : [
          ...lineageChanges(before.lineage, now.lineage),
          ...findingChanges(before.findings, now.findings),
          ...licenseChanges(before.licenses, now.licenses),
        ];
  return drafts.map((draft) => finished(repository, commit, draft));
}

/** A repository that could not be audited, as news. */
export function setAside(repository: string, commit: string, reason: string): PortfolioChange {
  return finished(repository, commit, {
    kind: 'set-aside',
    key: reason,
    text: `Could not be audited: ${reason}`,
    level: 'error',
  });
}
