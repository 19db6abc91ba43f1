import { toBytes } from '../bytes/text-bytes.ts';
import type { UnitPrint } from '../compare/unit-print.ts';
import { ROLES } from '../model/role.ts';
import { byText } from '../model/text-order.ts';
import type { CatalogueContent } from './catalogue-content.ts';
import { type Digest, joinSections } from './index-format.ts';
import { type IndexMeta, UNIT_KINDS } from './index-meta.ts';

const bytesOf = (array: Uint8Array | Uint16Array | Uint32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const words = (numbers: readonly number[]): Uint8Array => bytesOf(Uint32Array.from(numbers));

/** n+1 running totals of `lengths`. */
function starts(lengths: readonly number[]): Uint8Array {
  const result = new Uint32Array(lengths.length + 1);
  for (const [at, length] of lengths.entries()) result[at + 1] = (result[at] ?? 0) + length;
  return bytesOf(result);
}

/** Each number less the one before it. */
function steps(numbers: readonly number[]): readonly number[] {
  return numbers.map((number, at) => number - (numbers[at - 1] ?? 0));
}

/** Signed numbers as small unsigned ones. */
function folded(step: number): number {
  return step < 0 ? -2 * step - 1 : 2 * step;
}

function joined(arrays: readonly (Uint8Array | Uint16Array | Uint32Array)[]): Uint8Array {
  const total = arrays.reduce((sum, array) => sum + array.byteLength, 0);
  const result = new Uint8Array(total);
  let at = 0;
  for (const array of arrays) {
    result.set(bytesOf(array), at);
    at += array.byteLength;
  }
  return result;
}

/** Numbers distinct values in order of first appearance. */
function numberer<T>(keyOf: (value: T) => string): { of(value: T): number; readonly values: T[] } {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of: (value) => {
      const key = keyOf(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

/** Two units are one entry when everything but their place is equal. */
function unitKey(unit: UnitPrint): string {
  const names = unit.names.map((name) => `${name.name}:${name.contexts.join(',')}`).join(';');
  return `${unit.digest}|${unit.kind}|${unit.tokens}|${unit.gramLines.join(',')}|${names}`;
}

interface Place {
  readonly content: number;
  readonly unit: number;
  readonly symbol: number;
  readonly print: UnitPrint;
}

/** Distinct grams of all units, ascending. */
function distinctGrams(units: readonly UnitPrint[]): Uint32Array {
  const all = new Uint32Array(units.reduce((sum, unit) => sum + unit.grams.length, 0));
  let at = 0;
  for (const unit of units) {
    all.set(unit.grams, at);
    at += unit.grams.length;
  }
  all.sort();
  return all.filter((gram, place) => place === 0 || gram !== all[place - 1]);
}

/** The bytes of a catalogue index. The same content gives the same bytes, in whatever order it comes. */
export function encodeCatalogueIndex(content: CatalogueContent, digest: Digest): Uint8Array<ArrayBuffer> {
  const versions = [...content.versions].sort((a, b) => byText(a.source.id, b.source.id));
  const contents = [...content.contents].sort((a, b) => byText(a.blob, b.blob));
  const pages = [...content.pages].sort((a, b) => byText(a.blob, b.blob));
  const pageOf = new Map(pages.map((page, at) => [page.blob, at] as const));
  const contentOf = new Map(contents.map((file, at) => [file.blob, at] as const));
  const strings = numberer<string>((text) => text);
  const units = numberer<UnitPrint>(unitKey);
  const artefacts = numberer<string>((text) => text);

  const places: Place[] = contents.flatMap((file, number) =>
    (file.print?.units ?? []).map((print) => ({
      content: number,
      unit: units.of(print),
      symbol: strings.of(print.symbol),
      print,
    })),
  );
  // Places stand by unit; the numbers in file order point into that.
  const byUnit = places
    .map((_, at) => at)
    .sort((a, b) => (places[a]?.unit ?? 0) - (places[b]?.unit ?? 0) || a - b);
  const positionOf = new Uint32Array(places.length);
  for (const [position, at] of byUnit.entries()) positionOf[at] = position;
  const sorted = byUnit.flatMap((at) => places[at] ?? []);
  const unitCounts = new Array<number>(units.values.length).fill(0);
  for (const place of sorted) unitCounts[place.unit] = (unitCounts[place.unit] ?? 0) + 1;

  const meta: IndexMeta = {
    id: content.id,
    built: content.built,
    versions: versions.map((version) => ({
      source: version.source,
      files: [...version.files]
        .sort(
          (a, b) => byText(a.path, b.path) || byText(a.since ?? '', b.since ?? '') || byText(a.blob, b.blob),
        )
        .map((file) => {
          const number = contentOf.get(file.blob);
          if (number === undefined) throw new Error(`${file.path}: no content for blob ${file.blob}`);
          return [number, file.path, file.role, file.firstCommitted, file.since, file.commit] as const;
        }),
      artefacts: version.artefacts.map((facts) => artefacts.of(JSON.stringify(facts))),
      modules: [...version.modules].sort(byText),
      pages: [...version.pages]
        .sort((a, b) => byText(a.path, b.path))
        .map((page) => {
          const number = pageOf.get(page.blob);
          if (number === undefined) throw new Error(`${page.path}: no print for blob ${page.blob}`);
          return [number, page.path, page.since] as const;
        }),
      notice: version.notice,
    })),
    contents: contents.map((file) => ({
      blob: file.blob,
      language: file.print?.language ?? null,
      damage: file.print?.damage ?? 0,
      header: file.header,
    })),
    pages: pages.map(({ blob, print }) => ({ blob, words: print.words })),
  };
  const keys = distinctGrams(units.values);
  const gramCount = units.values.reduce((sum, unit) => sum + unit.grams.length, 0);
  const rankOf = new Map(Array.from(keys, (key, rank) => [key, rank] as const));
  const names = units.values.flatMap((unit) => unit.names);
  const nameStrings = names.map((name) => strings.of(name.name));
  const stringBytes = strings.values.map(toBytes);
  return joinSections(
    {
      meta: toBytes(JSON.stringify(meta)),
      artefacts: toBytes(`[${artefacts.values.join(',')}]`),
      stringBytes: joined(stringBytes),
      stringStarts: starts(stringBytes.map((bytes) => bytes.length)),
      unitDigests: words(
        units.values.flatMap((unit) => [
          Number.parseInt(unit.digest.slice(0, 8), 16),
          Number.parseInt(unit.digest.slice(8, 16), 16),
        ]),
      ),
      unitTokens: words(units.values.map((unit) => unit.tokens)),
      unitKinds: Uint8Array.from(units.values, (unit) => UNIT_KINDS.indexOf(unit.kind)),
      unitGrams: starts(units.values.map((unit) => unit.grams.length)),
      grams: joined(units.values.map((unit) => unit.grams.map((gram) => rankOf.get(gram) ?? 0))),
      gramLines: joined(units.values.map((unit) => unit.gramLines)),
      unitNames: starts(units.values.map((unit) => unit.names.length)),
      nameStrings: words(nameStrings),
      nameContexts: starts(names.map((name) => name.contexts.length)),
      contexts: joined(names.map((name) => name.contexts)),
      unitPlaces: starts(unitCounts),
      placeContents: words(sorted.map((place) => place.content)),
      placeSymbols: words(sorted.map((place) => place.symbol)),
      placeLines: words(sorted.flatMap(({ print }) => [print.range.startLine, print.range.endLine])),
      placeRoles: Uint8Array.from(sorted, (place) => ROLES.indexOf(place.print.role)),
      contentStarts: starts(contents.map((file) => file.print?.units.length ?? 0)),
      contentPlaces: bytesOf(positionOf),
      keys: bytesOf(keys),
      // Both are derived when the file is opened; only their sizes are kept.
      keyStarts: new Uint8Array((keys.length + 1) * 4),
      postings: new Uint8Array(gramCount * 4),
      pageStarts: starts(pages.map(({ print }) => print.runs.length)),
      pageRuns: words(pages.flatMap(({ print }) => print.runs)),
      pagePlaces: words(pages.flatMap(({ print }) => steps(print.places))),
      pageLines: words(pages.flatMap(({ print }) => steps(print.lines).map(folded))),
    },
    digest,
  );
}
