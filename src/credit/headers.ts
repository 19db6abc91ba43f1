import { headerLineHash, headerLines } from '../catalogue/header-facts.ts';
import { findCopyrights } from '../licenses/copyright-lines.ts';
import type { CopyrightLine, UpstreamHeader } from '../model/evidence.ts';
import { normaliseNoticeLine } from './notice-lines.ts';
import { wordingOf } from './notice-wordings.ts';
import { plainName } from './plain-name.ts';

/** What became of an upstream file's header in the copy. */
export interface HeaderFate {
  /**
   * `other-years`: each holder is named, with years that do not hold the upstream's. `other-holder`: the file carries
   * a copyright line of somebody else and none of the upstream's.
   */
  readonly fate: 'kept' | 'other-years' | 'other-holder' | 'altered' | 'lost';
  /** Upstream copyright lines that the copy does not hold. */
  readonly missing: readonly string[];
  /** Local copyright lines that stand where an upstream's stood: same header, other holder or years. */
  readonly instead: readonly string[];
}

export interface LocalHeader {
  readonly header: string;
  readonly copyrights: readonly Pick<CopyrightLine, 'text'>[];
}

/** Share of the upstream's header lines that a copy has to keep for the header to be there at all. */
const ENOUGH_LINES = 0.5;

/**
 * Compares the header of a copy with that of its upstream file at one state. `kept`: every copyright line is there, by
 * holder and years. `altered`: the header is there, a holder is not. `lost`: neither. Null when that state has no
 * copyright line and no license line to keep.
 */
export function headerFate(upstream: UpstreamHeader, local: LocalHeader): HeaderFate | null {
  const asked = upstream.copyrights.filter(isStatement);
  if (asked.length === 0 && upstream.licenseExpression === '') return null;
  const lines = local.copyrights.map((one) => one.text);
  const present = new Set(headerLines(local.header).map(headerLineHash));
  const missing = asked.filter(
    (line) => !present.has(headerLineHash(line)) && !lines.some((own) => keeps(own, line)),
  );
  const shared = upstream.lineHashes.filter((hash) => present.has(hash)).length;
  const bodyThere = upstream.lineHashes.length > 0 && shared / upstream.lineHashes.length >= ENOUGH_LINES;
  if (missing.length === 0 && (asked.length > 0 || bodyThere)) return { fate: 'kept', missing, instead: [] };
  const named = missing.filter((line) => lines.some((own) => holderOf(own) === holderOf(line)));
  const others = lines.filter((own) => !asked.some((line) => keeps(own, line)));
  if (missing.length > 0 && named.length === missing.length)
    return { fate: 'other-years', missing, instead: others };
  const kept = asked.length - missing.length;
  if (others.length > 0 && kept === 0 && named.length === 0)
    return { fate: 'other-holder', missing, instead: others };
  if (bodyThere || named.length > 0) return { fate: 'altered', missing, instead: others };
  return { fate: 'lost', missing, instead: others };
}

const BEST_FIRST: readonly HeaderFate['fate'][] = ['kept', 'other-years', 'altered', 'other-holder', 'lost'];

/**
 * The kindest fate over every state of the upstream file: whoever carries the header of any state carries it. Null when
 * the first of them, the one that was matched, has none to keep.
 */
export function kindestFate(
  states: readonly UpstreamHeader[],
  local: LocalHeader,
): { readonly header: UpstreamHeader; readonly fate: HeaderFate } | null {
  const [matched] = states;
  if (matched === undefined || headerFate(matched, local) === null) return null;
  const fates = states.flatMap((header) => {
    const fate = headerFate(header, local);
    return fate === null ? [] : [{ header, fate }];
  });
  return (
    BEST_FIRST.flatMap((kind) => fates.find((one) => one.fate.fate === kind) ?? []).find(
      (one) => one !== undefined,
    ) ?? null
  );
}

/**
 * The upstream's header as far as its words are known, in its order: copyright lines as they stand, and the lines of
 * common notices. Nothing is added that did not stand there.
 */
export function restoredLines(header: UpstreamHeader): readonly string[] {
  const copyrights = new Map(header.copyrights.map((line) => [headerLineHash(line), line] as const));
  const lines = header.lineHashes.flatMap((hash) => copyrights.get(hash) ?? wordingOf(hash) ?? []);
  const rest = header.copyrights.filter((line) => !lines.includes(line));
  return [...rest, ...lines];
}

/** A line that names a holder, and none of a license text that speaks of one. */
function isStatement(line: string): boolean {
  return findCopyrights(line).length > 0;
}

/** Whether a local copyright line holds the upstream's: same holder, and no year of it dropped. */
export function keeps(local: string, upstream: string): boolean {
  const own = normaliseNoticeLine(local);
  const line = normaliseNoticeLine(statement(upstream));
  if (own.includes(line) || own.includes(normaliseNoticeLine(upstream))) return true;
  if (isJoint(holderOf(local), holderOf(upstream))) return true;
  if (holderOf(local) !== holderOf(upstream)) return false;
  const years = new Set(yearsOf(local));
  return yearsOf(upstream).every((year) => years.has(year));
}

/** A line of several holders, one of whom is the upstream's, by a name of two words or more. */
function isJoint(local: string, upstream: string): boolean {
  return local !== upstream && upstream.includes(' ') && ` ${local} `.includes(` ${upstream} `);
}

/** What a line states, without the words before it: `Put together by / Copyright 2022 X`. */
function statement(line: string): string {
  const at = line.search(/copyright|\(c\)|©|spdx-filecopyrighttext/i);
  return at > 0 ? line.slice(at) : line;
}

/** The name in a copyright line: what is left without the word, the sign, years and "all rights reserved". */
export function holderOf(line: string): string {
  return normaliseNoticeLine(statement(line))
    .replace(/spdx-filecopyrighttext:|copyright|all rights reserved|\(c\)|©|\bby\b/g, ' ')
    .replace(/\b(?:19|20)\d{2}\b|\bpresent\b/g, ' ')
    .replace(
      /\b(?:inc|ltd|llc|corp|corporation|co|gmbh|and(?:\/or)? its (?:subsidiaries|affiliates)|et al)\b\.?/g,
      ' ',
    )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** No line gives a later year: what is still present holds each up to it. */
const LAST_YEAR = 2099;

function yearsOf(line: string): readonly number[] {
  const years: number[] = [];
  for (const found of line.matchAll(/\b((?:19|20)\d{2})(?:\s*[-–]\s*((?:19|20)\d{2}|present))?/gi)) {
    const [, from = '', to = from] = found;
    const last = /present/i.test(to) ? LAST_YEAR : Number(to);
    for (let year = Number(from); year <= last; year++) years.push(year);
  }
  return years;
}

/** Names of one holder, as people write them: in full or not, with or without `AI` behind it. */
export function sameHolder(a: string, b: string): boolean {
  const [one, other] = [plainName(a), plainName(b)];
  if (one.length < 4 || other.length < 4) return one === other && one !== '';
  return one.includes(other) || other.includes(one);
}
