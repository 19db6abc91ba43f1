import * as vscode from 'vscode';
import { isFileOnly } from '../../../model/known-file.ts';
import type { DecisionStatus, FindingLevel } from '../../../model/report.ts';
import type { Change } from '../../../model/review.ts';
import { inWords } from '../../../model/said.ts';
import { sayCreditState } from '../../reports/answer/credit-state.ts';
import { fileOf } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { ruleTitle } from '../rule-titles.ts';
import {
  changeName,
  decisionStatusName,
  levelName,
  shortStrength,
  stateName,
  strengthName,
} from '../wording.ts';
import { findingsUnder, isDecided, type LineageNode, levelUnder } from './lineage-nodes.ts';

type NodeOf<K extends LineageNode['kind']> = Extract<LineageNode, { kind: K }>;

const LEVEL_ICONS: Readonly<Record<FindingLevel, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'info',
};
const LEVEL_COLORS: Readonly<Record<FindingLevel, string>> = {
  error: 'problemsErrorIcon.foreground',
  warning: 'problemsWarningIcon.foreground',
  note: 'problemsInfoIcon.foreground',
};
const CHANGE_ICONS: Readonly<Record<Change, string>> = {
  new: 'diff-added',
  worsened: 'arrow-up',
  unchanged: 'dash',
  fixed: 'check',
};

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function item(node: LineageNode, label: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const made = new vscode.TreeItem(label, state);
  made.id = node.id;
  made.contextValue = node.kind;
  return made;
}

/** The mark of a level, as in Problems. */
function levelIcon(level: FindingLevel): vscode.ThemeIcon {
  return new vscode.ThemeIcon(LEVEL_ICONS[level], new vscode.ThemeColor(LEVEL_COLORS[level]));
}

function toDoCount(count: number): string {
  if (count === 0) return t('nothing to do');
  return count === 1 ? t('1 to do') : t('{0} to do', count);
}

/** `Accepted · Kim · 2026-01-02`: what was concluded, by whom and when. */
export function decisionMark({ state, status, by, on }: DecisionStatus): string {
  const held = status === 'current' ? '' : ` (${decisionStatusName(status)})`;
  return [stateName(state) + held, by ?? t('author not stated'), ...(on === undefined ? [] : [on])].join(
    ' · ',
  );
}

function upstreamItem(node: NodeOf<'upstream'>): vscode.TreeItem {
  const { answer } = node;
  const made = item(node, answer.name, Expanded);
  const state = inWords(sayCreditState(answer.state), t);
  const license = answer.license === 'NONE' ? t('no license stated') : answer.license;
  // "Nothing to do" is not said of what a person has to decide.
  const open =
    answer.question !== null && answer.toDo.length === 0
      ? inWords(answer.question.short, t)
      : toDoCount(answer.toDo.length);
  const facts = [state, open, shortStrength(answer.strength), ...(license === null ? [] : [license])];
  made.description = facts.join(' · ');
  const level = levelUnder(node);
  const settled = answer.state === 'person' ? 'question' : 'verified';
  made.iconPath = level === null ? new vscode.ThemeIcon(settled) : levelIcon(level);
  made.contextValue = `upstream${answer.toDo.some(({ fixable }) => fixable > 0) ? '.fixable' : ''}`;
  const tip = new vscode.MarkdownString();
  tip.appendText(`${answer.name} · ${state}\n`);
  if (answer.since !== null) tip.appendText(`\n${inWords(answer.since, t)}\n`);
  if (answer.question !== null) tip.appendText(`\n${inWords(answer.question.whole, t)}\n`);
  if (answer.decided !== null) tip.appendText(`\n${answer.decided.state}: ${answer.decided.note}\n`);
  for (const why of answer.lineage.why.slice(0, 8)) tip.appendText(`\n${why}\n`);
  made.tooltip = tip;
  made.accessibilityInformation = {
    label: `${answer.name}, ${state}, ${open}, ${strengthName(answer.strength)}`,
  };
  return made;
}

function dutiesItem(node: NodeOf<'duties'>): vscode.TreeItem {
  const made = item(node, node.name, Expanded);
  const open = node.children.filter(({ kind }) => kind !== 'group').length;
  made.description = toDoCount(open);
  const level = levelUnder(node);
  made.iconPath = level === null ? new vscode.ThemeIcon('repo') : levelIcon(level);
  const fixable = findingsUnder(node).some(({ finding }) => finding.fixes.length > 0);
  made.contextValue = `duties${fixable ? '.fixable' : ''}`;
  return made;
}

function groupItem(node: NodeOf<'group'>): vscode.TreeItem {
  const names = {
    todo: { label: t('To do'), icon: 'checklist' },
    proof: { label: t('Proof'), icon: 'symbol-class' },
    decided: { label: t('Decided'), icon: 'pass' },
    others: { label: t('Others with the same code'), icon: 'references' },
  } as const;
  const { label, icon } = names[node.part];
  const made = item(node, label, node.part === 'todo' ? Expanded : Collapsed);
  made.description = String(node.count);
  made.iconPath = new vscode.ThemeIcon(icon);
  return made;
}

