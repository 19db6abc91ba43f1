import { keptTrees, treeOf } from '../credit/kept-trees.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { isStrong, leadingMatch } from '../credit/matched-paths.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import { isCode } from '../languages/table.ts';
import { NO_LICENSE, UNKNOWN_LICENSE } from '../licenses/expression.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import type { LineRange } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { isOwnAddress } from './by-way-of.ts';
import type { Derivation, Place } from './derivations.ts';
import { othersTerms } from './others-terms.ts';
import type { Reading } from './rule.ts';
import { declaredRepository } from './same-owner.ts';
import { isAddressAlone, isAt, topOf } from './told-otherwise.ts';

/** Words of a comment that say that this very code was taken; an idea, links and data are not. */
const TAKEN =
  /\b(?:adapt(?:ed)?|borrow(?:ed|s)|cop(?:ied|y)|copy-?paste[d]?|derived|extracted|forked|migrated|modified|ported|taken)\b,? (?:[\w.-]+,? ){0,4}?(?:from|of)\b|\b(?:code|class|file|function|implementation|module|script)s? (?:(?:is|are|comes?|was|were) )?(?:\w+ )?(?:from|based (?:heavily |largely |mainly |mostly )?(?:up)?on)\b|^\W*from:?\s*https?:|(?:修改|改编|复制|拷贝|摘|移植)自/i;

/**
 * What files say that they took from projects that are known here, where the code itself tells of none: too little of it,
 * or too much changed. Their word is enough for the license of it, and for nothing else.
 */
export function saidSources(evidence: Evidence, reading: Reading): readonly Derivation[] {
  const known = saidIn.get(evidence);
  if (known !== undefined) return known;
  const byProject = new Map<string, SourceFacts[]>();
  for (const source of [...evidence.sources.values(), ...(evidence.named ?? [])]) {
    const versions = byProject.get(source.project) ?? [];
    byProject.set(source.project, versions);
    versions.push(source);
  }
  const isLeft = leftTo(evidence, reading);
  const own = declaredRepository(evidence)?.owner;
  const places = new Map<string, Map<string, Place>>();
  for (const claim of evidence.claims) {
    const { upstream, path } = claim;
    if (upstream === null || !saysSo(claim) || isLeft(claim)) continue;
    const homes = (byProject.get(upstream) ?? []).flatMap(repositoriesOf);
    if (!names(claim, new Set(homes))) continue;
    if (homes.some((home) => home.startsWith(`${own}/`) || isOwnAddress(evidence, home))) continue;
    const files = places.get(upstream) ?? new Map<string, Place>();
    places.set(upstream, files);
    if (!files.has(path)) files.set(path, placeOf(claim));
  }
  const found = [...places]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([upstream, files]) => derivation(upstream, byProject.get(upstream) ?? [], files, reading));
  saidIn.set(evidence, found);
  return found;
}

const saidIn = new WeakMap<Evidence, readonly Derivation[]>();

function saysSo({ kind, force, text, path, bare }: DraftClaim): boolean {
  if (kind !== 'code-comment' || force !== 'credit' || bare === true || !isCode(path)) return false;
  return TAKEN.test(text) || isAddressAlone(text) || namesItself(path, text);
}

/** Names that files of any two projects may have in common. */
const COMMON =
  /^(?:__init__|base|common|config|constants|data|dataset|helpers?|layers|loss(?:es)?|main|metrics?|models?|modules|setup|test|train(?:er)?|transforms?|utils?)$/;

/** The address of a file that goes by this file's name: `Reference: https://…/pool_layers.py` in `pool_layers.py`. */
export function namesItself(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    !COMMON.test(name.replace(/\.\w+$/, '').toLowerCase()) &&
    namedRepositories(text).some(({ file = '' }) => file.slice(file.lastIndexOf('/') + 1) === name)
  );
}

/** By its address, or by the path of its module. */
function names({ text }: DraftClaim, homes: ReadonlySet<string>): boolean {
  return (
    namedRepositories(text).some(({ repository = '' }) => homes.has(repository)) ||
    (/\bcopied from transformers\.models\.\w+\.\w+/i.test(text) && homes.has('huggingface/transformers'))
  );
}

