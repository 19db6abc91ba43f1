import { judgeEvidence } from '../compare/calibration.ts';
import type { LocalModule } from '../engine/file/file-analysis.ts';
import { languageOf } from '../languages/table.ts';
import type { LineRange, MatchedRegion, ModuleMatch } from '../model/report.ts';
import { byText } from '../model/text-order.ts';
import { remembered } from './remembered.ts';
import type { VersionEvidence } from './weigh-versions.ts';

const MOST_RENAMES = 40;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The upstream file that explains most. */
export const mainPath = remembered((version: VersionEvidence): string => {
  const sums = new Map<string, number>();
  for (const { pair, place } of version.pairs)
    sums.set(place.path, (sums.get(place.path) ?? 0) + pair.evidence);
  return [...sums].sort((a, b) => b[1] - a[1] || byText(a[0], b[0]))[0]?.[0] ?? '';
});

function symbolOf(symbols: readonly string[]): string {
  const heads = [...new Set(symbols.map((symbol) => symbol.split('.')[0] ?? symbol))];
  return heads.length <= 1 ? (heads[0] ?? '') : `${heads[0]} +${heads.length - 1}`;
}

function shifted(range: LineRange, by: number): LineRange {
  return { startLine: range.startLine + by, endLine: range.endLine + by };
}

/** Renamings of all pairs together, from the upstream's name to the local one; a name that would get two partners is left out. */
function renamesOf(module: LocalModule, version: VersionEvidence): (readonly [string, string])[] {
  const partners = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    if (from === to || from === '<module>' || to === '<module>') return;
    partners.set(from, (partners.get(from) ?? new Set()).add(to));
  };
  for (const { pair, place } of version.pairs) {
    const local = module.units[pair.unit]?.symbol ?? '';
    const from = local.split('.');
    const to = place.symbol.split('.');
    add(from.at(-1) ?? '', to.at(-1) ?? '');
    if (from.length > 1 && to.length > 1) add(from[0] ?? '', to[0] ?? '');
  }
  for (const { pair } of version.pairs)
    for (const [from, to] of pair.renames) if (!partners.has(from)) add(from, to);
  return [...partners]
    .flatMap(([from, all]) => (all.size === 1 ? [[[...all][0] ?? '', from] as const] : []))
    .slice(0, MOST_RENAMES);
}

/** The matched units in the file that explains most. */
export const inMainFile = remembered((version: VersionEvidence): VersionEvidence['pairs'] => {
  const path = mainPath(version);
  return version.pairs.filter(({ place }) => place.path === path);
});

/** Evidence of matched units together. */
export function totalEvidence(pairs: VersionEvidence['pairs']): number {
  return pairs.reduce((total, { pair }) => total + pair.evidence, 0);
}

/** Whether most of what matches plays the module's own architecture role. */
function playsSameRole(module: LocalModule, pairs: VersionEvidence['pairs']): boolean {
  if (module.role === 'other') return false;
  const same = pairs.filter(({ place }) => place.role === module.role);
  return 2 * totalEvidence(same) >= totalEvidence(pairs);
}

/** What a match shows beside its evidence. */
type Beside = 'ties' | 'sharedAncestor' | 'ancestors' | 'alternatives';

/** What a version's evidence for a module looks like in the report; null when it is too faint to be any. */
export function describeMatch(
  module: LocalModule,
  version: VersionEvidence,
  beside: Pick<ModuleMatch, Beside>,
): ModuleMatch | null {
  const described = describeEvidence(version, module);
  return described === null ? null : { ...described, ...beside };
}

const describeEvidence = remembered(
  (version: VersionEvidence, module: LocalModule): Omit<ModuleMatch, Beside> | null => {
    const path = mainPath(version);
    const inPath = inMainFile(version);
    const { score, rate, strength } = judgeEvidence(version.evidence, {
      calibrated: languageOf(path)?.calibrated ?? false,
      sameRole: playsSameRole(module, inPath),
    });
    if (strength === null) return null;
    const whole = module.units.reduce((sum, unit) => sum + unit.weight, 0);
    const shared = version.pairs.reduce((sum, { pair }) => sum + pair.shared, 0);
    const upstream = new Map(version.pairs.map(({ pair, place }) => [`${place.path} ${place.symbol}`, pair]));
    const upstreamWhole = [...upstream.values()].reduce((sum, pair) => sum + pair.upstreamWeight, 0);
    const upstreamShared = [...upstream.values()].reduce((sum, pair) => sum + pair.shared, 0);
    const regions = inPath
      .flatMap(({ pair, place }): MatchedRegion[] => {
        const by = place.range.startLine - (pair.places[0]?.range.startLine ?? place.range.startLine);
        return pair.regions.map((region) => ({ ...region, upstream: shifted(region.upstream, by) }));
      })
      .sort((a, b) => a.local.startLine - b.local.startLine || a.upstream.startLine - b.upstream.startLine);
    return {
      upstream: version.project,
      version: version.version,
      path,
      symbol: symbolOf(
        [...inPath].sort((a, b) => b.pair.evidence - a.pair.evidence).map(({ place }) => place.symbol),
      ),
      range: {
        startLine: Math.min(...inPath.map(({ place }) => place.range.startLine)),
        endLine: Math.max(...inPath.map(({ place }) => place.range.endLine)),
      },
      score: round(score, 4),
      strength,
      containment: {
        local: round(whole === 0 ? 0 : Math.min(1, shared / whole), 4),
        upstream: round(upstreamWhole === 0 ? 0 : Math.min(1, upstreamShared / upstreamWhole), 4),
      },
      longestRun: Math.max(0, ...version.pairs.map(({ pair }) => pair.longestRun)),
      falsePositiveRate: rate === null ? null : Number(rate.toPrecision(2)),
      renames: renamesOf(module, version),
      regions,
      published: version.since,
      precedes: version.precedes,
    };
  },
);
