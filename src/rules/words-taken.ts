import { owedMatch } from '../credit/matched-paths.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Lineage, TrustStatement } from '../model/report.ts';
import { byText } from '../model/text-order.ts';
import { isToldOtherwise } from './told-otherwise.ts';

/**
 * What a report takes on the audited side's word about whose code it is: files that name another source or holder than
 * the upstream whose code theirs is, and a repository that is taken for an upstream itself. One statement for each
 * upstream, in the order of their ids.
 */
export function wordsTaken(evidence: Evidence, lineage: readonly Lineage[]): readonly TrustStatement[] {
  return [...lineage]
    .sort((a, b) => byText(a.upstream, b.upstream))
    .flatMap((one) => statement(evidence, one));
}

function statement(evidence: Evidence, one: Lineage): readonly TrustStatement[] {
  const name = nameOf(evidence, one.upstream);
  if (one.relation === 'self')
    return [
      {
        fact:
          one.publisher === 'same'
            ? `the remote of this clone names an owner of ${name}`
            : `nothing but its history, its files or its name says that this repository is ${name}'s own`,
        saidBy: 'audited side',
        effect: `It is taken for ${name} itself, and owes itself nothing; else it would be a fork or a copy.`,
      },
    ];
  if (one.credited === 'yes') return [];
  const files = doubtedFiles(evidence, one.upstream);
  const [first] = files;
  if (first === undefined) return [];
  const more = files.length === 1 ? 'names' : `and ${files.length - 1} more name`;
  return [
    {
      fact: `${first} ${more} another source or holder than ${name}, whose code it matches`,
      saidBy: 'audited side',
      effect: 'No claim is made for it, and a question only where a module is the same from end to end.',
    },
  ];
}

function doubtedFiles(evidence: Evidence, upstream: string): readonly string[] {
  const paths = evidence.modules.flatMap((module) => {
    const match = owedMatch(module, upstream);
    const isStrong = match?.strength === 'conclusive' || match?.strength === 'strong';
    return match !== null && isStrong && isToldOtherwise(evidence, module, match) ? [module.path] : [];
  });
  return [...new Set(paths)].sort();
}

function nameOf(evidence: Evidence, upstream: string): string {
  for (const source of evidence.sources.values()) if (source.project === upstream) return source.projectName;
  return upstream;
}