/** Whether the terms of what a comment speaks of are told otherwise. */
function leftTo(evidence: Evidence, reading: Reading): (claim: DraftClaim) => boolean {
  const kept = new Set([...(evidence.unchanged ?? []), ...(evidence.keptFrom?.keys() ?? [])]);
  const isTold = toldByCode(evidence, reading);
  const trees = keptTrees(evidence);
  const holds = othersTerms(evidence);
  return (claim) =>
    kept.has(claim.path) || isTold(claim) || holds(claim.path) || treeOf(trees, claim.path) !== null;
}

/** What of a file is one upstream's, by itself or by way of others. */
interface Pieces {
  /** How many pieces are so from end to end. */
  whole: number;
  readonly ranges: LineRange[];
}

/** Pieces of one upstream in a file from which on the file has its comments from there too. */
const SEVERAL = 3;
/** Share of both sides from which on a small piece is the upstream's. */
const WHOLE = 0.85;

/**
 * Whether the code that a comment speaks of is known to be from somewhere: its file is asked about, the comment stands at
 * the top of a file that matches, or at a piece of it that does, however small where the file has several of that
 * upstream's. What it says came along with that.
 */
export function toldByCode(
  evidence: Evidence,
  { derivations }: Reading,
): (claim: Pick<DraftClaim, 'path' | 'line' | 'docstring' | 'upstream'>) => boolean {
  const asked = new Set(derivations.flatMap((one) => one.places.map(({ path }) => path)));
  const ranges = new Map<string, LineRange[]>();
  const pieces = new Map<string, Map<string, Pieces>>();
  for (const module of evidence.modules) {
    const lead = leadingMatch(module);
    if (lead !== null && isStrong(lead.strength)) {
      const known = ranges.get(module.path) ?? [];
      ranges.set(module.path, known);
      known.push(module.range);
    }
    const match = module.matches[0];
    if (match === undefined || match.precedes === false) continue;
    const isWhole = Math.min(match.containment.local, match.containment.upstream) >= WHOLE;
    const behind = (match.ancestors ?? []).map((one) => one.upstream);
    const file = pieces.get(module.path) ?? new Map<string, Pieces>();
    pieces.set(module.path, file);
    for (const upstream of new Set([match.upstream, ...behind])) {
      const of = file.get(upstream) ?? { whole: 0, ranges: [] };
      file.set(upstream, of);
      of.ranges.push(module.range);
      if (isWhole) of.whole += 1;
    }
  }
  const isOfSeveral = (claim: Pick<DraftClaim, 'path' | 'line' | 'docstring' | 'upstream'>): boolean =>
    [...(pieces.get(claim.path) ?? [])].some(
      ([upstream, { whole, ranges: at }]) =>
        upstream !== claim.upstream && whole >= SEVERAL && at.some((range) => isAt(claim, range)),
    );
  return (claim) => {
    const matched = ranges.get(claim.path) ?? [];
    if (asked.has(claim.path) || isOfSeveral(claim)) return true;
    if (matched.length === 0) return false;
    return claim.line <= topOf(evidence, claim.path) || matched.some((range) => isAt(claim, range));
  };
}

function placeOf({ path, line, text }: DraftClaim): Place {
  return {
    path,
    range: { startLine: line, endLine: line },
    subject: 'said',
    strength: 'moderate',
    evidence: `claim:${path}:${text}`,
    match: null,
    stated: true,
  };
}

/** Under which license is told by all versions together: where they differ, they are alternatives. */
function derivation(
  upstream: string,
  versions: readonly SourceFacts[],
  files: ReadonlyMap<string, Place>,
  { owner }: Reading,
): readonly Derivation[] {
  const [source] = versions;
  const [first, ...rest] = [...files.values()].sort((a, b) => byText(a.path, b.path));
  const expressions = [...new Set(versions.map((one) => one.codeLicense.expression))].filter(
    (one) => one !== UNKNOWN_LICENSE && one !== NO_LICENSE && one !== '',
  );
  const [only] = expressions;
  if (source === undefined || first === undefined || only === undefined || owner(upstream) !== null)
    return [];
  return [
    {
      upstream,
      source,
      slot: 'code',
      certain: true,
      places: [first, ...rest],
      license: {
        ...source.codeLicense,
        expression:
          expressions.length === 1
            ? only
            : expressions.map((one) => (/ (?:AND|OR) /.test(one) ? `(${one})` : one)).join(' OR '),
      },
      via: null,
    },
  ];
}
