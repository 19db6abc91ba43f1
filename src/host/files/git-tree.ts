import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import type { FileEntry, SkippedFile, TreeReader } from '../../engine/ports.ts';
import { languageOf } from '../../languages/table.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { type GitFailure, openGit } from '../git/hardened-git.ts';
import { listWithFolders, withSizes } from '../git/list-tree.ts';
import { openObjectReader } from '../git/object-reader.ts';
import { bareName } from '../git/repository-name.ts';
import { changedFolder } from '../git/true-objects.ts';
import { byPath, SKIP_REASONS, tooLarge } from './skip-reasons.ts';

export interface GitTree extends TreeReader {
  readonly commit: string;
  /** Ends the git process behind it. */
  close(): void;
}

export interface OpenGitTreeOptions {
  /** Name shown to people; default: what a bare clone is called. */
  readonly name?: string;
  /** Only files under this folder (no slash at the end), with paths relative to it. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

/** Absolute git directory of the repository that holds `dir`. */
export async function findGitDir(
  dir: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly gitDir: string; readonly prefix: string }, GitFailure>> {
  const git = openGit(dir, signal === undefined ? {} : { signal });
  // Git has the last word on whether it is one.
  const found = await git.run(['rev-parse', '--git-dir']);
  if (!found.ok) return found;
  return success({ gitDir: git.gitDir ?? '', prefix: git.folder });
}

/** The tree of one revision, read from git objects alone: nothing is checked out, links are not followed. */
export async function openGitTree(
  gitDir: string,
  revision: string,
  options: OpenGitTreeOptions = {},
): Promise<Result<GitTree, GitFailure>> {
  const git = openGit(tmpdir(), {
    gitDir,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const resolved = await git.run(['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`]);
  if (!resolved.ok) {
    return failure(
      resolved.reason,
      `"${revision}" is not a commit of ${basename(gitDir) === '.git' ? basename(dirname(gitDir)) : basename(gitDir)}. "git log" lists those that are.`,
    );
  }
  const commit = resolved.value.trim().split('\n').at(-1) ?? '';
  const listed = await listWithFolders(git, commit);
  if (!listed.ok) return listed;
  const { names, folders } = listed.value;
  const objects = openObjectReader(gitDir);
  const changed = await changedFolder(objects, commit, folders);
  if (changed !== null) {
    objects.close();
    return failure('refused', `What git keeps as ${changed} has another id: "${revision}" was changed.`);
  }
  const prefix = options.folder ? `${options.folder}/` : '';
  return success({
    name: options.name ?? (await bareName(git, gitDir)),
    commit,
    list: async () => {
      const tree = await withSizes(git, commit, names);
      if (!tree.ok) throw new Error(tree.message);
      const files: FileEntry[] = [];
      const skipped: SkippedFile[] = [];
      for (const entry of tree.value) {
        if (!entry.path.startsWith(prefix)) continue;
        const path = entry.path.slice(prefix.length);
        const { size, blob } = entry;
        const large = tooLarge(path, size);
        if (entry.kind === 'submodule') skipped.push({ path, reason: SKIP_REASONS.noSubmodule() });
        else if (entry.kind === 'link') skipped.push({ path, reason: SKIP_REASONS.link() });
        else if (path.includes('\uFFFD'))
          skipped.push({ path, reason: SKIP_REASONS.badName(), blob, gap: 'not read' });
        else if (size < 0)
          skipped.push({
            path,
            reason: SKIP_REASONS.absentBlob(blob),
            kind: 'absent',
            blob,
            ...(languageOf(path) === null ? {} : { gap: 'not read' as const }),
          });
        else if (large !== null) skipped.push({ path, reason: large, blob, size, gap: 'over a budget' });
        else files.push({ path, size, blob });
      }
      return { files: files.sort(byPath), skipped: skipped.sort(byPath) };
    },
    read: async (entry) => {
      if (entry.blob === undefined) return failure('unreadable', `${entry.path} has no id in this tree`);
      const read = await objects.read(entry.blob);
      if (read.ok) return read;
      return failure(read.reason === 'absent' ? 'absent' : 'unreadable', read.message);
    },
    close: () => objects.close(),
  });
}
