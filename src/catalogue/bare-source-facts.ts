import type { SourceFacts } from '../model/source-facts.ts';

/** What is known of a project whose history alone was read. */
export interface BareProject {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly repository: string;
  readonly commit: string | null;
  readonly published: string | null;
  readonly publishedBasis: string;
  /** SPDX expression of its license file; '' when none was found. */
  readonly license: string;
  /** True when no code of it is indexed. */
  readonly factsOnly: boolean;
}

/** Facts of a project that no entry describes: enough to credit it, and nothing that nobody looked up. */
export function bareSourceFacts({ license, ...project }: BareProject): SourceFacts {
  return {
    ...project,
    project: project.id,
    projectName: project.name,
    codeLicense: { expression: license === '' ? 'NOASSERTION' : license, source: 'its license file' },
    weightsLicense: { expression: 'NOASSERTION', source: 'not known' },
    copyrights: [],
    files: [],
    identifiers: [],
    specialTokens: [],
    configKeys: [],
    tensorPrefixes: [],
    ancestors: [],
    aliases: [project.name],
    citations: [],
  };
}
