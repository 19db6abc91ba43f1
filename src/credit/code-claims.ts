import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';
import { forceOf } from './claim-force.ts';

/** A line worth looking at holds one of these words. */
const WORTH =
  /adapt|borrow|copied|copy of|modif(?:ied|y)|based (?:up)?on|deriv|taken from|ported|inspired|credit|courtesy|thanks|reference|source:|forked|from https?:|https?:\/\/(?:github|arxiv|huggingface|gist)|基于|参考|借鉴|改编|修改自|来自|源自/gi;
/** Words that by themselves say "this was taken from there" when they start a comment. */
const STARTS_CREDIT =
  /^(?:adapted|borrowed|copied|copy|modified|based|derived|taken|ported|inspired|credits?|courtesy|thanks|reference|ref|source|forked|from|code from|originally|see also)\b/i;
const COMMENT = /^\s*(?:#|\/\/|\/?\*+|--|;|%|<!--|"""|''')\s?/;
const ADDRESS = /https?:\/\/[^\s)\]>"'`]+/i;

/** Credits that are read in one file. */
const MOST_CLAIMS = 500;
/** Longer lines are generated. */
const LONGEST_LINE = 1000;

/** Credits in comments and docstrings of a source file. Only lines that hold a word worth reading are looked at. */
export function codeClaims(path: string, text: string, aliases: AliasIndex): readonly DraftClaim[] {
  const claims: DraftClaim[] = [];
  const lines = lineCounter(text);
  let done = -1;
  for (const found of text.matchAll(WORTH)) {
    if (claims.length >= MOST_CLAIMS) break;
    if (found.index < done) continue;
    const from = text.lastIndexOf('\n', found.index) + 1;
    const next = text.indexOf('\n', found.index);
    done = next < 0 ? text.length : next;
    if (done - from > LONGEST_LINE) continue;
    const line = text.slice(from, done).replace(/\r$/, '');
    const { number, docstring } = lines(from);
    const comment = commentOf(line, docstring || /"""|'''/.test(line));
    if (comment !== null) claims.push(...commentClaims(path, number, comment, aliases));
  }
  return claims;
}

/** Goes through the places of a word in a text: the first at or after an offset, or the end. Offsets only grow. */
function placesOf(text: string, word: string): (from: number) => number {
  let place = -1;
  return (from) => {
    if (place < from) {
      const found = text.indexOf(word, from);
      place = found < 0 ? text.length : found;
    }
    return place;
  };
}

/** Line number and docstring state at offsets that only grow, counted once over the text. */
function lineCounter(
  text: string,
): (offset: number) => { readonly number: number; readonly docstring: boolean } {
  const lineFeed = placesOf(text, '\n');
  const double = placesOf(text, '"""');
  const single = placesOf(text, "'''");
  let line = 0;
  let quote = 0;
  let number = 1;
  let docstring = false;
  return (offset) => {
    for (let at = lineFeed(line); at < offset; at = lineFeed(line)) {
      number += 1;
      line = at + 1;
    }
    for (let at = Math.min(double(quote), single(quote)); at < offset; ) {
      docstring = !docstring;
      quote = at + 3;
      at = Math.min(double(quote), single(quote));
    }
    return { number, docstring };
  };
}

function commentOf(line: string, insideDocstring: boolean): string | null {
  if (COMMENT.test(line)) return line.replace(COMMENT, '').trim();
  if (insideDocstring) return line.trim();
  const hash = /\s(?:#|\/\/)\s+(.*)$/.exec(line);
  return hash?.[1]?.trim() ?? null;
}

function commentClaims(
  path: string,
  line: number,
  comment: string,
  aliases: AliasIndex,
): readonly DraftClaim[] {
  const text = comment.slice(0, 240);
  const taken = STARTS_CREDIT.test(comment);
  const around = { leadIn: taken ? 'taken from:' : '', headings: [], table: false };
  const names = aliases.find(comment);
  const claims: DraftClaim[] = names.map((name) => ({
    path,
    line,
    text,
    upstream: name.upstream,
    kind: 'code-comment',
    force: forceOf(comment, name.start, name.end, around),
  }));
  if (claims.length > 0) return distinct(claims);
  const address = ADDRESS.exec(comment);
  if (address === null) return [];
  const force = forceOf(comment, address.index, address.index + address[0].length, around);
  return force === 'credit' ? [{ path, line, text, upstream: null, kind: 'code-comment', force }] : [];
}

function distinct(claims: readonly DraftClaim[]): readonly DraftClaim[] {
  const seen = new Map<string | null, DraftClaim>();
  for (const claim of claims) {
    if (!seen.has(claim.upstream) || claim.force === 'credit') seen.set(claim.upstream, claim);
  }
  return [...seen.values()];
}
