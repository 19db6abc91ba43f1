import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { isReadableArtefact } from '../../artefacts/configs/artefact-facts.ts';
import { headerFacts, licenseCopyrights } from '../../catalogue/header-facts.ts';
import type { UpstreamEntry } from '../../catalogue/upstream-entry.ts';
import type { FileEntry, TreeReader } from '../../engine/ports.ts';
import {
  type LicenseSaid,
  type LicenseState,
  licenseSpans,
  upstreamLicense,
} from '../../licenses/upstream-license.ts';
import { failure, type Result, success } from '../../model/result.ts';
import type { StatedLicense } from '../../model/source-facts.ts';
import { decodeText } from '../files/decode-text.ts';
import { findGitDir, openGitTree } from '../files/git-tree.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { fetchBlobs } from '../git/fetch-blobs.ts';
import { openGit } from '../git/hardened-git.ts';
import { listTree } from '../git/list-tree.ts';
import type { BuildOptions } from './build-catalogue.ts';
import { type Candidate, chooseFiles, isCandidatePath, rareNames } from './choose-files.ts';
import { cloneHistory } from './clone-cache.ts';
import { githubName, locateRepository } from './locate-repository.ts';

export interface ProposeOptions extends BuildOptions {
  /** Folder of the catalogue that the entry is for. */
  readonly folder: string;
  readonly name?: string;
  readonly project?: string;
  /** Commit, tag or branch; default: HEAD. */
  readonly revision?: string;
  /** Symbols of upstreams that are known already. */
  readonly knownNames: ReadonlySet<string>;
}

export type ProposeFailure = 'absent' | 'not-fetched' | 'no-code';

export interface Proposal {
  readonly entry: UpstreamEntry;
  /** What a person should look at before the entry is trusted. */
  readonly review: readonly string[];
}

interface Opened {
  readonly tree: TreeReader;
  readonly gitDir: string | null;
  readonly commit: string | null;
  readonly repository: string;
  readonly close: () => void;
}

const MOST_STATES = 10;
const MOST_LICENSE_STATES = 40;
/** Manifests and documents that may say the license where no file of that name does. */
const MANIFEST_OR_README =
  /^(?:REUSE\.toml|pyproject\.toml|setup\.(?:py|cfg)|package\.json|Cargo\.toml|CITATION\.cff|README(?:\.(?:md|rst|txt))?)$/i;
const WANTED_TEXT = /(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE|MODEL_LICENSE)[^/]*$/i;

function isWanted(path: string): boolean {
  return (
    isCandidatePath(path) ||
    isReadableArtefact(path) ||
    ((WANTED_TEXT.test(path) || MANIFEST_OR_README.test(path)) && !path.includes('/'))
  );
}

/** The path as an entry keeps it: relative to the catalogue folder, so that both can move together. */
function keptPath(folder: string, path: string): string {
  const way = relative(resolve(folder), path).split(sep).join('/');
  if (isAbsolute(way)) return path;
  return way.startsWith('.') ? way : `./${way}`;
}

async function openTarget(target: string, options: ProposeOptions): Promise<Result<Opened, ProposeFailure>> {
  const { signal } = options;
  const given = signal === undefined ? {} : { signal };
  const local = await stat(target).catch(() => null);
  if (local?.isDirectory()) {
    const path = resolve(target);
    const repository = keptPath(options.folder, path);
    const found = await findGitDir(path, signal);
    if (found.ok && found.value.prefix === '') {
      const tree = await openGitTree(found.value.gitDir, options.revision ?? 'HEAD', {
        name: basename(path),
        ...given,
      });
      if (tree.ok) {
        const { commit, close } = tree.value;
        return success({ tree: tree.value, gitDir: found.value.gitDir, commit, repository, close });
      }
      if (options.revision !== undefined) return failure('absent', tree.message);
    }
  }
  const place = await locateRepository(local?.isDirectory() ? resolve(target) : target, [], {
    mirror: options.mirror ?? null,
  });
  if (place.kind === 'absent') {
    return failure('absent', `"${target}" is no folder here, no owner/name and no address. Check it.`);
  }
  if (place.kind === 'folder') {
    const tree = await openWorkTree(place.dir, given);
    if (!tree.ok) return failure('absent', tree.message);
    const repository = keptPath(options.folder, place.dir);
    return success({ tree: tree.value, gitDir: null, commit: null, repository, close: () => {} });
  }
  let gitDir: string;
  if (place.kind === 'git') gitDir = place.gitDir;
  else {
    if (!options.fetch)
      return failure('not-fetched', `${target} is not in a mirror, and --offline forbids cloning.`);
    const clone = await cloneHistory(place.address, signal);
    if (!clone.ok) return failure('not-fetched', `${place.address}: ${clone.message}`);
    gitDir = clone.value;
    const listed = await listTree(openGit(tmpdir(), { gitDir, ...given }), options.revision ?? 'HEAD');
    if (!listed.ok) return failure('absent', listed.message);
    const wanted = listed.value.filter(
      (entry) => entry.kind === 'file' && entry.size < 0 && isWanted(entry.path),
    );
    const fetched = await fetchBlobs(
      gitDir,
      place.address,
      wanted.map((entry) => entry.blob),
      signal,
    );
    if (!fetched.ok) return failure('not-fetched', `${place.address}: ${fetched.message}`);
  }
  const tree = await openGitTree(gitDir, options.revision ?? 'HEAD', given);
  if (!tree.ok) return failure('absent', tree.message);
  const name = githubName(target);
  const repository =
    name === null
      ? local === null
        ? target
        : keptPath(options.folder, resolve(target))
      : `${name.owner}/${name.name}`;
  return success({
    tree: tree.value,
    gitDir,
    commit: tree.value.commit,
    repository,
    close: tree.value.close,
  });
}

