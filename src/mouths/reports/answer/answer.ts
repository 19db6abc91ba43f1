import type { AuditReport, Lineage } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import { byText } from '../../../model/text-order.ts';
import { namesOf } from '../names.ts';
import { claimGroups } from './claim-groups.ts';
import { CREDIT_STATES, type CreditState, sayCreditState } from './credit-state.ts';
import { type IdentityAnswer, identityOf } from './identity.ts';
import { leadOf, TOP_LEVEL } from './module-pair.ts';
import { type ToDo, toDoOf } from './to-do.ts';
import { type FirstHolder, shownName, type UpstreamAnswer, upstreamAnswer } from './upstream-answer.ts';

/** An upstream from which another one has what is matched. */
export interface Behind {
  readonly upstream: string;
  readonly name: string;
  /** Name of what comes from it, at its nearer holder: `Resampler`. */
  readonly parts: readonly string[];
  /** Project through which it came; null where it is not stated. */
  readonly through: string | null;
}

/** Duties towards a project that no evidence of the report leads to by itself, such as the base of the weights. */
export interface OtherDuties {
  readonly upstream: string;
  readonly name: string;
  readonly license: string | null;
  readonly toDo: readonly ToDo[];
}

/** A project that had part of the code before, where the repository is a known project itself. */
export interface Forerunner extends Pick<FirstHolder, 'since'> {
  readonly upstream: string;
  readonly name: string;
  /** 0..1 of the tokens of all compared modules. */
  readonly share: number;
  readonly credited: Lineage['credited'];
  readonly why: readonly string[];
}

/** How much was looked at. */
export interface Looked {
  readonly modules: number;
  readonly matched: number;
  /** Modules too small to tell. */
  readonly small: number;
  /** 0..1 of the code's bytes that had anything to be compared with; null when it is not known. */
  readonly comparable: number | null;
  /** Paths that were not compared though they might hold something. */
  readonly notCompared: readonly string[];
  readonly partial: boolean;
}

export type Verdict = CreditState | 'own-affairs' | 'clear' | 'nothing';

/** A report as it answers: what it descends from, whether that is said, what is to be done. */
export interface Answer {
  readonly verdict: Verdict;
  /** Heaviest first: by state, then by what matches. */
  readonly upstreams: readonly UpstreamAnswer[];
  readonly behind: readonly Behind[];
  /** Names of projects that have some of the code from elsewhere, as the repository does: nothing is owed to them. */
  readonly carriers: readonly string[];
  readonly others: readonly OtherDuties[];
  /** What the repository itself lacks. */
  readonly own: readonly ToDo[];
  /** Everything to do, in the order of its numbers. */
  readonly toDo: readonly ToDo[];
  /** The upstream of which the repository is one itself, a fork, or a copy; null for whatever is none of these. */
  readonly identity: IdentityAnswer | null;
  /** Who had parts of it before, largest first, where it is a known project itself; empty otherwise. */
  readonly forerunners: readonly Forerunner[];
  /** Names of projects that it says it is built on, and that nothing here matches. */
  readonly namedOnly: readonly string[];
  readonly looked: Looked;
}

export function sayVerdict(verdict: Verdict): Said {
  if (verdict === 'own-affairs') return say`Nothing owed was found`;
  if (verdict === 'clear') return say`Nothing matches`;
  if (verdict === 'nothing') return say`Nothing to examine`;
  return sayCreditState(verdict);
}

/** Nothing that could hold evidence was read: no code, no document, no configuration. */
export function isNothing(report: AuditReport): boolean {
  return report.target.examined === 0;
}

function isDirect({ relation }: Lineage): boolean {
  return relation !== 'self' && relation !== 'ancestor' && relation !== 'carrier';
}

const RANK: Readonly<Record<Lineage['strength'], number>> = {
  conclusive: 0,
  strong: 1,
  moderate: 2,
  weak: 3,
};

function heavierFirst(a: Omit<UpstreamAnswer, 'toDo'>, b: Omit<UpstreamAnswer, 'toDo'>): number {
  return (
    CREDIT_STATES.indexOf(a.state) - CREDIT_STATES.indexOf(b.state) ||
    RANK[a.strength] - RANK[b.strength] ||
    b.share - a.share ||
    byText(a.name, b.name)
  );
}

function carriersOf(report: AuditReport): readonly string[] {
  const names = namesOf(report);
  return report.lineage.flatMap(({ relation, upstream }) =>
    relation === 'carrier' ? [names.project(upstream)] : [],
  );
}

