import { resolve } from 'node:path';
import type { TreeReader } from '../../engine/ports.ts';
import type { AuditedModule, AuditReport, ModuleMatch } from '../../model/report.ts';
import { readUpstreamText } from '../catalogue/upstream-texts.ts';
import { decodeText } from '../files/decode-text.ts';
import { findGitDir, openGitTree } from '../files/git-tree.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { isGitDir } from '../git/bare-repository.ts';

/** Texts as lines; null where one is not on this machine. */
export interface CodePairLines {
  readonly local: readonly string[] | null;
  readonly upstream: readonly string[] | null;
}

export interface CodePairSources {
  readonly root: string;
  /** Read the local side at this revision instead of the files on disk. */
  readonly rev?: string;
  readonly catalogues: readonly string[];
  /** Template of a folder of bare clones, with `{owner}` and `{name}`. */
  readonly mirror?: string;
}

/** Pairs that a page shows; more make it heavy and are read by nobody. */
const MOST_PAIRS = 24;
const PER_UPSTREAM = 6;

/** The heaviest pairs of each upstream, the heaviest of all first. */
function heaviest(report: AuditReport): readonly (readonly [AuditedModule, ModuleMatch])[] {
  const self = new Set(report.lineage.flatMap((one) => (one.relation === 'self' ? [one.upstream] : [])));
  const counts = new Map<string, number>();
  return report.modules
    .flatMap((module) => {
      const [match] = module.matches;
      return match === undefined || match.strength === 'weak' || self.has(match.upstream)
        ? []
        : [[module, match] as const];
    })
    .sort(([a, x], [b, y]) => y.score * Math.sqrt(b.tokens) - x.score * Math.sqrt(a.tokens))
    .filter(([, { upstream }]) => {
      const count = counts.get(upstream) ?? 0;
      counts.set(upstream, count + 1);
      return count < PER_UPSTREAM;
    })
    .slice(0, MOST_PAIRS);
}

async function openLocal(
  { root, rev }: CodePairSources,
  signal: AbortSignal,
): Promise<(TreeReader & { close?: () => void }) | null> {
  const bare = isGitDir(root);
  if (!bare && rev === undefined) {
    const tree = await openWorkTree(resolve(root), { signal });
    return tree.ok ? tree.value : null;
  }
  const found = bare ? null : await findGitDir(resolve(root), signal);
  if (found !== null && !found.ok) return null;
  const gitDir = found === null ? resolve(root) : found.value.gitDir;
  const prefix = found === null ? '' : found.value.prefix;
  const tree = await openGitTree(gitDir, rev ?? 'HEAD', {
    signal,
    ...(prefix === '' ? {} : { folder: prefix }),
  });
  return tree.ok ? tree.value : null;
}

/** The code of the heaviest pairs by module id, as far as both texts are on this machine; nothing is fetched. */
export async function readCodePairs(
  report: AuditReport,
  sources: CodePairSources,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, CodePairLines>> {
  const pairs = heaviest(report);
  const local = pairs.length === 0 ? null : await openLocal(sources, signal);
  if (local === null) return new Map();
  try {
    const listed = new Map((await local.list(signal)).files.map((file) => [file.path, file]));
    const found = new Map<string, CodePairLines>();
    for (const [module, match] of pairs) {
      signal.throwIfAborted();
      const entry = listed.get(module.path);
      const read = entry === undefined ? null : await local.read(entry);
      const text = read?.ok === true ? decodeText(module.path, read.value) : null;
      const source = report.sources.find(({ id }) => id === match.version);
      const upstream =
        source === undefined
          ? null
          : await readUpstreamText(source, match.path, {
              mirror: sources.mirror ?? null,
              catalogues: sources.catalogues,
              signal,
            });
      found.set(module.id, {
        local: text?.ok === true ? text.value.split(/\r?\n/) : null,
        upstream: upstream?.ok === true ? upstream.value.split(/\r?\n/) : null,
      });
    }
    return found;
  } finally {
    local.close?.();
  }
}
