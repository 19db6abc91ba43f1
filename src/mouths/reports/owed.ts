import type { AuditedModule, AuditReport, Lineage } from '../../model/report.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import { byText } from '../../model/text-order.ts';
import { repositoryUrl } from './sbom/stated.ts';

/** One upstream that the audited repository takes from, as the documents for a release need it. */
export interface Owed {
  readonly source: SourceFacts;
  readonly lineage: Lineage;
  /** Files that hold a module led by this upstream, sorted. */
  readonly files: readonly string[];
  /** Artefacts that lead to it: `tokenizer (tokenizer.json)`. */
  readonly artefacts: readonly string[];
  /** Documents that hold passages of its documents, sorted. */
  readonly documents: readonly string[];
}

/** Upstreams whose code or weights are in the repository, sorted by name. Weak evidence, ancestors and the repository itself are left out. */
export function owedTo(report: AuditReport): readonly Owed[] {
  const sources = new Map(report.sources.map((source) => [source.id, source]));
  return report.lineage
    .filter((one) => (one.relation === 'source' || one.relation === 'vendored') && one.strength !== 'weak')
    .flatMap((lineage): Owed[] => {
      const source = sources.get(lineage.version);
      if (source === undefined) return [];
      const modules = report.modules.filter((module) => leads(module, lineage.upstream));
      const files = [...new Set(modules.map((module) => module.path))].sort();
      const evidence = report.artefacts.filter(
        (one) => one.upstream === lineage.upstream && one.strength !== 'weak',
      );
      const documents = evidence.filter((one) => one.kind === 'prose').map((one) => one.path);
      const artefacts = evidence
        .filter((one) => one.kind !== 'prose')
        .map((one) => `${one.kind} (${one.path})`)
        .sort();
      return [{ source, lineage, files, artefacts: [...new Set(artefacts)], documents: documents.sort() }];
    })
    .sort((a, b) => byText(nameOf(a), nameOf(b)));
}

function leads(module: AuditedModule, upstream: string): boolean {
  const first = module.matches.find((match) => match.strength !== 'weak' && match.precedes !== false);
  return first !== undefined && first.upstream === upstream;
}

function nameOf(owed: Owed): string {
  return `${owed.source.projectName.toLowerCase()} ${owed.source.id}`;
}

/** Official home of a source; null for a path on somebody's machine, which is nobody else's to know. */
export function homeOf(source: SourceFacts): string | null {
  return source.homepage ?? repositoryUrl(source.repository);
}

/** Whether somebody is named: an entry made from a folder alone knows nobody. */
export function isNamed(organisation: string): boolean {
  return organisation !== '' && organisation !== 'not stated';
}

/** A license that says something: `NONE` and `NOASSERTION` do not. */
export function isStated(expression: string): boolean {
  return expression !== 'NONE' && expression !== 'NOASSERTION';
}
