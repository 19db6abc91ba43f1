import type { CatalogueIndex } from '../../catalogue/open-index.ts';

export interface VersionCheck {
  readonly id: string;
  readonly state: 'same' | 'different' | 'not-rebuilt' | 'not-in-index' | 'not-in-entries';
  readonly detail: string;
}

/** Everything that an index holds of one version, in a form that can be compared. */
function contentOf(index: CatalogueIndex, source: number): readonly string[] {
  const parts = [JSON.stringify(index.sources[source])];
  for (const file of index.filesOf(source)) {
    const { units, ...facts } = file;
    parts.push(JSON.stringify(facts));
    for (const number of units) {
      const unit = index.unit(number);
      const places = unit.occurrences.filter((place) => place.source === source);
      parts.push(
        JSON.stringify([unit.kind, unit.tokens, unit.digest, places]),
        unit.grams.join(','),
        unit.gramLines.join(','),
        unit.names.map((name) => `${name.name}:${name.contexts.join(',')}`).join(';'),
      );
    }
  }
  parts.push(
    JSON.stringify(index.artefactsOf(source)),
    JSON.stringify(index.modulesOf(source)),
    JSON.stringify(index.pagesOf(source)),
    JSON.stringify(index.noticeOf(source)),
  );
  return parts;
}

/**
 * Compares a rebuilt index with the one in use, version by version: what decides when some repositories cannot
 * be had and the bytes as a whole therefore differ.
 */
export function compareIndexes(
  kept: CatalogueIndex,
  rebuilt: CatalogueIndex,
  missing: ReadonlyMap<string, string>,
): readonly VersionCheck[] {
  const keptAt = new Map(kept.sources.map((source, at) => [source.id, at] as const));
  const rebuiltAt = new Map(rebuilt.sources.map((source, at) => [source.id, at] as const));
  const ids = [...new Set([...keptAt.keys(), ...rebuiltAt.keys(), ...missing.keys()])].sort();
  return ids.map((id): VersionCheck => {
    const reason = missing.get(id);
    if (reason !== undefined) return { id, state: 'not-rebuilt', detail: reason };
    const was = keptAt.get(id);
    const is = rebuiltAt.get(id);
    if (was === undefined) return { id, state: 'not-in-index', detail: 'the entry is newer than the index' };
    if (is === undefined) return { id, state: 'not-in-entries', detail: 'the index holds it, no entry does' };
    const before = contentOf(kept, was);
    const after = contentOf(rebuilt, is);
    const same = before.length === after.length && before.every((part, at) => part === after[at]);
    return { id, state: same ? 'same' : 'different', detail: same ? '' : 'facts or prints differ' };
  });
}
