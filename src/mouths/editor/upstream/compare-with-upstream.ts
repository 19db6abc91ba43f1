import * as vscode from 'vscode';
import type { AuditedModule, LineRange } from '../../../model/report.ts';
import { type AuditedRoot, fileOf, matchesTo, rangeOf, upstreamName } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { fragmentUri, upstreamUri } from './upstream-documents.ts';

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

/** Opens every matched module beside its upstream twin in one multi-file diff. */
export async function compareAllMatches(root: AuditedRoot, project: string): Promise<void> {
  const matches = matchesTo(root, project);
  const changes = matches.map(({ module, match }) => [
    fileOf(root, module.path) ?? root.uri,
    upstreamUri(root, {
      project,
      version: match.version,
      path: match.path,
      range: match.range,
    }),
    fragmentUri(root, module.path, module.range),
  ]);
  if (changes.length === 0) {
    vscode.window.showInformationMessage(
      t('No module of {0} matches {1}: there is no code to compare.', root.name, upstreamName(root, project)),
    );
    return;
  }
  await vscode.commands.executeCommand(
    'vscode.changes',
    t('Matches with {0} ({1})', upstreamName(root, project), changes.length),
    changes,
  );
}
