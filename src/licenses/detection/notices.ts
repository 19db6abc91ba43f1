import { exceptionIn } from './exceptions.ts';
import { findNames, type NameHit } from './name-table.ts';
import type { TokenStream } from './tokens.ts';

/** A sentence, field or heading that says a license, at words [from, to). */
export interface Notice {
  readonly from: number;
  readonly to: number;
  readonly expression: string;
  /** Said of model weights or of data rather than of code. */
  readonly slot: 'code' | 'weights' | 'data';
  /** A name without the version that its family has. */
  readonly vague: boolean;
  /** Said to be offered in place of a license before it. */
  readonly alternative?: boolean;
}

/** Words that may stand between "licensed under" and a name. */
const FILL = new Set(
  (
    'the a an of under by and to with in as on at is are this our its terms condition conditions either both any one ' +
    'version v ver gnu open source permissive standard official original popular following license licenses licence ' +
    'free software project code file which see agreement for same full 依照 遵循 采用 协议 为 follow use usage or also ' +
    'your choice choose own following community model strictly commercial custom'
  ).split(' '),
);
/** Words that make a following name a statement. */
const TRIGGER = new Set(
  (
    'licensed licenced license licence licensing licencing released distributed redistributed redistribute provided ' +
    'available published covered governed subject terms protected relicensed opensourced sourced offered ' +
    'contributed licenses copying made adherence comply dedicated shared placed copyrighted requires 循 照 用 从'
  ).split(' '),
);
const MODAL = new Set(
  'must should requires require would could allows forbids demands can says does has'.split(' '),
);
/** Words that make the sentence a question, a rule, a comparison or a denial. */
const DOUBT = new Set(
  'if whether compatible incompatible unlike avoid not never versus vs example allowed forbidden popular compare choose when why how could would isnt arent dont cannot instead previously formerly formally'.split(
    ' ',
  ),
);
const VERSION_FILL = new Set(
  'license licence licenses agreement as published by the free software foundation either of gnu inc terms fsf and'.split(
    ' ',
  ),
);

