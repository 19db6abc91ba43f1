/** One statement of who holds the copyright. */
export interface CopyrightLine {
  /** Line from 1. */
  readonly line: number;
  /** The statement without comment signs. */
  readonly text: string;
  readonly holder: string;
  /** Years as they stand, e.g. `2019-2023`; empty when none are given. */
  readonly years: string;
}

const LONGEST_LINE = 400;
const MOST = 2000;

const TAG = /SPDX-FileCopyrightText:\s{0,8}(.+)$/i;
const MARK = /(?:copyright|\(c\)|©|&copy;)/i;
/** What stands before the holder: marks and years, in any order. */
const LEAD =
  /^(?:(?:portions|parts)\s+)?(?:(?:copyright|copr\.?|\(c\)|©|&copy;|by\b|:)[\s,:]*|(?:19|20)\d\d(?:\s{0,3}[-–—,/&]\s{0,3}(?:(?:19|20)?\d\d|present|now|today))*[\s,.:]*)+/i;
const YEARS = /(?:19|20)\d\d(?:\s{0,3}[-–—,/&]\s{0,3}(?:(?:19|20)\d\d|\d\d|present|now|today))*/i;
/** Placeholders of a template, and prose about copyright, name no holder. */
const PLACEHOLDER = /[<[{](?:year|yyyy|name|owner|copyright|fullname|holder)|^(?:yyyy|year|name of)/i;
const PROSE =
  /^(?:notices?|holders?|owners?|law|laws|license|licenses|statement|interest|disclaimer|and|or|of|in|is|to|for|that|this|on|protection|act|infringement|rights?|permission|information|header|text|line|lines|years?|as|with|which|may|notice,|management|restrictions)\b/i;
const TAIL =
  /(?:[\s,.;|-]*(?:all rights? reserved|licensed under|released under|under the|distributed under|see license|mit licen[cs]e|see the).*$)|[\s*/#"'|,;<>-]+$/i;

function clean(line: string): string {
  return line
    .slice(0, LONGEST_LINE)
    .replace(/<\/?[a-z][a-z0-9]{0,8}(?:\s[^<>@]{0,60})?>/gi, ' ')
    .replace(/^[\s#*/;%!<>"'|.-]+/, '')
    .replace(/[\s*/#"'>-]+$/, '')
    .replace(/\s+/g, ' ');
}

function read(statement: string): { readonly holder: string; readonly years: string } | null {
  const lead = LEAD.exec(statement)?.[0] ?? '';
  const years = YEARS.exec(lead)?.[0] ?? YEARS.exec(statement)?.[0] ?? '';
  let holder = statement.slice(lead.length).trim();
  for (let last = ''; last !== holder; ) {
    last = holder;
    holder = holder.replace(TAIL, '').trim();
  }
  holder = holder.replace(/^(?:by\s+|[-–—,:]\s*)/i, '').replace(/[,]$/, '');
  if (
    holder.length < 2 ||
    holder.length > LONGEST_LINE ||
    PLACEHOLDER.test(holder) ||
    PLACEHOLDER.test(statement)
  )
    return null;
  return PROSE.test(holder) || !/\p{L}/u.test(holder) ? null : { holder, years };
}

/** Whether a line with a mark states a copyright rather than talks of it. */
function states(statement: string): boolean {
  return /^(?:(?:portions|parts)\s+)?(?:copyright\b|copr\.|\(c\)|©|&copy;)/i.test(statement)
    ? /(?:\(c\)|©|&copy;|(?:19|20)\d\d)/i.test(statement) ||
        /^(?:Copyright|COPYRIGHT|copyright)\s+(?:by\s+)?\p{Lu}/u.test(statement)
    : /(?:copyright\s*(?:\(c\)|©)|(?:copyright|©|\(c\))\s*,?\s*(?:19|20)\d\d)/i.test(statement);
}

/** The third item of a list of clauses, `(c) You must …`, is no sign; a list has a second one above it. */
const SECOND_ITEM = /^[\s#*/]*\(b\)\s/i;
const THIRD_ITEM = /^[\s#*/]*\(c\)\s(?!.{0,12}(?:19|20)\d\d)/i;
/** Lines in which the third item follows the second. */
const ITEM_LINES = 40;

/** Lines over which the holders of one statement may go on. */
const MOST_LINES = 8;

/** What a statement that ends with a comma goes on with, in the lines that begin at an offset. */
function continued(text: string, from: number): string {
  const parts: string[] = [];
  for (let at = from; parts.length < MOST_LINES; ) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const part = clean(text.slice(at, Math.min(stop, at + LONGEST_LINE)));
    if (part === '' || MARK.test(part) || !/^\p{Lu}/u.test(part)) break;
    parts.push(part);
    if (!part.endsWith(',') || end < 0) break;
    at = stop + 1;
  }
  return parts.join(' ');
}

/** Copyright lines and `SPDX-FileCopyrightText` tags of a text, in its order. Linear in the text. */
export function findCopyrights(text: string): readonly CopyrightLine[] {
  const found: CopyrightLine[] = [];
  let line = 0;
  let secondItem = Number.NEGATIVE_INFINITY;
  for (let at = 0; at <= text.length && found.length < MOST; ) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    line++;
    const raw = text.slice(at, Math.min(stop, at + LONGEST_LINE));
    at = stop + 1;
    if (SECOND_ITEM.test(raw)) secondItem = line;
    if (!MARK.test(raw) || (THIRD_ITEM.test(raw) && line - secondItem <= ITEM_LINES)) continue;
    const tagged = TAG.exec(raw)?.[1];
    const statement = clean(tagged ?? raw);
    const from = tagged !== undefined || states(statement) ? 0 : -1;
    if (from < 0) continue;
    const start =
      tagged === undefined ? Math.max(0, statement.search(/copyright|copr\.|\(c\)|©|portions|&copy;/i)) : 0;
    const begun = statement.slice(start);
    const whole = begun.endsWith(',') ? `${begun} ${continued(text, at)}`.trimEnd() : begun;
    const facts = read(whole);
    if (facts !== null) found.push({ line, text: whole, ...facts });
  }
  return found;
}
