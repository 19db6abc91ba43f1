import type { ArtefactFacts } from '../artefacts/configs/artefact-facts.ts';
import type { UpstreamPage } from '../artefacts/prose/compare-pages.ts';
import { hex8 } from '../bytes/hash.ts';
import { fromBytes } from '../bytes/text-bytes.ts';
import { sortedLookup } from '../compare/sorted-lookup.ts';
import type { UnitCorpus } from '../compare/unit-corpus.ts';
import type { FilePrint, NamePrint, UnitPrint } from '../compare/unit-print.ts';
import type { UpstreamHeader, UpstreamNotice } from '../model/evidence.ts';
import type { LineRange } from '../model/report.ts';
import { failure, type Result, success } from '../model/result.ts';
import { ROLES, type Role } from '../model/role.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { VersionFile } from './catalogue-content.ts';
import { type Digest, type IndexFailure, openSections } from './index-format.ts';
import { type IndexMeta, UNIT_KINDS } from './index-meta.ts';
import type { Sections } from './sections.ts';

/** Where a unit stands: one entry for each version that has it. */
export interface UnitOccurrence {
  /** Position in `sources`. */
  readonly source: number;
  readonly path: string;
  readonly symbol: string;
  readonly role: Role;
  readonly range: LineRange;
  /** Git blob id of the file. */
  readonly blob: string;
  /** ISO date from which this state of the file was public, if known. */
  readonly since: string | null;
  /** A commit that has this state. */
  readonly commit: string | null;
}

/** One state of a file of one version, with its units in file order. */
export interface IndexedFile extends VersionFile {
  readonly language: FilePrint['language'] | null;
  readonly header: UpstreamHeader;
  /** Unit numbers, in file order; a unit that stands twice is listed twice. */
  readonly units: Uint32Array;
}

/** A print in the index. */
export interface IndexedUnit {
  readonly id: number;
  readonly kind: UnitPrint['kind'];
  readonly tokens: number;
  readonly digest: string;
  readonly grams: Uint32Array;
  readonly gramLines: Uint16Array;
  readonly names: readonly NamePrint[];
  readonly occurrences: readonly UnitOccurrence[];
}

export interface CatalogueIndex extends UnitCorpus {
  readonly id: string;
  readonly built: string;
  /** Sorted by id. */
  readonly sources: readonly SourceFacts[];
  /** Number of distinct grams. */
  readonly gramCount: number;
  /** Shared memory to hand to workers; `openCatalogueIndex` opens it there without copying. */
  readonly buffer: ArrayBufferLike;
  unit(id: number): IndexedUnit;
  /** The grams of a unit, ascending. */
  gramsOf(id: number): Uint32Array;
  /** Units that hold `gram`, ascending; empty when none does. */
  postings(gram: number): Uint32Array;
  filesOf(source: number): readonly IndexedFile[];
  /** The print of the content with this git blob id, as its language would be printed again; null for any other. */
  printOf(blob: string): FilePrint | null;
  /** Whether some state of some version's file has this git blob id. */
  holdsBlob(blob: string): boolean;
  artefactsOf(source: number): readonly ArtefactFacts[];
  /** Stems of the Python files of this version's tree. */
  modulesOf(source: number): readonly string[];
  /** Front pages and model cards of this version. */
  pagesOf(source: number): readonly UpstreamPage[];
  /** Its NOTICE file; null when it has none. */
  noticeOf(source: number): UpstreamNotice | null;
}

const words = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

function summed(steps: Uint32Array, stepOf: (step: number) => number): readonly number[] {
  let sum = 0;
  return [...steps].map((step) => {
    sum += stepOf(step);
    return sum;
  });
}

/** Undoes the folding of signed numbers into unsigned ones. */
function unfolded(step: number): number {
  return step % 2 === 1 ? -(step + 1) / 2 : step / 2;
}

