import type { StatedAncestor } from '../model/report.ts';
import type { AncestorFact, SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { inMainFile, mainPath, totalEvidence } from './describe-match.ts';
import { remembered } from './remembered.ts';
import { compareDates, type VersionEvidence } from './weigh-versions.ts';

/** Share of a match that must lie in the classes and functions of which an ancestor is stated. */
const MOST = 0.5;

const head = (symbol: string): string => symbol.split('.')[0] ?? symbol;

type Sources = ReadonlyMap<string, SourceFacts>;

const ordered = new WeakMap<Sources, ReadonlyMap<string, readonly SourceFacts[]>>();

/** The versions of each project, earliest first. */
function versionsIn(sources: Sources): ReadonlyMap<string, readonly SourceFacts[]> {
  const known = ordered.get(sources);
  if (known !== undefined) return known;
  const found = new Map<string, SourceFacts[]>();
  for (const source of sources.values())
    found.set(source.project, [...(found.get(source.project) ?? []), source]);
  for (const all of found.values())
    all.sort((a, b) => compareDates(a.published, b.published) || byText(a.id, b.id));
  ordered.set(sources, found);
  return found;
}

/** The version of `project` that whoever published `before` could have taken: the latest by then, else the earliest. */
function versionBy(project: string, before: string | null, sources: Sources): SourceFacts | undefined {
  const all = versionsIn(sources).get(project) ?? [];
  return all.filter((one) => compareDates(one.published, before) <= 0).at(-1) ?? all[0];
}

/** Whether what a fact says of a file, or of some classes and functions in it, is said of most of what matches. */
export function isAbout({ file, symbols }: AncestorFact, version: VersionEvidence): boolean {
  if (file !== mainPath(version)) return false;
  if (symbols === undefined) return true;
  const all = inMainFile(version);
  const named = all.filter(({ place }) => symbols.includes(head(place.symbol)));
  return totalEvidence(named) >= MOST * totalEvidence(all);
}

/**
 * From whom a matched upstream has the matched code itself, nearest first, where the catalogue states it for the
 * classes and functions that match. An ancestor's own ancestors follow while the names are kept.
 */
export const statedAncestors = remembered(
  (version: VersionEvidence, sources: Sources): readonly StatedAncestor[] => {
    const first = sources.get(version.version);
    if (first === undefined || first.ancestors.length === 0) return [];
    const names = inMainFile(version).map(({ place }) => head(place.symbol));
    const found: StatedAncestor[] = [];
    const known = new Set([version.project]);
    const open = [{ of: first, facts: first.ancestors.filter((fact) => isAbout(fact, version)) }];
    for (const { of, facts } of open) {
      for (const { from, statedAt, symbols, whole } of facts) {
        // Of a part of the file, but not of which: nothing is known of what matches.
        if (known.has(from) || (symbols === undefined && whole !== true)) continue;
        const ancestor = versionBy(from, of.published, sources);
        if (ancestor === undefined) continue;
        known.add(from);
        found.push({ upstream: from, version: ancestor.id, of: of.id, statedAt });
        const kept = names.filter((name) => symbols?.includes(name) ?? true);
        const further = ancestor.ancestors.filter((fact) =>
          kept.some((name) => fact.symbols?.includes(name)),
        );
        open.push({ of: ancestor, facts: further });
      }
    }
    return found;
  },
);
