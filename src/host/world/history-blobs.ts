import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import type { HardenedGit } from '../git/hardened-git.ts';

/** A content of a source file, and when the project first had it. */
export interface DatedBlob {
  readonly blob: string;
  /** Where it first stood. */
  readonly path: string;
  /** Seconds: the later of author and committer date of the earliest commit that has it. */
  readonly time: number;
}

export interface BlobHistory {
  /** Earliest first. */
  readonly blobs: readonly DatedBlob[];
  /** Commit at which the reading began. */
  readonly tip: string;
  /** Commits without a parent. */
  readonly roots: readonly string[];
  /** Share of the paths that begin in the first two days. */
  readonly atOnce: number;
}

const LOG_LIMIT_MS = 900_000;
const DAY = 86_400;

interface Change {
  readonly blob: string;
  readonly path: string;
}

/** One raw line of a log: `:modes ids STATUS<TAB>path`, with a colon for each parent of a merge. */
function changeOf(line: string): Change | null {
  const [head = '', path = ''] = line.split('\t', 2);
  const parents = /^:+/.exec(head)?.[0].length ?? 0;
  const words = head.slice(parents).split(' ');
  const mode = words[parents] ?? '';
  const blob = words[2 * parents + 1] ?? '';
  if (!mode.startsWith('100') || !/^[0-9a-f]{40,64}$/.test(blob) || /^0+$/.test(blob)) return null;
  return { blob, path };
}

/**
 * Every content of the wanted paths in the history of `revision`, once, with its first date. Branches of pull requests
 * are no part of it: they would make their authors holders of what they proposed to others.
 */
export async function historyBlobs(
  git: HardenedGit,
  revision: string,
  wanted: (path: string) => boolean,
): Promise<Result<BlobHistory, 'unreadable'>> {
  const log = await git.run(
    [
      'log',
      '-c',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
      '--no-show-signature',
      '--format=%x01%at %ct',
      revision,
      '--',
    ],
    { limitMs: LOG_LIMIT_MS },
  );
  if (!log.ok) return failure('unreadable', log.message);
  const first = new Map<string, DatedBlob>();
  const begins = new Map<string, number>();
  let time = 0;
  for (const line of log.value.split('\n')) {
    if (line.startsWith('\u0001')) {
      const [author = '0', committer = '0'] = line.slice(1).split(' ');
      time = Math.max(Number(author), Number(committer));
      continue;
    }
    if (!line.startsWith(':')) continue;
    const change = changeOf(line);
    if (change === null || !wanted(change.path)) continue;
    const known = first.get(change.blob);
    if (known === undefined || time < known.time) first.set(change.blob, { ...change, time });
    begins.set(change.path, Math.min(begins.get(change.path) ?? time, time));
  }
  const blobs = [...first.values()].sort(
    (a, b) => a.time - b.time || byText(a.path, b.path) || byText(a.blob, b.blob),
  );
  const start = blobs[0]?.time ?? 0;
  const early = [...begins.values()].filter((one) => one < start + 2 * DAY).length;
  const roots = await git.run(['rev-list', '--max-parents=0', revision]);
  const tip = await git.run(['rev-parse', '--verify', `${revision}^{commit}`]);
  if (!tip.ok) return failure('unreadable', tip.message);
  return success({
    blobs,
    tip: tip.value.trim(),
    roots: roots.ok ? roots.value.trim().split('\n').sort() : [],
    atOnce: begins.size === 0 ? 1 : early / begins.size,
  });
}

/** Keeps of each path a state every `days` days, its first and its last; 0 keeps all. */
export function thinned(blobs: readonly DatedBlob[], days: number): readonly DatedBlob[] {
  if (days === 0) return blobs;
  const last = new Map<string, DatedBlob>();
  for (const one of blobs) last.set(one.path, one);
  const kept = new Map<string, number>();
  return blobs.filter((one) => {
    const before = kept.get(one.path);
    if (before !== undefined && one.time - before < days * DAY && last.get(one.path) !== one) return false;
    kept.set(one.path, one.time);
    return true;
  });
}
