import type { SourceFacts } from '../model/source-facts.ts';
import { addressOf } from '../origins/repository-address.ts';

/** The address of an upstream, as a lineage says it; nothing where it is not known. */
export function homeOf(source: SourceFacts | undefined): { readonly repository?: string } {
  const repository = addressOf(source?.repository ?? '');
  return repository === null ? {} : { repository };
}
