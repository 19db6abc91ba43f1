import type { SourceFacts } from '../model/source-facts.ts';

/** The address of an upstream, as a lineage says it; nothing where it is not known. */
export function homeOf(source: SourceFacts | undefined): { readonly repository?: string } {
  const repository = source?.repository ?? '';
  if (repository.includes('://')) return { repository };
  return /^[\w.-]+\/[\w.-]+$/.test(repository) ? { repository: `https://github.com/${repository}` } : {};
}
