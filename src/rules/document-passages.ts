import type { Evidence } from '../model/evidence.ts';
import { say, sentences } from '../model/said.ts';
import { byText } from '../model/text-order.ts';
import { type FindingDraft, type Reading, TOP_OF_FILE } from './rule.ts';
import { sourceName } from './wording.ts';

/**
 * Documents that hold passages of an upstream's documents and do not credit it, where neither code nor weights tie
 * the repository to it: a note, or a warning when much of the text is the same.
 */
export function uncreditedPassages(evidence: Evidence, reading: Reading): readonly FindingDraft[] {
  const derived = new Set(reading.derivations.map((one) => one.upstream));
  return evidence.lineage.flatMap((lineage): FindingDraft[] => {
    if (lineage.relation !== 'source' || derived.has(lineage.upstream)) return [];
    const source = evidence.sources.get(lineage.version);
    const pages = evidence.artefacts
      .filter((one) => one.kind === 'prose' && one.upstream === lineage.upstream && one.strength !== 'weak')
      .toSorted((a, b) => byText(a.path, b.path));
    const [first] = pages;
    if (source === undefined || first === undefined) return [];
    if (reading.credit(lineage.upstream).credited === 'yes') return [];
    return [
      {
        level: pages.some((one) => one.strength !== 'moderate') ? 'warning' : 'note',
        message: sentences(
          first.factsSaid?.[0] ??
            first.facts[0] ??
            say`${first.path} holds passages of ${sourceName(source)}.`,
          say`No document credits ${source.projectName}: quote the passages, say where they are from, or record a decision on this finding.`,
        ),
        path: first.path,
        range: TOP_OF_FILE,
        upstream: lineage.upstream,
        related: pages.slice(1).map((one) => ({
          path: one.path,
          range: TOP_OF_FILE,
          message: one.factsSaid?.[0] ?? say`${one.path} holds passages of ${sourceName(source)}.`,
        })),
        evidence: pages.map((one) => one.id),
        key: 'passages',
        basis: [lineage.upstream, source.id, ...pages.map((one) => `${one.path} ${one.strength}`)],
      },
    ];
  });
}
