import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import type { FileEntry, TreeReader } from '../../engine/ports.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { type GitFailure, openGit } from '../git/hardened-git.ts';
import { listTree } from '../git/list-tree.ts';
import { openObjectReader } from '../git/object-reader.ts';
import { absentBlob, BAD_NAME, byPath, SUBMODULE, tooLarge } from './skip-reasons.ts';

export interface GitTree extends TreeReader {
  readonly commit: string;
  /** Ends the git process behind it. */
  close(): void;
}

export interface OpenGitTreeOptions {
  /** Name shown to people; default: the repository's folder name. */
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
      `"${revision}" is not a commit of ${basename(gitDir)} (${resolved.message}).`,
    );
  }
  const commit = resolved.value.trim().split('\n').at(-1) ?? '';
  const prefix = options.folder ? `${options.folder}/` : '';
  const objects = openObjectReader(gitDir);
  return success({
    name: options.name ?? basename(gitDir).replace(/\.git$/, ''),
    commit,
    list: async () => {
      const tree = await listTree(git, commit);
      if (!tree.ok) throw new Error(tree.message);
      const files: FileEntry[] = [];
      const skipped: { readonly path: string; readonly reason: string; readonly blob?: string }[] = [];
      for (const entry of tree.value) {
        if (!entry.path.startsWith(prefix)) continue;
        const path = entry.path.slice(prefix.length);
        const reason =
          entry.kind === 'submodule'
            ? SUBMODULE
            : entry.kind === 'link'
              ? 'a symbolic link: links are not followed'
              : path.includes('\uFFFD')
                ? BAD_NAME
                : entry.size < 0
                  ? absentBlob(entry.blob)
                  : tooLarge(path, entry.size);
        if (reason === null) files.push({ path, size: entry.size, blob: entry.blob });
        else skipped.push(entry.kind === 'file' ? { path, reason, blob: entry.blob } : { path, reason });
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
