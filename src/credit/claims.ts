import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';
import { forceOf, isCreditHeading } from './claim-force.ts';
import { codeClaims } from './code-claims.ts';
import type { Block } from './document-blocks.ts';
import { blocksOf } from './document-blocks.ts';
import { modelCardClaims } from './model-card-claims.ts';

/** Longest text of a claim, in characters; the line itself stays in the file. */
const LONGEST_TEXT = 240;
/** Documents are read up to this many characters. */
const LONGEST_DOCUMENT = 400_000;

/** Names that are judged in one file; a document that a person wrote has a few hundred. */
const MOST_CLAIMS = 2000;
/** Characters of a plain text file that may still be a document. */
const LONGEST_PLAIN_TEXT = 50_000;

const DOCUMENT =
  /\.(?:md|markdown|mdx|rst|txt|cff|bib|html?)$|(?:^|\/)(?:README|NOTICE|ACKNOWLEDG|CREDITS|AUTHORS|THIRD[_-]?PARTY|ATTRIBUTION)[^/]*$/i;
const NOTICE = /(?:^|\/)(?:NOTICE|THIRD[_-]?PARTY|ATTRIBUTION|CREDITS|ACKNOWLEDG)[^/]*$/i;

/**
 * What one file says the project is built on: documents, model cards, bibliographies and comments in code, in
 * English and Chinese. Names are looked up in `aliases`; the text is read as data, nothing in it is followed.
 */
export function extractClaims(path: string, text: string, aliases: AliasIndex): readonly DraftClaim[] {
  const bounded = text.slice(0, LONGEST_DOCUMENT);
  if (isData(path, text)) return [];
  if (!DOCUMENT.test(path)) return codeClaims(path, bounded, aliases);
  const kind = NOTICE.test(path) ? 'notice' : /\.(?:cff|bib)$/i.test(path) ? 'citation' : 'readme';
  const claims: DraftClaim[] = [];
  for (const block of blocksOf(bounded)) {
    if (claims.length >= MOST_CLAIMS) break;
    if (block.kind === 'front-matter') claims.push(...modelCardClaims(path, block, aliases));
    else claims.push(...blockClaims(path, kind, block, aliases));
  }
  return withoutRepeats(claims);
}

/** A long text file without a telling name is a list of labels or a log. */
function isData(path: string, text: string): boolean {
  return (
    /\.txt$/i.test(path) &&
    text.length > LONGEST_PLAIN_TEXT &&
    !/(?:readme|license|notice|credit|acknowledg)[^/]*$/i.test(path)
  );
}

function blockClaims(
  path: string,
  kind: 'readme' | 'notice' | 'citation',
  block: Block,
  aliases: AliasIndex,
): readonly DraftClaim[] {
  const joined = block.lines.map((line) => line.text).join('\n');
  const prose = joined.replaceAll('\n', ' ');
  const around = { leadIn: block.leadIn, headings: block.headings, table: block.kind === 'table' };
  const citation = block.kind === 'bibliography' || kind === 'citation';
  const claims: DraftClaim[] = [];
  const lineAt = lineFinder(block);
  for (const name of aliases.find(joined).slice(0, MOST_CLAIMS)) {
    const line = lineAt(name.start);
    if (line === undefined || (citation && namesPeople(joined, name.start))) continue;
    const force = citation || kind === 'notice' ? 'credit' : forceOf(prose, name.start, name.end, around);
    claims.push({
      path,
      line: line.number,
      text: clip(line.text),
      upstream: name.upstream,
      kind: citation ? 'citation' : kind,
      force,
    });
  }
  if (claims.length > 0 || block.kind !== 'item') return claims;
  const unknown = unknownSource(block, around);
  return unknown === null ? [] : [{ path, ...unknown, upstream: null, kind, force: 'credit' }];
}

/** In a bibliography: the name stands among the authors, where it is a person's. */
function namesPeople(entry: string, at: number): boolean {
  const fields = [...entry.slice(Math.max(0, at - 2000), at).matchAll(/^\s*-?\s*([\w-]{2,30})\s*[=:]/gm)];
  return /^(?:author|authors|editor|family-names|given-names)$/i.test(fields.at(-1)?.[1] ?? '');
}

/** A list item that credits something with an address, which the catalogue does not know. */
function unknownSource(
  block: Block,
  around: { readonly leadIn: string; readonly headings: readonly string[]; readonly table: boolean },
): { readonly line: number; readonly text: string } | null {
  const first = block.lines[0];
  if (first === undefined || !block.headings.some(isCreditHeading)) return null;
  const address = /https?:\/\/([^\s)\]>"'/]+)(\/[^\s)\]>"']*)?/i.exec(first.text);
  if (address === null) return null;
  const host = (address[1] ?? '').toLowerCase();
  const segments = (address[2] ?? '').split('/').filter((part) => part !== '');
  if (PERSONAL_HOSTS.test(host)) return null;
  if (/^(?:www\.)?(?:github|gitee|huggingface|gitlab)\.co?m?$/.test(host) && segments.length < 2) return null;
  return forceOf(first.text, address.index, address.index + address[0].length, around) === 'credit'
    ? { line: first.number, text: clip(first.text) }
    : null;
}

const PERSONAL_HOSTS =
  /(?:^|\.)(?:linkedin|twitter|x|facebook|medium|weibo|zhihu|instagram|t|discord|slack)\.(?:com|me|gg)$/;

/** The line at an offset of the joined text, for offsets that only grow. */
function lineFinder(block: Block): (offset: number) => Block['lines'][number] | undefined {
  let at = 0;
  let end = block.lines[0]?.text.length ?? 0;
  return (offset) => {
    while (offset > end && at + 1 < block.lines.length) {
      at += 1;
      end += 1 + (block.lines[at]?.text.length ?? 0);
    }
    return block.lines[at];
  };
}

/** One claim for each upstream and line; credit wins over mention. */
function withoutRepeats(claims: readonly DraftClaim[]): readonly DraftClaim[] {
  const kept = new Map<string, DraftClaim>();
  for (const claim of claims) {
    const key = `${claim.line} ${claim.upstream ?? claim.text} ${claim.kind}`;
    const earlier = kept.get(key);
    if (earlier === undefined || (earlier.force === 'mention' && claim.force === 'credit'))
      kept.set(key, claim);
  }
  return [...kept.values()].sort((a, b) => a.line - b.line);
}

function clip(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > LONGEST_TEXT ? `${trimmed.slice(0, LONGEST_TEXT - 1)}…` : trimmed;
}
