import { holderOf, sameHolder } from '../credit/headers.ts';
import { isCode } from '../languages/table.ts';
import { licenseIds, UNKNOWN_LICENSE } from '../licenses/expression.ts';
import type { CopyrightLine, Evidence } from '../model/evidence.ts';
import type { LicenseRecord } from '../model/report.ts';
import { sameText } from './license-texts.ts';
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
    !/(?:^|\/)(?:setup|conf)\.py$|\.min\.\w+$/.test(path) &&
    confidence >= CERTAIN &&
    expression !== UNKNOWN_LICENSE &&
    (ranges[0]?.startLine ?? 1) <= Math.max(TOP, headers.get(path)?.range.endLine ?? 0)
  );
}

/**
 * Files whose header names another holder than the repository's, and licenses, none of which is the given one: whatever
 * their project stands under, they do not.
 */
export function statingOthers(evidence: Evidence, license: string): ReadonlySet<string> {
  const { foreign } = headerHolders(evidence);
  const stated = new Map<string, boolean>();
  for (const record of evidence.licenses)
    if (isHeader(evidence, record) && foreign(record.path).length > 0) {
      const isIt = licenseIds(record.expression).some((one) => sameText(one, license));
      stated.set(record.path, (stated.get(record.path) ?? false) || isIt);
    }
  return new Set([...stated].flatMap(([path, isIt]) => (isIt ? [] : [path])));
}

/** Whom the header of a file names. */
export interface HeaderHolders {
  /** Holders, where none of them is the repository's own. */
  readonly foreign: (path: string) => readonly string[];
  /** Lines on which its own holders stand. */
  readonly own: (path: string) => readonly number[];
  /** Share of all code files whose headers name a holder. */
  readonly shareOf: (holder: string) => number;
}

/**
 * Own are the holders of the repository's license files, and whom half of its code files name, where these name none of
 * them: an owner is renamed, or its license names nobody.
 */
export function headerHolders(evidence: Evidence): HeaderHolders {
  const known = holdersIn.get(evidence);
  if (known !== undefined) return known;
  const found = findHolders(evidence);
  holdersIn.set(evidence, found);
  return found;
}

const holdersIn = new WeakMap<Evidence, HeaderHolders>();

function findHolders(evidence: Evidence): HeaderHolders {
  const { copyrights, headers, paths } = evidence;
  const linesOf = (path: string): readonly CopyrightLine[] => {
    const end = Math.max(TOP, headers.get(path)?.range.endLine ?? 0);
    return (copyrights.get(path) ?? []).filter(({ line }) => line <= end);
  };
  const counts = new Map<string, number>();
  for (const path of copyrights.keys())
    if (isCode(path))
      for (const one of new Set(linesOf(path).map(({ text }) => holderOf(text))))
        counts.set(one, (counts.get(one) ?? 0) + 1);
  const files = paths.filter(isCode).length;
  const usual = [...counts].flatMap(([holder, count]) => (count * 2 >= files ? [holder] : []));
  const licensed = ownHolders(evidence);
  // Where the license's holder stands in half of them too, the others there are whom they were taken from.
  const isTold = usual.some((one) => licensed.some((other) => sameHolder(one, other)));
  const own = [...licensed, ...(files >= SEVERAL && !isTold ? usual : [])];
  const ownLines = (path: string): readonly number[] =>
    linesOf(path).flatMap(({ text, line }) =>
      own.some((other) => sameHolder(holderOf(text), other)) ? [line] : [],
    );
  return {
    foreign: (path) => (ownLines(path).length > 0 ? [] : linesOf(path).map(({ holder }) => holder)),
    own: ownLines,
    shareOf: (holder) => (counts.get(holderOf(holder)) ?? 0) / Math.max(1, files),
  };
}

/** Code files from which on half of them tell whose the repository is. */
const SEVERAL = 6;
