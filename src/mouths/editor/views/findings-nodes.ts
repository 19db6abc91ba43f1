import type { AuditedModule, DecisionStatus, Finding } from '../../../model/report.ts';
import { CHANGES, type Change } from '../../../model/review.ts';
import { type AttributionStatus, groupByStatus, type LineageGroup } from '../../panel/attribution-status.ts';
import { type AuditedRoot, matchesTo } from '../audit/audited-root.ts';
import { shownFinding, shownReport } from '../shown-report.ts';

interface NodeBase {
  /** Stable between audits, so that the tree keeps what is open and selected. */
  readonly id: string;
  readonly root: AuditedRoot;
  readonly parent: FindingsNode | null;
  readonly children: FindingsNode[];
}

export type FindingsNode =
  | (NodeBase & { readonly kind: 'root' })
  | (NodeBase & { readonly kind: 'status'; readonly status: AttributionStatus; readonly count: number })
  | (NodeBase & { readonly kind: 'change'; readonly change: Change; readonly count: number })
  | (NodeBase & {
      readonly kind: 'upstream';
      readonly status: AttributionStatus;
      readonly group: LineageGroup;
    })
  | (NodeBase & {
      readonly kind: 'finding';
      readonly finding: Finding;
      readonly decision: DecisionStatus | undefined;
    })
  | (NodeBase & { readonly kind: 'modules'; readonly upstream: string; readonly count: number })
  | (NodeBase & { readonly kind: 'module'; readonly module: AuditedModule; readonly match: number });

/** What the tree leaves out; nothing by default. */
export interface FindingsFilter {
  readonly hideDecided: boolean;
  readonly hideReviewed: boolean;
  readonly hideNotes: boolean;
  /** Only findings of this file (path in its root). */
  readonly only: { readonly root: string; readonly path: string } | null;
}

export const NO_FILTER: FindingsFilter = {
  hideDecided: false,
  hideReviewed: false,
  hideNotes: false,
  only: null,
};

/** True when a decision stands, so that nothing is left to do about the finding. */
export function isDecided(decision: DecisionStatus | undefined): boolean {
  return decision?.status === 'current' && decision.state !== 'to-fix';
}

type Keep = (finding: Finding, decision: DecisionStatus | undefined) => boolean;

function findingNodes(
  root: AuditedRoot,
  parent: FindingsNode,
  findings: readonly Finding[],
  keep: Keep,
): FindingsNode[] {
  const decisions = new Map(root.report.decisions.map((decision) => [decision.finding, decision]));
  return findings.flatMap((finding) => {
    const decision = decisions.get(finding.id);
    if (!keep(finding, decision)) return [];
    const id = `${root.uri.toString()}#finding/${finding.id}`;
    return [{ kind: 'finding', id, root, parent, children: [], finding, decision }];
  });
}

function modulesNode(root: AuditedRoot, parent: FindingsNode, upstream: string): FindingsNode[] {
  const matches = matchesTo(root, upstream);
  if (matches.length === 0) return [];
  const id = `${parent.id}/modules`;
  const node: FindingsNode = {
    kind: 'modules',
    id,
    root,
    parent,
    children: [],
    upstream,
    count: matches.length,
  };
  for (const { module, index } of matches) {
    node.children.push({
      kind: 'module',
      id: `${id}/${module.id}`,
      root,
      parent: node,
      children: [],
      module,
      match: index,
    });
  }
  return [node];
}

function statusNodes(root: AuditedRoot, parent: FindingsNode | null, keep: Keep): FindingsNode[] {
  const base = root.uri.toString();
  return groupByStatus(shownReport(root.report)).flatMap((group) => {
    const { status } = group;
    const node: FindingsNode = {
      kind: 'status',
      id: `${base}#status/${status}`,
      root,
      parent,
      children: [],
      status,
      count: group.findings.length + group.lineages.reduce((sum, each) => sum + each.findings.length, 0),
    };
    for (const each of group.lineages) {
      const id = `${node.id}/${each.lineage.upstream}@${each.lineage.version}`;
      const upstream: FindingsNode = {
        kind: 'upstream',
        id,
        root,
        parent: node,
        children: [],
        status,
        group: each,
      };
      const findings = findingNodes(root, upstream, each.findings, keep);
      upstream.children.push(...findings, ...modulesNode(root, upstream, each.lineage.upstream));
      if (each.findings.length === 0 || findings.length > 0) node.children.push(upstream);
    }
    node.children.push(...findingNodes(root, node, group.findings, keep));
    return node.children.length === 0 ? [] : [node];
  });
}

/** Of a review: what is new, worsened, fixed and unchanged. */
function changeNodes(root: AuditedRoot, parent: FindingsNode | null, keep: Keep): FindingsNode[] {
  return CHANGES.flatMap((change) => {
    const findings = (root.review?.findings ?? []).filter((each) => each.change === change);
    const node: FindingsNode = {
      kind: 'change',
      id: `${root.uri.toString()}#change/${change}`,
      root,
      parent,
      children: [],
      change,
      count: findings.length,
    };
    node.children.push(
      ...findingNodes(
        root,
        node,
        findings.map(({ finding }) => shownFinding(finding)),
        keep,
      ),
    );
    return node.children.length === 0 ? [] : [node];
  });
}

function groupNodes(root: AuditedRoot, parent: FindingsNode | null, keep: Keep): FindingsNode[] {
  return root.review === undefined ? statusNodes(root, parent, keep) : changeNodes(root, parent, keep);
}

/** The whole tree: by status, then by upstream; with several audited folders, by folder first. */
export function findingsNodes(
  roots: readonly AuditedRoot[],
  filter: FindingsFilter,
  reviewed: ReadonlySet<string>,
): FindingsNode[] {
  const keepIn =
    (root: AuditedRoot): Keep =>
    (finding, decision) => {
      if (filter.hideDecided && isDecided(decision)) return false;
      if (filter.hideReviewed && reviewed.has(finding.id)) return false;
      if (filter.hideNotes && finding.level === 'note') return false;
      const { only } = filter;
      return only === null || (only.root === root.uri.toString() && only.path === finding.path);
    };
  const [first] = roots;
  if (roots.length === 1 && first !== undefined) return groupNodes(first, null, keepIn(first));
  return roots.map((root) => {
    const node: FindingsNode = {
      kind: 'root',
      id: `${root.uri.toString()}#root`,
      root,
      parent: null,
      children: [],
    };
    node.children.push(...groupNodes(root, node, keepIn(root)));
    return node;
  });
}
