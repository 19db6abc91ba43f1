import * as vscode from 'vscode';
import { type Comparison, weightsComparison } from '../../panel/comparison.ts';
import { withCancel } from '../comparisons/with-cancel.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import type { Session } from '../session.ts';
import { readSettings } from '../settings.ts';
import type { EditorCommand } from './command.ts';

interface Asked {
  readonly title: string;
  readonly extensions?: Readonly<Record<string, readonly string[]>>;
  readonly many?: boolean;
  readonly folders?: boolean;
}

/** Asks for files on this machine; undefined when a person turns back. */
async function ask(asked: Asked): Promise<readonly string[] | undefined> {
  const filters: Record<string, string[]> = {};
  for (const [name, endings] of Object.entries(asked.extensions ?? {})) filters[name] = [...endings];
  const chosen = await vscode.window.showOpenDialog({
    title: asked.title,
    openLabel: t('Choose'),
    canSelectFiles: true,
    canSelectFolders: asked.folders === true,
    canSelectMany: asked.many === true,
    filters,
  });
  return chosen?.map((uri) => uri.fsPath);
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).slice(-2).join('/');
}

function show(session: Session, comparison: Comparison): void {
  session.comparisons.add(comparison);
  session.panel.openComparisons(comparison.id);
}

async function askPair(
  first: string,
  second: string,
  rest: Omit<Asked, 'title'>,
): Promise<readonly [string, string] | undefined> {
  const upstream = (await ask({ title: first, ...rest }))?.[0];
  if (upstream === undefined) return undefined;
  const suspect = (await ask({ title: second, ...rest }))?.[0];
  return suspect === undefined ? undefined : [upstream, suspect];
}

/** The two places that a command was given, or that a person names now. */
async function pairOf(
  argument: unknown,
  first: string,
  second: string,
  rest: Omit<Asked, 'title'>,
): Promise<readonly [string, string] | undefined> {
  const [upstream, suspect] = pathsIn(argument);
  return upstream !== undefined && suspect !== undefined ? [upstream, suspect] : askPair(first, second, rest);
}

const pathsIn = (argument: unknown): readonly string[] =>
  Array.isArray(argument) ? argument.filter((path) => typeof path === 'string') : [];

export const compareWeightsCommand: EditorCommand = {
  id: 'forebear.compareWeights',
  run: async (session, argument) => {
    const pair = await pairOf(argument, t('Weights of the Upstream'), t('Weights to Look At'), {
      folders: true,
      extensions: { Safetensors: ['safetensors', 'json'] },
    });
    if (pair === undefined) return;
    const [upstream, suspect] = pair;
    const { jobs } = readSettings();
    const report = await withCancel(t('Comparing weights'), (progress, signal) =>
      loadEngine().compareWeights(upstream, suspect, jobs > 0 ? { jobs } : {}, signal, progress),
    );
    if (report === undefined) return;
    const id = `weights ${upstream} ${suspect}`;
    show(session, {
      kind: 'weights',
      id,
      upstream: nameOf(upstream),
      suspect: nameOf(suspect),
      report: weightsComparison(report),
    });
  },
};

export const compareAnswersCommand: EditorCommand = {
  id: 'forebear.compareAnswers',
  run: async (session, argument) => {
    let paths = pathsIn(argument);
    if (paths.length < 2) {
      const extensions = { [t('Answers')]: ['json', 'jsonl', 'csv', 'tsv', 'xlsx'] };
      const pair = await askPair(t('Answers of the Upstream'), t('Answers to Look At'), { extensions });
      if (pair === undefined) return;
      const controls = await ask({
        title: t('Answers of Independent Models (Two or More)'),
        extensions,
        many: true,
      });
      if (controls === undefined) return;
      paths = [...pair, ...controls];
    }
    const outcome = await withCancel(t('Comparing answers'), (_progress, signal) =>
      loadEngine().compareAnswerFiles(paths, signal),
    );
    if (outcome === undefined) return;
    if (!outcome.ok) throw new Error(outcome.message);
    const [upstream = '', suspect = ''] = paths;
    show(session, {
      kind: 'answers',
      id: `answers ${paths.join(' ')}`,
      upstream: nameOf(upstream),
      suspect: nameOf(suspect),
      report: outcome.value,
    });
  },
};

export const compareDocumentsCommand: EditorCommand = {
  id: 'forebear.compareDocuments',
  run: async (session, argument) => {
    const pair = await pairOf(argument, t('Source Document or Folder'), t('Document or Folder to Look At'), {
      folders: true,
    });
    if (pair === undefined) return;
    const [source, suspect] = pair;
    const outcome = await withCancel(t('Comparing documents'), (_progress, signal) =>
      loadEngine().compareDocumentFiles(source, suspect, signal),
    );
    if (outcome === undefined) return;
    if (!outcome.ok) throw new Error(outcome.message);
    show(session, {
      kind: 'documents',
      id: `documents ${source} ${suspect}`,
      upstream: nameOf(source),
      suspect: nameOf(suspect),
      report: outcome.value,
    });
  },
};
