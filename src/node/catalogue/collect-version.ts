import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { ArtefactFacts } from '../../core/artefacts/configs/artefact-facts.ts';
import { extractArtefactFacts, identityFacts } from '../../core/artefacts/configs/extract-facts.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import type { VersionContent, VersionFile } from '../../core/upstreams/catalogue-content.ts';
import { factsOf, type UpstreamEntry } from '../../core/upstreams/upstream-entry.ts';
import { decodeText } from '../files/decode-text.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { fetchBlobs } from '../git/fetch-blobs.ts';
import { type HardenedGit, openGit } from '../git/hardened-git.ts';
import { openObjectReader } from '../git/object-reader.ts';
import type { RepositoryPlace } from './locate-repository.ts';

export type CollectFailure = 'absent' | 'unreadable';

/** One version as found in its repository: what the index holds of it, and the texts to print. */
export interface CollectedVersion {
  readonly version: VersionContent;
  /** Texts of its files, by blob id. */
  readonly texts: ReadonlyMap<string, { readonly path: string; readonly text: string }>;
  /** Date of the indexed commit; null without git. */
  readonly commitDate: string | null;
}

interface PathHistory {
  /** Date of the oldest commit that touches the path. */
  readonly first: Map<string, string>;
  /** `path NUL blob` -> date and id of the oldest commit that gave the path this content. */
  readonly since: Map<string, { readonly date: string; readonly commit: string }>;
}

function isOlder(date: string, known: string | undefined): boolean {
  return known === undefined || Date.parse(date) <= Date.parse(known);
}

/** One pass over the history of the files, newest first. Dates are commit dates: the latest a change can claim. */
async function readHistory(
  git: HardenedGit,
  commit: string,
  paths: readonly string[],
): Promise<Result<PathHistory, CollectFailure>> {
  const log = await git.run([
    'log',
    '-z',
    '--format=%x01%H%x02%cI',
    '--raw',
    // A merge can bring a content of its own; against each parent, so that none is missed.
    '-m',
    '--no-abbrev',
    '--no-renames',
    '--no-show-signature',
    '--end-of-options',
    commit,
    '--',
    ...paths,
  ]);
  if (!log.ok) return failure('unreadable', log.message);
  const history: PathHistory = { first: new Map(), since: new Map() };
  for (const block of log.value.split('\u0001')) {
    const [header = '', ...fields] = block.split('\0');
    const [hash = '', date = ''] = header.split('\u0002');
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const change = /:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AM]$/.exec(fields[at] ?? '');
      const path = fields[at + 1] ?? '';
      if (change === null) continue;
      const key = `${path}\0${change[1]}`;
      if (isOlder(date, history.first.get(path))) history.first.set(path, date);
      if (isOlder(date, history.since.get(key)?.date)) history.since.set(key, { date, commit: hash });
    }
  }
  return success(history);
}

