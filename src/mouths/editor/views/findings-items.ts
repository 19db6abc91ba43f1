import * as vscode from 'vscode';
import type { Change } from '../../../model/review.ts';
import type { AttributionStatus } from '../../panel/attribution-status.ts';
import { fileOf, upstreamName } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { ruleTitle } from '../rule-titles.ts';
import {
  changeName,
  creditName,
  decisionStatusName,
  findingCount,
  levelName,
  shortStrength,
  stateName,
  statusName,
  strengthName,
} from '../wording.ts';
import { type FindingsNode, isDecided } from './findings-nodes.ts';

type NodeOf<K extends FindingsNode['kind']> = Extract<FindingsNode, { kind: K }>;

const STATUS_ICONS: Readonly<Record<AttributionStatus, string>> = {
  uncredited: 'circle-slash',
  terms: 'law',
  repository: 'repo',
  undecided: 'question',
  complete: 'verified',
  common: 'symbol-misc',
};

const LEVEL_ICONS = { error: 'error', warning: 'warning', note: 'info' } as const;

const CHANGE_ICONS: Readonly<Record<Change, string>> = {
  new: 'diff-added',
  worsened: 'arrow-up',
  unchanged: 'dash',
  fixed: 'check',
};

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function item(node: FindingsNode, label: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const made = new vscode.TreeItem(label, state);
  made.id = node.id;
  made.contextValue = node.kind;
  return made;
}

function statusItem(node: NodeOf<'status'>): vscode.TreeItem {
  const quiet = node.status === 'complete' || node.status === 'common';
  const made = item(node, statusName(node.status), quiet ? Collapsed : Expanded);
  made.description = node.count > 0 ? String(node.count) : '';
  made.iconPath = new vscode.ThemeIcon(STATUS_ICONS[node.status]);
  made.accessibilityInformation = {
    label: `${statusName(node.status)}, ${findingCount(node.count)}`,
  };
  return made;
}

function upstreamItem(node: NodeOf<'upstream'>): vscode.TreeItem {
  const { lineage } = node.group;
  const name = upstreamName(node.root, lineage.upstream, lineage.version);
  const made = item(node, name, node.group.findings.length > 0 ? Expanded : Collapsed);
  made.description = `${shortStrength(lineage.strength)} · ${creditName(lineage.credited)}`;
  made.iconPath = new vscode.ThemeIcon('references');
  const why = new vscode.MarkdownString();
  why.appendText(`${name}\n`);
  for (const reason of lineage.why) why.appendText(`- ${reason}\n`);
  made.tooltip = why;
  made.accessibilityInformation = {
    label: `${name}, ${strengthName(lineage.strength)}, ${creditName(lineage.credited)}`,
  };
  return made;
}

function findingItem(node: NodeOf<'finding'>, reviewed: boolean): vscode.TreeItem {
  const { finding, decision } = node;
  const title = ruleTitle(finding.rule);
  const made = item(node, title, None);
  const place = `${finding.path}:${finding.range.startLine}`;
  const mark = decision === undefined ? '' : ` · ${stateName(decision.state)}`;
  made.description = place + mark;
  made.iconPath = new vscode.ThemeIcon(
    isDecided(decision) ? 'pass' : LEVEL_ICONS[finding.level],
    isDecided(decision) || finding.level === 'note'
      ? undefined
      : new vscode.ThemeColor(finding.level === 'error' ? 'list.errorForeground' : 'list.warningForeground'),
  );
  made.checkboxState = {
    state: reviewed ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: reviewed ? t('Reviewed') : t('Mark as reviewed'),
    accessibilityInformation: { label: reviewed ? t('Reviewed') : t('Not reviewed'), role: 'checkbox' },
  };
  made.contextValue = `finding${finding.fixes.length > 0 ? '.fixable' : ''}${finding.upstream === undefined ? '' : '.upstream'}`;
  const tip = new vscode.MarkdownString();
  tip.appendText(`${finding.message}\n\n${place} · ${levelName(finding.level)} · ${finding.rule}\n`);
  if (finding.duty !== undefined) tip.appendText(`\n${finding.duty}\n`);
  if (decision !== undefined) {
    tip.appendText(
      `\n${stateName(decision.state)} (${decisionStatusName(decision.status)}): ${decision.note}\n`,
    );
  }
  made.tooltip = tip;
  const uri = fileOf(node.root, finding.path);
  if (uri !== null) {
    made.command = { command: 'forebear.openFinding', title: t('Open'), arguments: [node] };
  }
  made.accessibilityInformation = {
    label: `${levelName(finding.level)}: ${title}, ${place}${mark}. ${finding.message}`,
  };
  return made;
}

function moduleItem(node: NodeOf<'module'>): vscode.TreeItem {
  const { module } = node;
  const match = module.matches[node.match];
  const made = item(node, module.symbol, None);
  const place = `${module.path}:${module.range.startLine}`;
  made.description = match === undefined ? place : `${place} · ${shortStrength(match.strength)}`;
  made.iconPath = new vscode.ThemeIcon('symbol-method');
  if (match !== undefined) {
    const local = Math.round(match.containment.local * 100);
    const upstream = Math.round(match.containment.upstream * 100);
    made.tooltip = t(
      '{0}% of this module’s {1} tokens, {2}% of the upstream’s {3}; longest run {4} tokens',
      local,
      module.tokens,
      upstream,
      match.symbol,
      match.longestRun,
    );
    made.command = { command: 'forebear.compareWithUpstream', title: t('Compare'), arguments: [node] };
  }
  return made;
}

export function findingsItem(node: FindingsNode, reviewed: ReadonlySet<string>): vscode.TreeItem {
  switch (node.kind) {
    case 'root': {
      const made = item(node, node.root.name, Expanded);
      made.iconPath = new vscode.ThemeIcon('root-folder');
      made.description = node.root.report.partial ? t('partial') : '';
      return made;
    }
    case 'status':
      return statusItem(node);
    case 'change': {
      const made = item(node, changeName(node.change), node.change === 'unchanged' ? Collapsed : Expanded);
      made.description = String(node.count);
      made.iconPath = new vscode.ThemeIcon(CHANGE_ICONS[node.change]);
      return made;
    }
    case 'upstream':
      return upstreamItem(node);
    case 'finding':
      return findingItem(node, reviewed.has(node.finding.id));
    case 'modules': {
      const made = item(node, t('Matched modules'), Collapsed);
      made.description = String(node.count);
      made.iconPath = new vscode.ThemeIcon('symbol-class');
      return made;
    }
    case 'module':
      return moduleItem(node);
  }
}
