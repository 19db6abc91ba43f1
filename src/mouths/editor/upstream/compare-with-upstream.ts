import * as vscode from 'vscode';
import type { AuditedModule, LineRange } from '../../../model/report.ts';
import { type AuditedRoot, fileOf, rangeOf, upstreamName } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { upstreamUri } from './upstream-documents.ts';

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Opens the editor's own diff: the upstream's file at its commit on the left, the audited file on the right. */
export async function compareMatch(
  root: AuditedRoot,
  module: AuditedModule,
  index: number,
  region?: number,
): Promise<void> {
  const match = module.matches[index];
  const local = fileOf(root, module.path);
  if (match === undefined || local === null) return;
  const upstream = upstreamUri(root, { project: match.upstream, version: match.version, path: match.path });
  const at: LineRange = match.regions[region ?? -1]?.local ?? module.range;
  const name = upstreamName(root, match.upstream, match.version);
  await vscode.commands.executeCommand(
    'vscode.diff',
    upstream,
    local,
    t('{0}: {1} ↔ {2}', name, fileName(match.path), fileName(module.path)),
    { selection: new vscode.Range(rangeOf(at).start, rangeOf(at).start), preview: true },
  );
}
