import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Claim, Lineage, Strength } from '../model/report.ts';
import { byText } from '../model/text-order.ts';
import { coversPath } from './credit-scope.ts';
import { holderOf, keeps, sameHolder } from './headers.ts';
import { isNamedFor, type KeptTree, keptTrees } from './kept-trees.ts';
import { repositoriesOf } from './known-addresses.ts';
import { matchedPaths, owedMatch } from './matched-paths.ts';
import { isCalledByOwner, isKindOfThing, namedRepositories } from './named-sources.ts';

/** How the repository credits one upstream, and where. */
export interface Credit {
  readonly credited: 'yes' | 'partly' | 'no';
  /** Places that credit it. */
  readonly at: readonly DraftClaim[];
  /** Places that name it without saying that anything was taken. */
  readonly mentions: readonly DraftClaim[];
  /** Places that credit it where no reader sees them. They count as none. */
  readonly hidden?: readonly DraftClaim[];
  /** Files that hold a match and that no credit covers, sorted. */
  readonly open: readonly string[];
}

export type CreditEvidence = Pick<Evidence, 'claims' | 'modules' | 'lineage' | 'paths'> &
  Partial<Pick<Evidence, 'sources' | 'copyrights' | 'upstreamHeaders' | 'texts' | 'hidden'>>;

/**
 * Credit for one upstream, judged at each file that holds a match: a credit counts where it stands, a comment for its
 * file, a document in a folder for that folder, one at the top for the repository, and the license file of a tree
 * kept whole for that tree. A file that keeps a copyright line of its upstream file's header, or has one of the upstream's
 * holder, says whose it is; where most of a folder's do, the rest of it is in no doubt. A fork, and a copy of the files, are
 * credited as a whole. `yes`: every file is covered. `partly`: some are, or only others are.
 */
export function creditOf(evidence: CreditEvidence, upstream: string): Credit {
  const hidden = claimsAbout(evidence, upstream, evidence.hidden ?? []);
  return { ...seenCredit(evidence, upstream), ...(hidden.length === 0 ? {} : { hidden }) };
}

function seenCredit(evidence: CreditEvidence, upstream: string): Credit {
  const own = claimsAbout(evidence, upstream);
  const at = own.filter((claim) => claim.force === 'credit');
  const mentions = own.filter((claim) => claim.force === 'mention');
  const paths = matchedPaths(evidence, upstream);
  const holders = holdersOf(evidence, upstream);
  const kept = paths.filter(
    (path) =>
      keptWhole(evidence, upstream, path) ||
      keptByName(evidence, upstream, path) ||
      keepsLine(evidence, upstream, path) ||
      namesHolder(evidence, holders, path),
  );
  const folders = foldersOf(paths, kept);
  const names = new Set(
    [...homesOf(evidence, upstream)].map((home) => plainName(home.slice(home.indexOf('/') + 1))),
  );
  // Credited in one place, and kept in another in a folder of its name: nobody takes it for somebody else's.
  const named = (path: string): boolean =>
    at.length > 0 &&
    path
      .split('/')
      .slice(0, -1)
      .some((folder) => names.has(plainName(folder)));
  const open = paths.filter(
    (path) =>
      !named(path) &&
      !at.some((claim) => coversPath(claim, path)) &&
      !kept.includes(path) &&
      !folders.has(folderOf(path)),
  );
  const told = tellsWhole(evidence, upstream, own);
  if (told !== null) return { credited: 'yes', at: at.length > 0 ? at : [told], mentions, open: [] };
  if (paths.length === 0) {
    const documented = at.some((claim) => claim.kind !== 'code-comment');
    return { credited: documented ? 'yes' : at.length > 0 ? 'partly' : 'no', at, mentions, open };
  }
  if (open.length === 0) return { credited: 'yes', at, mentions, open };
  return { credited: at.length > 0 || kept.length > 0 ? 'partly' : 'no', at, mentions, open };
}

/** Lines of a front page in which it says what it is about. */
const HEAD_LINES = 15;

/**
 * The place where a fork names its upstream at all, or a copy of the files names it in the head of its front page: what
 * is published whole, and says whose it is, credits it. Null for whatever is neither.
 */
function tellsWhole(
  evidence: CreditEvidence,
  upstream: string,
  own: readonly DraftClaim[],
): DraftClaim | null {
  const relation = evidence.lineage.find((one) => one.upstream === upstream)?.relation;
  if (relation !== 'fork' && relation !== 'copy') return null;
  const documents = own.filter((claim) => claim.kind !== 'code-comment');
  const most = relation === 'fork' ? Number.POSITIVE_INFINITY : HEAD_LINES;
  const found = documents.find(
    (claim) => relation === 'fork' || (FRONT_PAGE.test(claim.path) && claim.line <= HEAD_LINES),
  );
  return found ?? frontPageNames(evidence, upstream, most);
}

