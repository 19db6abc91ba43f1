import { tmpdir } from 'node:os';
import { failure, type Result, success } from '../../model/result.ts';
import { openGit } from '../git/hardened-git.ts';
import { openObjectReader } from '../git/object-reader.ts';
import {
  blobIdOf,
  MANIFEST_FILE,
  PACK_VERSION,
  type PackManifest,
  type RecordedSide,
  SUMS_FILE,
  sha256Of,
} from './manifest.ts';
import { readStoredZip } from './stored-zip.ts';

/** `same`: as recorded. `changed`: something else. `absent`: cannot be looked at any more. */
export type Recheck = 'same' | 'changed' | 'absent';

export interface Verification {
  /** SHA-256 of the list of sums as it stands in the archive. */
  readonly id: string;
  readonly manifest: PackManifest | null;
  /** What is not as it was packed, one sentence each, the file named; empty when the pack is whole. */
  readonly faults: readonly string[];
  /** Objects asked of the given repositories again. */
  readonly rechecked: readonly { readonly what: string; readonly result: Recheck }[];
}

export interface VerifyOptions {
  /** Git directories of either side, where they still exist. */
  readonly localGitDir?: string;
  readonly upstreamGitDir?: string;
  /** The id noted when the pack was made. */
  readonly expectedId?: string;
}

const SUM_LINE = /^([0-9a-f]{64}) {2}(.+)$/;

/** Sentences on what was changed; whoever reads so many knows enough. */
const MOST_FAULTS = 1_000;

/** The lines of a text, one after the other: a list of them all may take twenty times as much. */
function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    yield text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
  }
}

function checkSums(files: ReadonlyMap<string, Uint8Array>, sums: string): readonly string[] {
  const faults: string[] = [];
  const listed = new Set<string>([SUMS_FILE]);
  for (const line of linesOf(sums)) {
    if (faults.length > MOST_FAULTS) return faults;
    if (line === '') continue;
    const found = SUM_LINE.exec(line);
    if (found === null) {
      faults.push(`${SUMS_FILE}: a line was changed: "${line.slice(0, 80)}".`);
      continue;
    }
    const [, sum = '', path = ''] = found;
    listed.add(path);
    const bytes = files.get(path);
    if (bytes === undefined) faults.push(`${path}: listed in ${SUMS_FILE}, but not in the pack.`);
    else if (sha256Of(bytes) !== sum)
      faults.push(`${path}: its content is not the one that ${SUMS_FILE} lists.`);
  }
  for (const path of files.keys())
    if (!listed.has(path)) faults.push(`${path}: in the pack, but not listed in ${SUMS_FILE}.`);
  return faults;
}

/** At most so many faults, and that there are more. */
function fewer(faults: readonly string[]): readonly string[] {
  return faults.length <= MOST_FAULTS ? faults : [...faults.slice(0, MOST_FAULTS), 'and more faults.'];
}

/** Whether each of these members is a text. */
function hasTexts(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'string')
  );
}

function textOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isSide(side: RecordedSide | null | undefined): boolean {
  return (
    typeof side === 'object' &&
    side !== null &&
    textOrNull(side.commit) &&
    textOrNull(side.tree) &&
    Array.isArray(side.files) &&
    side.files.every(
      (file) => typeof file?.path === 'string' && textOrNull(file.blob) && textOrNull(file.sha256),
    ) &&
    Array.isArray(side.tags) &&
    side.tags.every((tag) => typeof tag?.name === 'string' && typeof tag.id === 'string')
  );
}

/** Sizes from which they are no manifest and no list of a pack: read, they would take many times as much memory. */
const MOST_MANIFEST = 4 * 1024 * 1024;
const MOST_SUMS = 8 * 1024 * 1024;

/** A pack comes from a stranger: what is used of its manifest is checked for its kind. */
function parseManifest(bytes: Uint8Array | undefined): PackManifest | null {
  if (bytes === undefined || bytes.length > MOST_MANIFEST) return null;
  try {
    const value: PackManifest | null = JSON.parse(new TextDecoder().decode(bytes));
    const whole =
      value?.packVersion === PACK_VERSION &&
      isSide(value.local) &&
      isSide(value.upstream) &&
      hasTexts(value.tool, ['name', 'version']) &&
      hasTexts(value.catalogue, ['id']) &&
      hasTexts(value.lineage, ['version', 'strength']);
    return whole ? value : null;
  } catch {
    return null;
  }
}

