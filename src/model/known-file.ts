import type { ModuleMatch } from './report.ts';

/**
 * True where the upstream's side is a file of which fragments alone are known: no module of it, no lines, and not how
 * much of it is here. Its `containment.upstream`, `longestRun` and `range` then say nothing, and no reader tells them.
 */
export function isFileOnly({
  containment,
  longestRun,
}: Pick<ModuleMatch, 'containment' | 'longestRun'>): boolean {
  return containment.upstream === 0 && longestRun === 0;
}

/** Where the match is at the upstream's: path and module, the path alone where no module of the file is known. */
export function upstreamPlace(match: ModuleMatch): string {
  return isFileOnly(match) ? match.path : `${match.path} ${match.symbol}`;
}
