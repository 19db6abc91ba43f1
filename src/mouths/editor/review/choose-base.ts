import * as vscode from 'vscode';
import type { BaseCandidate } from '../../../host/review/base-candidates.ts';
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

function baseOption({ origin, revision, mergeBase }: BaseCandidate): BaseOption {
  const why: Readonly<Record<BaseCandidate['origin'], string>> = {
    'pull-request': t('base of the GitHub pull request'),
    'branched-from': t('the branch that this one was made from'),
    upstream: t('the upstream of this branch'),
    'default-branch': t('the default branch'),
  };
  const parts =
    mergeBase === null
      ? t('no common commit')
      : t('parted at {0} on {1}', mergeBase.commit.slice(0, 10), mergeBase.date);
  const icon = origin === 'pull-request' ? 'git-pull-request' : 'git-branch';
  return {
    label: `$(${icon}) ${t('Merge Base With {0}', revision)}`,
    description: why[origin],
    detail: parts,
    revision,
  };
}

async function options(root: string): Promise<readonly BaseOption[]> {
  const engine = loadEngine();
  const git = engine.openGit(root);
  const [bases, tag, log] = await Promise.all([
    engine.baseCandidates(root),
    answer(git, ['describe', '--tags', '--abbrev=0']),
    answer(git, ['log', '--max-count=50', '--format=%H%x09%cs%x09%s', '--no-show-signature']),
  ]);
  const commits = (log ?? '').split('\n').flatMap((line): BaseOption[] => {
    const [hash = '', date = '', ...subject] = line.split('\t');
    return hash === ''
      ? []
      : [{ label: subject.join(' '), description: `${hash.slice(0, 10)} · ${date}`, revision: hash }];
  });
  return [
    ...bases.map(baseOption),
    ...(tag === null ? [] : [{ label: `$(tag) ${t('Last Tag: {0}', tag)}`, revision: tag }]),
    { label: `$(edit) ${t('Another Revision…')}`, revision: null },
    { label: t('Commits'), kind: vscode.QuickPickItemKind.Separator, revision: null },
    ...commits.slice(1),
  ];
}

/** Asks what to review against; undefined when a person turns back. */
export async function chooseBase(root: string): Promise<string | undefined> {
  // The list opens once it is complete: rows that move under the pointer are chosen by mistake.
  const all = await options(root);
  const chosen = await vscode.window.showQuickPick<BaseOption>(all, {
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
