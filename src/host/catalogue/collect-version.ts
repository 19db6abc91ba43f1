import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { ArtefactFacts } from '../../artefacts/configs/artefact-facts.ts';
import { extractArtefactFacts, identityFacts } from '../../artefacts/configs/extract-facts.ts';
import { isFrontPage } from '../../artefacts/prose/front-page.ts';
import { printUpstreamPage } from '../../artefacts/prose/page-print.ts';
import type { PageContent, VersionContent, VersionFile } from '../../catalogue/catalogue-content.ts';
import { noticeFacts } from '../../catalogue/notice-facts.ts';
import { factsOf, type UpstreamEntry } from '../../catalogue/upstream-entry.ts';
import type { UpstreamNotice } from '../../model/evidence.ts';
import { failure, type Result, success } from '../../model/result.ts';
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
  /** Prints of its front pages. */
  readonly pages: readonly PageContent[];
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

/** Paths of the front pages that an entry names, or that stand where front pages stand. */
async function frontPages(
  entry: UpstreamEntry,
  git: HardenedGit,
  commit: string,
): Promise<Result<ReadonlyMap<string, string>, CollectFailure>> {
  if (entry.documents !== undefined) {
    const named = await blobsAt(git, commit, entry.documents.length === 0 ? ['-'] : entry.documents);
    const absent = named.ok ? entry.documents.find((path) => !named.value.has(path)) : undefined;
    return absent === undefined
      ? named
      : failure('absent', `${entry.id}: ${absent} is not in ${commit.slice(0, 12)}.`);
  }
  const top = await git.run(['ls-tree', '-z', '--name-only', '--full-tree', '--end-of-options', commit]);
  if (!top.ok) return failure('absent', top.message);
  const paths = top.value.split('\0').filter((path) => isFrontPage(path) || /^docs?$/.test(path));
  const found = await blobsAt(git, commit, paths.length === 0 ? ['-'] : paths);
  return found.ok ? success(new Map([...found.value].filter(([path]) => isFrontPage(path)))) : found;
}

function pageContent(path: string, blob: string, text: string | null): readonly PageContent[] {
  const print = text === null ? null : printUpstreamPage(path, text);
  return print === null ? [] : [{ blob, print }];
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
  const pages = await frontPages(entry, git, commit);
  if (!pages.ok) return pages;
  const history = await readHistory(git, commit, [...paths, ...pages.value.keys()]);
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
  const notices = await blobsAt(git, commit, entry.noticeFile === undefined ? ['-'] : [entry.noticeFile]);
  if (!notices.ok) return notices;
  const asked = new Map([...pages.value, ...notices.value]);
  const wanted = [
    ...new Set([
      ...[...files.values()].map((file) => file.blob),
      ...artefacts.value.values(),
      ...asked.values(),
    ]),
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
    const documents = new Map<string, string>();
    for (const [path, blob] of asked) {
      const content = bytes.get(blob);
      if (content === undefined)
        return failure('absent', `${entry.id}: content of ${path} (${blob}) is missing.`);
      const text = decodeText(path, content);
      if (text.ok) documents.set(path, text.value);
    }
    const prints = [...pages.value].flatMap(([path, blob]) =>
      pageContent(path, blob, documents.get(path) ?? null),
    );
    const printed = new Set(prints.map((page) => page.blob));
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
        pages: [...pages.value]
          .filter(([, blob]) => printed.has(blob))
          .map(([path, blob]) => ({
            path,
            blob,
            since:
              entry.dates === 'history'
                ? (history.value.since.get(`${path}\0${blob}`)?.date ?? null)
                : entry.published,
          })),
        notice: noticeOf(entry, documents),
      },
      texts,
      pages: prints,
      commitDate: dated.value.trim(),
    });
  } finally {
    reader.close();
  }
}

function noticeOf(entry: UpstreamEntry, texts: ReadonlyMap<string, string>): UpstreamNotice | null {
  const text = entry.noticeFile === undefined ? undefined : texts.get(entry.noticeFile);
  return entry.noticeFile === undefined || text === undefined ? null : noticeFacts(entry.noticeFile, text);
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
  const pages: (PageContent & { readonly path: string })[] = [];
  const documents = new Map<string, string>();
  const listed = await tree.value.list(new AbortController().signal);
  const front = entry.documents ?? listed.files.map((file) => file.path).filter((path) => isFrontPage(path));
  for (const path of [...front, ...(entry.noticeFile === undefined ? [] : [entry.noticeFile])]) {
    const read = await tree.value.read({ path, size: -1 });
    if (!read.ok) return failure('absent', `${entry.id}: ${path}: ${read.message}.`);
    const text = decodeText(path, read.value);
    if (!text.ok) continue;
    documents.set(path, text.value);
    if (path === entry.noticeFile) continue;
    pages.push(...pageContent(path, blobId(read.value), text.value).map((page) => ({ ...page, path })));
  }
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
      pages: pages.map(({ path, blob }) => ({ path, blob, since: entry.published })),
      notice: noticeOf(entry, documents),
    },
    texts,
    pages: pages.map(({ blob, print }) => ({ blob, print })),
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
