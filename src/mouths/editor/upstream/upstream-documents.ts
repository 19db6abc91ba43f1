import * as vscode from 'vscode';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, sourceOf } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { askToFetch, readUpstream } from './read-upstream.ts';

export const UPSTREAM_SCHEME = 'forebear-upstream';

interface UpstreamAddress {
  readonly root: string;
  readonly project: string;
  readonly version: string;
  readonly path: string;
}

/** The address of a file in an upstream at the commit of the catalogue. */
export function upstreamUri(root: AuditedRoot, address: Omit<UpstreamAddress, 'root'>): vscode.Uri {
  const query: UpstreamAddress = { root: root.uri.toString(), ...address };
  return vscode.Uri.from({
    scheme: UPSTREAM_SCHEME,
    path: `/${address.project}@${address.version}/${address.path}`,
    query: JSON.stringify(query),
  });
}

/** Serves upstream texts from the user's own clones, never from the extension. */
export function serveUpstreamTexts(store: AuditStore, log: vscode.LogOutputChannel): vscode.Disposable {
  const texts = new Map<string, Promise<string>>();
  /** The answer of this window for each repository: a diff of many files asks once. */
  const answers = new Map<string, Promise<boolean>>();
  const mayFetch = (repository: string): Promise<boolean> => {
    const known = answers.get(repository) ?? askToFetch(repository);
    answers.set(repository, known);
    return known;
  };
  const read = async (address: UpstreamAddress): Promise<string> => {
    const root = store.get(address.root);
    const source = root === undefined ? undefined : sourceOf(root, address.project, address.version);
    if (root === undefined || source === undefined)
      return t('This upstream is not part of the report any more.');
    let outcome = await readUpstream(root, source, address.path, false);
    if (!outcome.ok && outcome.reason === 'needs-consent' && (await mayFetch(source.repository)))
      outcome = await readUpstream(root, source, address.path, true);
    if (outcome.ok) return outcome.value;
    log.warn(`${source.id} ${address.path}: ${outcome.message}`);
    return outcome.message;
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(UPSTREAM_SCHEME, {
      provideTextDocumentContent: (uri) => {
        const address = JSON.parse(uri.query) as UpstreamAddress;
        const key = `${address.root} ${address.project}@${address.version} ${address.path}`;
        const known = texts.get(key) ?? read(address);
        if (texts.size > 200) texts.clear();
        texts.set(key, known);
        return known;
      },
    }),
    store.onDidChange(() => texts.clear()),
  );
}
