import { coversPath } from '../../credit/credit-scope.ts';
import { repositoriesOf } from '../../credit/known-addresses.ts';
import { leadingMatch } from '../../credit/matched-paths.ts';
import { namedRepositories } from '../../credit/named-sources.ts';
import { pedigreeOf } from '../../credit/pedigree.ts';
import type { DraftClaim } from '../../model/draft-claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { AuditedModule, ModuleMatch } from '../../model/report.ts';
import type { Role } from '../../model/role.ts';
import { sayRole } from '../../model/role.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import type { FindingDraft, Rule } from '../rule.ts';
import { moduleName } from '../wording.ts';

/** Words by which a document says which part of the model it speaks of. */
const ROLE_WORDS: Partial<Record<Role, RegExp>> = {
  slicing: /\bslic|\bcrop|\btil(?:e|ing)|any-?res|high.?resolution|partition|切片|切分|高清/i,
  'spatial-schema': /spatial|schema|placeholder|空间/i,
  resampler: /resampl|perceiver|compress|query|queries|重采样|压缩/i,
  projector: /project(?:or|ion)|connector|adapter|投影/i,
  'vision-tower': /vision (?:tower|encoder|model|backbone)|image encoder|\bvit\b|视觉编码/i,
  'position-embedding': /position|pos.?embed|位置/i,
  decoder: /language model|\bllm\b|decoder|语言模型/i,
  tokenizer: /tokeni[sz]er|分词/i,
};

/** The repository says that a part comes from one upstream, and that part matches another one. */
export const claimedUpstreamDiffers: Rule = {
  id: 'claimed-upstream-differs',
  title: 'Claimed upstream differs from the one found',
  level: 'warning',
  why: 'A credit to the wrong project leaves the right one without credit and its license unmet.',
  fixable: false,
  check: (evidence, reading) => {
    const derived = new Set(
      reading.derivations.flatMap(({ upstream, slot }) => (slot === 'code' ? [upstream] : [])),
    );
    const statements = statementsOf(evidence, derived);
    return evidence.modules.flatMap((module) => {
      const match = leadingMatch(module);
      if (match === null || match.strength === 'moderate') return [];
      if (!derived.has(match.upstream)) return [];
      if (reading.credit(match.upstream).credited === 'yes') return [];
      const claim = claimFor(evidence, statements, module);
      return claim === null ? [] : [finding(evidence, module, match, claim)];
    });
  },
};

/** What the repository says of its code, as every module is held against it. */
interface Statements {
  /** Comments, by the path of their file. */
  readonly comments: ReadonlyMap<string, readonly DraftClaim[]>;
  /** Sentences of documents that credit a project of which nothing is found here. */
  readonly elsewhere: readonly DraftClaim[];
  /** Projects that this repository has code of, or is otherwise known to descend from. */
  readonly found: ReadonlySet<string>;
}

function statementsOf({ claims, modules, lineage }: Evidence, derived: ReadonlySet<string>): Statements {
  const found = new Set([
    ...derived,
    ...modules.flatMap((one) => one.matches.map(({ upstream }) => upstream)),
    ...lineage.map(({ upstream }) => upstream),
  ]);
  const comments = new Map<string, DraftClaim[]>();
  for (const claim of claims) {
    if (claim.kind !== 'code-comment') continue;
    const there = comments.get(claim.path);
    if (there === undefined) comments.set(claim.path, [claim]);
    else there.push(claim);
  }
  const elsewhere = claims.filter(
    (claim) => (claim.kind === 'readme' || claim.kind === 'notice') && creditsAnother(claim, found),
  );
  return { comments, elsewhere, found };
}

function creditsAnother({ force, upstream, text }: DraftClaim, found: ReadonlySet<string>): boolean {
  return force === 'credit' && upstream !== null && !found.has(upstream) && !leadsToAPage(text);
}

/**
 * A statement about this very module that nothing else bears out: a comment at the module, or a sentence of a document
 * that covers its file and names its part. Not one that names a project of the module's pedigree, one that this
 * repository has other code of, one of the same house, or one of which no code is known and nothing can be said.
 */
