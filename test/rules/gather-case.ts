import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogueIndex } from '../../src/catalogue/open-index.ts';
import { type Gathered, readTree, withHistory } from '../../src/engine/gather.ts';
import { type AuditCatalogues, openAuditCatalogues, portsOf } from '../../src/host/audit-opened.ts';
import { buildCatalogue } from '../../src/host/catalogue/build-catalogue.ts';
import { catalogueFacts } from '../../src/host/catalogue/catalogue-facts.ts';
import { readEntries } from '../../src/host/catalogue/read-entries.ts';
import { openWorkTree } from '../../src/host/files/work-tree.ts';
import { openHistory } from '../../src/host/git/history.ts';
import { loadLicenseIndex } from '../../src/host/license-index.ts';
import { printSource } from '../../src/host/parsing/print-source.ts';
import { openPool } from '../../src/host/threads/pool.ts';
import { runTask } from '../../src/host/threads/run-task.ts';
import { combinedExpression, detectLicenses } from '../../src/licenses/detect.ts';
import { success } from '../../src/model/result.ts';
import type { RuleCase } from './case-file.ts';
import { UPSTREAM, writeRepository, writeUpstream } from './write-case.ts';

/** What an audit of a case has read, before anything is chosen or judged. */
export interface GatheredCase {
  readonly gathered: Gathered;
  /** Index of the case's upstream; null where only the built-in catalogue is known. */
  readonly index: Uint8Array | null;
}

/** Indexes by what the upstream is. */
const indexes = new Map<string, Uint8Array>();

async function indexOf(upstream: RuleCase['upstream'], folder: string): Promise<Uint8Array> {
  const key = JSON.stringify(upstream);
  const known = indexes.get(key);
  if (known !== undefined) return known;
  const entries = await readEntries(join(folder, 'catalogue'));
  assert.ok(entries.ok, entries.ok ? '' : entries.message);
  const built = await buildCatalogue(entries.value, {
    fetch: false,
    print: printSource,
    licenseOf: (header) => combinedExpression(detectLicenses(loadLicenseIndex(), 'header', header)),
  });
  assert.ok(built.ok);
  indexes.set(key, built.value.bytes);
  return built.value.bytes;
}

/** The built-in catalogue and world, and beside them the index of a case's upstream where it has one. */
export async function cataloguesOf(
  index: Uint8Array | null,
  builtIn: AuditCatalogues | null = null,
): Promise<AuditCatalogues> {
  const opened = builtIn === null ? await openAuditCatalogues([]) : success(builtIn);
  assert.ok(opened.ok, opened.ok ? '' : opened.message);
  if (index === null) return opened.value;
  const own = openCatalogueIndex(new Uint8Array(index).buffer, null);
  assert.ok(own.ok, own.ok ? '' : own.message);
  const loaded = [...opened.value.loaded, { path: 'upstream', index: own.value }];
  return {
    ...opened.value,
    loaded,
    facts: catalogueFacts(loaded),
    key: createHash('sha256').update(index).digest('hex'),
  };
}

/** Reads the repository of a case, on this thread. */
export async function gatherCase(one: RuleCase): Promise<GatheredCase> {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-case-'));
  writeUpstream(one.upstream, folder);
  const repository = writeRepository(one, join(folder, 'upstream', UPSTREAM));
  const pool = openPool(1, { here: runTask });
  const { signal } = new AbortController();
  try {
    const index = one.upstream === undefined ? null : await indexOf(one.upstream, folder);
    const tree = await openWorkTree(repository.dir, { signal });
    assert.ok(tree.ok);
    const history = await openHistory(repository.dir, 'HEAD', { signal });
    const ports = portsOf(
      {
        tree: { ...tree.value, name: 'case' },
        history: history.commit === null ? null : history,
        catalogues: await cataloguesOf(index),
        pool,
        cache: null,
      },
      () => {},
      signal,
    );
    return { gathered: await withHistory(await readTree(ports, () => {}, signal), ports), index };
  } finally {
    await pool.close();
    repository.remove();
    rmSync(folder, { recursive: true });
  }
}