const FRONT_PAGE = /^README[^/]*$/i;

/** The line, among the first of a front page, with the address of the upstream's repository; null where there is none. */
function frontPageNames(evidence: CreditEvidence, upstream: string, lines: number): DraftClaim | null {
  const homes = homesOf(evidence, upstream);
  for (const [path, text] of evidence.texts ?? []) {
    if (!FRONT_PAGE.test(path)) continue;
    for (const [at, line] of text.split('\n').entries()) {
      if (at >= lines) break;
      if (namedRepositories(line).some(({ repository }) => repository !== undefined && homes.has(repository)))
        return { path, line: at + 1, text: line.trim(), upstream, kind: 'readme', force: 'mention' };
    }
  }
  return null;
}

/** Folders of which most matched files say whose they are: the rest of them is in no doubt. The top is none. */
function foldersOf(paths: readonly string[], kept: readonly string[]): ReadonlySet<string> {
  const count = (of: readonly string[], folder: string): number =>
    of.filter((path) => folderOf(path) === folder).length;
  const folders = new Set(kept.map(folderOf));
  return new Set(
    [...folders].filter((folder) => folder !== '' && 2 * count(kept, folder) > count(paths, folder)),
  );
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * A tree at its project's own paths, in a folder that has the project's name and holds papers of its own, says whose it
 * is. The name of a folder alone tells nobody who reads the documents.
 */
function keptByName(evidence: CreditEvidence, upstream: string, path: string): boolean {
  return treesOf(evidence.modules).some(
    (tree) =>
      tree.project === upstream &&
      path.startsWith(tree.folder) &&
      isNamedFor(tree) &&
      evidence.paths.some((one) => one.startsWith(tree.folder) && PAPERS.test(one.slice(tree.folder.length))),
  );
}

const PAPERS = /^(?:README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CITATION)[^/]*$/i;

const TREES = new WeakMap<CreditEvidence['modules'], readonly KeptTree[]>();

/** The trees of one audit, worked out once. */
function treesOf(modules: CreditEvidence['modules']): readonly KeptTree[] {
  const known = TREES.get(modules) ?? keptTrees({ modules });
  TREES.set(modules, known);
  return known;
}

/** Names by which the upstream's holder goes: of its organisation, its copyright lines and the owner of its repository. */
function holdersOf(evidence: CreditEvidence, upstream: string): readonly string[] {
  const sources = [...(evidence.sources?.values() ?? [])].filter((one) => one.project === upstream);
  const repositories = evidence.lineage.flatMap((one) =>
    one.upstream === upstream && one.repository != null ? [{ repository: one.repository }] : [],
  );
  const owners = [...sources, ...repositories].flatMap((one) =>
    repositoriesOf(one).map((home) => home.slice(0, home.indexOf('/'))),
  );
  const named = sources.flatMap((one) => [one.organisation, ...one.copyrights.map(holderOf)]);
  return [...new Set([...owners, ...named])].filter((one) => one.length >= 4);
}

/** The file has a copyright line of the upstream's holder, by whatever name: it says whose it is. */
function namesHolder(evidence: CreditEvidence, holders: readonly string[], path: string): boolean {
  const own = evidence.copyrights?.get(path) ?? [];
  return own.some((line) => holders.some((holder) => sameHolder(holderOf(line.text), holder)));
}

/** Repositories at which an upstream is at home, as `owner/name` in lower case. */
function homesOf(evidence: CreditEvidence, upstream: string): ReadonlySet<string> {
  const homes = new Set<string>();
  for (const source of evidence.sources?.values() ?? []) {
    if (source.project === upstream) for (const home of repositoriesOf(source)) homes.add(home);
  }
  for (const { upstream: other, repository } of evidence.lineage) {
    if (other !== upstream || repository == null) continue;
    for (const home of repositoriesOf({ repository })) homes.add(home);
  }
  return homes;
}

/**
 * Claims that name the upstream, and those that give the address of its repository and tell no project. Where the whole
 * repository is the upstream, whoever credits a part of it credits it.
 */
function claimsAbout(
  evidence: CreditEvidence,
  upstream: string,
  claims: readonly DraftClaim[] = evidence.claims,
): readonly DraftClaim[] {
  const homes = homesOf(evidence, upstream);
  const isWhole = [...(evidence.sources?.values() ?? [])].some(
    (source) => source.project === upstream && source.factsOnly,
  );
  return claims.filter(
    (claim) =>
      claim.upstream === upstream ||
      ((claim.upstream === null || isWhole) &&
        namedRepositories(claim.text).some(
          ({ repository = '' }) =>
            homes.has(repository) ||
            [...homes].some(
              (home) =>
                isFamily(home, repository) ||
                (isMoved(home, repository) && !isCalledByOwner(claim.text, repository)),
            ),
        )),
  );
}

/** Letters of a word that ends the names of one family. */
const LEAST_ENDING = 6;

/**
 * Repositories of one owner whose names begin or end alike, `owner/lit-one` and `owner/lit-two`, `owner/wide-diffusion`
 * and `owner/deep-diffusion`, are one house's. Both as `owner/name`.
 */
export function isFamily(a: string, b: string): boolean {
  const [owner, name = ''] = a.split('/');
  const [other, second = ''] = b.split('/');
  if (owner !== other) return false;
  const words = (one: string): readonly string[] => one.split(/[-_.]/);
  const first = words(name)[0] ?? '';
  const last = words(name).at(-1) ?? '';
  return (
    (first.length >= 3 && first === words(second)[0]) ||
    (last.length >= LEAST_ENDING && last === words(second).at(-1))
  );
}

/** A project that moved, or a fork of it, by its name: of six letters or more, and no word for a kind of thing. */
function isMoved(a: string, b: string): boolean {
  const [, name = ''] = a.split('/');
  const [, second = ''] = b.split('/');
  return name.length >= LEAST_ENDING && name === second && !isKindOfThing(name);
}

/** The file holds a copyright line of the upstream file that it matches. */
function keepsLine(evidence: CreditEvidence, upstream: string, path: string): boolean {
  const own = evidence.copyrights?.get(path) ?? [];
  if (own.length === 0) return false;
  return evidence.modules.some((module) => {
    const match = module.path === path ? owedMatch(module, upstream) : null;
    if (match === null) return false;
    const headers = evidence.upstreamHeaders?.(match.version, match.path) ?? [];
    return headers.some((header) =>
      header.copyrights.some((line) => holderOf(line) !== '' && own.some((one) => keeps(one.text, line))),
    );
  });
}

/** A vendored file whose folder, or one above it short of the root, holds a license file. */
function keptWhole(evidence: CreditEvidence, upstream: string, path: string): boolean {
  if (!evidence.lineage.some((one) => one.upstream === upstream && one.relation === 'vendored')) return false;
  const folders = path.split('/').slice(0, -1);
  return folders.some((_, depth) => {
    const folder = folders.slice(0, depth + 1).join('/');
    return evidence.paths.some(
      (one) =>
        one.startsWith(`${folder}/`) && /^(?:LICEN[CS]E|COPYING)[^/]*$/i.test(one.slice(folder.length + 1)),
    );
  });
}

const FOUND: ReadonlySet<Strength> = new Set<Strength>(['conclusive', 'strong', 'moderate']);

/** The claims of the report: each credit is compared with what was found. Sorted by path, line, upstream. */
export function describeClaims(evidence: CreditEvidence): readonly Claim[] {
  const found = new Map<DraftClaim, 'credited' | 'partly'>();
  for (const { upstream, strength } of evidence.lineage) {
    if (!FOUND.has(strength)) continue;
    const credited = creditOf(evidence, upstream).credited === 'yes' ? 'credited' : 'partly';
    // A claim that counts as credit for several counts for the one that it names.
    for (const claim of claimsAbout(evidence, upstream))
      if (claim.upstream === upstream || !found.has(claim)) found.set(claim, credited);
  }
  return evidence.claims
    .map((claim) => {
      const { bare: _, docstring: __, ...told } = claim;
      return { ...told, found: verdict(claim, found) };
    })
    .sort((a, b) => byText(a.path, b.path) || a.line - b.line || byText(a.upstream ?? '', b.upstream ?? ''));
}

function verdict(claim: DraftClaim, found: ReadonlyMap<DraftClaim, 'credited' | 'partly'>): Claim['found'] {
  return claim.force === 'mention' ? 'mention' : (found.get(claim) ?? 'not-found');
}

/** Lineage with its credit filled in. */
export function lineageWithCredit(evidence: CreditEvidence): readonly Lineage[] {
  return evidence.lineage.map((draft) => {
    const { credited, at } = creditOf(evidence, draft.upstream);
    return { ...draft, claimed: at.length > 0, credited };
  });
}
