import { createHash } from 'node:crypto';
import type { CatalogueFacts } from '../../engine/ports.ts';
import type { UpstreamHeader } from '../../model/evidence.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import { builtInCommon, builtInModels } from './built-in-models.ts';
import { catalogueContentId } from './catalogue-content-id.ts';
import type { LoadedCatalogue } from './load-catalogue.ts';

/** Names of the catalogues, then twelve digits of a hash of what they say. */
function reportedId(catalogues: readonly LoadedCatalogue[]): string {
  const contents = catalogues.map(({ index }) => catalogueContentId(index)).join('\n');
  const names = catalogues.map(({ index }) => index.id).join('+');
  return `${names}-${createHash('sha256').update(contents).digest('hex').slice(0, 12)}`;
}

/** The facts of several opened catalogues as one; of two versions with one id the first catalogue's stands. */
export function catalogueFacts(catalogues: readonly LoadedCatalogue[]): CatalogueFacts {
  const places = new Map<string, { readonly catalogue: LoadedCatalogue; readonly number: number }>();
  const sources = new Map<string, SourceFacts>();
  const headers = new Map<string, ReadonlyMap<string, readonly UpstreamHeader[]>>();
  for (const catalogue of catalogues) {
    catalogue.index.sources.forEach((source, number) => {
      if (sources.has(source.id)) return;
      sources.set(source.id, factsAlone(source));
      places.set(source.id, { catalogue, number });
    });
  }
  /** Headers of a version's files by path, one for each of its states. */
  const headersIn = (version: string): ReadonlyMap<string, readonly UpstreamHeader[]> => {
    const known = headers.get(version);
    if (known !== undefined) return known;
    const place = places.get(version);
    const found = new Map<string, UpstreamHeader[]>();
    for (const { path, header } of place?.catalogue.index.filesOf(place.number) ?? []) {
      const states = found.get(path) ?? [];
      states.push(header);
      found.set(path, states);
    }
    headers.set(version, found);
    return found;
  };
  const versionsOf = (project: string | undefined): readonly string[] =>
    [...sources.values()].filter((source) => source.project === project).map((source) => source.id);
  return {
    id: reportedId(catalogues),
    built:
      catalogues
        .map(({ index }) => index.built)
        .sort()
        .at(-1) ?? '',
    sources,
    artefacts: kept(() =>
      [...sources.values()].map((source) => {
        const place = places.get(source.id);
        return {
          project: source.project,
          version: source.id,
          name: source.name,
          published: source.published,
          facts: place?.catalogue.index.artefactsOf(place.number) ?? [],
          modules: place?.catalogue.index.modulesOf(place.number) ?? [],
        };
      }),
    ),
    headersOf: (version, path) => {
      const others = versionsOf(sources.get(version)?.project).filter((one) => one !== version);
      return [version, ...others].flatMap((one) => headersIn(one).get(path) ?? []);
    },
    noticeOf: (version) => {
      const place = places.get(version);
      return place?.catalogue.index.noticeOf(place.number) ?? null;
    },
    models: builtInModels,
    common: builtInCommon,
    pages: kept(() =>
      [...sources.values()].map((source) => {
        const place = places.get(source.id);
        return {
          project: source.project,
          organisation: source.organisation,
          version: source.id,
          name: source.name,
          published: source.published,
          pages: place?.catalogue.index.pagesOf(place.number) ?? [],
        };
      }),
    ),
  };
}

/** What is worked out once, when it is first wanted: an open catalogue does not change. */
function kept<T>(make: () => T): () => T {
  let answer: { readonly value: T } | null = null;
  return () => {
    answer ??= { value: make() };
    return answer.value;
  };
}

/** A hand-written entry may name its JSON Schema; that is for editors and no fact. */
function factsAlone(source: SourceFacts): SourceFacts {
  const { $schema: _, ...facts } = source as SourceFacts & { readonly $schema?: string };
  return facts;
}
