/** The words of a text as 16-bit hashes, with the offsets they came from. */
export interface TokenStream {
  /** The normalised text that the offsets refer to; it has the same lines as the original. */
  readonly text: string;
  readonly hashes: Uint16Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Spellings that license matching treats as one word (SPDX matching guidelines, equivalent words). */
const EQUIVALENTS: readonly (readonly [string, string])[] = [
  ['licence', 'license'],
  ['licences', 'licenses'],
  ['licenced', 'licensed'],
  ['licencing', 'licensing'],
  ['licencee', 'licensee'],
  ['sublicence', 'sublicense'],
  ['sublicencing', 'sublicensing'],
  ['acknowledgment', 'acknowledgement'],
  ['acknowledgments', 'acknowledgements'],
  ['authorisation', 'authorization'],
  ['authorised', 'authorized'],
  ['organisation', 'organization'],
  ['organisations', 'organizations'],
  ['owner', 'holder'],
  ['owners', 'holders'],
  ['whilst', 'while'],
  ['judgement', 'judgment'],
  ['favour', 'favor'],
  ['colour', 'color'],
  ['recognise', 'recognize'],
  ['recognised', 'recognized'],
  ['utilisation', 'utilization'],
  ['centre', 'center'],
  ['artefact', 'artifact'],
  ['artefacts', 'artifacts'],
  ['fulfil', 'fulfill'],
  ['wilful', 'willful'],
  ['programme', 'program'],
  ['expressed', 'express'],
];

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

function fnv(word: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
  return hash;
}

const CANONICAL = new Map(EQUIVALENTS.map(([from, to]) => [fnv(from), fnv(to)]));
const SKIPPED_AT_LINE_START = new Set(['dnl', 'rem', 'c'].map(fnv));
const ALL = fold(fnv('all'));
const RIGHTS = fold(fnv('rights'));
const RESERVED = fold(fnv('reserved'));
const NUMBERED = new Set(
  ['version', 'v', 'section', 'ver', 'gpl', 'lgpl', 'agpl', 'license', 'bsd'].map(fnv),
);

function fold(hash: number): number {
  return (hash ^ (hash >>> 16)) & 0xffff;
}

/** Hash of one lower-case word, as it stands in a token stream. */
export function wordHash(word: string): number {
  const hash = fnv(word);
  return fold(CANONICAL.get(hash) ?? hash);
}

/** Whether two words are one to a license, spellings that it calls equivalent included; hashes of words meet by chance. */
export function isSameWord(one: string, other: string): boolean {
  const plain = (word: string): number => {
    const hash = fnv(word.toLowerCase().replace(/['’]/g, ''));
    return CANONICAL.get(hash) ?? hash;
  };
  return plain(one) === plain(other);
}

const SPACE = 32;
const NEWLINE = 10;

/** 0 separator, 1 letter, 2 digit, 3 a sign that is a word of its own (Chinese, Japanese, Korean). */
function classOf(code: number): 0 | 1 | 2 | 3 {
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return 1;
    return code >= 48 && code <= 57 ? 2 : 0;
  }
  if (code >= 0x3040 && code <= 0x9fff) return 3;
  if (code >= 0xac00 && code <= 0xd7af) return 3;
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return 0;
  if (code >= 0x2000 && code <= 0x303f) return 0;
  return code >= 0xd800 && code <= 0xf8ff ? 0 : code >= 0xfe00 ? 0 : 1;
}

/** End of a URL that starts at `at`, or `at` when there is none. */
function urlEnd(text: string, at: number): number {
  if (!(text.startsWith('http', at) || text.startsWith('HTTP', at) || text.startsWith('Http', at))) return at;
  const colon = at + (text.charCodeAt(at + 4) === 115 || text.charCodeAt(at + 4) === 83 ? 5 : 4);
  if (!text.startsWith('://', colon)) return at;
  let end = colon + 3;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code <= SPACE || code === 62 || code === 60 || code === 34 || code === 41 || code > 126) break;
    end++;
  }
  return end;
}

/** The code unit at a place, 0 outside of the text: V8 drops compiled code that meets the NaN of `charCodeAt`. */
function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0;
}

/** End of a markup tag or a placeholder in angle brackets that starts at `at`, or `at`. */
function tagEnd(text: string, at: number): number {
  const next = codeAt(text, at + 1);
  if (classOf(next) !== 1 && next !== 47) return at;
  const limit = Math.min(text.length, at + 160);
  for (let end = at + 2; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === 62) return end + 1;
    if (code === 60) return at;
  }
  return at;
}

