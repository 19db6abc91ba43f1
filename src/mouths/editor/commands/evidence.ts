import * as vscode from 'vscode';
import type { Navigation } from '../../panel/evidence-api.ts';
import { fileOf, rangeOf } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { rulePage } from '../problems/problems.ts';
import type { EditorCommand } from './command.ts';
import { findingTargets, type MatchTarget, matchTarget, rootOf } from './target.ts';

function nothingYet(): void {
  const audit = t('Audit Workspace');
  vscode.window
    .showInformationMessage(t('There is no report yet. Audit the workspace first.'), audit)
    .then((choice) =>
      choice === audit ? vscode.commands.executeCommand('forebear.auditWorkspace') : undefined,
    );
}

function upstreamOf(argument: unknown): string | undefined {
  const named: unknown =
    typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'upstream') : null;
  return typeof named === 'string' ? named : undefined;
}

/** The page with both codes of a match. */
function proofOf({ module, match, region }: MatchTarget): Navigation {
  return { page: 'proof', id: module.id, match, ...(region === undefined ? {} : { region }) };
}

/** Where in the panel an argument belongs. */
async function pageFor(
  session: Parameters<EditorCommand['run']>[0],
  argument: unknown,
): Promise<Navigation | undefined> {
  const upstream = upstreamOf(argument);
  if (upstream !== undefined) return { page: 'proof', id: upstream };
  const isModule = typeof argument === 'object' && argument !== null && 'module' in argument;
  if (isModule) {
    const target = await matchTarget(session, argument);
    if (target !== undefined) return proofOf(target);
  }
  const isFinding =
    typeof argument === 'object' && argument !== null && ('finding' in argument || 'findings' in argument);
  if (isFinding) {
    const [target] = await findingTargets(session, argument);
    if (target !== undefined) return { page: 'duties', id: target.finding.id };
  }
  return undefined;
}

export const showEvidence: EditorCommand = {
  id: 'forebear.showEvidence',
  run: async (session, argument) => {
    await session.store.restore();
    const editor = vscode.window.activeTextEditor;
    const beside = editor === undefined ? undefined : session.store.holding(editor.document.uri);
    const root = rootOf(session, argument) ?? beside ?? session.store.all()[0];
    if (root === undefined) return nothingYet();
    session.panel.open(root, await pageFor(session, argument));
  },
};

export const compareWithUpstream: EditorCommand = {
  id: 'forebear.compareWithUpstream',
  run: async (session, argument) => {
    const target = await matchTarget(session, argument);
    if (target === undefined) {
      vscode.window.showInformationMessage(
        t(
          'No match here. Choose a matched module or a row in the Lineage view, or open a file with matches.',
        ),
      );
      return;
    }
    session.panel.open(target.root, proofOf(target));
  },
};

export const openFinding: EditorCommand = {
  id: 'forebear.openFinding',
  run: async (session, argument) => {
    const [target] = await findingTargets(session, argument);
    if (target === undefined) return;
    const { root, finding } = target;
    const uri = fileOf(root, finding.path);
    const isFile =
      uri !== null &&
      finding.path !== '' &&
      (await vscode.workspace.fs.stat(uri).then(
        (stat) => stat.type === vscode.FileType.File,
        () => false,
      ));
    // A finding about the folder, or about a file that does not exist, has no line to show.
    if (!isFile) return session.panel.open(root, { page: 'duties', id: finding.id });
    const line = { startLine: finding.range.startLine, endLine: finding.range.startLine };
    const range = rangeOf(line);
    await vscode.window.showTextDocument(uri, {
      selection: new vscode.Range(range.start, range.start),
      preview: true,
      preserveFocus: true,
    });
  },
};

export const openRule: EditorCommand = {
  id: 'forebear.openRule',
  run: async (session, argument) => {
    const [target] = await findingTargets(session, argument);
    if (target === undefined) return;
    await vscode.commands.executeCommand(
      'markdown.showPreview',
      rulePage(session.context.extensionUri, target.finding),
    );
  },
};
