import * as vscode from 'vscode';
import type { AuditedModule, Finding } from '../../../model/report.ts';
import { type AuditedRoot, findingById, moduleById, pathIn } from '../audit/audited-root.ts';
import type { Session } from '../session.ts';
import { findingsUnder, isDecided, type LineageNode } from '../views/lineage-nodes.ts';

export interface FindingTarget {
  readonly root: AuditedRoot;
  readonly finding: Finding;
}

export interface MatchTarget {
  readonly root: AuditedRoot;
  readonly module: AuditedModule;
  readonly match: number;
  readonly region?: number;
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The audited root that an argument names: a node of a tree, or an address. */
export function rootOf(session: Session, argument: unknown): AuditedRoot | undefined {
  const named = field(argument, 'root');
  if (typeof named === 'string') return session.store.get(named);
  const uri = field(named, 'uri') ?? field(argument, 'uri');
  return uri instanceof vscode.Uri ? session.store.get(uri) : undefined;
}

/** Open findings of an upstream's row, or of another row that holds duties. */
function openOf(node: unknown): unknown {
  if (typeof node !== 'object' || node === null || !('kind' in node) || !('children' in node))
    return undefined;
  return findingsUnder(node as LineageNode)
    .filter(({ decision }) => !isDecided(decision))
    .map(({ finding }) => finding);
}

/** The findings that a command is about: its argument, else the selection of the tree, else the cursor's line. */
export async function findingTargets(
  session: Session,
  argument: unknown,
  selected?: unknown,
): Promise<readonly FindingTarget[]> {
  const nodes = Array.isArray(selected) && selected.length > 1 ? selected : [argument];
  const named = nodes.flatMap((node): FindingTarget[] => {
    const root = rootOf(session, node);
    const id = field(field(node, 'finding'), 'id');
    const finding = root === undefined ? undefined : findingById(root, String(id));
    if (root !== undefined && finding !== undefined) return [{ root, finding }];
    const group: unknown = field(node, 'findings') ?? openOf(node);
    return root !== undefined && Array.isArray(group)
      ? group
          .flatMap((each) => findingById(root, String(field(each, 'id'))) ?? [])
          .map((known) => ({ root, finding: known }))
      : [];
  });
  if (named.length > 0) return named;
  const atCursor = findingAtCursor(session);
  if (atCursor !== undefined) return [atCursor];
  const chosen = await session.lineage.selected();
  return chosen.map(({ root, finding }) => ({ root, finding }));
}

function findingAtCursor(session: Session): FindingTarget | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const [first] = session.problems.at(editor.document.uri, editor.selection);
  return first;
}

/** The match that a command is about: its argument, else the one under the cursor, else a finding's first. */
export async function matchTarget(session: Session, argument: unknown): Promise<MatchTarget | undefined> {
  const root = rootOf(session, argument);
  const named = field(argument, 'module');
  const id = typeof named === 'string' ? named : field(named, 'id');
  if (root !== undefined && typeof id === 'string') {
    const module = moduleById(root, id);
    const match = field(argument, 'match');
    const region = field(argument, 'region');
    if (module === undefined) return undefined;
    return {
      root,
      module,
      match: typeof match === 'number' ? match : 0,
      ...(typeof region === 'number' ? { region } : {}),
    };
  }
  if (argument === undefined || argument instanceof vscode.Uri) {
    const underCursor = matchAtCursor(session);
    if (underCursor !== undefined) return underCursor;
  }
  const [target] = await findingTargets(session, argument);
  return target === undefined ? undefined : matchOfFinding(target);
}

function matchAtCursor(session: Session): MatchTarget | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const range = session.marks.at(editor);
  if (range !== undefined) {
    const { root, module, index, region } = range;
    return { root, module, match: index, ...(region === null ? {} : { region }) };
  }
  const root = session.store.holding(editor.document.uri);
  const path = root === undefined ? null : pathIn(root, editor.document.uri);
  const module = root?.report.modules.find((each) => each.path === path && each.matches.length > 0);
  return root === undefined || module === undefined ? undefined : { root, module, match: 0 };
}

/** The strongest match that a finding rests on. */
export function matchOfFinding({ root, finding }: FindingTarget): MatchTarget | undefined {
  const ids = new Set(finding.evidence);
  const found = root.report.modules
    .flatMap((module) => {
      const match = module.matches.findIndex(
        (each) => finding.upstream === undefined || each.upstream === finding.upstream,
      );
      return match < 0 ? [] : [{ root, module, match, score: module.matches[match]?.score ?? 0 }];
    })
    .sort((a, b) => Number(ids.has(b.module.id)) - Number(ids.has(a.module.id)) || b.score - a.score);
  const [best] = found;
  if (best === undefined || (finding.upstream === undefined && !ids.has(best.module.id))) return undefined;
  return best;
}
