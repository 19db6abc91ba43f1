import type { AuditedModule, DecisionStatus, Finding, FindingLevel } from '../../../model/report.ts';
import { CHANGES, type Change } from '../../../model/review.ts';
import { inWords } from '../../../model/said.ts';
import { type Answer, answerOf } from '../../reports/answer/answer.ts';
import { sayPair } from '../../reports/answer/phrases.ts';
import type { ToDo } from '../../reports/answer/to-do.ts';
import type { UpstreamAnswer } from '../../reports/answer/upstream-answer.ts';
import { type AuditedRoot, upstreamName } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { shownFinding, shownReport } from '../shown-report.ts';

interface NodeBase {
  /** Stable between audits, so that the tree keeps what is open and selected. */
  readonly id: string;
  readonly root: AuditedRoot;
  readonly parent: LineageNode | null;
  readonly children: LineageNode[];
}

export type LineageNode =
  | (NodeBase & { readonly kind: 'root' })
  | (NodeBase & { readonly kind: 'change'; readonly change: Change; readonly count: number })
  | (NodeBase & { readonly kind: 'upstream'; readonly answer: UpstreamAnswer; readonly upstream: string })
  /** Duties without evidence of their own: the repository's (no upstream), or towards the base of its weights. */
  | (NodeBase & { readonly kind: 'duties'; readonly upstream: string | null; readonly name: string })
  | (NodeBase & {
      readonly kind: 'group';
      readonly part: 'todo' | 'proof' | 'decided' | 'others';
      readonly count: number;
    })
  /** One duty in several files; `findings` are all of them. */
  | (NodeBase & {
      readonly kind: 'duty';
      readonly title: string;
      readonly level: FindingLevel;
      readonly duty: ToDo;
      readonly findings: readonly Finding[];
    })
  | (NodeBase & {
      readonly kind: 'finding';
      /** What to do in few words, where the row stands for its duty; null: a place of the duty above it. */
      readonly title: string | null;
      /** The same with what it is about, for where there is room. */
      readonly order: string | null;
      readonly finding: Finding;
      readonly decision: DecisionStatus | undefined;
    })
  | (NodeBase & {
      readonly kind: 'module';
      readonly title: string;
      readonly module: AuditedModule;
      readonly match: number;
    })
  | (NodeBase & {
      readonly kind: 'other';
      readonly upstream: string;
      readonly name: string;
      readonly why: string;
    });

export type FindingNode = Extract<LineageNode, { kind: 'finding' }>;

/** What the tree leaves out; nothing by default. */
export interface LineageFilter {
  readonly hideDecided: boolean;
  readonly hideReviewed: boolean;
  readonly hideNotes: boolean;
  /** Only findings of this file (path in its root). */
  readonly only: { readonly root: string; readonly path: string } | null;
}

