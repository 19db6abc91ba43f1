import { sameHolder } from '../credit/headers.ts';
import { isCode } from '../languages/table.ts';
import { UNKNOWN_LICENSE } from '../licenses/expression.ts';
import type { Evidence } from '../model/evidence.ts';
import type { LicenseRecord } from '../model/report.ts';
import { ownHolders } from './told-otherwise.ts';

/** A whole sentence that names the license is enough. */
const CERTAIN = 0.85;
/** Lines in which a header begins, where its first comment does not go on. */
const TOP = 60;

/** A tag or notice at the top of a code file, certain enough to hold anybody to. */
export function isHeader(
  { headers }: Evidence,
  { path, slot, confidence, expression, ranges }: LicenseRecord,
): boolean {
  return (
    slot === 'code' &&
    isCode(path) &&
    !/(?:^|\/)(?:setup|conf)\.py$/.test(path) &&
    confidence >= CERTAIN &&
    expression !== UNKNOWN_LICENSE &&
    (ranges[0]?.startLine ?? 1) <= Math.max(TOP, headers.get(path)?.range.endLine ?? 0)
  );
}

/** Holders whom the header of a file names, where none of them is one of the repository's own license files. */
export function foreignHolders(evidence: Evidence, path: string): readonly string[] {
  const end = Math.max(TOP, evidence.headers.get(path)?.range.endLine ?? 0);
  const holders = (evidence.copyrights.get(path) ?? [])
    .filter(({ line }) => line <= end)
    .map(({ holder }) => holder);
  const own = ownHolders(evidence);
  return holders.some((one) => own.some((other) => sameHolder(one, other))) ? [] : holders;
}
