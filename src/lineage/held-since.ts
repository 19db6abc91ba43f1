import type { LocalModule, UnitPair } from '../engine/file/file-analysis.ts';
import { earlier, publicSince } from '../model/dates.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { UpstreamPlace } from '../model/upstream-place.ts';

/** Share of an upstream unit that older code here must hold to be the older of the two. */
const MOST = 0.6;
/** Share of another upstream's evidence that an own earlier version must reach to have had the code before. */
const HALF = 0.5;

/** Earliest known date on which the audited project had what a pair shares; null when it is not known. */
export type HeldSince = (module: LocalModule, pair: UnitPair, place: UpstreamPlace) => string | null;

/** Names a place of a project; made once for each place, since many pairs share it. */
function placeKeys(): (project: string, place: UpstreamPlace) => string {
  const known = new Map<UpstreamPlace, string>();
  return (project, place) => {
    const key = known.get(place) ?? `${project}\n${place.path}\n${place.symbol}`;
    known.set(place, key);
    return key;
  };
}

/**
 * When the audited project had the code of an upstream unit: what was moved, or grew into another file, is older
 * than the file it stands in. It is known from other files here that hold most of that unit, and, in a repository
 * that is itself in the catalogue (`self`), from its own earlier versions.
 */
export function heldSince(
  modules: readonly { readonly path: string; readonly module: LocalModule }[],
  sources: ReadonlyMap<string, SourceFacts>,
  dateOf: (path: string) => string | null,
): (self: ReadonlySet<string>) => HeldSince {
  const first = new Map<string, string>();
  const placeKey = placeKeys();
  for (const { path, module } of modules) {
    const date = dateOf(path);
    if (date === null) continue;
    for (const pair of module.pairs) {
      if (pair.shared < MOST * pair.upstreamWeight) continue;
      for (const place of pair.places) {
        const project = sources.get(place.version)?.project;
        if (project === undefined) continue;
        const key = placeKey(project, place);
        first.set(key, earlier(first.get(key) ?? null, date) ?? date);
      }
    }
  }
  return (self) => {
    const ownDate = ownDates(sources, self);
    return (module, pair, place) => {
      const project = sources.get(place.version)?.project ?? '';
      const elsewhere = first.size === 0 ? null : (first.get(placeKey(project, place)) ?? null);
      return self.size === 0 ? elsewhere : earlier(elsewhere, ownDate(module, pair));
    };
  };
}

/** Since when the earlier versions of an audited upstream have the code of a pair, worked out once for each pair. */
function ownDates(
  sources: ReadonlyMap<string, SourceFacts>,
  self: ReadonlySet<string>,
): (module: LocalModule, pair: UnitPair) => string | null {
  const known = new Map<UnitPair, string | null>();
  return (module, pair) => {
    const before = known.get(pair);
    if (before !== undefined) return before;
    let found: string | null = null;
    for (const other of module.pairs) {
      if (other.unit !== pair.unit || other.evidence < HALF * pair.evidence) continue;
      for (const place of other.places) {
        const source = sources.get(place.version);
        if (source !== undefined && self.has(source.project))
          found = earlier(found, publicSince(place, source));
      }
    }
    known.set(pair, found);
    return found;
  };
}
