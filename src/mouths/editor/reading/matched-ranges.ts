import {
  type AuditedModule,
  type LineRange,
  type ModuleMatch,
  STRENGTHS,
  type Strength,
} from '../../../model/report.ts';
import type { AuditedRoot } from '../audit/audited-root.ts';

/** Some lines of a file that an upstream also has. */
export interface MatchedRange {
  readonly root: AuditedRoot;
  readonly module: AuditedModule;
  readonly index: number;
  readonly match: ModuleMatch;
  /** Index in the match's regions; null when the whole module stands for them. */
  readonly region: number | null;
  readonly kind: 'verbatim' | 'renamed' | 'rewritten';
  readonly lines: LineRange;
}

/** Matched lines of one file, by line; only the best match of each module, at least as strong as `least`. */
export function matchedRanges(root: AuditedRoot, path: string, least: Strength): readonly MatchedRange[] {
  const limit = STRENGTHS.indexOf(least);
  const found: MatchedRange[] = [];
  for (const module of root.report.modules) {
    if (module.path !== path) continue;
    const [match] = module.matches;
    if (match === undefined || STRENGTHS.indexOf(match.strength) > limit) continue;
    if (match.regions.length === 0) {
      found.push({ root, module, index: 0, match, region: null, kind: 'rewritten', lines: module.range });
    }
    for (const [region, { local, kind }] of match.regions.entries()) {
      found.push({ root, module, index: 0, match, region, kind, lines: local });
    }
  }
  return found.sort((a, b) => a.lines.startLine - b.lines.startLine || b.lines.endLine - a.lines.endLine);
}

/** The smallest matched range around a line (from 1). */
export function smallestAt(ranges: readonly MatchedRange[], line: number): MatchedRange | undefined {
  const size = ({ lines }: MatchedRange): number => lines.endLine - lines.startLine;
  return ranges
    .filter(({ lines }) => lines.startLine <= line && line <= lines.endLine)
    .sort((a, b) => size(a) - size(b))[0];
}
