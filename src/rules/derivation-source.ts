import { isOwed, leadingMatch } from '../credit/matched-paths.ts';
import { isKindOfThing } from '../credit/named-sources.ts';
import { UNKNOWN_LICENSE } from '../licenses/expression.ts';
import type { DraftLineage, Evidence } from '../model/evidence.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { bareSource } from './bare-source.ts';

/** Facts of the version that lineage names, else of the one matched, else of the latest that was public in time. */
export function sourceOf(
  evidence: Evidence,
  upstream: string,
  lineage: DraftLineage | undefined,
  version: string | undefined,
): SourceFacts | null {
  for (const id of [lineage?.version, version]) {
    const source = id === undefined ? undefined : evidence.sources.get(id);
    if (source !== undefined) return source;
  }
  const limit = evidence.target.firstCommitDate;
  const known = [...evidence.sources.values()].filter((one) => one.project === upstream);
  const early = known.filter((one) => limit === null || one.published === null || one.published <= limit);
  const sorted = (early.length > 0 ? early : known).sort(
    (a, b) => byText(a.published ?? '', b.published ?? '') || byText(a.id, b.id),
  );
  return sorted.at(-1) ?? worldSource(evidence, upstream, lineage);
}

/** What the origins tell of a project that has no entry of its own; null when they do not name it. */
function worldSource(
  evidence: Evidence,
  upstream: string,
  lineage: DraftLineage | undefined,
): SourceFacts | null {
  const shares = evidence.modules.flatMap((module) =>
    (leadingMatch(module)?.origin ?? []).filter((one) => one.project === upstream && isOwed(one)),
  );
  const repository = lineage?.repository ?? shares.find((one) => one.repository !== undefined)?.repository;
  if (shares.length === 0 || repository == null) return null;
  const [owner = '', name = upstream] = repository.replace(/^https?:\/\/[^/]+\//, '').split('/');
  const dates = shares.flatMap((one) => one.date ?? []).sort();
  const license = shares.find((one) => one.license !== undefined)?.license ?? UNKNOWN_LICENSE;
  return {
    ...bareSource(upstream, tellingName(owner, name), owner, '', { expression: UNKNOWN_LICENSE, source: '' }),
    id: lineage?.version ?? upstream,
    repository,
    published: dates[0] ?? null,
    publishedBasis: 'first commit that has it',
    codeLicense: { expression: license, source: 'its repository' },
    aliases: [name],
  };
}

/** `owner/examples` where the name alone would not tell a project. */
function tellingName(owner: string, name: string): string {
  return isKindOfThing(name) ? `${owner}/${name}` : name;
}
