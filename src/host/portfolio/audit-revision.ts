import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileEntry, TreeReader } from '../../engine/ports.ts';
import { languageOf } from '../../languages/table.ts';
import type { AuditReport, Decision } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { jsonReport } from '../../mouths/reports/canonical-json.ts';
import { joined } from '../../origins/join-worlds.ts';
import type { IsIdiom } from '../../portfolio/coarse-sample.ts';
import { idiomsOf, modulesOf, type PortfolioModule } from '../../portfolio/module-prints.ts';
import type { AuditCatalogues } from '../audit-opened.ts';
import { readDecisionsFrom } from '../decisions/decision-store.ts';
import { decodeText } from '../files/decode-text.ts';
import { cloneRepository } from '../git/clone-repository.ts';
import { printSource } from '../parsing/print-source.ts';
import { settleReport } from '../policy/settle-report.ts';
import { type ReadTree, runAudit } from '../run-audit.ts';
import type { WorkerPool } from '../threads/pool.ts';
import { isAddress } from './find-revision.ts';
import type { AuditJob } from './queue.ts';

/** A module with the day from which its file is in the repository; null where git does not tell. */
export interface DatedModule extends PortfolioModule {
  readonly since: string | null;
}

export interface AuditedRevision {
  readonly report: AuditReport;
  /** The bytes that `forebear audit TARGET --rev REVISION --no-policy --no-decisions --format json` writes. */
  readonly bytes: Uint8Array;
  readonly modules: readonly DatedModule[];
  /** What the repository itself records as decided: beside the report, never in it. */
  readonly decisions: readonly Decision[];
}

export interface AuditTools {
  readonly pool: WorkerPool;
  readonly catalogues: AuditCatalogues;
}

type AuditTrouble = 'not-audited';

/** Name by which `audit` calls a clone of an address. */
const nameOfAddress = (address: string): string =>
  address
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .at(-1) ?? address;

/** Every module of a revision that is large enough to be found again, and what it records as decided. */
async function readRevision(
  { tree, history }: ReadTree,
  isIdiom: IsIdiom,
  signal: AbortSignal,
): Promise<Pick<AuditedRevision, 'modules' | 'decisions'>> {
  const modules: PortfolioModule[] = [];
  const { files } = await tree.list(signal);
  for (const file of files) {
    signal.throwIfAborted();
    const print = await printOf(file, tree);
    if (print !== null) modules.push(...modulesOf(file.path, print, isIdiom));
  }
  const dates = await history?.firstDates([...new Set(modules.map(({ path }) => path))]);
  const { decisions } = await readDecisionsFrom(tree, signal);
  return {
    decisions,
    modules: modules.map((one) => ({ ...one, since: dates?.get(one.path)?.slice(0, 10) ?? null })),
  };
}

/** The print of a file of code; null for every other file, and for code that the audit too could not read. */
async function printOf(file: FileEntry, tree: TreeReader): Promise<Awaited<ReturnType<typeof printSource>>> {
  if (languageOf(file.path) === null) return null;
  const read = await tree.read(file);
  const text = read.ok ? decodeText(file.path, read.value) : null;
  if (text === null || !text.ok) return null;
  return printSource(file.path, text.value);
}

/** Audits one revision as `forebear audit` does, and reads the modules by which it is found again. */
export async function auditRevision(
  { target, revision }: AuditJob,
  { pool, catalogues }: AuditTools,
  signal: AbortSignal,
): Promise<Result<AuditedRevision, AuditTrouble>> {
  const clone = isAddress(target) ? await mkdtemp(join(tmpdir(), 'forebear-portfolio-')) : null;
  try {
    const root = clone === null ? target : join(clone, 'clone.git');
    if (clone !== null) {
      const cloned = await cloneRepository(target, root, { signal, blobless: false });
      if (!cloned.ok) return failure('not-audited', `it could not be cloned: ${cloned.message}`);
    }
    const reading: { done?: Awaited<ReturnType<typeof readRevision>> } = {};
    const audited = await runAudit(
      {
        root,
        rev: revision,
        pool,
        opened: catalogues,
        cache: false,
        // Git is asked once for both.
        also: async (opened) => {
          const worlds = catalogues.worlds.map((one) => one.world);
          reading.done = await readRevision(opened, idiomsOf(joined(worlds)), signal);
        },
        ...(clone === null ? {} : { name: nameOfAddress(target) }),
      },
      () => {},
      signal,
    );
    if (!audited.ok) return failure('not-audited', audited.message);
    const settled = await settleReport(audited.value, root, null, { policy: false, decisions: false });
    if (!settled.ok) return failure('not-audited', settled.message);
    const { report } = settled.value;
    return reading.done === undefined
      ? failure('not-audited', 'its modules were not read.')
      : success({ report, bytes: new TextEncoder().encode(jsonReport(report)), ...reading.done });
  } finally {
    if (clone !== null) await rm(clone, { recursive: true, force: true });
  }
}