/** Starts must end at the length of what they cut. */
function endsAt(starts: Uint32Array, count: number, length: number): boolean {
  return starts.length === count + 1 && starts[0] === 0 && starts[count] === length;
}

/** Starts must rise. */
function rises(starts: Uint32Array): boolean {
  for (let at = 1; at < starts.length; at++) if ((starts[at - 1] ?? 0) > (starts[at] ?? 0)) return false;
  return true;
}

function readTables(sections: Sections) {
  return {
    stringStarts: words(sections.stringStarts),
    unitDigests: words(sections.unitDigests),
    unitTokens: words(sections.unitTokens),
    unitGrams: words(sections.unitGrams),
    grams: words(sections.grams),
    gramLines: new Uint16Array(
      sections.gramLines.buffer,
      sections.gramLines.byteOffset,
      sections.gramLines.byteLength / 2,
    ),
    unitNames: words(sections.unitNames),
    nameStrings: words(sections.nameStrings),
    nameContexts: words(sections.nameContexts),
    contexts: words(sections.contexts),
    unitPlaces: words(sections.unitPlaces),
    placeContents: words(sections.placeContents),
    placeSymbols: words(sections.placeSymbols),
    placeLines: words(sections.placeLines),
    contentStarts: words(sections.contentStarts),
    contentPlaces: words(sections.contentPlaces),
    keys: words(sections.keys),
    keyStarts: words(sections.keyStarts),
    postings: words(sections.postings),
    pageStarts: words(sections.pageStarts),
    pageRuns: words(sections.pageRuns),
    pagePlaces: words(sections.pagePlaces),
    pageLines: words(sections.pageLines),
  };
}

function isWhole(meta: IndexMeta): boolean {
  const lists: readonly unknown[] = [
    meta.versions,
    meta.contents,
    meta.pages,
    ...meta.versions.flatMap((version) => [version.files, version.pages, version.artefacts, version.modules]),
  ];
  return lists.every(Array.isArray) && meta.versions.every((version) => typeof version.source === 'object');
}

type Tables = ReturnType<typeof readTables>;

/** Whether tables belong together: their lengths, and with `all` what is in them. */
function isSound(tables: Tables, sections: Sections, { contents, pages }: IndexMeta, all: boolean): boolean {
  const units = tables.unitTokens.length;
  const places = tables.placeContents.length;
  const fits = (starts: Uint32Array, count: number, length: number): boolean =>
    endsAt(starts, count, length) && (!all || rises(starts));
  return (
    tables.unitDigests.length === units * 2 &&
    sections.unitKinds.length === units &&
    tables.gramLines.length === tables.grams.length &&
    tables.placeSymbols.length === places &&
    tables.placeLines.length === places * 2 &&
    sections.placeRoles.length === places &&
    tables.contentPlaces.length === places &&
    fits(tables.stringStarts, tables.stringStarts.length - 1, sections.stringBytes.length) &&
    fits(tables.unitGrams, units, tables.grams.length) &&
    fits(tables.unitNames, units, tables.nameStrings.length) &&
    fits(tables.nameContexts, tables.nameStrings.length, tables.contexts.length) &&
    fits(tables.unitPlaces, units, places) &&
    fits(tables.contentStarts, contents.length, places) &&
    fits(tables.keyStarts, tables.keys.length, tables.postings.length) &&
    fits(tables.pageStarts, pages.length, tables.pageRuns.length) &&
    tables.pagePlaces.length === tables.pageRuns.length &&
    tables.pageLines.length === tables.pageRuns.length
  );
}

/**
 * Opens an index: a file is checked by `digest` (SHA-256, hex) and unpacked once into shared memory; such memory
 * (`buffer` of an opened index, or a file that was written open) is used as it is. With null neither its checksum nor
 * every number of its tables is looked at: for bytes just built, or checked before. A damaged, foreign or outdated file
 * is refused with one sentence.
 */
