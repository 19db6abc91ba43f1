import { headerLineHash } from '../catalogue/header-facts.ts';
import { PAGES } from '../catalogue/project-words.ts';
import { coversPath } from '../credit/credit-scope.ts';
import { holderOf, sameHolder } from '../credit/headers.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { plainName } from '../credit/plain-name.ts';
import { vendoredName } from '../credit/stated-sources.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { CopyrightLine, Evidence } from '../model/evidence.ts';
import type { AuditedModule, LineRange, ModuleMatch } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** Lines above a module in which a comment still speaks of it. */
const ABOVE = 4;
/** The same for a docstring: a class begins with it, and its module with the first of its functions. */
const DOCSTRING = 25;

/** Whether a comment stands at a module or in it. */
export function isAt(
  { line, docstring }: Pick<DraftClaim, 'line' | 'docstring'>,
  { startLine, endLine }: LineRange,
): boolean {
  return line >= startLine - (docstring === true ? DOCSTRING : ABOVE) && line <= endLine;
}
/** Lines in which a file without a comment at its top may still say whose it is. */
const TOP_LINES = 30;

/**
 * The file itself says that this code is somebody else's than the matched upstream's: by a credit at the module or at
 * the top of the file, by the folder of vendored code that it lies in, or by the copyright line of another holder. A
 * line that the upstream's own file carries too came along with it and says nothing. Who names the upstream beside others
 * means it. What a file says is no proof, but enough to ask a question in place of making a claim.
 */
export function isToldOtherwise(evidence: Evidence, module: AuditedModule, match: ModuleMatch): boolean {
  if (creditsUpstream(evidence, module, match)) return false;
  const sources = [...evidence.sources.values()].filter((source) => source.project === match.upstream);
  return (
    creditsAnother(evidence, module, match) ||
    statesAnother(match) ||
    pointsElsewhere(evidence, module.path, match) ||
    liesWithAnother(module.path, sources) ||
    carriesAnotherHolder(evidence, module, match, sources)
  );
}

function creditsAnother(evidence: Evidence, module: AuditedModule, match: ModuleMatch): boolean {
  const carried = isAuthor(match) ? linesOf(evidence, match) : new Set<number>();
  const { startLine } = module.range;
  return creditsOver(evidence, module).some(
    (claim) =>
      claim.upstream !== match.upstream &&
      !(claim.line > topOf(evidence, module.path) && isOfAnother(match, claim, startLine)) &&
      !carried.has(headerLineHash(claim.text)),
  );
}

/** Nothing is known of who had it first, or a part of it is the upstream's own: what its file says of others is of the rest. */
function isAuthor({ upstream, origin = [] }: ModuleMatch): boolean {
  return origin.length === 0 || origin.some((one) => one.project === upstream && one.root && one.share > 0);
}

/** The file itself credits the matched upstream, at its top or at the module. */
export function creditsUpstream(evidence: Evidence, module: AuditedModule, match: ModuleMatch): boolean {
  return creditsOf(evidence, module, match).length > 0;
}

/**
 * Credits of a matched upstream in the file, but for lines that a credited project has in its own file which matches as
 * well: they came along with that.
 */
function creditsOf(evidence: Evidence, module: AuditedModule, match: ModuleMatch): readonly DraftClaim[] {
  const found = creditsOver(evidence, module).filter((claim) => claim.upstream === match.upstream);
  if (found.length === 0) return [];
  const along = new Set(
    module.matches
      .filter((one) => one.upstream !== match.upstream && isCredited(evidence, one.upstream, module.path))
      .flatMap((one) => [...linesOf(evidence, one)]),
  );
  return found.filter((claim) => !along.has(headerLineHash(claim.text)));
}

function isCredited({ claims }: Evidence, upstream: string, path: string): boolean {
  return claims.some(
    (claim) =>
      claim.kind !== 'code-comment' &&
      claim.force === 'credit' &&
      claim.upstream === upstream &&
      coversPath(claim, path),
  );
}

/** Words of whoever took the code itself, and no idea or comparison: `adapted from`, `based on`, `修改自`. */
const TOOK =
  /\b(?:cop(?:y|ied|ies)|adapt(?:ed|ation|s)?|adopt(?:ed)?|modif(?:ied|ication)|borrow(?:ed)?|taken|ported|derived|forked|based (?:up)?on|built (?:up)?on|(?:code|extracted|migrated) from)\b|\bfrom:?\s*https?:\/\/|(?:修改|改编|移植|复制|拷贝|摘|搬运|来)自/i;

/**
 * The file says itself that it was taken from the matched upstream. An address alone says so of code that matches more than a
 * little, in a file that names no other holder: it may have come along with that one's.
 */
export function statesUpstream(evidence: Evidence, module: AuditedModule, match: ModuleMatch): boolean {
  const found = creditsOf(evidence, module, match);
  if (found.some(({ text }) => TOOK.test(text))) return true;
  if (match.strength === 'weak' || !found.some(({ text, bare }) => bare !== true && isAddressAlone(text)))
    return false;
  const sources = [...evidence.sources.values()].filter((source) => source.project === match.upstream);
  return !carriesAnotherHolder(evidence, module, match, sources);
}

/** A line that is an address and nothing else: the end of a sentence that credits it. */
export function isAddressAlone(text: string): boolean {
  return /https?:\/\//.test(text) && !/[\p{L}\p{N}]/u.test(text.replace(/https?:\/\/\S+/g, ''));
}

