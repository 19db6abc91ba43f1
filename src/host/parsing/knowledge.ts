import { type CatalogueIndex, openCatalogueIndex } from '../../catalogue/open-index.ts';
import { type CommonEvidence, openCommonEvidence } from '../../compare/copy/common-evidence.ts';
import { weighWith } from '../../compare/gram-weight.ts';
import { openBank } from '../../compare/sibling-bank.ts';
import { aliasIndex } from '../../credit/alias-index.ts';
import { openSearch, type Searchable } from '../../engine/file/match-print.ts';
import type { Wording } from '../../engine/file/read-file.ts';
import { indexWords } from '../../engine/file/sightings.ts';
import { onlyOfWorld } from '../../lineage/world-projects.ts';
import { joined } from '../../origins/join-worlds.ts';
import type { World } from '../../origins/world.ts';
import { openWorld } from '../../origins/world-format.ts';
import { contentId } from '../git/content-id.ts';
import { loadLicenseIndex } from '../license-index.ts';
import { loadRarity } from './rarity-table.ts';

/** Shared memory of the opened catalogue indexes; `key` tells one set from another. */
export interface SharedCatalogues {
  readonly key: string;
  readonly buffers: readonly ArrayBufferLike[];
  /** Shared memory of the opened worlds. */
  readonly worlds: readonly ArrayBufferLike[];
  /** A bank of the independent implementations that the user named; null where none were. */
  readonly siblings: ArrayBufferLike | null;
}

/** What one thread made of the catalogues, each part when it was first asked for. */
interface Opened {
  readonly key: string;
  readonly indexes: readonly CatalogueIndex[];
  world?: World | null;
  search?: Searchable;
  wording?: Wording;
}

let opened: Opened | null = null;

function openedOf({ key, buffers }: SharedCatalogues): Opened {
  if (opened?.key === key) return opened;
  const indexes = buffers.map((buffer) => {
    const index = openCatalogueIndex(buffer, null);
    if (!index.ok) throw new Error(index.message);
    return index.value;
  });
  opened = { key, indexes };
  return opened;
}

/** Indexes that this thread has open already: they are not opened again. */
export function knowCatalogues({ key }: SharedCatalogues, indexes: readonly CatalogueIndex[]): void {
  if (opened?.key !== key) opened = { key, indexes };
}

/** The opened indexes. */
export function indexesOf(catalogues: SharedCatalogues): readonly CatalogueIndex[] {
  return openedOf(catalogues).indexes;
}

function worldOf(catalogues: SharedCatalogues): World | null {
  const known = openedOf(catalogues);
  if (known.world !== undefined) return known.world;
  known.world = joined(
    catalogues.worlds.map((buffer) => {
      const opened = openWorld(buffer, null);
      if (!opened.ok) throw new Error(opened.message);
      return opened.value;
    }),
  );
  return known.world;
}

function commonOf({ siblings }: SharedCatalogues, weigh: (gram: number) => number): CommonEvidence | null {
  if (siblings === null) return null;
  const bank = openBank(new Uint8Array(siblings).slice());
  if (!bank.ok) throw new Error(bank.message);
  return openCommonEvidence(
    bank.value.map(({ print }) => print),
    weigh,
  );
}

/** What code is compared with. */
export function searchOf(catalogues: SharedCatalogues): Searchable {
  const known = openedOf(catalogues);
  if (known.search === undefined) {
    const weigh = weighWith(loadRarity());
    known.search = openSearch(known.indexes, weigh, worldOf(catalogues), commonOf(catalogues, weigh));
  }
  return known.search;
}

/** What texts are read with. */
export function wordingOf(catalogues: SharedCatalogues): Wording {
  const known = openedOf(catalogues);
  if (known.wording === undefined) {
    const sources = known.indexes.flatMap((index) => index.sources);
    const world = worldOf(catalogues);
    known.wording = {
      licenses: loadLicenseIndex(),
      aliases: aliasIndex(sources, world === null ? [] : onlyOfWorld(world, sources)),
      words: indexWords(sources),
      world,
      holdsBlob: (blob) => known.indexes.some((index) => index.holdsBlob(blob)),
      idOf: (text) => contentId(Buffer.from(text)),
    };
  }
  return known.wording;
}
