import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Claim, Lineage, Strength } from '../model/report.ts';
import { matchedPaths } from './matched-paths.ts';

/** How the repository credits one upstream, and where. */
export interface Credit {
  readonly credited: 'yes' | 'partly' | 'no';
  /** Places that credit it. */
  readonly at: readonly DraftClaim[];
  /** Places that name it without saying that anything was taken. */
  readonly mentions: readonly DraftClaim[];
}

type CreditEvidence = Pick<Evidence, 'claims' | 'modules' | 'lineage' | 'paths'>;

/**
 * Credit for one upstream. `yes`: a document says that the project builds on it, or a comment in every file that
 * holds a match does, or the tree kept whole brings its license file along. `partly`: comments in some of the files.
 */
export function creditOf(evidence: CreditEvidence, upstream: string): Credit {
  const own = evidence.claims.filter((claim) => claim.upstream === upstream);
  const at = own.filter((claim) => claim.force === 'credit');
  const mentions = own.filter((claim) => claim.force === 'mention');
  if (at.some((claim) => claim.kind !== 'code-comment')) return { credited: 'yes', at, mentions };
  const paths = matchedPaths(evidence, upstream);
  const commented = new Set(at.map((claim) => claim.path));
  if (paths.length > 0 && paths.every((path) => commented.has(path) || keptWhole(evidence, upstream, path))) {
    return { credited: 'yes', at, mentions };
  }
  return { credited: at.length > 0 ? 'partly' : 'no', at, mentions };
}

/** A vendored file whose folder, or one above it short of the root, holds a license file. */
function keptWhole(evidence: CreditEvidence, upstream: string, path: string): boolean {
  if (!evidence.lineage.some((one) => one.upstream === upstream && one.relation === 'vendored')) return false;
  const folders = path.split('/').slice(0, -1);
  return folders.some((_, depth) => {
    const folder = folders.slice(0, depth + 1).join('/');
    return evidence.paths.some(
      (one) =>
        one.startsWith(`${folder}/`) && /^(?:LICEN[CS]E|COPYING)[^/]*$/i.test(one.slice(folder.length + 1)),
    );
  });
}

const FOUND: ReadonlySet<Strength> = new Set<Strength>(['conclusive', 'strong', 'moderate']);

/** The claims of the report: each credit is compared with what was found. Sorted by path, line, upstream. */
export function describeClaims(evidence: CreditEvidence): readonly Claim[] {
  const found = new Map(
    evidence.lineage
      .filter((one) => FOUND.has(one.strength))
      .map(
        (one) =>
          [
            one.upstream,
            creditOf(evidence, one.upstream).credited === 'yes' ? 'credited' : 'partly',
          ] as const,
      ),
  );
  return evidence.claims
    .map((claim) => ({ ...claim, found: verdict(claim, found) }))
    .sort(
      (a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.upstream ?? '', b.upstream ?? ''),
    );
}

function verdict(claim: DraftClaim, found: ReadonlyMap<string, 'credited' | 'partly'>): Claim['found'] {
  if (claim.force === 'mention') return 'mention';
  return (claim.upstream === null ? undefined : found.get(claim.upstream)) ?? 'not-found';
}

/** Lineage with its credit filled in. */
export function lineageWithCredit(evidence: CreditEvidence): readonly Lineage[] {
  return evidence.lineage.map((draft) => {
    const { credited, at } = creditOf(evidence, draft.upstream);
    return { ...draft, claimed: at.length > 0, credited };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
