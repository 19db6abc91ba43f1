import type { AuditReport, FindingLevel, Order, Relation, Strength } from '../../model/report.ts';
import type { Role } from '../../model/role.ts';
import { inWords, type Said } from '../../model/said.ts';
import { type Answer, answerOf, type Verdict } from '../reports/answer/answer.ts';
import { type CreditState, sayCreditState } from '../reports/answer/credit-state.ts';
import { hubNotes } from '../reports/answer/hub-notes.ts';
import type { ModulePair } from '../reports/answer/module-pair.ts';
import { sayFixes, sayModules, sayPair, saySymbol, sayToDo } from '../reports/answer/phrases.ts';
import { sayAnswer, sayVerdictOf } from '../reports/answer/sentence.ts';
import type { ToDo } from '../reports/answer/to-do.ts';
import { sayArtefactKind, shortName, type UpstreamAnswer } from '../reports/answer/upstream-answer.ts';
import { riverSvg } from '../reports/river/river.ts';
import { licenseWords } from '../reports/wording.ts';

/** Says a template in the display language. */
export type Translate = (template: string) => string;

/** A module and what it resembles, as much as a list needs. */
export interface PairRow {
  readonly module: string;
  /** Index in the module's `matches`. */
  readonly match: number;
  /** `Projection ← Resampler`. */
  readonly title: string;
  /** `slice_image and 3 more functions`. */
  readonly symbol: string;
  readonly role: Role;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** 0..1 of this module that is in the upstream's. */
  readonly share: number;
  readonly strength: Strength;
  readonly order: Order;
  readonly tokens: number;
}

export interface HolderRow {
  /** Null: its own, or unknown. */
  readonly name: string | null;
  /** 0..1 of the matched modules, by their size. */
  readonly share: number;
  /** ISO date. */
  readonly since: string | null;
}

export interface UpstreamRow {
  readonly upstream: string;
  readonly version: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly license: string | null;
  readonly state: CreditState;
  readonly stateName: string;
  /** Why a person has to decide, and between what; no full stop. */
  readonly question: string | null;
  readonly strength: Strength;
  readonly relation: Relation;
  /** `public 9 days earlier`. */
  readonly since: string | null;
  /** `5 modules in 3 files`, then what else is alike. */
  readonly what: readonly string[];
  /** 0..1 of the tokens of all compared modules. */
  readonly share: number;
  /** Heaviest first. */
  readonly pairs: readonly PairRow[];
  readonly firstHolders: readonly HolderRow[];
  readonly routes: readonly string[];
  /** Numbers of its duties. */
  readonly toDo: readonly number[];
}

/** One duty towards one upstream. */
export interface DutyRow {
  readonly number: number;
  readonly upstream: string | null;
  /** Null: the repository's own affair. */
  readonly name: string | null;
  readonly level: FindingLevel;
  readonly title: string;
  readonly rule: string;
  readonly duty: string | null;
  readonly files: readonly string[];
  /** Ids. */
  readonly findings: readonly string[];
  /** Findings that a fix mends. */
  readonly fixable: number;
}

/** A report as it answers, in the display language. */
export interface AnswerRows {
  readonly verdict: Verdict;
  readonly verdictName: string;
  readonly sentence: string;
  /** `11 to do: 6 errors, 3 warnings, 2 notes`. */
  readonly counts: string;
  /** `8 have a fix`. */
  readonly fixes: string;
  readonly upstreams: readonly UpstreamRow[];
  readonly behind: readonly {
    readonly upstream: string;
    readonly name: string;
    readonly parts: readonly string[];
  }[];
  readonly carriers: readonly string[];
  readonly toDo: readonly DutyRow[];
  readonly looked: Answer['looked'];
  /** What has to be known besides: a gate, a license by a name of its own, files that were refused. */
  readonly notes: readonly string[];
  /** The picture as SVG, wide and for a narrow panel; empty where nothing flows in. */
  readonly river: { readonly wide: string; readonly narrow: string };
}

