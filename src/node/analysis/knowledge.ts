import type { Knowledge } from '../../core/analysis/analyse-file.ts';
import { openSearch } from '../../core/analysis/match-print.ts';
import { indexWords } from '../../core/analysis/sightings.ts';
import { aliasIndex } from '../../core/attribution/alias-index.ts';
import { weighWith } from '../../core/similarity/gram-weight.ts';
import type { CatalogueIndex } from '../../core/upstreams/open-index.ts';
import { loadRarity } from './rarity-table.ts';

/** Opens everything that the analysis of files needs, over the given catalogues. */
export function openKnowledge(indexes: readonly CatalogueIndex[]): Knowledge {
  const sources = indexes.flatMap((index) => index.sources);
  return {
    search: openSearch(indexes, weighWith(loadRarity())),
    aliases: aliasIndex(sources),
    words: indexWords(sources),
  };
}
