import * as vscode from 'vscode';
import type { AuditedModule } from '../../../model/report.ts';
import type { CodeSide, PairCode } from '../../panel/evidence-api.ts';
import { type AuditedRoot, fileOf, sourceOf } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { askToFetch, readUpstream } from './read-upstream.ts';

const absent = (reason: string, canFetch = false): CodeSide => ({ kind: 'absent', reason, canFetch });
const text = (content: string): CodeSide => ({ kind: 'text', lines: content.split(/\r?\n/) });

async function localSide(root: AuditedRoot, path: string): Promise<CodeSide> {
  const uri = fileOf(root, path);
  try {
    if (uri !== null) return text(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    // A report can speak of files that are not on this disk: of another commit, or of another machine.
  }
  return absent(t('{0} is not in this folder, so its code cannot be shown.', path));
}

async function upstreamSide(
  root: AuditedRoot,
  match: AuditedModule['matches'][number],
  fetch: boolean,
): Promise<CodeSide> {
  const source = sourceOf(root, match.upstream, match.version);
  if (source === undefined) return absent(t('This upstream is not part of the report any more.'));
  const consent = fetch && (await askToFetch(source.repository));
  const read = await readUpstream(root, source, match.path, consent);
  if (read.ok) return text(read.value);
  if (read.reason !== 'needs-consent') return absent(read.message);
  return absent(
    t(
      'The upstream’s text is not on this machine. It can be fetched from {0}; or set “forebear.mirror” to a folder of clones.',
      source.repository,
    ),
    true,
  );
}

/** The texts of both sides of a match, as far as they are on this machine; `fetch`: a person asked to bring the other. */
export async function readPairCode(
  root: AuditedRoot,
  module: AuditedModule,
  index: number,
  fetch: boolean,
): Promise<PairCode> {
  const match = module.matches[index];
  const [local, upstream] = await Promise.all([
    localSide(root, module.path),
    match === undefined
      ? absent(t('This match is not part of the report any more.'))
      : upstreamSide(root, match, fetch),
  ]);
  return { module: module.id, match: index, local, upstream };
}
