import type { AuditedModule } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/**
 * Every project that a module's code is known to have passed through or to be shared with: what it matches, whom that
 * has it from, who else has it, and those that had it first. A statement that names one of them contradicts nothing.
 */
export function pedigreeOf(
  module: AuditedModule,
  sources: ReadonlyMap<string, SourceFacts>,
): ReadonlySet<string> {
  const known = new Set<string>();
  for (const match of module.matches) {
    known.add(match.upstream);
    if (match.sharedAncestor !== null) known.add(match.sharedAncestor);
    if (match.route !== undefined) known.add(match.route.project);
    for (const { upstream } of match.ancestors ?? []) known.add(upstream);
    for (const one of match.alternatives) known.add(one.replace(/@.*$/, ''));
    for (const { project, alsoIn } of match.origin ?? [])
      for (const one of [project, ...alsoIn]) if (one !== null) known.add(one);
    for (const ancestor of sources.get(match.version)?.ancestors ?? []) known.add(ancestor.from);
  }
  return known;
}