async function blobsAt(
  git: HardenedGit,
  commit: string,
  paths: readonly string[],
): Promise<Result<ReadonlyMap<string, string>, CollectFailure>> {
  const listed = await git.run(['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit, ...paths]);
  if (!listed.ok) return failure('absent', listed.message);
  return success(
    new Map(
      listed.value.split('\0').flatMap((record) => {
        const match = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(record);
        return match === null ? [] : [[match[2] ?? '', match[1] ?? ''] as const];
      }),
    ),
  );
}

function stems(paths: Iterable<string>): readonly string[] {
  return [...new Set([...paths].map((path) => path.replace(/^.*\//, '').replace(/\.py$/, '')))].sort();
}

function artefactFacts(path: string, blob: string, text: string | null): readonly ArtefactFacts[] {
  if (text !== null) {
    const facts = extractArtefactFacts(path, text, { blob });
    if (facts.ok) return [facts.value];
  }
  const identity = identityFacts(path, { blob });
  return identity === null ? [] : [identity];
}

/** Reads one entry from a git directory. With `address`, missing contents are fetched from there first. */
export async function collectFromGit(
  entry: UpstreamEntry,
  gitDir: string,
  address: string | null,
  signal?: AbortSignal,
): Promise<Result<CollectedVersion, CollectFailure>> {
  const git = openGit(tmpdir(), { gitDir, ...(signal === undefined ? {} : { signal }) });
  const commit = entry.commit ?? '';
  const dated = await git.run([
    'rev-list',
    '-1',
    '--no-commit-header',
    '--format=%cI',
    '--end-of-options',
    commit,
  ]);
  if (!dated.ok) {
    return failure('absent', `${entry.id}: commit ${commit.slice(0, 12)} is not in ${gitDir}.`);
  }
  const paths = entry.files.map((file) => file.path);
  const history = await readHistory(git, commit, paths);
  if (!history.ok) return history;

  const files = new Map<string, VersionFile>();
  for (const at of [...(entry.history ?? []), commit]) {
    const blobs = await blobsAt(git, at, paths);
    if (!blobs.ok) return failure('absent', `${entry.id}: ${blobs.message}`);
    for (const file of entry.files) {
      const blob = blobs.value.get(file.path);
      if (blob === undefined && at === commit) {
        return failure('absent', `${entry.id}: ${file.path} is not in ${commit.slice(0, 12)}.`);
      }
      if (blob === undefined || files.has(`${file.path}\0${blob}`)) continue;
      const known = history.value.since.get(`${file.path}\0${blob}`);
      files.set(`${file.path}\0${blob}`, {
        ...file,
        blob,
        firstCommitted:
          entry.dates === 'history' ? (history.value.first.get(file.path) ?? null) : entry.published,
        since: entry.dates === 'history' ? (known?.date ?? null) : entry.published,
        commit: known?.commit ?? at,
      });
    }
  }
  const artefacts = await blobsAt(git, commit, entry.artefacts?.length ? entry.artefacts : ['-']);
  if (!artefacts.ok) return artefacts;
  const wanted = [
    ...new Set([...files.values()].map((file) => file.blob).concat(...artefacts.value.values())),
  ];
  const reader = openObjectReader(gitDir);
  try {
    let contents = await Promise.all(wanted.map((blob) => reader.read(blob)));
    const absent = wanted.filter((_, at) => contents[at]?.ok === false);
    if (absent.length > 0 && address !== null) {
      const fetched = await fetchBlobs(gitDir, address, absent, signal);
      // An artefact is known by its blob id even when its content cannot be had; a code file is asked for below.
      if (fetched.ok) reader.close();
      contents = await Promise.all(wanted.map((blob) => reader.read(blob)));
    }
    const bytes = new Map(
      wanted.flatMap((blob, at) => {
        const read = contents[at];
        return read?.ok ? [[blob, read.value] as const] : [];
      }),
    );
    const texts = new Map<string, { readonly path: string; readonly text: string }>();
    for (const file of files.values()) {
      const content = bytes.get(file.blob);
      if (content === undefined)
        return failure('absent', `${entry.id}: content of ${file.path} (${file.blob}) is missing.`);
      const text = decodeText(file.path, content);
      if (!text.ok) return failure('unreadable', `${entry.id}: ${file.path}: ${text.message}.`);
      texts.set(file.blob, { path: file.path, text: text.value });
    }
    const folders = [...new Set(paths.map((path) => dirname(path)))];
    const near = await blobsAt(git, commit, folders.includes('.') ? [] : folders);
    const beside = near.ok
      ? [...near.value.keys()].filter((path) => path.endsWith('.py') && folders.includes(dirname(path)))
      : [];
    return success({
      version: {
        source: factsOf(
          entry,
          entry.dates === 'history'
            ? history.value.first
            : new Map(paths.map((path) => [path, entry.published ?? ''] as const)),
        ),
        files: [...files.values()],
        artefacts: [...artefacts.value].flatMap(([path, blob]) => {
          const content = bytes.get(blob);
          const text = content === undefined ? null : decodeText(path, content);
          return artefactFacts(path, blob, text?.ok ? text.value : null);
        }),
        modules: stems(beside),
      },
      texts,
      commitDate: dated.value.trim(),
    });
  } finally {
    reader.close();
  }
}

function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Reads one entry from a folder without git: no history, so `published` dates every file. */
export async function collectFromFolder(
  entry: UpstreamEntry,
  dir: string,
): Promise<Result<CollectedVersion, CollectFailure>> {
  const tree = await openWorkTree(dir);
  if (!tree.ok) return failure('absent', `${entry.id}: ${tree.message}`);
  const texts = new Map<string, { readonly path: string; readonly text: string }>();
  const files: VersionFile[] = [];
  const artefacts: ArtefactFacts[] = [];
  for (const path of [...entry.files.map((file) => file.path), ...(entry.artefacts ?? [])]) {
    const read = await tree.value.read({ path, size: -1 });
    if (!read.ok) return failure('absent', `${entry.id}: ${path}: ${read.message}.`);
    const blob = blobId(read.value);
    const text = decodeText(path, read.value);
    const file = entry.files.find((one) => one.path === path);
    if (file === undefined) {
      artefacts.push(...artefactFacts(path, blob, text.ok ? text.value : null));
      continue;
    }
    if (!text.ok) return failure('unreadable', `${entry.id}: ${path}: ${text.message}.`);
    texts.set(blob, { path, text: text.value });
    files.push({ ...file, blob, firstCommitted: entry.published, since: entry.published, commit: null });
  }
  return success({
    version: {
      source: factsOf(entry, new Map(files.map((file) => [file.path, entry.published ?? '']))),
      files,
      artefacts,
      modules: stems(files.map((file) => file.path).filter((path) => path.endsWith('.py'))),
    },
    texts,
    commitDate: null,
  });
}

/** Reads one entry from where it was found on this machine. */
export function collectVersion(
  entry: UpstreamEntry,
  place: Extract<RepositoryPlace, { kind: 'git' | 'folder' }>,
  address: string | null,
  signal?: AbortSignal,
): Promise<Result<CollectedVersion, CollectFailure>> {
  return place.kind === 'git'
    ? collectFromGit(entry, place.gitDir, address, signal)
    : collectFromFolder(entry, place.dir);
}
