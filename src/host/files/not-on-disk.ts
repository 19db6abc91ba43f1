import { existsSync } from 'node:fs';
import { artefactKind } from '../../artefacts/configs/artefact-facts.ts';
import type { SkippedFile } from '../../engine/ports.ts';
import { isExamined } from './is-examined.ts';
import { placeOf } from './place-of.ts';
import { SKIP_REASONS } from './skip-reasons.ts';
import type { TrackedFile } from './tracked-files.ts';

/** Files are told one by one up to here. */
const MOST_TOLD = 50;
/** A person deletes a file or two and goes on working; more than that, and half of all, is no work in progress. */
const FEW = 2;

/** The values of weights are often left elsewhere, and an audit does not compare them: they make no audit a partial one. */
const isOwed = ({ path }: TrackedFile): boolean => artefactKind(path) !== 'weights';

/**
 * What git tracks, an audit reads, and the folder does not hold. Deleted files are told. Where the checkout was left out,
 * broke off or failed, they should have been looked at: a folder without its code is not one in which nothing matches.
 */
export function notOnDisk(
  root: string,
  listed: readonly { readonly path: string }[],
  tracked: Iterable<TrackedFile>,
  /** True where git lists no file of the folder itself. */
  isUnlisted: boolean,
): readonly SkippedFile[] {
  const seen = new Set(listed.map(({ path }) => path));
  // What no listing saw is looked for by its name: a disk may spell it in another way.
  const isHere = ({ path }: TrackedFile): boolean => seen.has(path) || existsSync(placeOf(root, path));
  const isRead = ({ path }: TrackedFile): boolean => isExamined({ path, size: 0 });
  const all: TrackedFile[] = [];
  for (const file of tracked) if (!isHere(file) && isRead(file)) all.push(file);
  if (all.length === 0) return [];
  let owed = 0;
  for (const file of tracked) if (isRead(file) && isOwed(file)) owed += 1;
  const lost = all.filter(isOwed);
  const isMost = lost.length > 0 && (lost.length === owed || (lost.length > FEW && lost.length * 2 >= owed));
  const isGap = (file: TrackedFile): boolean =>
    isOwed(file) && (isUnlisted || isMost || file.sparse === true);
  const gaps = lost.filter(isGap).length;
  const told = all.slice(0, MOST_TOLD).map((file) => ({
    path: file.path,
    reason: reasonOf(file, isUnlisted),
    kind: 'absent' as const,
    isGone: true as const,
    ...(isGap(file) ? { gap: 'not read' as const } : {}),
  }));
  const rest = all.length - told.length;
  const summary = {
    path: '.',
    kind: 'absent' as const,
    isGone: true as const,
    ...(gaps > 0
      ? { reason: SKIP_REASONS.notCheckedOut(gaps, owed), gap: 'not read' as const }
      : { reason: SKIP_REASONS.manyNotOnDisk(rest) }),
  };
  return gaps > 0 || rest > 0 ? [...told, summary] : told;
}

function reasonOf({ sparse }: TrackedFile, isUnlisted: boolean): string {
  if (isUnlisted) return SKIP_REASONS.unlisted();
  return sparse === true ? SKIP_REASONS.sparse() : SKIP_REASONS.notOnDisk();
}