async function textOf(tree: TreeReader, file: FileEntry): Promise<string | null> {
  const read = await tree.read(file);
  if (!read.ok) return null;
  const text = decodeText(file.path, read.value);
  return text.ok ? text.value : null;
}

async function guessLicense(
  opened: Opened,
  files: readonly FileEntry[],
  pattern: RegExp,
  options: ProposeOptions,
): Promise<StatedLicense | null> {
  const said = await licensesSaid(opened, files, pattern, options);
  const first = said.find((one) => one.expression !== '');
  return first === undefined ? null : { expression: first.expression, source: first.path };
}

async function licensesSaid(
  opened: Opened,
  files: readonly FileEntry[],
  pattern: RegExp,
  options: ProposeOptions,
): Promise<readonly LicenseSaid[]> {
  const said: LicenseSaid[] = [];
  for (const file of files.filter((one) => pattern.test(one.path) && !one.path.includes('/'))) {
    const text = await textOf(opened.tree, file);
    said.push({ path: file.path, expression: text === null ? '' : options.licenseOf(text, file.path) });
  }
  return said;
}

/** Commits that changed files, oldest first, each as its id and its date; none without a history. */
async function changesOf(opened: Opened, paths: readonly string[]): Promise<readonly string[]> {
  if (opened.gitDir === null || opened.commit === null) return [];
  const log = await openGit(tmpdir(), { gitDir: opened.gitDir }).run([
    'log',
    '--reverse',
    '--no-renames',
    '--no-show-signature',
    '--format=%H %cI',
    '--end-of-options',
    opened.commit,
    '--',
    ...paths,
  ]);
  return log.ok ? log.value.split('\n').filter((line) => line.trim() !== '') : [];
}

/** What the license file said after each commit that changed it, oldest first; empty without a history. */
async function licenseStates(
  opened: Opened,
  path: string,
  options: ProposeOptions,
): Promise<readonly LicenseState[]> {
  if (opened.gitDir === null) return [];
  const git = openGit(tmpdir(), { gitDir: opened.gitDir });
  const commits = await changesOf(opened, [path]);
  const states: LicenseState[] = [];
  // The newest changes count where there are very many.
  for (const line of commits.slice(-MOST_LICENSE_STATES)) {
    const [commit = '', date = ''] = line.split(' ');
    const text = await git.run(['cat-file', 'blob', '--end-of-options', `${commit}:${path}`]);
    states.push({ date, expression: text.ok ? options.licenseOf(text.value, path) : '' });
  }
  return states;
}

/** Signs at the top of a code file in which its license stands. */
const HEADER = 4000;

const headerOf = (text: string): string => text.slice(0, HEADER);

interface Dates {
  readonly published: string | null;
  readonly history: readonly string[];
}

/** Date of the first commit of the files, and the commits that changed them since, thinned out. */
async function readDates(opened: Opened, paths: readonly string[]): Promise<Dates> {
  const commits = await changesOf(opened, paths);
  if (commits.length === 0) return { published: null, history: [] };
  const dates = commits.map((line) => line.split(' ')[1] ?? '').sort((a, b) => Date.parse(a) - Date.parse(b));
  const earlier = commits.map((line) => line.split(' ')[0] ?? '').slice(0, -1);
  const step = Math.max(1, (earlier.length - 1) / (MOST_STATES - 1));
  const kept = new Set(
    earlier.length <= MOST_STATES
      ? earlier
      : Array.from({ length: MOST_STATES }, (_, at) => earlier[Math.round(at * step)] ?? ''),
  );
  return { published: dates[0] ?? null, history: earlier.filter((commit) => kept.has(commit)) };
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, '-')
      .replace(/^[.-]+|[.-]+$/g, '') || 'upstream'
  );
}

/**
 * Reads a repository and proposes an entry for it: architecture files by role, dates by history, licenses by its
 * license files, names that no known upstream uses. A person reviews it; nothing here is certain.
 */
