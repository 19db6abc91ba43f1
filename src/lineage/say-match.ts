import { isFileOnly, upstreamPlace } from '../model/known-file.ts';
import type { AuditedModule, ModuleMatch, Strength } from '../model/report.ts';
import { sayRole } from '../model/role.ts';
import { type Said, say } from '../model/said.ts';

const STRENGTH_SAID: Readonly<Record<Strength, Said>> = {
  conclusive: say`conclusive`,
  strong: say`strong`,
  moderate: say`moderate`,
  weak: say`weak`,
};

/** `0.874` as `87%`. */
export const percent = (share: number): string => `${Math.round(100 * share)}%`;

function sayModule({ symbol, role }: AuditedModule): Said {
  const name = symbol === '<module>' ? say`top-level code` : say`${symbol}`;
  return role === 'other' ? name : say`${name} (${sayRole(role)})`;
}

/** `a.py:32 Projection (resampler) matches b.py Resampler of X: 90% of it is there, 87% of that is here; conclusive`. */
export function sayMatch(module: AuditedModule, match: ModuleMatch, name: string): Said {
  const whole = say`${module.path}:${module.range.startLine} ${sayModule(module)} matches ${upstreamPlace(match)} of ${name}`;
  const { local, upstream } = match.containment;
  const strength = STRENGTH_SAID[match.strength];
  return isFileOnly(match)
    ? say`${whole}: ${percent(local)} of it is there; ${strength}`
    : say`${whole}: ${percent(local)} of it is there, ${percent(upstream)} of that is here; ${strength}`;
}
