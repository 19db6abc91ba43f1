import type { Finding, LineRange, RelatedPlace } from '../../model/report.ts';
import type { FormatOptions } from './format.ts';

export interface Anchor {
  readonly path: string;
  readonly line: number;
  /** Every other place of the finding, its own range first when the anchor is elsewhere. */
  readonly others: readonly RelatedPlace[];
}

function firstChanged(
  path: string,
  range: LineRange,
  changed: ReadonlyMap<string, readonly LineRange[]>,
): number | null {
  for (const lines of changed.get(path) ?? []) {
    const line = Math.max(lines.startLine, range.startLine);
    if (line <= Math.min(lines.endLine, range.endLine)) return line;
  }
  return null;
}

/**
 * The one line on which a finding is shown. Code hosts show a finding on a change only when every line of its place
 * is part of the change, so a line of the change is chosen when the finding or its related places have one.
 */
export function anchorOf(finding: Finding, options: FormatOptions = {}): Anchor {
  const own = { path: finding.path, line: finding.range.startLine, others: finding.related };
  const changed = options.changedLines;
  if (changed === undefined) return own;
  const line = firstChanged(finding.path, finding.range, changed);
  if (line !== null) return { ...own, line };
  for (const related of finding.related) {
    const inside = firstChanged(related.path, related.range, changed);
    if (inside === null) continue;
    const self = { path: finding.path, range: finding.range, message: finding.message };
    return {
      path: related.path,
      line: inside,
      others: [self, ...finding.related.filter((place) => place !== related)],
    };
  }
  return own;
}