const WIDE = 860;
const NARROW = 360;

function pairRow(pair: ModulePair, say: (said: Said) => string): PairRow {
  const { module, match } = pair;
  return {
    module: module.id,
    match: Math.max(0, module.matches.indexOf(match)),
    title: say(sayPair(pair)),
    symbol: say(saySymbol(module.symbol, module.path)),
    role: module.role,
    path: module.path,
    startLine: module.range.startLine,
    endLine: module.range.endLine,
    share: match.containment.local,
    strength: match.strength,
    order: match.order ?? (match.precedes === null ? 'unknown' : match.precedes ? 'before' : 'after'),
    tokens: module.tokens,
  };
}

function upstreamRow(one: UpstreamAnswer, say: (said: Said) => string): UpstreamRow {
  const { lineage, pairs, files, artefacts } = one;
  const kinds = [...new Set(artefacts.map(({ kind }) => kind))].map((kind) => say(sayArtefactKind(kind)));
  return {
    upstream: lineage.upstream,
    version: lineage.version,
    name: one.name,
    organisation: one.organisation,
    license: one.license,
    state: one.state,
    stateName: say(sayCreditState(one.state)),
    question: one.question === null ? null : say(one.question.whole),
    strength: one.strength,
    relation: lineage.relation,
    since: one.since === null ? null : say(one.since),
    what: [...(pairs.length === 0 ? [] : [say(sayModules(pairs.length, files))]), ...kinds],
    share: one.share,
    pairs: pairs.map((pair) => pairRow(pair, say)),
    firstHolders: one.firstHolders.map(({ name, share, since }) => ({ name, share, since })),
    routes: one.routes,
    toDo: one.toDo.map(({ number }) => number),
  };
}

function dutyRow(one: ToDo, nameOf: (upstream: string) => string, say: (said: Said) => string): DutyRow {
  return {
    number: one.number,
    upstream: one.upstream,
    name: one.upstream === null ? null : nameOf(one.upstream),
    level: one.level,
    title: say(one.title),
    rule: one.rule,
    duty: one.duty === null ? null : licenseWords(one.duty),
    files: one.files,
    findings: one.findings.map(({ id }) => id),
    fixable: one.fixable,
  };
}

function riverOf(report: AuditReport, translate: Translate): AnswerRows['river'] {
  // The links are taken over by the page, which knows their targets from the elements' own data.
  const linkOf = (): string => '#';
  const at = (width: number, id: string): string => riverSvg(report, { width, id, linkOf, translate });
  return { wide: at(WIDE, 'river-wide'), narrow: at(NARROW, 'river-narrow') };
}

/** The answer of a report with its sentences said by `translate`. */
export function answerRows(report: AuditReport, translate: Translate): AnswerRows {
  const say = (said: Said): string => inWords(said, translate);
  const answer = answerOf(report);
  const names = new Map<string, string>([
    ...report.sources.map(({ project, name }) => [project, shortName(name)] as const),
    ...answer.upstreams.map(({ lineage, name }) => [lineage.upstream, name] as const),
  ]);
  return {
    verdict: answer.verdict,
    verdictName: say(sayVerdictOf(answer)),
    sentence: say(sayAnswer(answer)),
    counts: say(sayToDo(answer.toDo)),
    fixes: answer.toDo.some(({ fixable }) => fixable > 0) ? say(sayFixes(answer.toDo)) : '',
    upstreams: answer.upstreams.map((one) => upstreamRow(one, say)),
    behind: answer.behind.map(({ upstream, name, parts }) => ({
      upstream,
      name,
      parts: parts.map((part) => part.replace(/ \+\d+$/, '')),
    })),
    carriers: answer.carriers,
    toDo: answer.toDo.map((one) => dutyRow(one, (id) => names.get(id) ?? id, say)),
    looked: answer.looked,
    notes: hubNotes(report).map(say),
    river: riverOf(report, translate),
  };
}
