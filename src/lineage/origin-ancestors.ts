import type { DraftLineage } from '../model/evidence.ts';
import { type AuditedModule, type OriginShare, STRENGTHS, type Strength } from '../model/report.ts';
import { inEnglish, type Said, say } from '../model/said.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { homeOf } from './home-of.ts';
import { percent } from './say-match.ts';

/** Share of a module from which one that stands behind its source is worth naming. */
const WORTH_NAMING = 0.1;
/** Reasons that are shown. */
const MOST_REASONS = 8;

interface Behind {
  readonly modules: { readonly module: AuditedModule; readonly share: OriginShare }[];
}

const rank = (strength: Strength): number => STRENGTHS.indexOf(strength);

/** Projects that had a part of some modules first, and lead none of them: what stands behind the sources. */
export function originAncestors(
  modules: readonly AuditedModule[],
  sources: ReadonlyMap<string, SourceFacts>,
  known: ReadonlySet<string>,
): readonly DraftLineage[] {
  const versions = new Map<string, SourceFacts>();
  for (const facts of sources.values()) if (!versions.has(facts.project)) versions.set(facts.project, facts);
  const found = new Map<string, Behind>();
  for (const module of modules) {
    const lead = module.matches[0];
    if (lead === undefined || rank(lead.strength) > rank('moderate') || lead.precedes === false) continue;
    for (const share of lead.origin ?? []) {
      const { project } = share;
      if (project === null || project === lead.upstream || known.has(project)) continue;
      if (share.share < WORTH_NAMING || share.stated === true || !versions.has(project)) continue;
      const one: Behind = found.get(project) ?? { modules: [] };
      found.set(project, one);
      one.modules.push({ module, share });
    }
  }
  return [...found].map(([project, { modules: behind }]): DraftLineage => {
    const facts = versions.get(project);
    const strongest = [...behind].sort((a, b) => b.share.share - a.share.share);
    const why = strongest
      .slice(0, MOST_REASONS)
      .map(
        ({ module, share }): Said =>
          share.path === undefined || share.date === undefined
            ? say`${facts?.projectName ?? project} had ${percent(share.share)} of ${module.path} ${module.symbol} first`
            : say`${facts?.projectName ?? project} had ${percent(share.share)} of ${module.path} ${module.symbol} first (${share.path}, ${share.date})`,
      );
    return {
      upstream: project,
      version: facts?.id ?? project,
      strength:
        behind
          .map(({ module }) => module.matches[0]?.strength ?? 'moderate')
          .sort((a, b) => rank(a) - rank(b))[0] ?? 'moderate',
      relation: 'ancestor',
      ...homeOf(facts),
      evidence: behind.map(({ module }) => module.id),
      why: why.map(inEnglish),
      whySaid: why,
      timeline: [],
    };
  });
}
