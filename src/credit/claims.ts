import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';
import { isWorkCited, namesPeople } from './cited-works.ts';
import { type Around, isCreditHeading, isNews, judgeName } from './claim-force.ts';
import { codeClaims } from './code-claims.ts';
import type { Block } from './document-blocks.ts';
import { blocksOf } from './document-blocks.ts';
import { modelCardClaims } from './model-card-claims.ts';
import { modelFileClaims } from './model-file-claims.ts';
import { isCalledByOwner, type NamedSource, namedRepositories } from './named-sources.ts';

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
/** A page deep in a tree is part of a program. */
const PAGE_OF_PROGRAM = /^(?!(?:docs?|documentation|site|website|pages)\/).*\/[^/]+\.html?$/i;
/** Whom a code of conduct names wrote rules for people; what is installed beside the code is none of it. */
const NO_CREDIT =
  /(?:^|\/)(?:CODE[_-]OF[_-]CONDUCT[^/]*|requirements\/[^/]*\.txt|(?:[^/]*[-_.])?(?:requirements|constraints)(?:[-_.][^/]*)?\.txt)$/i;
const NOTICE = /(?:^|\/)(?:NOTICE|THIRD[_-]?PARTY|ATTRIBUTION|CREDITS|ACKNOWLEDG)[^/]*$/i;

/**
 * What one file says the project is built on: documents, model cards, bibliographies and comments in code, in
 * English and Chinese. Names are looked up in `aliases`; the text is read as data, nothing in it is followed.
 */
export function extractClaims(path: string, text: string, aliases: AliasIndex): readonly DraftClaim[] {
  const bounded = text.slice(0, LONGEST_DOCUMENT);
  if (isData(path, text) || PAGE_OF_PROGRAM.test(path) || NO_CREDIT.test(path)) return [];
  const made = modelFileClaims(path, bounded, aliases);
  if (made !== null) return made;
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
  const around = {
    leadIn: block.leadIn,
    headings: block.headings,
    table: block.kind === 'table',
    news: isNews(block.lines[0]?.text ?? '', block.headings),
  };
  const citation = block.kind === 'bibliography' || kind === 'citation';
  const claims: DraftClaim[] = [];
  const lineAt = lineFinder(block);
  const add = (start: number, upstream: string | null, force: DraftClaim['force']): void => {
    const line = lineAt(start);
    if (line === undefined || (citation && namesPeople(joined, start))) return;
    claims.push({
      path,
      line: line.number,
      text: clip(line.text),
      upstream,
      kind: citation ? 'citation' : kind,
      force,
    });
  };
  const always = citation || kind === 'notice';
  const addresses = knownAddressesIn(joined, aliases);
  const theirs = namedRepositories(joined).filter(
    (named) => aliases.projectsAt(named).length === 0 && isCalledByOwner(joined, named.repository ?? ''),
  );
  const rest = [...addresses.map(({ named }) => named), ...theirs].reduce(blanked, joined);
  const isTheirs = (start: number): boolean =>
    theirs.some(({ repository = '' }) => isCalledByOwner(`${lastWord(rest, start)} `, repository));
  const names = aliases
    .find(rest)
    .slice(0, MOST_CLAIMS)
    .filter((name) => !isTheirs(name.start));
  const places = [
    ...names.map((name) => ({ start: name.start, end: name.end, projects: [name.upstream], address: false })),
    ...addresses.map(({ named, projects }) => ({ ...named, projects, address: true })),
  ].sort((a, b) => a.start - b.start);
  for (const { start, end, projects, address } of places) {
    const judged = judgeName(prose, start, end, around);
    // A link to the upstream's own repository is credit where nothing says otherwise: a list of links has no verbs.
    const linked = address && !judged.said && block.kind !== 'table';
    const isInTitle = citation && !address && !isWorkCited(joined, start, end);
    const force = isInTitle ? 'mention' : always || linked ? 'credit' : judged.force;
    if (projects.length === 1 || force === 'credit')
      add(start, projects.length === 1 ? (projects[0] ?? null) : null, force);
  }
  for (const { start, projects } of badgesIn(joined, aliases)) add(start, projects[0] ?? null, 'credit');
  if (claims.length > 0 || citation) return claims;
  return unknownSources(path, kind, block, around);
}

/** A badge that says "credit" and links to a project: `…/badge/heron-credit-red?link=https%3A%2F%2F…`. */
const BADGE = /\/badge\/[\w.-]{1,60}-credits?-\w{1,20}\?(?:[\w=&]{0,60}&)?link=([\w.%~-]{1,300})/gi;

function badgesIn(
  text: string,
  aliases: AliasIndex,
): readonly { readonly start: number; readonly projects: readonly string[] }[] {
  return [...text.matchAll(BADGE)].flatMap((found) => {
    const address = (found[1] ?? '').replace(/%3a/gi, ':').replace(/%2f/gi, '/');
    return knownAddressesIn(address, aliases).flatMap(({ projects }) =>
      projects.length === 1 ? [{ start: found.index, projects }] : [],
    );
  });
}

/** Addresses of known projects in a text. */
function knownAddressesIn(
  text: string,
  aliases: AliasIndex,
): readonly { readonly named: NamedSource; readonly projects: readonly string[] }[] {
  return namedRepositories(text).flatMap((named) => {
    const projects = aliases.projectsAt(named);
    return projects.length === 0 ? [] : [{ named, projects }];
  });
}

/** The word before a place. */
function lastWord(text: string, at: number): string {
  return /\S*$/.exec(text.slice(Math.max(0, at - 60), at).trimEnd())?.[0] ?? '';
}

function blanked(text: string, { start, end }: NamedSource): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
}

/** Credits to something with an address that the catalogue does not know: a repository in words, anything in a list of credits. */
function unknownSources(
  path: string,
  kind: 'readme' | 'notice' | 'citation',
  block: Block,
  around: Around,
): readonly DraftClaim[] {
  return block.lines.flatMap((line): readonly DraftClaim[] => {
    const address = /https?:\/\/([^\s)\]>"'/]+)(\/[^\s)\]>"']*)?/i.exec(line.text);
    if (address === null) return [];
    const host = (address[1] ?? '').toLowerCase();
    const segments = (address[2] ?? '').split('/').filter((part) => part !== '');
    if (PERSONAL_HOSTS.test(host)) return [];
    if (/^(?:www\.)?(?:github|gitee|huggingface|gitlab)\.co?m?$/.test(host) && segments.length < 2) return [];
    const listed = block.kind === 'item' && block.headings.some(isCreditHeading);
    if (!listed && namedRepositories(line.text).length === 0) return [];
    const end = address.index + address[0].length;
    const judged = judgeName(line.text, address.index, end, around);
    if (judged.force !== 'credit') return [];
    return [{ path, line: line.number, text: clip(line.text), upstream: null, kind, force: 'credit' }];
  });
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
