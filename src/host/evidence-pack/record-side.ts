import { tmpdir } from 'node:os';
import type { TreeReader } from '../../engine/ports.ts';
import { byText } from '../../model/text-order.ts';
import { type GitTree, openGitTree } from '../files/git-tree.ts';
import { type HardenedGit, openGit } from '../git/hardened-git.ts';
import {
  blobIdOf,
  type CommitFact,
  type EvidenceFile,
  type RecordedSide,
  sha256Of,
  type TagFact,
} from './manifest.ts';
import type { PackedFile } from './stored-zip.ts';

export interface SideRequest {
  /** `owner/name`, URL or name, as a reader would look for it. */
  readonly repository: string;
  /** Git directory; null when there is none, or none at hand. */
  readonly gitDir: string | null;
  readonly commit: string | null;
  /** Folder of the repository under which `paths` are. */
  readonly folder?: string;
  readonly paths: readonly string[];
  /** Used for a tree that is not a commit. */
  readonly tree?: TreeReader;
  /** Put the contents of `paths` into the pack under this folder. */
  readonly include: string | null;
  readonly absent: string;
}

export interface Side {
  readonly side: RecordedSide;
  readonly contents: readonly PackedFile[];
  /** Every file of the recorded tree as `blob<TAB>path`, one a line; null when it is not known. */
  readonly listing: string | null;
}

const COMMIT_FORMAT = '--format=%H %aI %cI';
/** Evidence files whose history is looked up; the others keep their hashes. */
const MOST_HISTORIES = 400;

function commitFact(line: string | undefined): CommitFact | null {
  const [commit, authored, committed] = (line ?? '').trim().split(' ');
  return commit && authored && committed ? { commit, authored, committed } : null;
}

function signatureOf(text: string): TagFact['signature'] {
  if (text.includes('-----BEGIN PGP SIGNATURE-----')) return 'pgp';
  if (text.includes('-----BEGIN SSH SIGNATURE-----')) return 'ssh';
  return text.includes('-----BEGIN SIGNED MESSAGE-----') ? 'x509' : null;
}

async function pathHistory(
  git: HardenedGit,
  commit: string,
  path: string,
): Promise<Pick<EvidenceFile, 'first' | 'last'>> {
  const log = await git.run([
    '--literal-pathspecs',
    'log',
    COMMIT_FORMAT,
    '--no-show-signature',
    '--end-of-options',
    commit,
    '--',
    path,
  ]);
  const lines = log.ok ? log.value.split('\n').filter((line) => line !== '') : [];
  return { first: commitFact(lines.at(-1)), last: commitFact(lines[0]) };
}

async function tagsAt(git: HardenedGit, commit: string): Promise<readonly TagFact[]> {
  const listed = await git.run([
    'for-each-ref',
    '--points-at',
    commit,
    '--format=%(objectname) %(objecttype) %(refname:strip=2)',
    'refs/tags',
  ]);
  const tags: TagFact[] = [];
  for (const line of listed.ok ? listed.value.split('\n') : []) {
    const found = /^([0-9a-f]+) (tag|commit) (.+)$/.exec(line);
    if (found === null) continue;
    const [, id = '', kind, name = ''] = found;
    const text = kind === 'tag' ? await git.run(['cat-file', 'tag', id]) : null;
    tags.push({ name, id, signature: text?.ok ? signatureOf(text.value) : null });
  }
  return tags.sort((left, right) => byText(left.name, right.name));
}

async function readFiles(
  tree: TreeReader,
  request: SideRequest,
  signal: AbortSignal,
): Promise<{ files: EvidenceFile[]; contents: PackedFile[]; listing: string; limits: string[] }> {
  const { files: entries } = await tree.list(signal);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const files: EvidenceFile[] = [];
  const contents: PackedFile[] = [];
  const limits: string[] = [];
  for (const path of request.paths) {
    signal.throwIfAborted();
    const entry = byPath.get(path);
    const read = entry === undefined ? null : await tree.read(entry);
    if (read === null || !read.ok) {
      if (path !== '.')
        limits.push(`${path}: ${read === null ? 'not a file that can be read here' : read.message}.`);
      if (entry?.blob !== undefined)
        files.push({
          path,
          blob: entry.blob,
          sha256: null,
          bytes: null,
          first: null,
          last: null,
          included: false,
        });
      continue;
    }
    const bytes = read.value;
    files.push({
      path,
      blob: entry?.blob ?? blobIdOf(bytes),
      sha256: sha256Of(bytes),
      bytes: bytes.length,
      first: null,
      last: null,
      included: request.include !== null,
    });
    if (request.include !== null) contents.push({ path: `${request.include}/${path}`, bytes });
  }
  const listing = entries.map((entry) => `${entry.blob ?? '-'}\t${entry.path}\n`).join('');
  return { files, contents, listing, limits };
}

function missing(request: SideRequest): Side {
  return {
    side: {
      repository: request.repository,
      commit: request.commit,
      tree: null,
      commitFact: null,
      commitSignature: null,
      tags: [],
      files: request.paths.map((path) => ({
        path,
        blob: null,
        sha256: null,
        bytes: null,
        first: null,
        last: null,
        included: false,
      })),
      references: request.commit === null ? [] : [`swh:1:rev:${request.commit}`],
      limits: [request.absent],
    },
    contents: [],
    listing: null,
  };
}

/** Reads the facts of one side from git objects, or from the folder itself where there is no commit. */
export async function recordSide(request: SideRequest, signal: AbortSignal): Promise<Side> {
  const { gitDir, commit } = request;
  if (gitDir === null || commit === null) {
    if (request.tree === undefined) return missing(request);
    const read = await readFiles(request.tree, request, signal);
    return {
      side: {
        ...missing(request).side,
        files: read.files,
        limits: [request.absent, ...read.limits],
      },
      contents: read.contents,
      listing: read.listing,
    };
  }
  const opened = await openGitTree(gitDir, commit, {
    signal,
    ...(request.folder === undefined ? {} : { folder: request.folder }),
  });
  if (!opened.ok)
    return { ...missing(request), side: { ...missing(request).side, limits: [opened.message] } };
  const tree: GitTree = opened.value;
  try {
    const git = openGit(tmpdir(), { gitDir, signal });
    const read = await readFiles(tree, request, signal);
    const files: EvidenceFile[] = [];
    for (const [index, file] of read.files.entries()) {
      const path = request.folder ? `${request.folder}/${file.path}` : file.path;
      const history = index < MOST_HISTORIES ? await pathHistory(git, commit, path) : {};
      files.push({ ...file, ...history });
    }
    const treeId = await git.run(['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`]);
    const raw = await git.run(['cat-file', 'commit', commit]);
    const fact = await git.run([
      'log',
      '-1',
      COMMIT_FORMAT,
      '--no-show-signature',
      '--end-of-options',
      commit,
    ]);
    const id = treeId.ok ? treeId.value.trim() : null;
    return {
      side: {
        repository: request.repository,
        commit,
        tree: id,
        commitFact: commitFact(fact.ok ? fact.value.split('\n')[0] : undefined),
        commitSignature: raw.ok ? signatureOf(raw.value) : null,
        tags: await tagsAt(git, commit),
        files,
        references: [
          `swh:1:rev:${commit}`,
          ...(id === null ? [] : [`swh:1:dir:${id}`]),
          ...files.flatMap((file) => (file.blob === null ? [] : [`swh:1:cnt:${file.blob}`])),
        ],
        limits: read.limits,
      },
      contents: read.contents,
      listing: read.listing,
    };
  } finally {
    tree.close();
  }
}
