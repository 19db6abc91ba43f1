import { setBack } from '../compare/setback.ts';
import type { LocalModule, UnitPair } from '../engine/file/file-analysis.ts';
import { earlier, instantOf, precedes, publicSince } from '../model/dates.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import type { UpstreamPlace } from '../model/upstream-place.ts';
import type { HeldSince } from './held-since.ts';

/** What speaks for one version of one upstream as the source of one module. */
export interface VersionEvidence {
  readonly version: string;
  readonly project: string;
  readonly evidence: number;
  /** For each local unit that it explains, the best pair and where it stands in this version. */
  readonly pairs: readonly { readonly pair: UnitPair; readonly place: UpstreamPlace }[];
  /** Earliest date from which the matched places were public. */
  readonly since: string | null;
  readonly precedes: boolean | null;
}

export interface WeighedModule {
  readonly eligible: readonly VersionEvidence[];
  /** Versions that were public only after the module appeared, by the audited side's own dates. */
  readonly afterwards: readonly VersionEvidence[];
  /** The same as `project@version`, where nothing of the version was public before. */
  readonly later: readonly string[];
}

interface Gathered {
  readonly best: Map<string, Map<number, { pair: UnitPair; place: UpstreamPlace }>>;
  /** Most evidence for each local unit. */
  readonly top: Map<number, number>;
}

function add({ best, top }: Gathered, pair: UnitPair, place: UpstreamPlace): void {
  const units = best.get(place.version) ?? new Map<number, { pair: UnitPair; place: UpstreamPlace }>();
  best.set(place.version, units);
  const before = units.get(pair.unit);
  if (before === undefined || pair.evidence > before.pair.evidence) units.set(pair.unit, { pair, place });
  top.set(pair.unit, Math.max(top.get(pair.unit) ?? 0, pair.evidence));
}

/**
 * Weighs every version that shares evidence with a module. Versions published later than the module, or later than
 * the project had the code, are set apart; versions of the audited project itself (`self`) are left out. Dates do not
 * count for `undated` projects.
 */
export function weighVersions(
  module: LocalModule,
  sources: ReadonlyMap<string, SourceFacts>,
  localDate: string | null,
  held: HeldSince,
  self: ReadonlySet<string>,
  undated: ReadonlySet<string>,
): WeighedModule {
  const before: Gathered = { best: new Map(), top: new Map() };
  const after: Gathered = { best: new Map(), top: new Map() };
  for (const pair of module.pairs) {
    for (const place of pair.places) {
      const source = sources.get(place.version);
      if (source === undefined || self.has(source.project)) continue;
      const known = undated.has(source.project)
        ? null
        : precedes(publicSince(place, source), earlier(localDate, held(module, pair, place)));
      add(known === false ? after : before, pair, place);
    }
  }
  const weigh = ({ best, top }: Gathered, order: (project: string, since: string | null) => boolean | null) =>
    [...best]
      .map(([version, units]): VersionEvidence => {
        const source = sources.get(version);
        let sum = 0;
        let since: string | null = null;
        for (const { pair, place } of units.values()) {
          const kept = setBack(pair.evidence, top.get(pair.unit) ?? pair.evidence);
          sum += kept * kept;
          since = earlier(since, publicSince(place, source));
        }
        const project = source?.project ?? version;
        const pairs = [...units.values()];
        return { version, project, evidence: Math.sqrt(sum), pairs, since, precedes: order(project, since) };
      })
      .sort(
        (a, b) => b.evidence - a.evidence || compareDates(a.since, b.since) || byText(a.version, b.version),
      );
  const eligible = weigh(before, (project, since) =>
    undated.has(project) ? null : precedes(since, localDate),
  );
  const afterwards = weigh(after, () => false);
  const nameOf = (one: VersionEvidence): string => `${one.project}@${one.version}`;
  const named = new Set(eligible.map(nameOf));
  return {
    eligible,
    afterwards,
    later: afterwards
      .map(nameOf)
      .filter((one) => !named.has(one))
      .sort(),
  };
}

/** Earliest first, unknown last. */
export function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return instantOf(a) - instantOf(b);
}
