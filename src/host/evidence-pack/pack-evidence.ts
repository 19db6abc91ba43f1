import type { AuditReport, Lineage } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { canonicalJson } from '../../mouths/reports/canonical-json.ts';
import { FORMATS } from '../../mouths/reports/formats.ts';
import { repositoryUrl } from '../../mouths/reports/sbom/stated.ts';
import { FOOTER } from '../../mouths/reports/wording.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { shellWord } from '../git/shell-word.ts';
import { locateRepository } from './locate-repository.ts';
import {
  MANIFEST_FILE,
  PACK_VERSION,
  type PackManifest,
  REPORT_FILE,
  SUMS_FILE,
  sha256Of,
} from './manifest.ts';
import { recordSide, type Side } from './record-side.ts';
import { findLineage, localPaths, reportOfLineage, upstreamPaths } from './select-lineage.ts';
import { type PackedFile, storedZip } from './stored-zip.ts';

export interface PackOptions {
  readonly root: string;
  readonly report: AuditReport;
  /** Version or project of the lineage. */
  readonly lineage: string;
  /** Where the audited repository is found by others; default: its name. */
  readonly repository?: string;
  /** Git directory of a clone of the upstream, if one is at hand. */
  readonly upstreamGitDir?: string | null;
  readonly includeLocal?: boolean;
  readonly includeUpstream?: boolean;
}

export interface Pack {
  readonly bytes: Uint8Array;
  /** SHA-256 of the list of sums: names the pack and everything in it. */
  readonly id: string;
  readonly manifest: PackManifest;
}

export type PackFailure = 'no-lineage' | 'several-lineages' | 'not-the-audited-commit';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function repeatCommands(report: AuditReport, lineage: Lineage, repository: string): readonly string[] {
  const { commit } = report.target;
  const folder = shellWord(`./${report.target.name}`);
  const source = report.sources.find((item) => item.id === lineage.version);
  const upstream = source === undefined ? null : (repositoryUrl(source.repository) ?? source.repository);
  return [
    `git clone -- ${shellWord(repository)} ${folder}`,
    ...(commit === undefined ? [] : [`git -C ${folder} checkout ${commit}`]),
    `forebear --version   # ${report.tool.version}`,
    `forebear audit ${folder} --format json --output report.json   # catalogue ${report.catalogue.id}`,
    ...(source?.commit && upstream !== null
      ? [
          `git clone -- ${shellWord(upstream)} ./upstream && git -C ./upstream checkout ${shellWord(source.commit)}`,
          `forebear compare ${folder} ./upstream`,
        ]
      : []),
    `sha256sum --check ${SUMS_FILE}`,
  ];
}

function readme(manifest: PackManifest, report: AuditReport): string {
  const source = report.sources.find((item) => item.id === manifest.lineage.version);
  return [
    `Evidence of one lineage: ${manifest.local.repository} and ${source?.name ?? manifest.lineage.version}`,
    '',
    'report.json    the part of the audit that bears on this lineage',
    'report.html    the same for reading; opens offline',
    'manifest.json  hashes, commits, dates and tags of both sides',
    'local-tree.tsv, upstream-tree.tsv   git blob id and path of every file of each side, where known',
    'SHA256SUMS     covers every other file; its own SHA-256 is the id of this pack',
    '',
    'To check without Forebear: unzip, then `sha256sum --check SHA256SUMS`. With it: `forebear evidence verify PACK`.',
    'A blob id can be asked of any clone: `git cat-file -p BLOB`.',
    '',
    'To repeat:',
    ...manifest.repeat.map((line) => `  ${line}`),
    '',
    FOOTER,
    '',
  ].join('\n');
}

async function localSide(
  options: PackOptions,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<Side, PackFailure>> {
  const { target } = options.report;
  const found = await locateRepository(options.root, signal);
  const commit = target.dirty === true ? null : (target.commit ?? null);
  if (found !== null && commit !== null) {
    const side = await recordSide(
      {
        repository: options.repository ?? target.name,
        gitDir: found.gitDir,
        commit,
        folder: found.folder,
        paths,
        include: options.includeLocal === true ? 'local' : null,
        absent: '',
      },
      signal,
    );
    return side.side.tree === null
      ? failure(
          'not-the-audited-commit',
          `${options.root} does not hold the audited commit ${commit}. Run \`git fetch origin ${commit}\` there, or audit again.`,
        )
      : success(side);
  }
  const tree = await openWorkTree(options.root, { signal });
  if (!tree.ok) return failure('not-the-audited-commit', tree.message);
  return success(
    await recordSide(
      {
        repository: options.repository ?? target.name,
        gitDir: null,
        commit: target.commit ?? null,
        paths,
        tree: tree.value,
        include: options.includeLocal === true ? 'local' : null,
        absent:
          target.dirty === true
            ? 'The work tree had uncommitted changes: hashes are of the files as they lay there, not of a commit.'
            : 'Not a git repository: hashes are of the files as they lay there.',
      },
      signal,
    ),
  );
}

/**
 * Makes the evidence pack of one lineage. It holds no clock and no name of a machine: the same report and the same
 * repositories give the same bytes. The upstream's text is left out unless `includeUpstream`.
 */
export async function packEvidence(
  options: PackOptions,
  signal: AbortSignal,
): Promise<Result<Pack, PackFailure>> {
  const chosen = findLineage(options.report, options.lineage);
  if (!chosen.ok) return chosen;
  const lineage = chosen.value;
  const report = reportOfLineage(options.report, lineage);
  const local = await localSide(options, localPaths(report), signal);
  if (!local.ok) return local;
  const source = report.sources.find((item) => item.id === lineage.version);
  const upstream = await recordSide(
    {
      repository: source?.repository ?? lineage.upstream,
      gitDir: options.upstreamGitDir ?? null,
      commit: source?.commit ?? null,
      paths: upstreamPaths(report, lineage),
      include: options.includeUpstream === true ? 'upstream' : null,
      absent: 'No clone of the upstream was at hand: its files are named, their hashes are not recorded.',
    },
    signal,
  );
  const manifest: PackManifest = {
    packVersion: PACK_VERSION,
    tool: report.tool,
    catalogue: report.catalogue,
    lineage: { upstream: lineage.upstream, version: lineage.version, strength: lineage.strength },
    local: local.value.side,
    upstream: upstream.side,
    repeat: repeatCommands(report, lineage, local.value.side.repository),
  };
  const files: PackedFile[] = [
    { path: REPORT_FILE, bytes: encode(canonicalJson(report)) },
    { path: 'report.html', bytes: encode(FORMATS.html(report)) },
    { path: MANIFEST_FILE, bytes: encode(canonicalJson(manifest)) },
    { path: 'README.txt', bytes: encode(readme(manifest, report)) },
    ...(local.value.listing === null ? [] : [{ path: 'local-tree.tsv', bytes: encode(local.value.listing) }]),
    ...(upstream.listing === null ? [] : [{ path: 'upstream-tree.tsv', bytes: encode(upstream.listing) }]),
    ...local.value.contents,
    ...upstream.contents,
  ].sort((left, right) => byText(left.path, right.path));
  const sums = encode(files.map((file) => `${sha256Of(file.bytes)}  ${file.path}\n`).join(''));
  return success({
    bytes: storedZip([...files, { path: SUMS_FILE, bytes: sums }]),
    id: sha256Of(sums),
    manifest,
  });
}
