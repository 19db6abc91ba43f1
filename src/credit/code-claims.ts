import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';
import { forceOf } from './claim-force.ts';
import { type CommentBlock, commentBlocks } from './comment-blocks.ts';
import { type CreditLine, creditedLines } from './credit-lines.ts';
import { type NamedSource, namedModules, namedRepositories, withoutPages } from './named-sources.ts';

/** A block worth looking at holds one of these words. */
const WORTH =
  /adapt|adopt|borrow|cop[iy]|past|tak(?:e|en)|modif|based|buil[dt]|deriv|port(?:ed)? |lift|stol|grab|inspir|credit|courtesy|thanks|refer|\bref\b|source:|fork|from\b|follow|origin|implementation|https?:\/\/(?:github|arxiv|huggingface|gist|gitlab|gitee)|基于|参考|借鉴|改编|自|来源|搬运/i;

/** Credits that are read in one file. */
const MOST_CLAIMS = 500;
/** `with Llama->Heron`: how the copy calls things, behind `Copied from`. */
const RENAMED =
  /\b(?:with|from)\s+[\w.]{1,80}\s{0,3}->\s{0,3}[\w.]{1,80}(?:\s{0,3},\s{0,3}[\w.]{1,80}\s{0,3}->\s{0,3}[\w.]{1,80})*/g;
/** Code that is commented out: a text that it is given says nothing of the code. */
const CODE = /^\w{1,40}\s{0,3}=\s{0,3}f?["'(]|^f?(["'])[^"']*\1,?$/;
/** A comment of these words alone: `from heronVL`. */
const FROM = /^from\s+[\w./-]{3,60}$/i;
/** Lines around a name that its sentence may take up. */
const NEAR = 3;
const LONGEST_TEXT = 240;

/**
 * Credits in comments and docstrings of a source file. An address or a module decides the project before any name
 * that happens to stand inside it: `transformers.models.llama` is not the project that is called Llama.
 */
export function codeClaims(path: string, text: string, aliases: AliasIndex): readonly DraftClaim[] {
  if (!WORTH.test(text)) return [];
  const claims: DraftClaim[] = [];
  for (const block of commentBlocks(text, path)) {
    if (claims.length >= MOST_CLAIMS) break;
    if (!block.lines.some((line) => WORTH.test(line.text))) continue;
    claims.push(...blockClaims(path, block, aliases));
  }
  return claims.slice(0, MOST_CLAIMS);
}

function blockClaims(path: string, block: CommentBlock, aliases: AliasIndex): readonly DraftClaim[] {
  const lines = creditedLines(block);
  return lines.flatMap((_, at): readonly DraftClaim[] => {
    const near = lines.slice(Math.max(0, at - NEAR), at + NEAR + 1);
    if (!near.some((one) => one.credit || WORTH.test(one.text))) return [];
    return lineClaims(path, lines, at, aliases).map((claim) =>
      block.kind === 'docstring' ? { ...claim, docstring: true as const } : claim,
    );
  });
}

function lineClaims(
  path: string,
  lines: readonly CreditLine[],
  at: number,
  aliases: AliasIndex,
): readonly DraftClaim[] {
  const line = lines[at];
  if (line === undefined || line.text === '' || CODE.test(line.text)) return [];
  const claim = (upstream: string | null, force: DraftClaim['force']): DraftClaim => ({
    path,
    line: line.number,
    text: line.text.slice(0, LONGEST_TEXT),
    upstream,
    kind: 'code-comment',
    force,
    ...(line.bare === true ? { bare: true as const } : {}),
  });
  const addresses = namedRepositories(line.text);
  const modules = namedModules(line.text);
  const claims: DraftClaim[] = [];
  let rest = withoutPages(line.text).replace(RENAMED, (found) => ' '.repeat(found.length));
  for (const named of [...addresses, ...modules]) {
    const projects = aliases.projectsAt(named);
    const [only, ...others] = projects;
    // A name inside an address that is not known may still tell a project; one inside a module never does.
    if (projects.length === 0 && named.module === undefined) continue;
    rest = blanked(rest, named);
    if (line.credit) claims.push(claim(others.length === 0 ? (only ?? null) : null, 'credit'));
    else if (only !== undefined && others.length === 0) claims.push(claim(only, 'mention'));
  }
  const isTaken = line.credit || FROM.test(line.text);
  const around = { leadIn: isTaken ? 'taken from:' : '', headings: [], table: false };
  const context = sentenceLines(lines, at);
  for (const name of aliases.find(rest)) {
    const start = context.before.length + name.start;
    const force = forceOf(
      `${context.before}${rest}${context.after}`,
      start,
      context.before.length + name.end,
      around,
    );
    claims.push(claim(name.upstream, force));
  }
  if (claims.length === 0 && addresses.length > 0 && line.credit) claims.push(claim(null, 'credit'));
  return distinct(claims);
}

function blanked(text: string, { start, end }: Pick<NamedSource, 'start' | 'end'>): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/** The lines next to a line that its sentence may run over; a line of nothing but marks ends it. */
function sentenceLines(
  lines: readonly CreditLine[],
  at: number,
): { readonly before: string; readonly after: string } {
  let first = at;
  while (first > Math.max(0, at - NEAR) && /[\p{L}\p{N}]/u.test(lines[first - 1]?.text ?? '')) first -= 1;
  let last = at;
  while (last < at + NEAR && /[\p{L}\p{N}]/u.test(lines[last + 1]?.text ?? '')) last += 1;
  const joined = (from: number, to: number): string =>
    lines
      .slice(from, to)
      .map((line) => line.text)
      .join(' ');
  const before = first < at ? `${joined(first, at)} ` : '';
  return { before, after: last > at ? ` ${joined(at + 1, last + 1)}` : '' };
}

function distinct(claims: readonly DraftClaim[]): readonly DraftClaim[] {
  const seen = new Map<string | null, DraftClaim>();
  for (const claim of claims) {
    if (!seen.has(claim.upstream) || claim.force === 'credit') seen.set(claim.upstream, claim);
  }
  return [...seen.values()];
}
