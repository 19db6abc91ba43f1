import type { FileContent, PageContent, VersionContent } from '../../catalogue/catalogue-content.ts';
import { encodeCatalogueIndex } from '../../catalogue/encode-index.ts';
import { headerFacts } from '../../catalogue/header-facts.ts';
import { factsOf, type UpstreamEntry } from '../../catalogue/upstream-entry.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import type { Progress } from '../../engine/ports.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { cloneHistory } from './clone-cache.ts';
import { type CollectedVersion, collectVersion } from './collect-version.ts';
import { sha256 } from './load-catalogue.ts';
import { locateRepository } from './locate-repository.ts';
import type { CatalogueFolder } from './read-entries.ts';

export interface BuildOptions {
  /** Template of a folder of bare clones, with `{owner}` and `{name}`. */
  readonly mirror?: string | null;
  /** Clone repositories that no mirror holds into the user's cache. */
  readonly fetch: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
  /** Prints one source file; null when its language is not compared. */
  readonly print: (path: string, text: string) => Promise<FilePrint | null>;
  /** SPDX expression that a header states, or ''. */
  readonly licenseOf: (text: string, path?: string) => string;
}

export interface BuiltCatalogue {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Entries that were left out, and why. */
  readonly missing: readonly { readonly id: string; readonly reason: string }[];
}

/** Entries without code have nothing to collect. */
function factsVersion(entry: UpstreamEntry): VersionContent {
  return {
    source: factsOf(entry, new Map()),
    files: [],
    artefacts: [],
    modules: [],
    pages: [],
    notice: null,
  };
}

async function collect(
  entry: UpstreamEntry,
  folder: string,
  options: BuildOptions,
): Promise<Result<CollectedVersion, string>> {
  const place = await locateRepository(entry.repository, entry.alternates ?? [], {
    mirror: options.mirror ?? null,
    bases: [folder],
  });
  if (place.kind === 'absent') return failure('absent', `no repository at ${place.tried.join(' or ')}`);
  if (place.kind !== 'remote') return collectVersion(entry, place, null, options.signal);
  if (!options.fetch) return failure('absent', `no mirror of ${entry.repository}, and fetching is off`);
  const clone = await cloneHistory(place.address, options.signal);
  if (!clone.ok) return clone;
  return collectVersion(entry, { kind: 'git', gitDir: clone.value }, place.address, options.signal);
}

/**
 * Builds the index of a catalogue folder. Nothing in it depends on the clock, the machine or the order of files:
 * the same entries and the same commits give the same bytes.
 */
export async function buildCatalogue(
  catalogue: CatalogueFolder,
  options: BuildOptions,
): Promise<Result<BuiltCatalogue, 'cancelled' | 'empty'>> {
  const versions: VersionContent[] = [];
  const contents = new Map<string, FileContent>();
  const pages = new Map<string, PageContent>();
  const missing: { readonly id: string; readonly reason: string }[] = [];
  let built = '';
  for (const [at, entry] of catalogue.entries.entries()) {
    options.signal?.throwIfAborted();
    options.progress?.(at, catalogue.entries.length, entry.id);
    if (entry.factsOnly) {
      versions.push(factsVersion(entry));
      continue;
    }
    const collected = await collect(entry, catalogue.folder, options);
    if (!collected.ok) {
      missing.push({ id: entry.id, reason: collected.message });
      continue;
    }
    const { version, texts, commitDate } = collected.value;
    versions.push(version);
    for (const page of collected.value.pages) pages.set(page.blob, page);
    const date = commitDate ?? entry.published ?? '';
    if (date !== '' && (built === '' || Date.parse(date) > Date.parse(built))) built = date;
    for (const [blob, { path, text }] of texts) {
      if (contents.has(blob)) continue;
      contents.set(blob, {
        blob,
        header: headerFacts(text, (header) => options.licenseOf(header)),
        print: await options.print(path, text),
      });
    }
  }
  options.progress?.(catalogue.entries.length, catalogue.entries.length, 'writing the index');
  if (versions.length === 0) {
    const reasons = missing.map(({ id, reason }) => `${id}: not indexed: ${reason}`);
    return failure(
      'empty',
      ['no index was written, because no entry could be built.', ...reasons].join('\n'),
    );
  }
  const bytes = encodeCatalogueIndex(
    { id: catalogue.id, built, versions, contents: [...contents.values()], pages: [...pages.values()] },
    sha256,
  );
  return success({ bytes, missing });
}
