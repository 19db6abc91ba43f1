import type { LocalModule } from '../engine/file/file-analysis.ts';
import type { AuditedModule } from '../model/report.ts';
import { type OriginsInput, strengthFor, worldMatch } from './world-match.ts';

/**
 * A module of which nothing else is told, with the project of the world that has the same code since later, by the
 * audited side's own dates. These are that side's word: the match is told as one that came after, and nothing follows
 * from it.
 */
export function withLaterHolder(
  module: AuditedModule,
  { pedigree }: LocalModule,
  input: OriginsInput,
): AuditedModule {
  if (module.matches.length > 0 || pedigree === undefined) return module;
  const origin = pedigree.origins.find((one) => !input.itself.has(one.project) && one.file >= 0);
  if (origin === undefined) return module;
  const told = strengthFor(module, origin, pedigree.whole, input);
  const match = worldMatch(module, origin, pedigree.whole, told, input);
  if (match === null || match.strength === 'weak' || match.precedes !== false) return module;
  return { ...module, matches: [match] };
}
