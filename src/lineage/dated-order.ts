import { precedes } from '../model/dates.ts';
import type { AuditedModule, ModuleMatch, TrustStatement } from '../model/report.ts';

/**
 * Whether the audited history contradicts itself about this match: it claims an earlier date too, by which the upstream
 * would be the later one.
 */
function isDisputed(match: ModuleMatch, claimed: string): boolean {
  return match.precedes === true && precedes(match.published, claimed) === false;
}

/**
 * Says of each match what its order rests on where that is the audited side's own word. `claimedOf`: an earlier date
 * that the history claims for a file, beside the latest that its dates allow; null where they agree.
 */
export function inDatedOrder(
  modules: readonly AuditedModule[],
  claimedOf: (path: string) => string | null,
): readonly AuditedModule[] {
  return modules.map((module) => {
    const claimed = claimedOf(module.path);
    if (module.matches.every((match) => match.precedes !== false) && claimed === null) return module;
    return {
      ...module,
      matches: module.matches.map((match): ModuleMatch => {
        if (claimed !== null && isDisputed(match, claimed))
          return { ...match, precedes: null, order: 'disputed' };
        return match.precedes === false ? { ...match, order: 'after' } : match;
      }),
    };
  });
}

/** What a report takes on the audited side's word about who was first, one statement for each kind. */
export function datesTaken(modules: readonly AuditedModule[]): readonly TrustStatement[] {
  const lead = (order: ModuleMatch['order']): number =>
    modules.filter(({ matches }) => matches[0]?.order === order).length;
  const statements: TrustStatement[] = [];
  const disputed = lead('disputed');
  if (disputed > 0)
    statements.push({
      fact: `the history contradicts itself: authors, committers, parents or tags give ${disputed === 1 ? 'a module' : `${disputed} modules`} two dates, one before the upstream and one after`,
      saidBy: 'audited side',
      effect: 'Which came first is disputed there.',
    });
  const after = lead('after');
  if (after > 0)
    statements.push({
      fact: `by its own dates the repository had ${after === 1 ? 'a module' : `${after} modules`} before the upstream`,
      saidBy: 'audited side',
      effect: 'Nothing is asked for it. With later dates it would count as taken.',
    });
  return statements;
}
