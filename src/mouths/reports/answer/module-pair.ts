import type { AuditedModule, ModuleMatch } from '../../../model/report.ts';

/** How a report names the code of a file that stands in no function and no class. */
export const TOP_LEVEL = '<module>';

/** A module and the match that leads it. */
export interface ModulePair {
  readonly module: AuditedModule;
  readonly match: ModuleMatch;
}

/** The match that leads a module: the strongest, unless it is a mere hint. */
export function leadOf(module: AuditedModule): ModuleMatch | null {
  const [first] = module.matches;
  return first === undefined || first.strength === 'weak' ? null : first;
}

/** A module's name without the count behind it, and how many functions that counts: `slice_image +3`. */
export function symbolParts(symbol: string): { readonly name: string; readonly more: number } {
  const found = /^(.*) \+(\d+)$/.exec(symbol);
  return found === null ? { name: symbol, more: 0 } : { name: found[1] ?? symbol, more: Number(found[2]) };
}
