import { headerLineHash } from '../catalogue/header-facts.ts';
import { isFamily } from '../credit/credit.ts';
import { coversPath } from '../credit/credit-scope.ts';
import { repositoriesOf } from '../credit/known-addresses.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AuditedModule, ModuleMatch, OriginShare } from '../model/report.ts';
import { creditsUpstream, linesOf } from './told-otherwise.ts';

/** How near another match has to come, as a share of the score of the first. */
const NEARLY = 0.85;

/**
 * The file credits a project that the module matches nearly as well, or from which the matched upstream has it: who
 * names one of two that can hardly be told apart is not accused on behalf of the other.
 */
export function isCreditedByAnother(evidence: Evidence, module: AuditedModule, lead: ModuleMatch): boolean {
  const near = module.matches.filter((one) => one.score >= lead.score * NEARLY).map((one) => one.upstream);
  const older = [...(lead.ancestors ?? []).map((one) => one.upstream), lead.sharedAncestor];
  // Who has it from the one who had it first may be the one it was taken from.
  const later = (lead.origin ?? []).flatMap((one) => (one.project === lead.upstream ? one.alsoIn : []));
  const carriers = carriersOf(lead);
  const others = new Set(
    [...near, ...older, ...later, ...carriers.map((one) => one.project), lead.route?.project ?? null].filter(
      (one) => one !== null && one !== lead.upstream,
    ),
  );
  if (others.size === 0) return false;
  // What the upstream's own file says at its top came along with it, and credits nobody on the copy's behalf.
  const carried = linesOf(evidence, lead);
  const homes = carriers.flatMap(({ repository = '' }) => repositoriesOf({ repository }));
  const credits = evidence.claims.filter(
    (claim) =>
      claim.force === 'credit' &&
      coversPath(claim, module.path) &&
      !(claim.kind === 'code-comment' && carried.has(headerLineHash(claim.text))),
  );
  // Who credits the upstream itself means it: in this very file, or where its file is known and matched.
  if (creditsUpstream(evidence, module, lead)) return false;
  if (lead.containment.upstream > 0 && credits.some((claim) => claim.upstream === lead.upstream))
    return false;
  return credits.some(
    (claim) =>
      (claim.upstream !== null && others.has(claim.upstream)) ||
      namedRepositories(claim.text).some(({ repository = '' }) =>
        homes.some((home) => isFamily(home, repository)),
      ),
  );
}

/** Projects that have a part of the module of their own, from a later day than the upstream: it came by way of them. */
function carriersOf({ upstream, origin = [] }: ModuleMatch): readonly OriginShare[] {
  const since = origin.find((one) => one.project === upstream)?.date;
  if (since === undefined) return [];
  return origin.filter((one) => one.project !== upstream && one.share > 0 && (one.date ?? '') > since);
}