function behindOf(report: AuditReport): readonly Behind[] {
  const names = namesOf(report);
  const found = new Map<string, { parts: Set<string>; through: Set<string> }>();
  const entry = (upstream: string): { parts: Set<string>; through: Set<string> } => {
    const known = found.get(upstream) ?? { parts: new Set(), through: new Set() };
    found.set(upstream, known);
    return known;
  };
  for (const { relation, upstream } of report.lineage) if (relation === 'ancestor') entry(upstream);
  const self = new Set(report.lineage.flatMap((one) => (one.relation === 'self' ? [one.upstream] : [])));
  for (const module of report.modules) {
    const match = leadOf(module);
    if (match === null || self.has(match.upstream)) continue;
    for (const ancestor of match.ancestors ?? []) {
      const { parts, through } = entry(ancestor.upstream);
      if (match.symbol !== TOP_LEVEL) parts.add(match.symbol);
      through.add(match.upstream);
    }
  }
  const direct = new Set(report.lineage.filter(isDirect).map(({ upstream }) => upstream));
  return [...found]
    .filter(([upstream]) => !direct.has(upstream) && !self.has(upstream))
    .map(([upstream, { parts, through }]) => ({
      upstream,
      name: names.project(upstream),
      parts: [...parts].sort(),
      through: through.size === 1 ? ([...through][0] ?? null) : null,
    }))
    .sort((a, b) => b.parts.length - a.parts.length || byText(a.name, b.name));
}

function forerunnersOf(report: AuditReport, identity: IdentityAnswer | null): readonly Forerunner[] {
  const self =
    identity?.relation === 'self'
      ? report.lineage.find(({ upstream, relation }) => upstream === identity.upstream && relation === 'self')
      : undefined;
  if (self === undefined) return [];
  const { firstHolders, share: known } = upstreamAnswer(report, self);
  return firstHolders.flatMap(({ project, name, share, since }) => {
    const lineage = report.lineage.find(
      ({ upstream, relation }) => upstream === project && relation === 'ancestor',
    );
    if (lineage === undefined || name === null) return [];
    const { upstream, credited, why } = lineage;
    return [{ upstream, name, share: share * known, since, credited, why }];
  });
}

/** Kinds of file that never hold evidence are left out on purpose; everything else might hold something. */
function notComparedOf(report: AuditReport): readonly string[] {
  const known = new Set(report.artefacts.map(({ path }) => path));
  return report.notExamined
    .filter(({ path, kind }) => kind !== 'other kind' && !known.has(path))
    .map(({ path }) => path);
}

function lookedAt(report: AuditReport): Looked {
  const { coverage } = report;
  return {
    modules: report.modules.length,
    matched: report.modules.filter((module) => leadOf(module) !== null).length,
    small: report.modules.filter((module) => module.notCompared !== null).length,
    comparable: coverage === undefined || coverage.bytes === 0 ? null : coverage.known / coverage.bytes,
    notCompared: notComparedOf(report),
    partial: report.partial,
  };
}

/** What a license asks for is owed to somebody, though no upstream of the report is that. */
const isOwed = ({ duty, level }: ToDo): boolean => duty !== null && level !== 'note';

function verdictOf(
  report: AuditReport,
  upstreams: readonly UpstreamAnswer[],
  toDo: readonly ToDo[],
): Verdict {
  if (isNothing(report)) return 'nothing';
  const [first] = upstreams;
  if (first !== undefined) return first.state;
  if (toDo.some((one) => one.upstream !== null || isOwed(one))) return 'terms-open';
  // Code that others have since later, by the dates of the audited side, does match.
  const isClear =
    toDo.length === 0 && report.lineage.length === 0 && report.modules.every((one) => leadOf(one) === null);
  return isClear ? 'clear' : 'own-affairs';
}

const read = new WeakMap<AuditReport, Answer>();

/** Reads a report for the answer, once; every mouth tells the same. */
export function answerOf(report: AuditReport): Answer {
  const answer = read.get(report) ?? readAnswer(report);
  read.set(report, answer);
  return answer;
}

function readAnswer(report: AuditReport): Answer {
  const drafts = report.lineage.filter(isDirect).map((lineage) => upstreamAnswer(report, lineage));
  const sorted = [...drafts].sort(heavierFirst);
  const ids = sorted.map(({ lineage }) => lineage.upstream);
  const toDo = toDoOf(report, ids);
  const upstreams = sorted.map((draft) => ({
    ...draft,
    toDo: toDo.filter(({ upstream }) => upstream === draft.lineage.upstream),
  }));
  const elsewhere = new Set(
    toDo.flatMap(({ upstream }) => (upstream === null || ids.includes(upstream) ? [] : [upstream])),
  );
  const identity = identityOf(report);
  return {
    verdict: verdictOf(report, upstreams, toDo),
    upstreams,
    behind: behindOf(report),
    carriers: carriersOf(report),
    others: [...elsewhere].map((upstream) => {
      const source = report.sources.find(({ project }) => project === upstream);
      return {
        upstream,
        name: source === undefined ? upstream : shownName(source),
        license: source?.weightsLicense.expression ?? null,
        toDo: toDo.filter((one) => one.upstream === upstream),
      };
    }),
    own: toDo.filter(({ upstream }) => upstream === null),
    toDo,
    identity,
    forerunners: forerunnersOf(report, identity),
    namedOnly: claimGroups(report).flatMap(({ force, found, name }) =>
      force === 'credit' && found === 'not-found' && name !== null ? [name] : [],
    ),
    looked: lookedAt(report),
  };
}
