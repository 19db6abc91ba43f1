// Applies catalogue/licenses/standard-texts.json to catalogue/licenses/licenses.idx, in place. Doing it twice changes nothing.
// Texts of repositories are read from bare clones (FOREBEAR_MIRROR); an index that has them needs no clone.
// Usage: npx tsx scripts/amend-license-index.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import {
  FLAG,
  packLicenseIndex,
  parseLicenseIndex,
  type Template,
} from '../src/licenses/detection/license-index.ts';
import { tokenize } from '../src/licenses/detection/tokens.ts';
import { readGitFile } from './license-index/git-tree.ts';
import { readPlain } from './license-index/spdx-xml.ts';

interface Amendments {
  readonly optional: readonly {
    readonly license: string;
    /** Everything before these words; or everything from these words on, or through the words of `through`. */
    readonly upTo?: string;
    readonly from?: string;
    readonly through?: string;
  }[];
  readonly cut: readonly { readonly license: string; readonly upTo: string }[];
  readonly drop: readonly {
    readonly license: string;
    readonly kind: 'text' | 'wording';
    /** Words over, or under, which a text is one of those. */
    readonly longer?: number;
    readonly shorter?: number;
    readonly likeLicense?: string;
  }[];
  /** Texts under another id; `like`: those alone that read as the text of that id. */
  readonly rename: readonly { readonly license: string; readonly as: string; readonly like?: boolean }[];
  readonly texts: readonly {
    readonly license: string;
    readonly repository: string;
    readonly path: string;
    readonly revision: string;
    /** Of a text that stands beside one in English, `fr`: it is known by its words. */
    readonly language?: string;
  }[];
}

const root = new URL('../', import.meta.url);
const place = new URL('catalogue/licenses/licenses.idx', root);
const amendments: Amendments = JSON.parse(
  readFileSync(new URL('catalogue/licenses/standard-texts.json', root), 'utf8'),
);
const packed = new Uint8Array(brotliDecompressSync(readFileSync(place)));
const index = parseLicenseIndex(packed);

/** Where `words` stand in `hashes`, at or after `after`; -1 where they do not. */
function findWords(hashes: Uint16Array, words: string, after = 0): number {
  const wanted = tokenize(words).hashes;
  for (let at = after; at + wanted.length <= hashes.length; at++)
    if (wanted.every((hash, i) => hashes[at + i] === hash)) return at;
  return -1;
}

function loosened(template: Template): Template {
  const flags = template.flags.slice();
  for (const one of amendments.optional) {
    if (template.kind !== 'text' || !new RegExp(one.license).test(template.expression)) continue;
    const from = one.from === undefined ? 0 : findWords(template.hashes, one.from);
    const end = one.upTo ?? one.through;
    const found = end === undefined ? flags.length : findWords(template.hashes, end, Math.max(0, from));
    const to = one.through === undefined ? found : found + tokenize(one.through).hashes.length;
    if (from < 0 || found < 0) continue;
    for (let at = from; at < to; at++) flags[at] = (flags[at] ?? 0) | FLAG.optional;
  }
  return { ...template, flags };
}

/** Share of the words of `one` that stand in the same order, word by word, in some text of `license`. */
function isLike(one: Template, license: string): boolean {
  return index.templates.some((other) => {
    if (other.expression !== license || other.kind !== 'text') return false;
    const known = new Set<string>();
    for (let at = 0; at + 6 <= other.hashes.length; at++) known.add(other.hashes.subarray(at, at + 6).join());
    let same = 0;
    for (let at = 0; at + 6 <= one.hashes.length; at++)
      if (known.has(one.hashes.subarray(at, at + 6).join())) same++;
    return same > 0.8 * one.hashes.length;
  });
}

function isDropped(template: Template): boolean {
  return amendments.drop.some(
    (one) =>
      one.kind === 'text' &&
      template.kind === 'text' &&
      new RegExp(one.license).test(template.expression) &&
      template.hashes.length > (one.longer ?? 0) &&
      template.hashes.length < (one.shorter ?? Number.POSITIVE_INFINITY) &&
      (one.likeLicense === undefined || isLike(template, one.likeLicense)),
  );
}

function renamed(template: Template): Template {
  const found = amendments.rename.find(
    (one) =>
      template.kind === 'text' &&
      template.expression === one.license &&
      (one.like !== true || isLike(template, one.as)),
  );
  return found === undefined ? template : { ...template, expression: found.as };
}

const kept = index.templates
  .filter((one) => !isDropped(one))
  .map(renamed)
  .map(loosened);
const has = (one: Template): boolean =>
  kept.some((other) => other.expression === one.expression && other.hashes.join() === one.hashes.join());
for (const { license, upTo } of amendments.cut) {
  for (const whole of [...kept]) {
    const at = whole.expression === license && whole.kind === 'text' ? findWords(whole.hashes, upTo, 40) : -1;
    if (at < 0) continue;
    const part = { ...whole, hashes: whole.hashes.slice(0, at), flags: whole.flags.slice(0, at) };
    if (!has(part)) kept.push(part);
  }
}
/** Words that a text in French has many of and one in English none. */
const FRENCH = tokenize('la des les du est une par droit licence logiciel').hashes;
const isFrench = ({ hashes }: Template): boolean =>
  hashes.filter((hash) => FRENCH.includes(hash)).length > 0.08 * hashes.length;
for (const { license, repository, path, revision, language } of amendments.texts) {
  const isThere = (one: Template): boolean =>
    one.expression === license && one.kind === 'text' && (language !== 'fr' || isFrench(one));
  if (kept.some(isThere)) continue;
  const text = readGitFile(repository, path, revision).replace(/^---\n[\s\S]*?\n---\n/, '');
  kept.push(readPlain(license, 'text', text));
}
kept.sort((a, b) => a.expression.localeCompare(b.expression, 'en') || a.hashes.length - b.hashes.length);

const dropped = amendments.drop
  .filter((one) => one.kind === 'wording')
  .map((one) => ({ license: new RegExp(one.license), longer: one.longer ?? 0 }));
const wordings = index.phrases
  .rows()
  .filter((row) => !dropped.some((one) => one.license.test(row.expression) && row.length > one.longer));
const facts = {
  licenseIds: [...index.licenseIds.values()],
  exceptionIds: [...index.exceptionIds.values()],
  sources: index.sources,
};
const out = packLicenseIndex(facts, kept, wordings);
writeFileSync(
  place,
  brotliCompressSync(out, {
    params: {
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: out.length,
    },
  }),
);
console.log(
  `${index.templates.length} texts before, ${kept.length} now; ${index.phrases.rows().length} wordings before, ${wordings.length} now`,
);