function checkContents(files: ReadonlyMap<string, Uint8Array>, manifest: PackManifest): readonly string[] {
  const faults: string[] = [];
  for (const [folder, side] of [
    ['local', manifest.local],
    ['upstream', manifest.upstream],
  ] as const) {
    for (const file of side.files.filter((item) => item.included)) {
      const path = `${folder}/${file.path}`;
      const bytes = files.get(path);
      if (bytes === undefined) faults.push(`${path}: recorded as included, but not in the pack.`);
      else if (sha256Of(bytes) !== file.sha256 || blobIdOf(bytes) !== file.blob)
        faults.push(`${path}: its content is not the one that ${MANIFEST_FILE} records.`);
    }
  }
  return faults;
}

/** How what git answers bears on what was recorded. An empty answer is git's way to say quietly that it has none. */
function compared(answer: Result<string, string>, recorded: string | null): Recheck {
  const found = answer.ok ? answer.value.trim() : '';
  if (found === '') return 'absent';
  return recorded === null || found === recorded ? 'same' : 'changed';
}

/** Asks a repository for what one side recorded: commit, tree, tags and the contents of the evidence files. */
async function recheckSide(
  label: string,
  side: RecordedSide,
  gitDir: string,
  signal: AbortSignal,
): Promise<Verification['rechecked']> {
  const results: { what: string; result: Recheck }[] = [];
  const git = openGit(tmpdir(), { gitDir, signal });
  if (side.commit !== null) {
    const tree = await git.run([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${side.commit}^{tree}`,
    ]);
    results.push({ what: `${label} commit ${side.commit}`, result: compared(tree, side.tree) });
  }
  for (const tag of side.tags) {
    const id = await git.run([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `refs/tags/${tag.name}`,
    ]);
    results.push({ what: `${label} tag ${tag.name}`, result: compared(id, tag.id) });
  }
  const objects = openObjectReader(gitDir);
  try {
    for (const file of side.files) {
      if (file.blob === null) continue;
      const read = await objects.read(file.blob);
      const same = read.ok && (file.sha256 === null || sha256Of(read.value) === file.sha256);
      results.push({
        what: `${label} file ${file.path} (${file.blob})`,
        result: !read.ok ? 'absent' : same ? 'same' : 'changed',
      });
    }
  } finally {
    objects.close();
  }
  return results;
}

/** Checks a pack against itself, offline, and against repositories where they are given. */
export async function verifyEvidence(
  bytes: Uint8Array,
  options: VerifyOptions,
  signal: AbortSignal,
): Promise<Result<Verification, 'not-a-pack'>> {
  const read = readStoredZip(bytes);
  if (!read.ok) return read;
  const { files, damage } = read.value;
  const sums = files.get(SUMS_FILE);
  if (sums === undefined && damage === null)
    return failure('not-a-pack', `This is not an evidence pack: it holds no ${SUMS_FILE}.`);
  if (sums !== undefined && sums.length > MOST_SUMS)
    return failure(
      'not-a-pack',
      `This is not an evidence pack: its ${SUMS_FILE} is over ${MOST_SUMS} bytes.`,
    );
  const id = sums === undefined ? '' : sha256Of(sums);
  const faults = [...(sums === undefined ? [] : checkSums(files, new TextDecoder().decode(sums)))];
  if (damage !== null && faults.length >= MOST_FAULTS) faults.unshift(`${damage}.`);
  else if (damage !== null) faults.push(`${damage}.`);
  if (options.expectedId !== undefined && options.expectedId.toLowerCase() !== id)
    faults.push(`${SUMS_FILE}: the pack's id is ${id}, not ${options.expectedId}.`);
  const manifest = parseManifest(files.get(MANIFEST_FILE));
  if (manifest === null)
    faults.push(`${MANIFEST_FILE}: cannot be read as a manifest of version ${PACK_VERSION}.`);
  else faults.push(...checkContents(files, manifest));
  const rechecked = [];
  if (manifest !== null && faults.length === 0) {
    if (options.localGitDir !== undefined)
      rechecked.push(...(await recheckSide('local', manifest.local, options.localGitDir, signal)));
    if (options.upstreamGitDir !== undefined)
      rechecked.push(...(await recheckSide('upstream', manifest.upstream, options.upstreamGitDir, signal)));
  }
  return success({ id, manifest, faults: fewer([...new Set(faults)]), rechecked });
}
