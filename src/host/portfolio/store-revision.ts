import { createHash } from 'node:crypto';
import type { PortfolioChange } from '../../model/portfolio.ts';
import type { ModulePrint } from '../../portfolio/module-prints.ts';
import { type ReportRows, reportRows } from '../../portfolio/revision-rows.ts';
import {
  FINDINGS_OF,
  FORGET,
  FORGET_REVISION,
  HOLD_CHANGES,
  LICENSES_OF,
  LINEAGE_OF,
  LOCK_REPOSITORY,
  SET_ASIDE,
  SETTLE_REPOSITORY,
  WRITE_CHANGES,
  WRITE_DECISIONS,
  WRITE_FINDINGS,
  WRITE_LICENSES,
  WRITE_LINEAGE,
  WRITE_MODULES,
  WRITE_PRINTS,
  WRITE_REVISION,
} from '../../portfolio/statements/store.ts';
import { storable, storableOrNull } from '../../portfolio/storable-text.ts';
import { setAside, whatIsNew } from '../../portfolio/what-is-new.ts';
import type { AuditedRevision, DatedModule } from './audit-revision.ts';
import { type Query, textOf } from './database.ts';

/** One column of a list of rows, as a parameter. */
const column = <T, V>(rows: readonly T[], cellOf: (row: T, at: number) => V): V[] => rows.map(cellOf);

const places = (rows: readonly unknown[]): number[] => rows.map((_, at) => at);

/** A list of integers as the text of a database's array. */
const arrayText = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

async function rowsBefore(query: Query, repository: number): Promise<ReportRows> {
  const lineage = await query(LINEAGE_OF, [repository]);
  const findings = await query(FINDINGS_OF, [repository]);
  const licenses = await query(LICENSES_OF, [repository]);
  return { lineage, findings, licenses } as unknown as ReportRows;
}

async function writeReportRows(
  query: Query,
  repository: number,
  { lineage, findings, licenses }: ReportRows,
): Promise<void> {
  await query(WRITE_LINEAGE, [
    repository,
    places(lineage),
    ...(['upstream', 'version', 'name', 'home', 'strength', 'relation', 'credited'] as const).map((key) =>
      column(lineage, (row) => row[key]),
    ),
    column(lineage, ({ claimed }) => claimed),
    column(lineage, ({ modules }) => modules),
  ]);
  await query(WRITE_FINDINGS, [
    repository,
    places(findings),
    ...(['finding', 'rule', 'level', 'message', 'path', 'line', 'upstream', 'duty'] as const).map((key) =>
      column(findings, (row) => row[key]),
    ),
  ]);
  await query(WRITE_LICENSES, [
    repository,
    ...(['path', 'slot', 'expression'] as const).map((key) => column(licenses, (row) => row[key])),
  ]);
}

/** The role of a module is that of the audited one that it lies in. */
function roleOf({ path, range }: DatedModule, { report }: AuditedRevision): string {
  const around = report.modules.find(
    (one) =>
      one.path === path && one.range.startLine <= range.startLine && range.endLine <= one.range.endLine,
  );
  return around?.role ?? 'other';
}

async function writeModules(query: Query, repository: number, audited: AuditedRevision): Promise<void> {
  const { modules } = audited;
  const prints = [...new Map<number, ModulePrint>(modules.map(({ print }) => [print.id, print])).values()];
  prints.sort((a, b) => a.id - b.id);
  await query(WRITE_PRINTS, [
    column(prints, ({ id }) => id),
    column(prints, ({ features }) => features),
    column(prints, ({ own }) => own),
    column(prints, ({ coarse }) => arrayText(coarse)),
    column(prints, ({ sample }) => arrayText(sample)),
  ]);
  await query(WRITE_MODULES, [
    repository,
    column(modules, ({ print }) => print.id),
    column(modules, ({ path }) => storable(path)),
    column(modules, ({ symbol }) => storable(symbol)),
    column(modules, (one) => roleOf(one, audited)),
    column(modules, ({ range }) => range.startLine),
    column(modules, ({ range }) => range.endLine),
    column(modules, ({ tokens }) => tokens),
    column(modules, ({ since }) => since),
  ]);
}

async function writeChanges(
  query: Query,
  repository: number,
  revision: string,
  changes: readonly PortfolioChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await query(HOLD_CHANGES);
  await query(WRITE_CHANGES, [
    repository,
    revision,
    places(changes),
    ...(['id', 'kind', 'level', 'text', 'upstream', 'rule'] as const).map((key) =>
      column(changes, (change) => (change[key] === null ? null : storable(String(change[key])))),
    ),
  ]);
}

/** Where an audited revision belongs. */
export interface RevisionPlace {
  readonly repository: number;
  readonly revision: string;
  /** What decided the result beside the revision: version of the tool and its catalogues. */
  readonly key: string;
}

/**
 * Writes an audited revision in the place of the one before, inside one transaction. To write the same again changes
 * nothing. Answers what is new.
 */
export async function storeRevision(
  query: Query,
  { repository, revision, key }: RevisionPlace,
  audited: AuditedRevision,
): Promise<readonly PortfolioChange[]> {
  const [known] = await query(LOCK_REPOSITORY, [repository]);
  if (known === undefined) return [];
  const { report, bytes } = audited;
  const before = textOf(known, 'revision') === '' ? null : await rowsBefore(query, repository);
  const rows = reportRows(report);
  const changes = whatIsNew(String(repository), revision, before, rows);
  const counts = (['error', 'warning', 'note'] as const).map(
    (level) => rows.findings.filter((one) => one.level === level).length,
  );
  await query(FORGET_REVISION, [repository, revision]);
  await query(WRITE_REVISION, [
    repository,
    revision,
    report.partial,
    key,
    bytes,
    createHash('sha256').update(bytes).digest('hex'),
    audited.modules.length,
    ...counts,
  ]);
  for (const statement of FORGET) await query(statement, [repository]);
  await writeReportRows(query, repository, rows);
  await query(WRITE_DECISIONS, [
    repository,
    column(audited.decisions, ({ finding }) => storable(finding)),
    column(audited.decisions, ({ state }) => state),
    column(audited.decisions, ({ until }) => storableOrNull(until)),
    column(audited.decisions, ({ note }) => storable(note)),
  ]);
  await writeModules(query, repository, audited);
  await writeChanges(query, repository, revision, changes);
  await query(SETTLE_REPOSITORY, [
    repository,
    report.partial ? 'partial' : 'done',
    revision,
    storableOrNull(report.target.firstCommitDate?.slice(0, 10)),
    key,
  ]);
  return changes;
}

/** Records that a revision could not be audited. */
export async function storeFailure(
  query: Query,
  { repository, revision }: Pick<RevisionPlace, 'repository' | 'revision'>,
  reason: string,
): Promise<void> {
  await query(LOCK_REPOSITORY, [repository]);
  await query(SET_ASIDE, [repository, storable(reason), revision]);
  await writeChanges(query, repository, revision, [setAside(String(repository), revision, reason)]);
}