function checkbox(reviewed: boolean): NonNullable<vscode.TreeItem['checkboxState']> {
  return {
    state: reviewed ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: reviewed ? t('Reviewed') : t('Mark as reviewed'),
    accessibilityInformation: { label: reviewed ? t('Reviewed') : t('Not reviewed'), role: 'checkbox' },
  };
}

function dutyItem(node: NodeOf<'duty'>, reviewed: ReadonlySet<string>): vscode.TreeItem {
  const made = item(node, node.title, Collapsed);
  const files = t('{0} files', new Set(node.findings.map(({ path }) => path)).size);
  const fixable = node.findings.some(({ fixes }) => fixes.length > 0);
  made.description = [files, ...(node.duty.duty === null ? [] : [node.duty.duty])].join(' · ');
  made.iconPath = levelIcon(node.level);
  made.contextValue = `duty${fixable ? '.fixable' : ''}${node.duty.upstream === null ? '' : '.upstream'}`;
  made.checkboxState = checkbox(node.findings.every(({ id }) => reviewed.has(id)));
  made.accessibilityInformation = { label: `${levelName(node.level)}: ${node.title}, ${files}` };
  return made;
}

function findingTip({ finding, decision, order }: NodeOf<'finding'>, place: string): vscode.MarkdownString {
  const tip = new vscode.MarkdownString();
  if (order !== null) tip.appendText(`${order}\n\n`);
  tip.appendText(`${finding.message}\n\n${place} · ${levelName(finding.level)} · ${finding.rule}\n`);
  if (finding.duty !== undefined) tip.appendText(`\n${finding.duty}\n`);
  if (decision !== undefined) tip.appendText(`\n${decisionMark(decision)}: ${decision.note}\n`);
  return tip;
}

function findingItem(node: NodeOf<'finding'>, reviewed: boolean): vscode.TreeItem {
  const { finding, decision, title } = node;
  const place = `${finding.path}:${finding.range.startLine}`;
  const label = title ?? (node.parent?.kind === 'duty' ? place : ruleTitle(finding.rule));
  const made = item(node, label, None);
  const where = node.parent?.kind === 'duty' ? '' : place;
  const mark = decision === undefined ? '' : decisionMark(decision);
  made.description = [mark, where].filter((part) => part !== '').join(' · ');
  made.iconPath = isDecided(decision) ? new vscode.ThemeIcon('pass') : levelIcon(finding.level);
  made.checkboxState = checkbox(reviewed);
  made.contextValue = `finding${finding.fixes.length > 0 ? '.fixable' : ''}${finding.upstream === undefined ? '' : '.upstream'}${decision === undefined ? '' : '.decided'}`;
  made.tooltip = findingTip(node, place);
  if (fileOf(node.root, finding.path) !== null)
    made.command = { command: 'forebear.openFinding', title: t('Open'), arguments: [node] };
  made.accessibilityInformation = {
    label: `${levelName(finding.level)}: ${label}, ${[mark, place].filter((part) => part !== '').join(', ')}. ${finding.message}`,
  };
  return made;
}

function moduleItem(node: NodeOf<'module'>): vscode.TreeItem {
  const { module, title } = node;
  const match = module.matches[node.match];
  const made = item(node, title, None);
  const place = `${module.path}:${module.range.startLine}`;
  made.iconPath = new vscode.ThemeIcon('symbol-method');
  if (match === undefined) return made;
  const local = Math.round(match.containment.local * 100);
  const upstream = Math.round(match.containment.upstream * 100);
  made.description = `${local}% · ${place}`;
  const shares = isFileOnly(match)
    ? t('{0}% of this module’s {1} tokens are in {2}', local, module.tokens, match.path)
    : t(
        '{0}% of this module’s {1} tokens, {2}% of the upstream’s {3}; longest run {4} tokens',
        local,
        module.tokens,
        upstream,
        match.symbol,
        match.longestRun,
      );
  // A narrow view cuts a row in which both names are long.
  made.tooltip = `${title}\n${place}\n\n${shares}`;
  made.command = { command: 'forebear.compareWithUpstream', title: t('Compare'), arguments: [node] };
  made.accessibilityInformation = {
    label: `${title}, ${local}%, ${place}, ${strengthName(match.strength)}`,
  };
  return made;
}

export function lineageItem(node: LineageNode, reviewed: ReadonlySet<string>): vscode.TreeItem {
  switch (node.kind) {
    case 'root': {
      const made = item(node, node.root.name, Expanded);
      made.iconPath = new vscode.ThemeIcon('root-folder');
      made.description = node.root.report.partial ? t('partial') : '';
      return made;
    }
    case 'change': {
      const made = item(node, changeName(node.change), node.change === 'unchanged' ? Collapsed : Expanded);
      made.description = String(node.count);
      made.iconPath = new vscode.ThemeIcon(CHANGE_ICONS[node.change]);
      return made;
    }
    case 'upstream':
      return upstreamItem(node);
    case 'duties':
      return dutiesItem(node);
    case 'group':
      return groupItem(node);
    case 'duty':
      return dutyItem(node, reviewed);
    case 'finding':
      return findingItem(node, reviewed.has(node.finding.id));
    case 'module':
      return moduleItem(node);
    case 'other': {
      const made = item(node, node.name, None);
      made.iconPath = new vscode.ThemeIcon('references');
      made.description = node.why;
      made.tooltip = node.why;
      return made;
    }
  }
}