/** End of a character entity such as `&quot;`, or `at`. */
function entityEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + 9);
  for (let end = at + 1; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === 59) return end > at + 1 ? end + 1 : at;
    if (classOf(code) === 0 && code !== 35) return at;
  }
  return at;
}

/** Signs that have compatibility forms, among others. */
export const WIDE = /[\u0080-\uffff]/;

/**
 * Splits a text into words: compatibility forms, case, punctuation, comment signs, markup, list numbers,
 * URLs and "all rights reserved" are gone, and equivalent spellings are one word. Linear in the text.
 */
export function tokenize(original: string): TokenStream {
  const text = WIDE.test(original) ? original.normalize('NFKC') : original;
  const length = text.length;
  const room = (length >> 1) + 8;
  const hashes = new Uint16Array(room);
  const starts = new Uint32Array(room);
  const ends = new Uint32Array(room);
  let count = 0;
  let lineStart = true;
  let before = 0;
  let i = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    const kind = classOf(code);
    if (kind === 0) {
      if (code === NEWLINE) lineStart = true;
      let to = i;
      if (code === 60) to = tagEnd(text, i);
      else if (code === 38) to = entityEnd(text, i);
      else if (code === 92) {
        const next = codeAt(text, i + 1);
        if (next === 110 || next === 114 || next === 116) to = i + 2;
      }
      i = to > i ? to : i + 1;
      continue;
    }
    const start = i;
    let hash = FNV_OFFSET;
    if (kind === 3) {
      hash = Math.imul(hash ^ code, FNV_PRIME);
      i++;
    } else {
      if (code === 104 || code === 72) {
        const to = urlEnd(text, i);
        if (to > i) {
          i = to;
          lineStart = false;
          continue;
        }
      }
      while (i < length) {
        let c = text.charCodeAt(i);
        const k = classOf(c);
        if (k === 1 || k === 2) {
          if (c >= 65 && c <= 90) c += 32;
          else if (c >= 0xc0 && c <= 0xde) c += 32;
          hash = Math.imul(hash ^ c, FNV_PRIME);
          i++;
        } else if ((c === 39 || c === 0x2019) && classOf(codeAt(text, i + 1)) === 1) {
          i++;
        } else if (c === 46 && classOf(codeAt(text, i + 1)) === 2 && classOf(codeAt(text, i - 1)) === 2) {
          hash = Math.imul(hash ^ c, FNV_PRIME);
          i++;
        } else break;
      }
    }
    const size = i - start;
    const next = text.charCodeAt(i);
    const atLineStart = lineStart;
    lineStart = false;
    if (kind !== 3) {
      if (atLineStart && size <= 3 && next === SPACE && SKIPPED_AT_LINE_START.has(hash)) continue;
      if (size <= 4 && next === 41 && (size === 1 || kind === 2 || isRoman(text, start, i))) continue;
      if (size <= 2 && next === 46 && (kind === 2 || (size === 1 && atLineStart))) {
        const after = text.charCodeAt(i + 1);
        if ((after <= SPACE || Number.isNaN(after)) && (atLineStart || !NUMBERED.has(before))) continue;
      }
    }
    const canonical = CANONICAL.get(hash) ?? hash;
    before = hash;
    const folded = fold(canonical);
    if (folded === RESERVED && count >= 2 && hashes[count - 1] === RIGHTS && hashes[count - 2] === ALL) {
      count -= 2;
      continue;
    }
    hashes[count] = folded;
    starts[count] = start;
    ends[count] = i;
    count++;
  }
  return {
    text,
    hashes: hashes.subarray(0, count),
    starts: starts.subarray(0, count),
    ends: ends.subarray(0, count),
  };
}

function isRoman(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i) | 32;
    if (code !== 105 && code !== 118 && code !== 120) return false;
  }
  return true;
}

/** The words of `stream` from token `from` up to, not including, token `to`. */
export function words(stream: TokenStream, from: number, to: number): readonly string[] {
  const found: string[] = [];
  for (let i = from; i < to; i++)
    found.push(stream.text.slice(stream.starts[i], stream.ends[i]).toLowerCase());
  return found;
}

/** Offsets at which lines start. */
export function lineOffsets(text: string): readonly number[] {
  const offsets = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) offsets.push(at + 1);
  return offsets;
}

/** The line, from 1, that holds `offset`. */
export function lineAt(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
