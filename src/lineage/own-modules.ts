import type { AuditedModule } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** Share of a module that an upstream's own repository must have from elsewhere to call that its source. */
const HALF = 0.5;
/** The same, for evidence of moderate strength. */
const MOST = 0.6;

/** In an upstream's own repository, what its modules have from others comes before what they share with themselves. */
export function foreignBeforeOwn(
  own: readonly AuditedModule[],
  foreign: readonly AuditedModule[],
  sources: ReadonlyMap<string, SourceFacts>,
): readonly AuditedModule[] {
  const found = new Map(foreign.map((module) => [module.id, module.matches]));
  const projects = new Set([...sources.values()].map((source) => source.project));
  return own.map((module) => {
    const self = module.matches[0];
    const said = (sources.get(self?.version ?? '')?.ancestors ?? []).filter(
      (one) => one.file === module.path,
    );
    const candidates = (found.get(module.id) ?? []).filter(
      (match) =>
        match.precedes === true &&
        ((match.strength !== 'weak' && match.containment.local >= MOST) ||
          ((match.strength === 'strong' || match.strength === 'conclusive') &&
            match.containment.local >= HALF)),
    );
    const match = candidates.find((one) => said.some(({ from }) => from === one.upstream)) ?? candidates[0];
    if (match === undefined) return module;
    const rest = module.matches.filter((one) => one.upstream !== match.upstream);
    // An ancestor outside of the catalogue stays: both sides have the code from there.
    const outside = match.sharedAncestor !== null && !projects.has(match.sharedAncestor);
    const sharedAncestor = outside ? match.sharedAncestor : null;
    return { ...module, matches: [{ ...match, sharedAncestor }, ...rest] };
  });
}

/** Modules by their dated matches; by those without dates where these lead nowhere or to the repository itself. */
export function ownWhereUndated(
  dated: readonly AuditedModule[],
  undated: readonly AuditedModule[],
  self: ReadonlySet<string>,
): readonly AuditedModule[] {
  const known = new Map(dated.map((module) => [module.id, module]));
  return undated.map((module) => {
    const before = known.get(module.id);
    const lead = before?.matches[0];
    const leadsElsewhere = lead !== undefined && lead.precedes !== false && !self.has(lead.upstream);
    return before !== undefined && leadsElsewhere ? before : module;
  });
}
