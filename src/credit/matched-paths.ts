import type { AuditedModule, ModuleMatch, Strength } from '../model/report.ts';

const ENOUGH: ReadonlySet<Strength> = new Set<Strength>(['conclusive', 'strong', 'moderate']);

/**
 * The match that a module's duties rest on: the first one of at least moderate strength that was public before the
 * module and is no shared inheritance of both sides. Null when nothing is to be asked.
 */
export function leadingMatch(module: AuditedModule): ModuleMatch | null {
  if (module.notCompared !== null) return null;
  const first = module.matches.find((match) => ENOUGH.has(match.strength) && match.precedes !== false);
  if (first === undefined) return null;
  return first.sharedAncestor === null || first.sharedAncestor === first.upstream ? first : null;
}

/** Files that hold a module led by this upstream, sorted, without repeats. */
export function matchedPaths(
  evidence: { readonly modules: readonly AuditedModule[] },
  upstream: string,
): readonly string[] {
  const paths = evidence.modules
    .filter((one) => leadingMatch(one)?.upstream === upstream)
    .map((one) => one.path);
  return [...new Set(paths)].sort();
}