/** Credits in a module's own file that speak of it: at the top of the file, or around the module. */
function creditsOver(evidence: Evidence, { path, range }: AuditedModule): readonly DraftClaim[] {
  const top = topOf(evidence, path);
  return (creditsIn(evidence).get(path) ?? []).filter((claim) => isAt(claim, range) || claim.line <= top);
}

const credits = new WeakMap<Evidence, ReadonlyMap<string, readonly DraftClaim[]>>();

/** Credits in comments, by file. */
function creditsIn(evidence: Evidence): ReadonlyMap<string, readonly DraftClaim[]> {
  const known = credits.get(evidence);
  if (known !== undefined) return known;
  const made = new Map<string, DraftClaim[]>();
  for (const claim of evidence.claims) {
    if (claim.kind !== 'code-comment' || claim.force !== 'credit') continue;
    const own = made.get(claim.path) ?? [];
    made.set(claim.path, own);
    own.push(claim);
  }
  credits.set(evidence, made);
  return made;
}

/** Where the top of a file ends. */
export const topOf = ({ headers }: Evidence, path: string): number =>
  headers.get(path)?.range.endLine ?? TOP_LINES;

/** A comment inside of a module, on a project that is known and has nothing of it, speaks of the lines around it. */
function isOfAnother(
  { origin = [] }: ModuleMatch,
  { line, upstream }: DraftClaim,
  startLine: number,
): boolean {
  return line > startLine + ABOVE && origin.some((one) => one.project === upstream && one.share === 0);
}

/** Of a file that the catalogue does not know, the origins tell whom the audited one names beside those found. */
function statesAnother({ upstream, containment, origin = [] }: ModuleMatch): boolean {
  return containment.upstream === 0 && origin.some((one) => one.stated === true && one.project !== upstream);
}

/**
 * Of code that fragments alone tell of, the page that the file's top sends its reader to (`Visit https://…`) is another's than
 * the upstream's: the upstream may have it from there too.
 */
function pointsElsewhere(
  { headers }: Evidence,
  path: string,
  { upstream, containment }: ModuleMatch,
): boolean {
  if (containment.upstream > 0) return false;
  const pages = (headers.get(path)?.text ?? '').matchAll(/\bhttps?:\/\/(?:www\.)?([\w.-]+\.[a-z]{2,})\b/gi);
  const name = plainName(upstream);
  const isCommon = (host: string): boolean =>
    PAGES.some((page) => host === page || host.endsWith(`.${page}`));
  return [...pages].some(([, host = '']) => !isCommon(host.toLowerCase()) && !plainName(host).includes(name));
}

/** Hashes of the lines that the upstream's own file has at its top, at any state. */
export function linesOf(evidence: Evidence, match: ModuleMatch): ReadonlySet<number> {
  const headers = evidence.upstreamHeaders?.(match.version, match.path) ?? [];
  return new Set(headers.flatMap((header) => header.lineHashes));
}

function liesWithAnother(path: string, sources: readonly SourceFacts[]): boolean {
  const name = vendoredName(path);
  if (name === null || sources.length === 0) return false;
  const own = sources.flatMap((source) => [
    source.project,
    source.projectName,
    source.name,
    ...source.aliases,
    ...repositoriesOf(source).map((one) => one.slice(one.indexOf('/') + 1)),
    ...source.files.map((file) => file.path.split('/')[0] ?? ''),
  ]);
  return !own.some(
    (one) => plainName(one).includes(plainName(name)) || plainName(name).includes(plainName(one)),
  );
}

function carriesAnotherHolder(
  evidence: Evidence,
  module: AuditedModule,
  match: ModuleMatch,
  sources: readonly SourceFacts[],
): boolean {
  const local = linesAbove(evidence, module);
  if (local.length === 0) return false;
  const headers = evidence.upstreamHeaders?.(match.version, match.path) ?? [];
  const theirs = [
    ...headers.flatMap((header) => header.copyrights),
    ...sources.flatMap((source) => [...source.copyrights, source.organisation]),
  ].map(holderOf);
  const known = [...theirs, ...ownHolders(evidence)];
  return local
    .map((one) => holderOf(one.text))
    .every((holder) => !known.some((one) => sameHolder(one, holder)));
}

/** Lines between the copyright lines of one header. */
const ONE_HEADER = 5;

/** The copyright lines that a module stands below: of a header further down, where the file is made of several, else of its top. */
function linesAbove(
  { headers, copyrights }: Evidence,
  { path, range }: AuditedModule,
): readonly CopyrightLine[] {
  const end = headers.get(path)?.range.endLine ?? 0;
  const lines = copyrights.get(path) ?? [];
  const below = lines.filter((one) => one.line > Math.max(end, TOP_LINES) && one.line < range.startLine);
  const last = below.at(-1)?.line;
  return last === undefined
    ? lines.filter((one) => one.line <= end)
    : below.filter((one) => one.line > last - ONE_HEADER);
}

/** A license file of the repository's own: `LICENSE_other` is the text of somebody else's. */
export const OWN_LICENSE =
  /^(?:(?:MIT|APACHE|BSD|ISC|MPL|[AL]?GPL)[\w.]*[-_])?(?:LICEN[CS]E|COPYING)(?:\.(?:txt|md|rst))?$/i;

/** Holders that the repository's own license files name. */
export function ownHolders(evidence: Evidence): readonly string[] {
  return [...evidence.copyrights].flatMap(([path, lines]) =>
    OWN_LICENSE.test(path) ? lines.map((line) => holderOf(line.text)) : [],
  );
}
