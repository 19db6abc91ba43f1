import { fromBytes } from '../../bytes/text-bytes.ts';
import { type KeptWording, PHRASE_BYTES, PHRASE_KINDS, PhraseTable } from './phrase-table.ts';
import { ShingleTable } from './shingle-table.ts';

/** What a standard text is: a whole license, its standard header, or an exception to another license. */
export type TemplateKind = 'text' | 'header' | 'exception';

/** One standard text as word hashes. `flags` has one byte of {@link FLAG} bits for each word. */
export interface Template {
  /** SPDX expression that this text stands for. */
  readonly expression: string;
  readonly kind: TemplateKind;
  readonly hashes: Uint16Array;
  readonly flags: Uint8Array;
}

/** Freedoms that the standard gives at a word: it may be absent, be other words, or be followed by other words. */
export const FLAG = { optional: 1, replaceable: 2, gap: 4 } as const;

/** Everything detection knows, read from the built index. */
export interface LicenseIndex {
  /** Current SPDX license ids in their official spelling, by lower-case id. */
  readonly licenseIds: ReadonlyMap<string, string>;
  readonly exceptionIds: ReadonlyMap<string, string>;
  readonly templates: readonly Template[];
  readonly shingles: ShingleTable;
  readonly phrases: PhraseTable;
  /** Texts of model licenses by lower-case file name or link, e.g. a PDF that cannot be read. */
  readonly sources: readonly string[];
}

interface Meta {
  readonly licenseIds: readonly string[];
  readonly exceptionIds: readonly string[];
  readonly expressions: readonly string[];
  readonly templates: readonly (readonly [expression: number, kind: TemplateKind, length: number])[];
  readonly phrases: number;
  readonly sources: readonly string[];
}

const MAGIC = 0x31584946;
/** The same with the tables of shingles and of wordings behind it. */
const MAGIC_OPEN = 0x4f584946;

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Packs an index; `meta` must be ASCII. Layout: magic, meta length, meta, word hashes, flags, phrase columns. */
export function packLicenseIndex(
  meta: Omit<Meta, 'templates' | 'phrases' | 'expressions'>,
  templates: readonly Template[],
  phrases: readonly KeptWording[],
): Uint8Array {
  const expressions = new Map<string, number>();
  const numberOf = (expression: string): number => {
    const known = expressions.get(expression);
    if (known !== undefined) return known;
    expressions.set(expression, expressions.size);
    return expressions.size - 1;
  };
  const rows = templates.map((t) => [numberOf(t.expression), t.kind, t.hashes.length] as const);
  const columns = PhraseTable.columns(
    phrases.map((p) => ({
      ...p,
      expression: numberOf(p.expression),
      kind: PHRASE_KINDS.indexOf(p.kind),
    })),
  );
  const whole: Meta = {
    ...meta,
    expressions: [...expressions.keys()],
    templates: rows,
    phrases: phrases.length,
  };
  let json = JSON.stringify(whole);
  while (json.length % 4 !== 0) json += ' ';
  const total = templates.reduce((sum, t) => sum + t.hashes.length, 0);
  const padded = total + ((4 - (total % 4)) % 4);
  const size = 8 + json.length + padded * 3 + columns.length;
  const out = new Uint8Array(size);
  new DataView(out.buffer).setUint32(0, MAGIC, true);
  new DataView(out.buffer).setUint32(4, json.length, true);
  out.set(bytesOf(json), 8);
  const hashes = new Uint16Array(out.buffer, 8 + json.length, padded);
  const flags = new Uint8Array(out.buffer, 8 + json.length + padded * 2, padded);
  let at = 0;
  for (const template of templates) {
    hashes.set(template.hashes, at);
    flags.set(template.flags, at);
    at += template.hashes.length;
  }
  out.set(columns, 8 + json.length + padded * 3);
  return out;
}

const aligned = (bytes: Uint8Array): Uint8Array => (bytes.byteOffset % 4 === 0 ? bytes : bytes.slice());
const onWord = (length: number): number => (length + 3) & ~3;

/** True for an index as it stands in memory: packed by `packLicenseIndex` or opened by `openLicenseIndex`. */
export function isLicenseIndex(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return magic === MAGIC || magic === MAGIC_OPEN;
}

/** The bytes of a packed index with its tables: twice as large, and read without working them out. */
export function openLicenseIndex(packed: Uint8Array): Uint8Array {
  const { shingles, phrases } = parseLicenseIndex(packed);
  const wordings = phrases.written();
  const table = shingles.written();
  const tableAt = onWord(packed.length) + onWord(wordings.length);
  const bytes = new Uint8Array(tableAt + table.length);
  bytes.set(packed);
  bytes.set(wordings, onWord(packed.length));
  bytes.set(table, tableAt);
  new DataView(bytes.buffer).setUint32(0, MAGIC_OPEN, true);
  return bytes;
}

/** Reads an index. Throws on bytes that are no index: it is shipped with the tool, never input. */
export function parseLicenseIndex(packed: Uint8Array): LicenseIndex {
  const bytes = aligned(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOpen = isLicenseIndex(bytes) && view.getUint32(0, true) === MAGIC_OPEN;
  if (!isLicenseIndex(bytes)) throw new Error('The license index is damaged: build it again.');
  const size = view.getUint32(4, true);
  const meta = JSON.parse(fromBytes(bytes.subarray(8, 8 + size))) as Meta;
  const total = meta.templates.reduce((sum, row) => sum + row[2], 0);
  const padded = total + ((4 - (total % 4)) % 4);
  const base = bytes.byteOffset + 8 + size;
  const hashes = new Uint16Array(bytes.buffer, base, padded);
  const flags = new Uint8Array(bytes.buffer, base + padded * 2, padded);
  let at = 0;
  const templates = meta.templates.map(([expression, kind, length]): Template => {
    const from = at;
    at += length;
    return {
      expression: meta.expressions[expression] ?? '',
      kind,
      hashes: hashes.subarray(from, at),
      flags: flags.subarray(from, at),
    };
  });
  const phrasesAt = base - bytes.byteOffset + padded * 3;
  const wordingsAt = onWord(phrasesAt + meta.phrases * PHRASE_BYTES);
  const tableAt = wordingsAt + onWord(PhraseTable.size(meta.phrases));
  return {
    licenseIds: new Map(meta.licenseIds.map((id) => [id.toLowerCase(), id])),
    exceptionIds: new Map(meta.exceptionIds.map((id) => [id.toLowerCase(), id])),
    templates,
    shingles: isOpen
      ? ShingleTable.open(bytes, tableAt, templates.length)
      : ShingleTable.of(templates.map((t) => t.hashes)),
    phrases: isOpen
      ? PhraseTable.open(bytes, wordingsAt, meta.phrases, meta.expressions)
      : PhraseTable.of(bytes, phrasesAt, meta.phrases, meta.expressions),
    sources: meta.sources,
  };
}
