import * as vscode from 'vscode';
import type { LineRange } from '../../../model/report.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, fileOf, sourceOf } from '../audit/audited-root.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';

export const UPSTREAM_SCHEME = 'forebear-upstream';
export const FRAGMENT_SCHEME = 'forebear-fragment';

interface UpstreamAddress {
  readonly root: string;
  readonly project: string;
  readonly version: string;
  readonly path: string;
  readonly range?: LineRange;
}

/** The address of a file, or of some lines of it, in an upstream at the commit of the catalogue. */
export function upstreamUri(root: AuditedRoot, address: Omit<UpstreamAddress, 'root'>): vscode.Uri {
  const query: UpstreamAddress = { root: root.uri.toString(), ...address };
  return vscode.Uri.from({
    scheme: UPSTREAM_SCHEME,
    path: `/${address.project}@${address.version}/${address.path}`,
    query: JSON.stringify(query),
  });
}

/** The address of some lines of an audited file, read-only. */
export function fragmentUri(root: AuditedRoot, path: string, range: LineRange): vscode.Uri {
  return vscode.Uri.from({
    scheme: FRAGMENT_SCHEME,
    path: `/${path}`,
    query: JSON.stringify({ root: root.uri.toString(), path, range }),
  });
}

function linesOf(text: string, range: LineRange | undefined): string {
  if (range === undefined) return text;
  return text
    .split('\n')
    .slice(Math.max(0, range.startLine - 1), range.endLine)
    .join('\n');
}

/** Nothing is fetched from a network before a person says so. */
async function askToFetch(repository: string): Promise<boolean> {
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
    if (!vscode.workspace.isTrusted) {
      return t(
        'The upstream’s text is read with git, which Forebear does not start in Restricted Mode. Trust the workspace to compare.',
      );
    }
    const { mirror, catalogues } = readSettings(root.uri);
    const options = { mirror, catalogues: [...catalogues, ...root.catalogues] };
    const engine = loadEngine();
    let outcome = await engine.readUpstreamText(source, address.path, options);
    if (!outcome.ok && outcome.reason === 'needs-consent' && (await mayFetch(source.repository))) {
      outcome = await engine.readUpstreamText(source, address.path, { ...options, consent: true });
    }
    if (outcome.ok) return outcome.value;
    log.warn(`${source.id} ${address.path}: ${outcome.message}`);
    return outcome.message;
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(UPSTREAM_SCHEME, {
      provideTextDocumentContent: async (uri) => {
        const address = JSON.parse(uri.query) as UpstreamAddress;
        const key = `${address.root} ${address.project}@${address.version} ${address.path}`;
        const known = texts.get(key) ?? read(address);
        if (texts.size > 200) texts.clear();
        texts.set(key, known);
        return linesOf(await known, address.range);
      },
    }),
    vscode.workspace.registerTextDocumentContentProvider(FRAGMENT_SCHEME, {
      provideTextDocumentContent: async (uri) => {
        const { root, path, range } = JSON.parse(uri.query) as UpstreamAddress;
        const audited = store.get(root);
        const file = audited === undefined ? null : fileOf(audited, path);
        if (file === null) return '';
        return linesOf((await vscode.workspace.openTextDocument(file)).getText(), range);
      },
    }),
    store.onDidChange(() => texts.clear()),
  );
}
