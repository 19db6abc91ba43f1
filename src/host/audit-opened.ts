import { type Audited, audit, auditAgain } from '../engine/audit.ts';
import type { AuditPorts, CatalogueFacts, HistoryReader, Progress, TreeReader } from '../engine/ports.ts';
import type { AuditReport } from '../model/report.ts';
import { failure, type Result, success } from '../model/result.ts';
import { joined } from '../origins/join-worlds.ts';
import type { World } from '../origins/world.ts';
import { catalogueContentId } from './catalogue/catalogue-content-id.ts';
import { catalogueFacts } from './catalogue/catalogue-facts.ts';
import { builtInCatalogue, type LoadedCatalogue, loadCatalogues } from './catalogue/load-catalogue.ts';
import { analyseTree } from './parsing/analyse-tree.ts';
import { knowCatalogues } from './parsing/knowledge.ts';
import type { SharedSiblings } from './siblings/read-siblings.ts';
import type { AnalysisCache } from './store/analyses.ts';
import type { WorkerPool } from './threads/pool.ts';
import type { Against } from './world/against.ts';
import { builtInWorld, type LoadedWorld, loadWorld } from './world/open-world.ts';

/** The catalogues of an audit. */
export interface AuditCatalogues {
  readonly loaded: readonly LoadedCatalogue[];
  readonly facts: CatalogueFacts;
  /** Who had what first: the built-in world, where there is one, and what the audit is held against. */
  readonly worlds: readonly LoadedWorld[];
  /** Independent implementations that matches are held against; null where none were named. */
  readonly siblings: SharedSiblings | null;
  /** Tells one set of catalogues, worlds and siblings from another, by their contents. */
  readonly key: string;
}

/** Opens the built-in catalogue, those at `paths`, and what is held against beside the built-in world. */
export async function openAuditCatalogues(
  paths: readonly string[],
  readAgainst: (builtIn: World | null) => Promise<Result<Against, 'absent'>> | null = () => null,
): Promise<Result<AuditCatalogues, 'catalogue'>> {
  const loaded = await loadCatalogues([builtInCatalogue(), ...paths]);
  if (!loaded.ok) return failure('catalogue', loaded.message);
  const world = await loadWorld(builtInWorld());
  if (!world.ok && world.reason !== 'absent') return failure('catalogue', world.message);
  const read = await readAgainst(world.ok ? world.value.world : null);
  if (read?.ok === false) return failure('catalogue', read.message);
  const against = read?.value ?? null;
  const catalogues = [...loaded.value, ...(against?.catalogue == null ? [] : [against.catalogue])];
  const worlds = [...(world.ok ? [world.value] : []), ...(against === null ? [] : [against.world])];
  const key = [
    ...catalogues.map(({ index }) => catalogueContentId(index)),
    ...worlds.map((one) => one.world.id),
  ].join(' ');
  return success({ loaded: catalogues, facts: catalogueFacts(catalogues), worlds, siblings: null, key });
}

/** The same catalogues, with what matches are held against. */
export const withSiblings = (catalogues: AuditCatalogues, siblings: SharedSiblings): AuditCatalogues => ({
  ...catalogues,
  siblings,
  key: `${catalogues.key} siblings:${siblings.key}`,
});

/** What an audit works with once everything is open. */
export interface OpenedAudit {
  readonly tree: TreeReader;
  readonly history: HistoryReader | null | Promise<HistoryReader | null>;
  readonly catalogues: AuditCatalogues;
  readonly pool: WorkerPool;
  readonly cache: AnalysisCache | null;
}

/** What an audit asks of this machine. */
export function portsOf(
  { tree, history, catalogues, pool, cache }: OpenedAudit,
  progress: Progress,
  signal: AbortSignal,
): AuditPorts {
  const indexes = catalogues.loaded.map(({ index }) => index);
  const shared = {
    key: catalogues.key,
    buffers: indexes.map(({ buffer }) => buffer),
    worlds: catalogues.worlds.map(({ buffer }) => buffer),
    siblings: catalogues.siblings?.buffer ?? null,
  };
  knowCatalogues(shared, indexes);
  return {
    tree,
    history,
    catalogue: catalogues.facts,
    world: joined(catalogues.worlds.map((one) => one.world)),
    analyse: (entries) =>
      analyseTree(tree, entries, {
        pool,
        catalogues: shared,
        cache,
        progress,
        signal,
      }),
    historyFacts: async (paths) => {
      const known = await history;
      if (known === null) return null;
      const dates = await known.firstDates(paths);
      const touches = await known.commitsTo(paths);
      return {
        authors: await known.authors(),
        arrivals: new Map(
          paths.map((path) => [path, { date: dates.get(path) ?? null, commits: touches.get(path) ?? 0 }]),
        ),
        commits: await known.commits(),
      };
    },
  };
}

/** Audits what was opened. Cancelling rejects with the signal's reason. */
export const auditOpened = (
  opened: OpenedAudit,
  progress: Progress,
  signal: AbortSignal,
): Promise<AuditReport> => audit(portsOf(opened, progress, signal), progress, signal);

/** The same after an earlier audit of the tree, made with the same commit and the same catalogues. */
export const auditOpenedAgain = (
  opened: OpenedAudit,
  progress: Progress,
  signal: AbortSignal,
  before: Audited | null,
): Promise<Audited> => auditAgain(portsOf(opened, progress, signal), progress, signal, before);