export const NO_FILTER: LineageFilter = {
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

/** What the nodes of one audited folder are made of. */
interface Source {
  readonly root: AuditedRoot;
  readonly answer: Answer;
  readonly decisions: ReadonlyMap<string, DecisionStatus>;
  /** The findings in the display language, by id. */
  readonly shown: ReadonlyMap<string, Finding>;
  readonly keep: Keep;
}

const LEVELS: readonly FindingLevel[] = ['error', 'warning', 'note'];

function findingNode(
  source: Source,
  parent: LineageNode | null,
  finding: Finding,
  title: string | null,
  order: string | null = null,
): LineageNode {
  return {
    kind: 'finding',
    id: `${source.root.uri.toString()}#finding/${finding.id}`,
    root: source.root,
    parent,
    children: [],
    title,
    order,
    finding,
    decision: source.decisions.get(finding.id),
  };
}

function kept(source: Source, findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap(({ id }) => {
    const finding = source.shown.get(id);
    return finding !== undefined && source.keep(finding, source.decisions.get(id)) ? [finding] : [];
  });
}

function dutyNodes(source: Source, parent: LineageNode, toDo: readonly ToDo[]): readonly LineageNode[] {
  return toDo.flatMap((duty): readonly LineageNode[] => {
    const findings = kept(source, duty.findings);
    const [first] = findings;
    if (first === undefined) return [];
    const title = inWords(duty.short, t);
    if (findings.length === 1) return [findingNode(source, parent, first, title, inWords(duty.title, t))];
    const node: LineageNode = {
      kind: 'duty',
      id: `${parent.id}/${duty.rule}/${(duty.duty ?? '').split(' ')[0]}`,
      root: source.root,
      parent,
      children: [],
      title,
      level: duty.level,
      duty,
      findings,
    };
    node.children.push(...findings.map((finding) => findingNode(source, node, finding, null)));
    return [node];
  });
}

function group(
  parent: LineageNode,
  part: Extract<LineageNode, { kind: 'group' }>['part'],
  fill: (node: LineageNode) => readonly LineageNode[],
): readonly LineageNode[] {
  const children: LineageNode[] = [];
  const node: LineageNode = {
    kind: 'group',
    id: `${parent.id}/${part}`,
    root: parent.root,
    parent,
    children,
    part,
    get count() {
      return children.length;
    },
  };
  children.push(...fill(node));
  return children.length === 0 ? [] : [node];
}

function decidedNodes(source: Source, parent: LineageNode, upstream: string | null): readonly LineageNode[] {
  return group(parent, 'decided', (node) =>
    [...source.shown.values()]
      .filter((finding) => (finding.upstream ?? null) === upstream)
      .filter((finding) => isDecided(source.decisions.get(finding.id)))
      .filter((finding) => source.keep(finding, source.decisions.get(finding.id)))
      .map((finding) => findingNode(source, node, finding, null)),
  );
}

function proofNodes(parent: LineageNode, { pairs }: UpstreamAnswer): readonly LineageNode[] {
  return group(parent, 'proof', (node) =>
    pairs.map(({ module, match }) => ({
      kind: 'module',
      id: `${node.id}/${module.id}`,
      root: node.root,
      parent: node,
      children: [],
      title: inWords(sayPair({ module, match }), t),
      module,
      match: Math.max(0, module.matches.indexOf(match)),
    })),
  );
}

/** An upstream of which the filter leaves no duty is left out, unless it has none. */
function upstreamNodes(
  source: Source,
  parent: LineageNode | null,
  isFiltered: boolean,
): readonly LineageNode[] {
  return source.answer.upstreams.flatMap((answer): readonly LineageNode[] => {
    const { upstream } = answer.lineage;
    const node: LineageNode = {
      kind: 'upstream',
      id: `${source.root.uri.toString()}#upstream/${upstream}`,
      root: source.root,
      parent,
      children: [],
      answer,
      upstream,
    };
    const toDo = group(node, 'todo', (inner) => dutyNodes(source, inner, answer.toDo));
    const decided = decidedNodes(source, node, upstream);
    node.children.push(...toDo, ...decided, ...proofNodes(node, answer));
    return isFiltered && toDo.length + decided.length === 0 ? [] : [node];
  });
}

function dutiesNode(
  source: Source,
  parent: LineageNode | null,
  upstream: string | null,
  name: string,
  toDo: readonly ToDo[],
): readonly LineageNode[] {
  const node: LineageNode = {
    kind: 'duties',
    id: `${source.root.uri.toString()}#duties/${upstream ?? ''}`,
    root: source.root,
    parent,
    children: [],
    upstream,
    name,
  };
  node.children.push(...dutyNodes(source, node, toDo), ...decidedNodes(source, node, upstream));
  return node.children.length === 0 ? [] : [node];
}

/** Those behind an upstream, and those that have the same code from elsewhere. */
function otherNodes(source: Source, parent: LineageNode | null): readonly LineageNode[] {
  const told = new Set(source.answer.upstreams.map(({ lineage }) => lineage.upstream));
  const rest = shownReport(source.root.report).lineage.filter(({ upstream }) => !told.has(upstream));
  if (rest.length === 0) return [];
  const children: LineageNode[] = [];
  const node: LineageNode = {
    kind: 'group',
    id: `${source.root.uri.toString()}#others`,
    root: source.root,
    parent,
    children,
    part: 'others',
    count: rest.length,
  };
  children.push(
    ...rest.map(
      ({ upstream, version, why }): LineageNode => ({
        kind: 'other',
        id: `${node.id}/${upstream}`,
        root: source.root,
        parent: node,
        children: [],
        upstream,
        name: upstreamName(source.root, upstream, version),
        why: why.slice(0, 3).join(' '),
      }),
    ),
  );
  return [node];
}

/** Findings of a row and of what is under it. */
export function findingsUnder(node: LineageNode): readonly FindingNode[] {
  return node.kind === 'finding' ? [node] : node.children.flatMap(findingsUnder);
}

/** The heaviest level of what is open under a row; null when nothing is. */
export function levelUnder(node: LineageNode): FindingLevel | null {
  const levels = findingsUnder(node)
    .filter(({ decision }) => !isDecided(decision))
    .map(({ finding }) => LEVELS.indexOf(finding.level));
  return levels.length === 0 ? null : (LEVELS[Math.min(...levels)] ?? null);
}

function heaviestFirst(nodes: readonly LineageNode[]): readonly LineageNode[] {
  const rank = (node: LineageNode): number => {
    const level = levelUnder(node);
    return level === null ? LEVELS.length : LEVELS.indexOf(level);
  };
  return [...nodes].sort((a, b) => rank(a) - rank(b));
}

/** Of a review: what is new, worsened, fixed and unchanged. */
function changeNodes(source: Source, parent: LineageNode | null): readonly LineageNode[] {
  const { root, keep, decisions } = source;
  return CHANGES.flatMap((change): readonly LineageNode[] => {
    const findings = (root.review?.findings ?? []).filter((each) => each.change === change);
    const node: LineageNode = {
      kind: 'change',
      id: `${root.uri.toString()}#change/${change}`,
      root,
      parent,
      children: [],
      change,
      count: findings.length,
    };
    const shown = findings.map(({ finding }) => shownFinding(finding));
    node.children.push(
      ...shown
        .filter((finding) => keep(finding, decisions.get(finding.id)))
        .map((finding) => findingNode(source, node, finding, null)),
    );
    return node.children.length === 0 ? [] : [node];
  });
}

function nodesOf(source: Source, parent: LineageNode | null, isFiltered: boolean): readonly LineageNode[] {
  if (source.root.review !== undefined) return changeNodes(source, parent);
  const { own, others } = source.answer;
  const owing = [
    ...upstreamNodes(source, parent, isFiltered),
    ...others.flatMap(({ upstream, name, toDo }) => dutiesNode(source, parent, upstream, name, toDo)),
    ...dutiesNode(source, parent, null, t('This repository'), own),
  ];
  return [...heaviestFirst(owing), ...(isFiltered ? [] : otherNodes(source, parent))];
}

/** The whole tree: by upstream, what weighs most first; with several audited folders, by folder first. */
export function lineageNodes(
  roots: readonly AuditedRoot[],
  filter: LineageFilter,
  reviewed: ReadonlySet<string>,
): LineageNode[] {
  const { hideDecided, hideReviewed, hideNotes, only } = filter;
  const isFiltered = hideReviewed || hideNotes || only !== null;
  const sourceOf = (root: AuditedRoot): Source => ({
    root,
    answer: answerOf(root.report),
    decisions: new Map(root.report.decisions.map((decision) => [decision.finding, decision])),
    shown: new Map(shownReport(root.report).findings.map((finding) => [finding.id, finding])),
    keep: (finding, decision) => {
      if (hideDecided && isDecided(decision)) return false;
      if (hideReviewed && reviewed.has(finding.id)) return false;
      if (hideNotes && finding.level === 'note') return false;
      return only === null || (only.root === root.uri.toString() && only.path === finding.path);
    },
  });
  const [first] = roots;
  if (roots.length === 1 && first !== undefined) return [...nodesOf(sourceOf(first), null, isFiltered)];
  return roots.map((root) => {
    const node: LineageNode = {
      kind: 'root',
      id: `${root.uri.toString()}#root`,
      root,
      parent: null,
      children: [],
    };
    node.children.push(...nodesOf(sourceOf(root), node, isFiltered));
    return node;
  });
}