function claimFor(evidence: Evidence, statements: Statements, module: AuditedModule): DraftClaim | null {
  const pedigree = pedigreeOf(module, evidence.sources);
  const contradicts = (claim: DraftClaim): boolean =>
    claim.upstream !== null &&
    creditsAnother(claim, statements.found) &&
    !pedigree.has(claim.upstream) &&
    isComparable(evidence, claim.upstream, module.role) &&
    !sameHouse(evidence, claim.upstream, [...pedigree]);
  const near = (statements.comments.get(module.path) ?? []).filter((claim) => stands(module, claim));
  // Whoever writes at the module knows best: a comment there that agrees settles it.
  if (near.some((claim) => claim.force === 'credit' && !contradicts(claim))) return null;
  const here = near.find(contradicts);
  if (here !== undefined) return here;
  const words = ROLE_WORDS[module.role];
  if (words === undefined) return null;
  return (
    statements.elsewhere.find(
      (claim) =>
        coversPath(claim, module.path) &&
        namesPart(claim, module.path) &&
        words.test(claim.text) &&
        contradicts(claim),
    ) ?? null
  );
}

/** The statement points to a page to read, and to no code: `Reference: https://example.org/docs/format`. */
function leadsToAPage(text: string): boolean {
  return /https?:\/\//i.test(text) && namedRepositories(text).length === 0;
}

/** A page deep in the documentation speaks of one module of many: of this one where it has its name. */
function namesPart({ path: page }: DraftClaim, path: string): boolean {
  if (!page.includes('/') || path.startsWith(page.slice(0, page.lastIndexOf('/') + 1))) return true;
  const module = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return page.slice(page.lastIndexOf('/') + 1).includes(module);
}

/** Code of that project with the module's part is known: else nothing was compared with it. */
function isComparable(evidence: Evidence, upstream: string, role: Role): boolean {
  for (const source of evidence.sources.values()) {
    if (source.project !== upstream || source.factsOnly) continue;
    if (source.files.length === 0 || source.files.some((file) => file.role === role)) return true;
  }
  return false;
}

/** One organisation's projects take from one another without telling. */
function sameHouse(evidence: Evidence, upstream: string, others: readonly string[]): boolean {
  const houses = (project: string): readonly string[] =>
    [...evidence.sources.values()]
      .filter((source) => source.project === project)
      .flatMap((source) => [
        source.organisation.toLowerCase(),
        ...repositoriesOf(source).map((one) => one.slice(0, one.indexOf('/'))),
      ]);
  const own = new Set(houses(upstream));
  return others.some((other) => houses(other).some((house) => own.has(house)));
}

/** Lines above a module in which a comment still speaks of it. */
const ABOVE = 4;

function stands(module: AuditedModule, claim: DraftClaim): boolean {
  const { startLine, endLine } = module.range;
  return claim.line >= startLine - ABOVE && claim.line <= endLine;
}

function finding(
  evidence: Evidence,
  module: AuditedModule,
  match: ModuleMatch,
  claim: DraftClaim,
): FindingDraft {
  const found = nameOf(evidence, match.upstream);
  const claimed = nameOf(evidence, claim.upstream ?? '');
  return {
    level: 'warning',
    message: sentences(
      say`${claim.path}:${claim.line} credits ${claimed} for the ${sayRole(module.role)}, while ${moduleName(module.symbol)} in ${module.path} ${matchVerb(module.symbol)} ${moduleName(match.symbol)} of ${found}.`,
      say`Compare both, and name the one it was taken from.`,
    ),
    path: module.path,
    range: module.range,
    upstream: match.upstream,
    related: [
      {
        path: claim.path,
        range: { startLine: claim.line, endLine: claim.line },
        message: say`credits ${claimed}`,
      },
    ],
    evidence: [module.id],
    key: `${module.symbol} ${claim.upstream}`,
    basis: [module.id, match.upstream, match.version, claim.upstream ?? '', claim.text],
  };
}

/** For a group of modules, as `moduleName` says it. */
function matchVerb(symbol: string): Said {
  return / \+\d+$/.test(symbol) ? say`match` : say`matches`;
}

function nameOf(evidence: Evidence, upstream: string): string {
  for (const source of evidence.sources.values()) if (source.project === upstream) return source.projectName;
  return upstream;
}
