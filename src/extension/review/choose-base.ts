import * as vscode from 'vscode';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';

interface BaseOption extends vscode.QuickPickItem {
  /** Null: a person types it. */
  readonly revision: string | null;
}

type Git = ReturnType<ReturnType<typeof loadEngine>['openGit']>;

async function answer(git: Git, args: readonly string[]): Promise<string | null> {
  const run = await git.run([...args]);
  const text = run.ok ? run.value.trim() : '';
  return text === '' ? null : text;
}

async function defaultBranch(git: Git): Promise<string | null> {
  const named = await answer(git, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  if (named !== null) return named;
  for (const name of ['origin/main', 'origin/master', 'main', 'master']) {
    const known = await answer(git, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${name}^{commit}`,
    ]);
    if (known !== null) return name;
  }
  return null;
}

async function options(git: Git): Promise<readonly BaseOption[]> {
  const branch = await defaultBranch(git);
  const tag = await answer(git, ['describe', '--tags', '--abbrev=0']);
  const log = await answer(git, ['log', '--max-count=50', '--format=%H%x09%cs%x09%s']);
  const commits = (log ?? '').split('\n').flatMap((line): BaseOption[] => {
    const [hash = '', date = '', ...subject] = line.split('\t');
    return hash === ''
      ? []
      : [{ label: subject.join(' '), description: `${hash.slice(0, 10)} · ${date}`, revision: hash }];
  });
  return [
    ...(branch === null
      ? []
      : [
          {
            label: t('Merge Base With {0}', branch),
            description: t('what this branch brings in'),
            revision: branch,
          },
        ]),
    ...(tag === null ? [] : [{ label: t('Last Tag: {0}', tag), revision: tag }]),
    { label: t('Another Revision…'), revision: null },
    { label: t('Commits'), kind: vscode.QuickPickItemKind.Separator, revision: null },
    ...commits.slice(1),
  ];
}

/** Asks what to review against; undefined when a person turns back. */
export async function chooseBase(root: string): Promise<string | undefined> {
  const git = loadEngine().openGit(root);
  const chosen = await vscode.window.showQuickPick<BaseOption>([...(await options(git))], {
    title: t('Review Changes Against'),
    placeHolder: t('Only what changed since then is reported'),
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  if (chosen.revision !== null) return chosen.revision;
  const typed = await vscode.window.showInputBox({
    title: t('Review Changes Against'),
    prompt: t('A branch, a tag or a commit'),
    validateInput: (text) =>
      /^\s*-/.test(text) || text.trim() === '' ? t('A branch, a tag or a commit') : '',
  });
  return typed?.trim();
}
