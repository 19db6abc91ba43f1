import { headerLineHash, headerLines } from '../catalogue/header-facts.ts';
import type { CopyrightLine, UpstreamHeader } from '../model/evidence.ts';
import { normaliseNoticeLine } from './notice-lines.ts';

/** What became of an upstream file's header in the copy. */
export interface HeaderFate {
  /** `other-years`: each holder is named, with years that do not hold the upstream's. */
  readonly fate: 'kept' | 'other-years' | 'altered' | 'lost';
  /** Upstream copyright lines that the copy does not hold. */
  readonly missing: readonly string[];
  /** Local copyright lines that stand where an upstream's stood: same header, other holder or years. */
  readonly instead: readonly string[];
}

/** Share of the upstream's header lines that a copy has to keep for the header to be there at all. */
const ENOUGH_LINES = 0.5;

/**
 * Compares the header of a copy with that of its upstream file at the copied version. `kept`: every copyright line
 * is there, by holder and years. `other-years`: by holder only. `altered`: the header is there, a holder is not.
 * `lost`: neither. Null when the upstream file has no copyright line and no license line to keep.
 */
export function headerFate(
  upstream: UpstreamHeader,
  local: { readonly header: string; readonly copyrights: readonly CopyrightLine[] },
): HeaderFate | null {
  if (upstream.copyrights.length === 0 && upstream.licenseExpression === '') return null;
  const lines = local.copyrights.map((one) => one.text);
  const missing = upstream.copyrights.filter((line) => !lines.some((own) => keeps(own, line)));
  const present = new Set(headerLines(local.header).map(headerLineHash));
  const shared = upstream.lineHashes.filter((hash) => present.has(hash)).length;
  const bodyThere = upstream.lineHashes.length > 0 && shared / upstream.lineHashes.length >= ENOUGH_LINES;
  if (missing.length === 0 && (upstream.copyrights.length > 0 || bodyThere))
    return { fate: 'kept', missing, instead: [] };
  const named = missing.filter((line) => lines.some((own) => holderOf(own) === holderOf(line)));
  const others = lines.filter((own) => !upstream.copyrights.some((line) => keeps(own, line)));
  if (missing.length > 0 && named.length === missing.length)
    return { fate: 'other-years', missing, instead: others };
  if (bodyThere || named.length > 0) return { fate: 'altered', missing, instead: others };
  return { fate: 'lost', missing, instead: others };
}

/** Whether a local copyright line holds the upstream's: same holder, and no year of it dropped. */
export function keeps(local: string, upstream: string): boolean {
  if (normaliseNoticeLine(local).includes(normaliseNoticeLine(upstream))) return true;
  if (holderOf(local) !== holderOf(upstream)) return false;
  const years = new Set(yearsOf(local));
  return yearsOf(upstream).every((year) => years.has(year));
}

/** The name in a copyright line: what is left without the word, the sign, years and "all rights reserved". */
export function holderOf(line: string): string {
  return normaliseNoticeLine(line)
    .replace(/spdx-filecopyrighttext:|copyright|all rights reserved|\(c\)|©|\bby\b/g, ' ')
    .replace(/\b(?:19|20)\d{2}\b|\bpresent\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function yearsOf(line: string): readonly number[] {
  const years: number[] = [];
  for (const found of line.matchAll(/\b((?:19|20)\d{2})(?:\s*[-–]\s*((?:19|20)\d{2}|present))?/gi)) {
    const from = Number(found[1]);
    const to = found[2] === undefined ? from : Number.parseInt(found[2], 10) || from;
    for (let year = from; year <= Math.min(to, from + 80); year++) years.push(year);
  }
  return years;
}
