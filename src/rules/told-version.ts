import type { Evidence } from '../model/evidence.ts';
import type { ModuleMatch } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';

interface Matched {
  readonly path: string;
  readonly match: ModuleMatch | null;
}

/** A source under the name of its version where the code tells which it is, else under its project's alone. */
export function asFarAsTold(
  evidence: Evidence,
  source: SourceFacts,
  places: readonly Matched[],
): SourceFacts {
  return isVersionTold(evidence, source, places) ? source : { ...source, name: source.projectName };
}

/**
 * Each place whose file is at hand leads to this version alone, and not all of them were here before it was public.
 */
function isVersionTold(evidence: Evidence, source: SourceFacts, places: readonly Matched[]): boolean {
  const known = places.filter(({ match }) => (match?.containment.upstream ?? 0) > 0);
  const since = source.published;
  return (
    known.length > 0 &&
    known.every(({ match }) => match?.version === source.id && match.ties.length === 0) &&
    known.some(({ path }) => {
      const here = evidence.history?.arrivals.get(path)?.date;
      return here == null || since === null || since.slice(0, 10) <= here.slice(0, 10);
    })
  );
}
