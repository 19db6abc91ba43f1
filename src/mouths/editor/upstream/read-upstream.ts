import * as vscode from 'vscode';
import { failure, type Result } from '../../../model/result.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';
import type { AuditedRoot } from '../audit/audited-root.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';

/** Nothing is fetched from a network before a person says so. */
export async function askToFetch(repository: string): Promise<boolean> {
  const fetch = t('Fetch');
  const choice = await vscode.window.showInformationMessage(
    t('Fetch the upstream’s text from {0}?', repository),
    {
      modal: true,
      detail: t(
        'It is not on this machine. Forebear keeps it in your own clone cache, and does not run it. To compare without a network, set “forebear.mirror” to a folder of clones.',
      ),
    },
    fetch,
  );
  return choice === fetch;
}

/** One file of an upstream, from the user's own clones; `consent`: a person allowed to fetch it. */
export async function readUpstream(
  root: AuditedRoot,
  source: SourceFacts,
  path: string,
  consent: boolean,
): Promise<Result<string, 'needs-consent' | 'absent' | 'unreadable' | 'not-fetched'>> {
  if (!vscode.workspace.isTrusted) {
    return failure(
      'unreadable',
      t(
        'The upstream’s text is read with git, which Forebear does not start in Restricted Mode. Trust the workspace to compare.',
      ),
    );
  }
  const { mirror, catalogues } = readSettings(root.uri);
  return loadEngine().readUpstreamText(source, path, {
    mirror,
    catalogues: [...catalogues, ...root.catalogues],
    consent,
  });
}
