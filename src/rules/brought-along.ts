import { creditOf } from '../credit/credit.ts';
import { coversPath } from '../credit/credit-scope.ts';
import { isOwed, isStrong, leadingMatch, OWED_RELATIONS } from '../credit/matched-paths.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AuditedModule, ModuleMatch } from '../model/report.ts';
import { hasNameIn, isOfAnotherTree } from './folder-names.ts';

/** Whether a module's match came along with another source of this repository, as `broughtAlong` judges. */
export type BroughtAlong = (module: AuditedModule, match: ModuleMatch) => boolean;

/**
 * Code of an upstream that no document here names, and of which the world's fragments alone tell, where another source of
 * this repository has it too, from a later day: the shortest way here is by that one, and whom it has the code from is
 * that project's to say. What the upstream itself keeps in the tree of a third is not its own. That source has to be credited here, or to have more of its own in this repository, so that no
 * two stand for one another. A folder that has the upstream's name in its own came from there. A file that is byte for
 * byte another's, which is a source here or named, came along with that one.
 */
export function broughtAlong(evidence: Evidence): BroughtAlong {
  const amounts = amountsOf(evidence.modules);
  const sources = new Set(
    evidence.lineage
      .filter(
        (one) => OWED_RELATIONS.has(one.relation) && isStrong(one.strength) && amounts.has(one.upstream),
      )
      .map((one) => one.upstream),
  );
  const creditsOf = documentCredits(evidence);
  const isNamed = (upstream: string): boolean => creditsOf(upstream).length > 0;
  return ({ path }, match) => {
    if (isNamed(match.upstream)) return false;
    const holder = evidence.keptFrom?.get(path) ?? match.upstream;
    if (holder !== match.upstream && (sources.has(holder) || isNamed(holder))) return true;
    if (match.containment.upstream > 0) return false;
    if (hasNameIn(path, match.upstream)) return false;
    if (isOfAnotherTree(match.path, match.upstream)) return true;
    const own = amounts.get(match.upstream) ?? 0;
    const also = (match.origin ?? []).flatMap((one) => (one.project === match.upstream ? one.alsoIn : []));
    return [...also, match.route?.project ?? match.upstream].some(
      (other) =>
        other !== match.upstream && sources.has(other) && (isNamed(other) || (amounts.get(other) ?? 0) > own),
    );
  };
}

/** Credits of an upstream in documents: a comment came along with the file that it stands in. */
function documentCredits(evidence: Evidence): (upstream: string) => readonly DraftClaim[] {
  const known = new Map<string, readonly DraftClaim[]>();
  return (upstream) => {
    const found =
      known.get(upstream) ?? creditOf(evidence, upstream).at.filter((claim) => claim.kind !== 'code-comment');
    known.set(upstream, found);
    return found;
  };
}

/**
 * Whether a module lies beside one that is partly the upstream's and partly of a project which has both, where a document
 * credits that one and not the upstream for them: who thanks the one has thanked for the other.
 */
export function besideCredited(evidence: Evidence): BroughtAlong {
  const creditsOf = documentCredits(evidence);
  const mixed = mixedIn(evidence.modules);
  const isNamedFor = (upstream: string, path: string): boolean =>
    creditsOf(upstream).some((claim) => coversPath(claim, path));
  return ({ path }, { upstream }) =>
    !isNamedFor(upstream, path) &&
    [...(mixed.get(`${topOf(path)} ${upstream}`) ?? NOBODY)].some((other) => isNamedFor(other, path));
}

/** Share of a module from which on it is a project's own as well as the upstream's. */
const OWN_PART = 0.2;
const NOBODY: ReadonlySet<string> = new Set();

/** The folder at the top that a file lies in; '' for none. */
function topOf(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf('/')));
}

/**
 * By folder at the top and upstream, separated by a blank: projects that have the upstream's code in a file of their own, as a
 * module here shows that is partly the one's and partly the other's.
 */
function mixedIn(modules: Evidence['modules']): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const module of modules) {
    const origin = leadingMatch(module)?.origin ?? [];
    for (const { project, share } of origin) {
      if (project === null || share < OWN_PART) continue;
      for (const { project: upstream, alsoIn } of origin) {
        if (upstream === null || upstream === project || !alsoIn.includes(project)) continue;
        const key = `${topOf(module.path)} ${upstream}`;
        found.set(key, (found.get(key) ?? new Set<string>()).add(project));
      }
    }
  }
  return found;
}

/** Tokens that each upstream was the first to have, each of its files and symbols once. */
function amountsOf(modules: readonly AuditedModule[]): ReadonlyMap<string, number> {
  const parts = new Map<string, Map<string, number>>();
  for (const module of modules) {
    const match = leadingMatch(module);
    if (match === null || !isStrong(match.strength)) continue;
    const shares = (match.origin ?? []).filter(isOwed);
    const owed =
      shares.length > 0
        ? shares.map((one) => [one.project ?? '', one.share, one.path ?? match.path] as const)
        : [[match.upstream, match.containment.local, match.path] as const];
    for (const [upstream, share, path] of owed) {
      const of = parts.get(upstream) ?? new Map<string, number>();
      // Fragments name no module of that file.
      const key = `${path} ${match.containment.upstream === 0 ? module.symbol : match.symbol}`;
      of.set(key, Math.max(of.get(key) ?? 0, module.tokens * share));
      parts.set(upstream, of);
    }
  }
  return new Map([...parts].map(([upstream, of]) => [upstream, [...of.values()].reduce((a, b) => a + b, 0)]));
}
