import type { AliasIndex } from './alias-index.ts';
import { forceOf } from './claim-force.ts';
import type { DraftClaim } from './draft-claim.ts';

/** A line worth looking at: it holds one of these words. Tested once on the whole file, so that most files cost one search. */
const WORTH =
  /adapt|borrow|copied|copy of|modif(?:ied|y)|based (?:up)?on|deriv|taken from|ported|inspired|credit|courtesy|thanks|reference|source:|forked|from https?:|https?:\/\/(?:github|arxiv|huggingface|gist)|基于|参考|借鉴|改编|修改自|来自|源自/i;
/** Words that by themselves say "this was taken from there" when they start a comment. */
const STARTS_CREDIT =
  /^(?:adapted|borrowed|copied|copy|modified|based|derived|taken|ported|inspired|credits?|courtesy|thanks|reference|ref|source|forked|from|code from|originally|see also)\b/i;
const COMMENT = /^\s*(?:#|\/\/|\/?\*+|--|;|%|<!--|"""|''')\s?/;
const ADDRESS = /https?:\/\/[^\s)\]>"'`]+/i;

/** Lines of a source file that are read: prose stands in comments and docstrings, both of which are found by their words. */
export function codeClaims(path: string, text: string, aliases: AliasIndex): readonly DraftClaim[] {
  if (!WORTH.test(text)) return [];
  const claims: DraftClaim[] = [];
  let number = 0;
  let docstring = false;
  for (const line of text.split(/\r\n?|\n/)) {
    number += 1;
    const quotes = line.match(/"""|'''/g)?.length ?? 0;
    const inside = docstring || quotes > 0;
    if (quotes % 2 === 1) docstring = !docstring;
    if (line.length > 1000 || !WORTH.test(line)) continue;
    const comment = commentOf(line, inside);
    if (comment !== null) claims.push(...commentClaims(path, number, comment, aliases));
  }
  return claims;
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
