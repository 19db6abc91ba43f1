import type { AuditedModule, ModuleMatch, OriginShare, Relation, Strength } from '../model/report.ts';

const ENOUGH: ReadonlySet<Strength> = new Set<Strength>(['conclusive', 'strong', 'moderate']);

/** Relations of which something is owed: not of carriers and ancestors, whose part is somebody else's. */
export const OWED_RELATIONS: ReadonlySet<Relation> = new Set<Relation>([
  'source',
  'fork',
  'copy',
  'vendored',
]);

export const isStrong = (strength: Strength): boolean => strength === 'conclusive' || strength === 'strong';

/** Share of a module that a project must have had first for anything to be owed to it. */
const LEAST_SHARE = 0.15;

/**
 * The match that a module's duties rest on: the first one of at least moderate strength that was public before the
 * module and is no shared inheritance of both sides. Null when nothing is to be asked.
 */
export function leadingMatch(module: AuditedModule): ModuleMatch | null {
  if (module.notCompared !== null) return null;
  const first = module.matches.find(
    (match) => ENOUGH.has(match.strength) && match.precedes !== false && match.order !== 'after',
  );
  if (first === undefined) return null;
  return first.sharedAncestor === null || first.sharedAncestor === first.upstream ? first : null;
}

/** Share of a module from which a match with it, whoever's file it is, tells of the one who had that share first. */
const MOST_OF_IT = 0.5;

/**
 * The leading match, where what the module has is owed to this upstream: the one that had it first and is a root, and
 * nobody who merely carries it. Where the origins were not looked up, the upstream that is matched.
 */
export function owedMatch(module: AuditedModule, upstream: string): ModuleMatch | null {
  const match = leadingMatch(module);
  if (match === null) return null;
  const { origin = [] } = match;
  if (origin.length === 0) return match.upstream === upstream ? match : null;
  const own = origin.find((one) => one.project === upstream);
  if (own === undefined || !isOwed(own)) return null;
  if (match.upstream === upstream) return match;
  const owed = { ...match, upstream, path: own.path ?? match.path };
  if (own.share >= MOST_OF_IT) return owed;
  // Fragments tell of a smaller part, and of nothing else.
  return { ...owed, containment: { local: match.containment.local * own.share, upstream: 0 } };
}

/** Whether a share of a module's origin brings duties. */
export function isOwed(one: OriginShare): boolean {
  return one.project !== null && one.root && one.share >= LEAST_SHARE;
}

/** Files that hold a module which is owed to this upstream, or matches it first of all; sorted, without repeats. */
export function matchedPaths(
  evidence: { readonly modules: readonly AuditedModule[] },
  upstream: string,
): readonly string[] {
  const known = pathsOf.get(evidence.modules) ?? pathsByUpstream(evidence.modules);
  pathsOf.set(evidence.modules, known);
  return known.get(upstream) ?? [];
}

/** Asked for every upstream and every claim of it: worked out once for the modules of an audit. */
const pathsOf = new WeakMap<readonly AuditedModule[], ReadonlyMap<string, readonly string[]>>();

function pathsByUpstream(modules: readonly AuditedModule[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, Set<string>>();
  for (const module of modules) {
    const match = leadingMatch(module);
    if (match === null) continue;
    const owed = (match.origin ?? []).flatMap((one) =>
      isOwed(one) && one.project !== null ? [one.project] : [],
    );
    for (const upstream of [match.upstream, ...owed])
      paths.set(upstream, (paths.get(upstream) ?? new Set()).add(module.path));
  }
  return new Map([...paths].map(([upstream, found]) => [upstream, [...found].sort()]));
}