export function openCatalogueIndex(
  buffer: ArrayBufferLike,
  digest: Digest | null,
): Result<CatalogueIndex, IndexFailure> {
  const split = openSections(buffer, digest);
  if (!split.ok) return split;
  const { sections } = split.value;
  const tables = readTables(sections);
  let meta: IndexMeta;
  try {
    meta = JSON.parse(fromBytes(sections.meta)) as IndexMeta;
    if (!isWhole(meta) || !isSound(tables, sections, meta, digest !== null)) throw new Error('unsound');
  } catch {
    return failure('damaged', 'the index is damaged: get it anew, or run "forebear catalogue build".');
  }

  const texts: (string | undefined)[] = new Array(tables.stringStarts.length - 1);
  const text = (number: number): string => {
    const known = texts[number];
    if (known !== undefined) return known;
    const [start, end] = [tables.stringStarts[number], tables.stringStarts[number + 1]];
    const read = fromBytes(sections.stringBytes.subarray(start, end));
    texts[number] = read;
    return read;
  };

  /** Content number -> the versions and paths that have it. */
  const holders: Pick<UnitOccurrence, 'source' | 'path' | 'since' | 'commit'>[][] = meta.contents.map(
    () => [],
  );
  for (const [source, version] of meta.versions.entries()) {
    for (const [content, path, , , since, commit] of version.files) {
      holders[content]?.push({ source, path, since, commit });
    }
  }
  const cutUnits = new Uint32Array(tables.placeContents.length);
  for (let unit = 0; unit < tables.unitTokens.length; unit++) {
    cutUnits.fill(unit, tables.unitPlaces[unit], tables.unitPlaces[unit + 1]);
  }

  const kindOf = (unit: number): UnitPrint['kind'] => UNIT_KINDS[sections.unitKinds[unit] ?? 0] ?? 'function';
  const digestOf = (unit: number): string =>
    hex8(tables.unitDigests[unit * 2] ?? 0) + hex8(tables.unitDigests[unit * 2 + 1] ?? 0);
  const gramLinesOf = (unit: number): Uint16Array =>
    tables.gramLines.subarray(tables.unitGrams[unit], tables.unitGrams[unit + 1]);
  const roleAt = (place: number): Role => ROLES[sections.placeRoles[place] ?? 0] ?? 'other';
  const rangeAt = (place: number): LineRange => ({
    startLine: tables.placeLines[place * 2] ?? 0,
    endLine: tables.placeLines[place * 2 + 1] ?? 0,
  });

  const occurrences = (unit: number): UnitOccurrence[] => {
    const found: UnitOccurrence[] = [];
    for (let at = tables.unitPlaces[unit] ?? 0; at < (tables.unitPlaces[unit + 1] ?? 0); at++) {
      const content = tables.placeContents[at] ?? 0;
      const symbol = text(tables.placeSymbols[at] ?? 0);
      const role = roleAt(at);
      const range = rangeAt(at);
      const blob = meta.contents[content]?.blob ?? '';
      for (const { source, path, since, commit } of holders[content] ?? [])
        found.push({ source, path, symbol, role, range, since, blob, commit });
    }
    return found;
  };

  /** Places of a content, in the order of the file. */
  const placesOf = (content: number): Uint32Array =>
    tables.contentPlaces.subarray(tables.contentStarts[content], tables.contentStarts[content + 1]);

  const gramsOf = (unit: number): Uint32Array =>
    tables.grams
      .subarray(tables.unitGrams[unit], tables.unitGrams[unit + 1])
      .map((position) => tables.keys[position] ?? 0);

  const names = (unit: number): NamePrint[] => {
    const found: NamePrint[] = [];
    for (let at = tables.unitNames[unit] ?? 0; at < (tables.unitNames[unit + 1] ?? 0); at++) {
      found.push({
        name: text(tables.nameStrings[at] ?? 0),
        contexts: tables.contexts.subarray(tables.nameContexts[at], tables.nameContexts[at + 1]),
      });
    }
    return found;
  };

  const page = (number: number, path: string, since: string | null): UpstreamPage => {
    const [from, to] = [tables.pageStarts[number] ?? 0, tables.pageStarts[number + 1] ?? 0];
    return {
      path,
      since,
      words: meta.pages[number]?.words ?? 0,
      runs: [...tables.pageRuns.subarray(from, to)],
      places: summed(tables.pagePlaces.subarray(from, to), (step) => step),
      lines: summed(tables.pageLines.subarray(from, to), unfolded),
    };
  };

  let contents: ReadonlyMap<string, number> | null = null;
  /** Contents by blob id. Those of notebooks are left out: what they print is not the text that the id is of. */
  const contentOf = (blob: string): number | undefined => {
    contents ??= new Map(
      meta.contents.flatMap((content, number) =>
        holders[number]?.some(({ path }) => path.endsWith('.ipynb')) ? [] : [[content.blob, number] as const],
      ),
    );
    return contents.get(blob);
  };

  const unitAt = (place: number): UnitPrint => {
    const id = cutUnits[place] ?? 0;
    return {
      symbol: text(tables.placeSymbols[place] ?? 0),
      kind: kindOf(id),
      role: roleAt(place),
      range: rangeAt(place),
      tokens: tables.unitTokens[id] ?? 0,
      digest: digestOf(id),
      grams: gramsOf(id),
      gramLines: gramLinesOf(id),
      get names() {
        return names(id);
      },
    };
  };

  let artefacts: readonly ArtefactFacts[] | null = null;
  const positionOf = sortedLookup(tables.keys);

  return success({
    id: meta.id,
    built: meta.built,
    sources: meta.versions.map((version) => version.source),
    unitCount: tables.unitTokens.length,
    gramCount: tables.keys.length,
    buffer: split.value.buffer,
    unit: (id) => ({
      id,
      kind: kindOf(id),
      tokens: tables.unitTokens[id] ?? 0,
      digest: digestOf(id),
      get grams() {
        return gramsOf(id);
      },
      gramLines: gramLinesOf(id),
      get names() {
        return names(id);
      },
      get occurrences() {
        return occurrences(id);
      },
    }),
    gramsOf,
    tokensOf: (id) => tables.unitTokens[id] ?? 0,
    keys: tables.keys,
    positionOf,
    keyStarts: tables.keyStarts,
    holders: tables.postings,
    unitStarts: tables.unitGrams,
    positions: tables.grams,
    postings: (gram) => {
      const key = positionOf(gram);
      return key < 0
        ? tables.postings.subarray(0, 0)
        : tables.postings.subarray(tables.keyStarts[key], tables.keyStarts[key + 1]);
    },
    holdsBlob: (blob) => contentOf(blob) !== undefined,
    printOf: (blob) => {
      const content = contentOf(blob);
      const { language = null, damage = 0 } = meta.contents[content ?? -1] ?? {};
      if (content === undefined || language === null) return null;
      return { language, units: Array.from(placesOf(content), unitAt), damage };
    },
    filesOf: (source) =>
      (meta.versions[source]?.files ?? []).flatMap(([content, path, role, firstCommitted, since, commit]) => {
        const held = meta.contents[content];
        if (held === undefined) return [];
        const { blob, language, header } = held;
        const units = placesOf(content).map((place) => cutUnits[place] ?? 0);
        return [{ path, role, blob, firstCommitted, since, commit, language, header, units }];
      }),
    artefactsOf: (source) => {
      artefacts ??= JSON.parse(fromBytes(sections.artefacts)) as readonly ArtefactFacts[];
      const all = artefacts;
      return (meta.versions[source]?.artefacts ?? []).flatMap((number) => all[number] ?? []);
    },
    modulesOf: (source) => meta.versions[source]?.modules ?? [],
    pagesOf: (source) =>
      (meta.versions[source]?.pages ?? []).map(([number, path, since]) => page(number, path, since)),
    noticeOf: (source) => meta.versions[source]?.notice ?? null,
  });
}