export async function proposeEntry(
  target: string,
  options: ProposeOptions,
): Promise<Result<Proposal, ProposeFailure>> {
  const found = await openTarget(target, options);
  if (!found.ok) return found;
  const opened = found.value;
  try {
    const { files } = await opened.tree.list(options.signal ?? new AbortController().signal);
    const candidates: Candidate[] = [];
    const sources = files.filter((file) => isCandidatePath(file.path));
    for (const [at, file] of sources.entries()) {
      options.signal?.throwIfAborted();
      options.progress?.(at, sources.length, file.path);
      const text = await textOf(opened.tree, file);
      const print = text === null ? null : await options.print(file.path, text);
      if (text !== null && print !== null) candidates.push({ path: file.path, text, print });
    }
    const chosen = chooseFiles(candidates);
    if (chosen.length === 0) {
      return failure(
        'no-code',
        `No architecture code was found in ${target}: ${sources.length === 1 ? '1 source file was' : `${sources.length} source files were`} read. Give the repository that holds the code of the model.`,
      );
    }
    const paths = new Set(chosen.map((file) => file.path));
    const folders = new Set(['', ...chosen.map((file) => file.path.replace(/[^/]*$/, ''))]);
    const artefacts = files
      .filter(
        (file) =>
          isReadableArtefact(file.path) &&
          !paths.has(file.path) &&
          folders.has(file.path.replace(/[^/]*$/, '')) &&
          file.path.endsWith('.json'),
      )
      .map((file) => file.path);
    const headers = candidates
      .filter((one) => paths.has(one.path))
      .map(({ path, text }) => ({ path, expression: options.licenseOf(headerOf(text)) }));
    const code = upstreamLicense(
      await licensesSaid(opened, files, /^(?:LICEN[CS]E|COPYING)(?!.*model)[^/]*$/i, options),
      headers,
      await licensesSaid(opened, files, MANIFEST_OR_README, options),
    );
    const weights = await guessLicense(
      opened,
      files,
      /^(?:MODEL[_-]LICEN[CS]E|LICEN[CS]E[_-]MODEL|.*model.*license)[^/]*$/i,
      options,
    );
    const stating = (code?.source.split(';')[0] ?? '').split(', ');
    const source = stating[0] ?? '';
    const spans = licenseSpans(await licenseStates(opened, source, options), source);
    const licenseFiles = files.filter((file) => stating.includes(file.path));
    const licenseTexts = await Promise.all(licenseFiles.map((file) => textOf(opened.tree, file)));
    const copyrights = [
      ...new Set([
        ...candidates
          .filter((one) => paths.has(one.path))
          .flatMap((one) => headerFacts(one.text, () => '').copyrights),
        ...licenseTexts.flatMap((text) => licenseCopyrights(text ?? '')),
      ]),
    ];
    const notice = files.find((file) => /^NOTICE(?:\.\w+)?$/.test(file.path))?.path;
    const { published, history } = await readDates(opened, [...paths]);
    const github = githubName(opened.repository);
    const name = options.name ?? github?.name ?? basename(resolve(target)).replace(/\.git$/, '');
    const project = options.project ?? slug(name);
    const entry: UpstreamEntry = {
      id: opened.commit === null ? project : `${project}-${opened.commit.slice(0, 8)}`,
      project,
      projectName: name,
      name,
      organisation: github?.owner ?? 'not stated',
      repository: opened.repository,
      commit: opened.commit,
      published,
      publishedBasis:
        published === null
          ? 'not known: the folder has no history'
          : 'first commit of its architecture files in this repository',
      codeLicense:
        code === null
          ? { expression: 'NONE', source: 'no license file, manifest, README or header states one' }
          : spans.from === null
            ? code
            : { ...code, from: spans.from },
      ...(spans.earlier.length === 0 ? {} : { earlierCodeLicenses: spans.earlier }),
      weightsLicense: weights ?? { expression: 'NOASSERTION', source: 'not stated in a license file' },
      copyrights,
      files: chosen,
      dates: 'history',
      identifiers: rareNames(candidates, chosen, options.knownNames),
      specialTokens: [],
      configKeys: [],
      tensorPrefixes: [],
      ancestors: [],
      aliases: [...new Set([name, ...(github === null ? [] : [`${github.owner}/${github.name}`])])],
      citations: [],
      factsOnly: false,
      ...(notice === undefined ? {} : { noticeFile: notice }),
      ...(history.length === 0 ? {} : { history }),
      ...(artefacts.length === 0 ? {} : { artefacts }),
    };
    const review = [
      `name "${name}" and the names a README may use to credit it (aliases)`,
      `date ${published?.slice(0, 10) ?? 'not known'}: ${entry.publishedBasis}`,
      `code license ${entry.codeLicense.expression} (${entry.codeLicense.source})`,
      ...spans.earlier.map(
        (one) =>
          `code license ${one.expression} from ${one.from} until ${one.until}: what was taken then is under it`,
      ),
      `weights license ${entry.weightsLicense.expression} (${entry.weightsLicense.source})`,
      `${chosen.length} of ${sources.length} source files, chosen by what their code does`,
    ];
    return success({ entry, review });
  } finally {
    opened.close();
  }
}
