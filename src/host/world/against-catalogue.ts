import { bareSourceFacts } from '../../catalogue/bare-source-facts.ts';
import type { FileContent, VersionContent, VersionFile } from '../../catalogue/catalogue-content.ts';
import { encodeCatalogueIndex } from '../../catalogue/encode-index.ts';
import { headerFacts } from '../../catalogue/header-facts.ts';
import { openCatalogueIndex } from '../../catalogue/open-index.ts';
import { isNotebook, languageOf } from '../../languages/table.ts';
import { combinedExpression, detectLicenses } from '../../licenses/detect.ts';
import { type LoadedCatalogue, sha256 } from '../catalogue/load-catalogue.ts';
import { decodeText } from '../files/decode-text.ts';
import { type HardenedGit, openGit } from '../git/hardened-git.ts';
import { openObjectReader } from '../git/object-reader.ts';
import { loadLicenseIndex } from '../license-index.ts';
import { printSource } from '../parsing/print-source.ts';
import { openStore } from '../store/store.ts';
import { type BlobHistory, type DatedBlob, historyBlobs, thinned } from './history-blobs.ts';
import type { WorldEntry } from './world-list.ts';

const LARGEST_BLOB = 2_000_000;
/** Days between two states of one path; in a long history the larger number. */
const OFTEN_DAYS = 30;
const SELDOM_DAYS = 365;
const MOST_STATES = 4000;

/** A repository with the license that its tip states; '' when none was found. */
export type AgainstEntry = WorldEntry & { readonly license: string };

const isCode = (path: string): boolean => languageOf(path) !== null && !isNotebook(path);
const isoDate = (seconds: number | undefined): string | null =>
  seconds === undefined ? null : new Date(seconds * 1000).toISOString();

/** First date of each path of a history. */
function firstDates({ blobs }: BlobHistory): ReadonlyMap<string, number> {
  const dates = new Map<string, number>();
  for (const { path, time } of blobs) if (!dates.has(path)) dates.set(path, time);
  return dates;
}

/** States that are compared: a copy was taken from one of them, and seldom from the newest. */
function statesOf({ blobs }: BlobHistory): readonly DatedBlob[] {
  const often = thinned(blobs, OFTEN_DAYS);
  return often.length <= MOST_STATES ? often : thinned(blobs, SELDOM_DAYS);
}

async function collect(
  entry: AgainstEntry,
  gitDir: string,
  git: HardenedGit,
  contents: Map<string, FileContent>,
): Promise<VersionContent | null> {
  const history = await historyBlobs(git, entry.tip, isCode);
  if (!history.ok) return null;
  const ofPath = firstDates(history.value);
  const licenses = loadLicenseIndex();
  const licenseOf = (text: string): string => combinedExpression(detectLicenses(licenses, 'header', text));
  const reader = openObjectReader(gitDir, LARGEST_BLOB);
  const files: VersionFile[] = [];
  try {
    for (const { path, blob, time } of statesOf(history.value)) {
      if (!contents.has(blob)) {
        const read = await reader.read(blob);
        const text = read.ok ? decodeText(path, read.value) : null;
        if (text === null || !text.ok) continue;
        const print = await printSource(path, text.value);
        contents.set(blob, { blob, header: headerFacts(text.value, licenseOf), print });
      }
      files.push({
        path,
        role: 'other',
        blob,
        firstCommitted: isoDate(ofPath.get(path)),
        since: isoDate(time),
        commit: history.value.tip,
      });
    }
  } finally {
    reader.close();
  }
  const [first] = history.value.blobs;
  const [owner = '', name = entry.id] = entry.repository.includes('/')
    ? entry.repository.split('/')
    : ['', entry.repository];
  const source = bareSourceFacts({
    id: entry.id,
    name,
    organisation: owner,
    repository: entry.repository,
    commit: history.value.tip,
    published: isoDate(first?.time),
    publishedBasis: 'the first commit of its code',
    license: entry.license,
    factsOnly: false,
  });
  return { source, files, artefacts: [], modules: [], pages: [], notice: null };
}

async function encodeStates(
  entries: readonly AgainstEntry[],
  gitDirOf: (entry: WorldEntry) => string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const contents = new Map<string, FileContent>();
  const versions: VersionContent[] = [];
  for (const entry of entries) {
    const gitDir = gitDirOf(entry);
    const version = await collect(entry, gitDir, openGit(gitDir, { gitDir }), contents);
    if (version === null || version.files.length === 0) continue;
    versions.push(version);
  }
  if (versions.length === 0) return null;
  const held = new Set(versions.flatMap(({ files }) => files.map(({ blob }) => blob)));
  return encodeCatalogueIndex(
    {
      id: 'against',
      built: '',
      versions,
      contents: [...contents.values()].filter(({ blob }) => held.has(blob)),
      pages: [],
    },
    sha256,
  );
}

/** What an earlier run kept under a key, or what is made now and kept. */
async function keptOr(
  encode: () => Promise<Uint8Array<ArrayBuffer> | null>,
  key: readonly string[],
): Promise<Uint8Array<ArrayBuffer> | null> {
  const store = openStore('states');
  const kept = await store.get(key);
  if (typeof kept === 'string') return Uint8Array.from(Buffer.from(kept, 'base64'));
  const bytes = await encode();
  if (bytes !== null) store.put(key, Buffer.from(bytes).toString('base64'));
  await store.flush();
  return bytes;
}

/**
 * The states of repositories, each at the tip that its entry names, as a catalogue, so that matches with them show lines and
 * renamed names. It is kept by tips and licenses and by `deciding`, which names the code that makes it;
 * null keeps nothing.
 */
export async function catalogueAgainst(
  entries: readonly AgainstEntry[],
  gitDirOf: (entry: WorldEntry) => string,
  deciding: string | null,
): Promise<LoadedCatalogue | null> {
  const key = entries.flatMap(({ id, repository, tip, license }) => [id, repository, tip, license]);
  const encode = (): Promise<Uint8Array<ArrayBuffer> | null> => encodeStates(entries, gitDirOf);
  const bytes = await (deciding === null ? encode() : keptOr(encode, [deciding, ...key]));
  if (bytes === null) return null;
  const index = openCatalogueIndex(bytes.buffer, sha256);
  return index.ok ? { path: 'against', index: index.value } : null;
}