/** Reads words of a stream one at a time, lower case. */
class Reader {
  readonly stream: TokenStream;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  word(at: number): string {
    const { stream } = this;
    if (at < 0 || at >= stream.hashes.length) return '';
    return stream.text.slice(stream.starts[at], stream.ends[at]).toLowerCase().replace(/['’]/g, '');
  }

  /** The signs between word `at` and the next one; a long stretch is cut. */
  between(at: number): string {
    const { stream } = this;
    const from = at < 0 ? 0 : (stream.ends[at] ?? 0);
    const to = at + 1 < stream.hashes.length ? (stream.starts[at + 1] ?? 0) : stream.text.length;
    return stream.text.slice(from, Math.min(to, from + 200));
  }
}

interface Version {
  readonly version: string | null;
  readonly later: boolean;
  readonly only: boolean;
  readonly to: number;
}

/** Names of one file that are looked at. */
const MOST_NAMES = 2500;

const NUMBER = /^v?(\d(?:\.\d{1,2}){0,2})\+?$/;

function laterAfter(
  reader: Reader,
  at: number,
): { readonly later: boolean; readonly only: boolean; readonly to: number } {
  if (reader.between(at - 1).startsWith('+')) return { later: true, only: false, to: at };
  const text: string[] = [];
  for (let i = at; i < at + 14; i++) {
    if (i > at && /[.;]\s/.test(reader.between(i - 1))) break;
    text.push(reader.word(i));
  }
  const joined = text.join(' ');
  const later =
    /^(?:(?:of the|license|as published by the free software foundation|gnu|gpl|lgpl|the) ?){0,4}\s*(?:and|or|\/)?\s*(?:at your option|if you prefer|at your choice|at the users option)?\s*(?:any|all|at your option any|later)? ?(?:later|newer|greater|above|higher|subsequent|up)\b/.exec(
      joined,
    );
  if (later !== null) return { later: true, only: false, to: at + later[0].trim().split(' ').length };
  const foreign =
    /^(?:(?:ou|oder|o|of|eller|или|або) )?(?:(?:toute|any|jede|una|cualquier|qualsiasi) )?(?:version |versión |versione |versão )?(?:ultérieure|ulterieure|plus récente|später\S*|spaeter\S*|neuer\S*|höher\S*|posterior\S*|superior\S*|successiv\S*|latere)/.exec(
      joined,
    ) ??
    /^(?:(?:或|及|或者|以) ?)?(?:(?:更|以|之|其|任 ?何|后|後|高|新|上|降|续|版|本| )+)(?:版 ?本|以 ?上|更 ?高|更 ?新)/.exec(
      joined,
    );
  if (foreign !== null) return { later: true, only: false, to: at + foreign[0].trim().split(' ').length };
  const only = /^(?:license |of the license )?only\b/.exec(joined);
  return only === null
    ? { later: false, only: false, to: at }
    : { later: false, only: true, to: at + only[0].split(' ').length };
}

/** The version that a name goes on to say: `v2`, `Version 2.0`, `…, either version 3 of the License, or later`. */
function versionAfter(reader: Reader, hit: NameHit): Version {
  const last = reader.word(hit.to - 1);
  const attached = /^(?:a|l)?gplv?(\d(?:\.\d)?)$/.exec(last);
  if (attached !== null) return { version: attached[1] ?? null, ...laterAfter(reader, hit.to) };
  let at = hit.to;
  for (let skipped = 0; skipped < 14; skipped++) {
    const word = reader.word(at);
    if (/^(version|versions|v|ver|vers)$/.test(word)) {
      const number = NUMBER.exec(reader.word(at + 1))?.[1];
      if (number !== undefined) return { version: number, ...laterAfter(reader, at + 2) };
      return { version: null, later: false, only: false, to: hit.to };
    }
    const number = NUMBER.exec(word)?.[1];
    const near =
      at === hit.to || (at === hit.to + 1 && /^(license|licence|agreement)$/.test(reader.word(hit.to)));
    if (number !== undefined && near && !/[.;]\s/.test(reader.between(at - 1))) {
      return { version: number, ...laterAfter(reader, at + 1) };
    }
    if (!VERSION_FILL.has(word) || /\.\s/.test(reader.between(at - 1))) break;
    at++;
  }
  return { version: null, later: false, only: false, to: hit.to };
}

/** Whether the name at [from, to) is said to be the license of something here. */
function isStated(
  reader: Reader,
  from: number,
  to: number,
  hit: NameHit,
  inLicenseSection: boolean,
): boolean {
  const gap = reader.between(from - 1);
  if (/==|!=|\[\s*["']/.test(gap)) return false;
  const next = reader.word(to);
  const nextGap = reader.between(to - 1);
  if (MODAL.has(next) && !/[.;:\n]/.test(nextGap)) return false;
  if (doubted(reader, from)) return false;
  if (inLicenseSection) return true;
  // A field: `license: X`, `__license__ = "X"`, `@license X`.
  const before = reader.word(from - 1);
  if (
    /^(license|licence|licenses|licensing|license_name)$/.test(before) &&
    /^["'`\s]*(?:[:=|*_>~([{-]|\*\*)[\s"'`:=|*_>()[\]{}-]{0,40}$/.test(gap)
  )
    return true;
  if (/^(license|licence)$/.test(before) && /@$/.test(reader.between(from - 2))) return true;
  let at = from - 1;
  for (let skipped = 0; skipped < 14 && at >= 0; skipped++, at--) {
    const word = reader.word(at);
    const signs = reader.between(at);
    if (/[.;?!]\s/.test(signs)) break;
    if (TRIGGER.has(word)) {
      const link = reader.word(at + 1);
      const verb = !/^(license|licence|licenses|terms|copying|licensing|licence)$/.test(word);
      if (
        verb &&
        (at + 1 === from
          ? /^(under|by)$/.test(word)
          : /^(under|with|by|to|as|into|in|within|via|the|using|upon|on|of|at|for|through|from|available|a)$/.test(
              link,
            ))
      )
        return true;
      if (word === 'terms' && at + 1 < from && /^(of|and)$/.test(link)) return true;
      if (
        /^(license|licence|licensing|licenses)$/.test(word) &&
        (/^\s*:/.test(signs) || /^(is|under|are)$/.test(link))
      )
        return true;
      if (/[照循用从]/.test(word)) return true;
    }
    if (
      word === 'under' &&
      /^(the|a|an|terms|either|gnu)?$/.test(
        reader.word(at + 1) === reader.word(from) ? '' : reader.word(at + 1),
      )
    ) {
      if (
        /\n\s*\S{0,3}\s*under/i.test(`\n${reader.between(at - 1)}under`) ||
        /^(use|used|usage|under|copy|modify|it|is|are|was|code|software|project|library|permission|rights|contributed|or|both|file|work|available)$/.test(
          reader.word(at - 1),
        )
      )
        return true;
    }
    if (!FILL.has(word) && findable(word)) break;
  }
  // A title: the name and the word "license" alone on a line, or beside a copyright mark.
  const line = lineAround(reader, from, to);
  if (
    /[-|–—:,]\s*$/.test(line.before) &&
    /^\s*[&/]\s*[A-Za-z0-9 .+-]{2,20}(?:\s+licen[cs]es?)?\s*(?:\|.*)?[\s*/]*$/i.test(line.after)
  )
    return true;
  const named = /licen[cs]ed?\b/i.test(line.inside + line.after) || hit.family.telling === true;
  if (named && /(copyright|\(c\)|©)/i.test(line.before + line.after) && line.before.length < 90) return true;
  return (
    named &&
    /^[\s\W]*(the\s+)?$/i.test(line.before) &&
    /^[\s\W]*(licen[cs]e)?[\s\W]*(\(?(mit|bsd|isc|expat|gpl\S*)\)?)?[\s\W]*(copyright.*|\(c\).*)?$/i.test(
      line.after,
    )
  );
}

function findable(word: string): boolean {
  return word !== '' && !/^(mit|bsd|apache|gpl|lgpl|2.0|3.0|x11|isc|v2|v3)$/.test(word);
}

function doubted(reader: Reader, from: number): boolean {
  for (let at = from - 1, seen = 0; at >= 0 && seen < 12; at--, seen++) {
    if (/[.;?!]\s|\n\s*\n/.test(reader.between(at))) return false;
    const word = reader.word(at);
    if (DOUBT.has(word)) return true;
  }
  return false;
}

function lineAround(
  reader: Reader,
  from: number,
  to: number,
): { before: string; inside: string; after: string } {
  const { text, starts, ends } = reader.stream;
  const start = starts[from] ?? 0;
  const end = ends[to - 1] ?? 0;
  const left = text.slice(Math.max(0, start - 160), start);
  const right = text.slice(end, end + 160);
  return {
    before: left.slice(left.lastIndexOf('\n') + 1),
    inside: text.slice(start, end),
    after: right.split('\n', 1)[0] ?? '',
  };
}

function slotOf(reader: Reader, from: number, to: number): Notice['slot'] {
  for (let at = from - 1, seen = 0; at >= 0 && seen < 24; at--, seen++) {
    if (/[.;?!]\s|\n\s*\n/.test(reader.between(at))) break;
    const word = reader.word(at);
    if (/^(weights?|models?|checkpoints?|权重|模型)$/.test(word)) return 'weights';
    if (/^(data|dataset|datasets|annotations)$/.test(word)) return 'data';
    if (/^(code|software|source|repository|program|library)$/.test(word)) return 'code';
  }
  return /weights/.test(reader.word(to)) ? 'weights' : 'code';
}

/** An id without its version: `MPL` of `MPL-1.1`. */
const familyOf = (id: string): string => id.replace(/-\d.*$/, '');

/** A second version behind a first one: `version 2 or version 3`, `v2 or v3`; null when there is none. */
function otherVersion(
  reader: Reader,
  hit: NameHit,
  from: number,
): { readonly expression: string; readonly to: number } | null {
  if (reader.word(from) !== 'or') return null;
  let at = from + 1;
  while (/^(the|gnu|gpl|lgpl|agpl|version|v|ver)$/.test(reader.word(at)) && at < from + 5) at++;
  const number = NUMBER.exec(reader.word(at))?.[1];
  if (number === undefined || at === from + 1 ? !/^v\d/.test(reader.word(at)) : false) return null;
  if (number === undefined) return null;
  const { later, only, to } = laterAfter(reader, at + 1);
  const expression = hit.family.expression(number, later, only);
  return expression === null || hit.family.expression('9.9', false, false) !== null
    ? null
    : { expression, to };
}

/** A fixed wording that says a license, at words [from, to). */
export interface KnownWording {
  readonly from: number;
  readonly to: number;
  readonly expression: string;
}

interface Candidate extends Notice {
  readonly stated: boolean;
}

/** A heading or label such as `License` opens a section: names in its first lines are statements. */
export type InSection = (offset: number) => boolean;

/**
 * Statements of licenses in sentences, fields and titles. A name counts only where something is said to be under it:
 * a bare mention, a question, a comparison or a variable of that name is none.
 */
export function findNotices(
  stream: TokenStream,
  isFree: (from: number, to: number) => boolean,
  inSection: InSection,
  known: readonly KnownWording[],
): readonly Notice[] {
  const reader = new Reader(stream);
  const all: Candidate[] = [];
  const covered = known.slice(0, MOST_NAMES);
  for (const hit of findNames(stream).slice(0, MOST_NAMES)) {
    if (!isFree(hit.from, hit.to)) continue;
    const { version, later, only, to } = versionAfter(reader, hit);
    const one = hit.family.expression(version, later, only);
    if (one === null) continue;
    const other = version === null || later ? null : otherVersion(reader, hit, to);
    const exception = exceptionIn(
      one,
      stream.text.slice(stream.ends[to - 1], (stream.ends[to - 1] ?? 0) + 200),
    );
    const plain = other === null ? one : `${one} OR ${other.expression}`;
    const expression = exception === null ? plain : `${plain} WITH ${exception}`;
    const wording = covered.findIndex((one) => hit.from < one.to && hit.to > one.from);
    const within = covered[wording];
    const known = within?.expression ?? '';
    const versioned =
      version !== null && familyOf(known) === familyOf(one) && !/ (?:OR|AND|WITH) /.test(known);
    const adds =
      exception !== null ||
      other !== null ||
      (later && !/-or-later|\+$/.test(known)) ||
      (versioned && known.replace(/-(?:only|or-later)$/, '') !== one.replace(/-(?:only|or-later)$/, ''));
    if (within !== undefined && to <= within.to && !adds) continue;
    // The name goes on to say more than the known wording: the name counts, and the wording says it is meant.
    if (within !== undefined) covered.splice(wording, 1);
    const vague = isVague(reader, hit, version);
    const from = within?.from ?? hit.from;
    const sure =
      (within !== undefined && !isDoubted(stream, within.from, to)) ||
      isStated(reader, hit.from, to, hit, inSection(stream.starts[hit.from] ?? 0));
    const ofModel = expression.startsWith('LicenseRef-');
    const slot = ofModel ? 'weights' : slotOf(reader, hit.from, to);
    const end = Math.max(hit.to, other?.to ?? to, within?.to ?? 0);
    all.push({ from, to: end, expression, slot, vague, stated: sure });
  }
  for (const { from, to, expression } of covered) {
    const vague = /^(GPL-1\.0-or-later|LGPL-2\.0-or-later)$/.test(expression);
    all.push({
      from,
      to,
      expression,
      slot: slotOf(reader, from, to),
      vague,
      stated: !isDoubted(stream, from, to),
    });
  }
  return joined(
    reader,
    all.sort((a, b) => a.from - b.from),
  );
}

/** Joins neighbours such as "X or Y"; what is joined to a statement is stated too. */
function joined(reader: Reader, all: readonly Candidate[]): readonly Notice[] {
  const notices: Candidate[] = [];
  for (const one of all) {
    const previous = notices.at(-1);
    const link = previous === undefined ? null : joiner(reader, previous.to, one.from);
    const stated = one.stated || (link !== null && previous?.stated === true);
    if (link !== 'or' || previous === undefined || !stated || !previous.stated) {
      notices.push({ ...one, stated });
      continue;
    }
    const parts = previous.expression.split(' OR ');
    const expression = parts.includes(one.expression)
      ? previous.expression
      : `${previous.expression} OR ${one.expression}`;
    notices[notices.length - 1] = { ...previous, to: one.to, expression, vague: previous.vague && one.vague };
  }
  return notices
    .filter((one) => one.stated)
    .map((one) => (isAlternative(reader, one.from) ? { ...one, alternative: true } : one));
}

/** Words before a name in which "alternatively" may stand. */
const ALTERNATIVELY = 26;

function isAlternative(reader: Reader, from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - ALTERNATIVELY); at--)
    if (/^(?:alternatively|alternately)$/.test(reader.word(at))) return true;
  return false;
}

function isVague(reader: Reader, hit: NameHit, version: string | null): boolean {
  if (version !== null) return false;
  const exact = hit.family.expression('9.9', false, false);
  const words = Array.from({ length: hit.to - hit.from }, (_, i) => reader.word(hit.from + i)).join(' ');
  return exact === null || /^bsd( licensed?)?$/.test(words);
}

/** Whether a fixed wording stands in a question, a rule, a comparison or a denial. */
function isDoubted(stream: TokenStream, from: number, to: number): boolean {
  const reader = new Reader(stream);
  return doubted(reader, from) || (MODAL.has(reader.word(to)) && !/[.;:\n]/.test(reader.between(to - 1)));
}

/** How two names in a row belong together: "X or Y", "X and Y", "dual X/Y"; null when they do not. */
function joiner(reader: Reader, from: number, to: number): 'or' | 'and' | null {
  if (to - from > 8 || to < from) return null;
  let or = false;
  let and = false;
  for (let at = from; at < to; at++) {
    const word = reader.word(at);
    if (word === 'or') or = true;
    else if (word === 'and') and = true;
    else if (
      !/^(the|a|an|license|licenses|licence|version|v|gnu|under|terms|of|at|your|option|either|licensed|text)$/.test(
        word,
      )
    )
      return null;
  }
  const dual = dualBefore(reader, from);
  if (or || (dual && (and || to - from <= 3))) return 'or';
  if (and) return 'and';
  const gap = reader.between(from - 1);
  if (/^\s*&\s*$/.test(gap)) return 'and';
  return /^\s*\/\s*$/.test(gap) ? 'or' : dual ? 'or' : null;
}

function dualBefore(reader: Reader, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 24); i--) {
    const word = reader.word(i);
    if (/^(dual|dually|duallicensed|either|tri|triple)$/.test(word)) return true;
  }
  for (let i = at; i < at + 22; i++)
    if (
      reader.word(i) === 'option' &&
      reader.word(i - 1) === 'your' &&
      reader.word(i - 2) === 'at' &&
      !/^(any|either)$/.test(reader.word(i + 1))
    )
      return true;
  return false;
}
