import * as vscode from 'vscode';

const SCHEME = 'forebear-proposal';

/** Texts that a person is shown before anything is written. */
const texts = new Map<string, string>();

/** Two addresses for a diff: a file as it is and as it would become. */
export function proposalUris(
  path: string,
  before: string | null,
  after: string,
): { readonly before: vscode.Uri; readonly after: vscode.Uri } {
  const address = (side: string, text: string): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}`, query: `${side} ${texts.size}` });
    texts.set(uri.toString(), text);
    return uri;
  };
  return { before: address('before', before ?? ''), after: address('after', after) };
}

export function forgetProposals(): void {
  texts.clear();
}

export function serveProposals(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
}

/** Closes the tabs that showed proposals: what they showed is written now, or was turned down. */
export async function closeProposals(): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME);
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  forgetProposals();
}
