import type {
  ArtefactEvidence,
  AuditedModule,
  AuditReport,
  DecisionStatus,
  Lineage,
  Strength,
} from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';
import { byText } from '../../../model/text-order.ts';
import { answerTo } from '../../../model/upstream-question.ts';
import { namesOf } from '../names.ts';
import { licenseWords } from '../wording.ts';
import { type CreditState, creditState, type Question, sayQuestion } from './credit-state.ts';
import { publicBefore } from './gap.ts';
import type { ModulePair } from './module-pair.ts';
import { indexOf } from './report-index.ts';
import type { ToDo } from './to-do.ts';

/** The part that one project had first of what matches an upstream. */
export interface FirstHolder {
  /** Null: the repository's own, or unknown. */
  readonly project: string | null;
  readonly name: string | null;
  /** 0..1 of the matched modules, by their size. */
  readonly share: number;
  /** ISO date from which it had the earliest of it. */
  readonly since: string | null;
}

/** One upstream that the repository takes from, as a person is told of it. */
export interface UpstreamAnswer {
  readonly lineage: Lineage;
  readonly source: SourceFacts | null;
  /** Name of the version, without what stands in brackets. */
  readonly name: string;
  readonly organisation: string | null;
  /** License of what was taken; null where none is known. */
  readonly license: string | null;
  readonly state: CreditState;
  /** Null where no person has to decide. */
  readonly question: Question | null;
  /** What a person concluded on it as a whole; null where nobody did. */
  readonly decided: DecisionStatus | null;
  readonly strength: Strength;
  /** Since when it was public against the repository's own dates; null when no date is known. */
  readonly since: Said | null;
  /** Heaviest first. */
  readonly pairs: readonly ModulePair[];
  /** 0..1 of the tokens of all compared modules. */
  readonly share: number;
  readonly files: number;
  readonly artefacts: readonly ArtefactEvidence[];
  /** Who had the code first, largest share first; empty when the origins are not known. */
  readonly firstHolders: readonly FirstHolder[];
  /** Nearest known copies where they are not this upstream's own: `MiniCPM-V 2.0`. */
  readonly routes: readonly string[];
  readonly toDo: readonly ToDo[];
}

/** A name without what stands in brackets behind it. */
export function shortName(name: string): string {
  return name.replace(/\s*\(.*$/, '') || name;
}

/**
 * The version's name without its brackets; the project's where that says what stands in them, as `Llama in transformers`
 * does for `Llama (transformers)`.
 */
export function shownName({ name, projectName }: SourceFacts): string {
  const inside = /\((.*?)\)?$/.exec(name)?.[1] ?? '';
  return inside !== '' && projectName.includes(inside) ? projectName : shortName(name);
}

function pairsOf(report: AuditReport, { upstream, strength }: Lineage): readonly ModulePair[] {
  const index = indexOf(report);
  const pairs = strength === 'weak' ? index.firstOf(upstream) : index.ledBy(upstream);
  return [...pairs].sort((a, b) => weightOf(b) - weightOf(a) || byText(a.module.id, b.module.id));
}

const weightOf = ({ module, match }: ModulePair): number => match.score * Math.sqrt(module.tokens);

const KINDS: Readonly<Record<ArtefactEvidence['kind'], Said>> = {
  config: say`configuration`,
  tokenizer: say`tokenizer`,
  'tensor-index': say`tensor names`,
  weights: say`weights`,
  predictions: say`answers`,
  prose: say`text`,
};

export function sayArtefactKind(kind: ArtefactEvidence['kind']): Said {
  return KINDS[kind];
}

function licenseOf(source: SourceFacts | undefined, hasCode: boolean): string | null {
  if (source === undefined) return null;
  const { expression } = hasCode ? source.codeLicense : source.weightsLicense;
  return expression === 'NOASSERTION' ? null : expression === 'NONE' ? expression : licenseWords(expression);
}

function firstHoldersOf(
  pairs: readonly ModulePair[],
  nameOf: (id: string) => string,
): readonly FirstHolder[] {
  const shares = new Map<string | null, { weight: number; since: string | null }>();
  let all = 0;
  for (const { module, match } of pairs) {
    if (match.origin === undefined) continue;
    all += module.tokens;
    for (const { project, share, date = null } of match.origin) {
      const known = shares.get(project) ?? { weight: 0, since: null };
      known.weight += share * module.tokens;
      if (date !== null && (known.since === null || date < known.since)) known.since = date;
      shares.set(project, known);
    }
  }
  if (all === 0) return [];
  return [...shares]
    .map(([project, { weight, since }]) => ({
      project,
      name: project === null ? null : nameOf(project),
      share: weight / all,
      since,
    }))
    .sort((a, b) => Number(a.project === null) - Number(b.project === null) || b.share - a.share);
}

/** Share of what matches, by size, for which a nearer copy has to be known before all of it may have come that way. */
const LEAST_ROUTE = 0.1;

function routesOf(
  pairs: readonly ModulePair[],
  upstream: string,
  nameOf: (id: string) => string,
): readonly string[] {
  const tokens = new Map<string, number>();
  let all = 0;
  for (const { module, match } of pairs) {
    all += module.tokens;
    const by = match.route?.project;
    if (by !== undefined && by !== upstream) tokens.set(by, (tokens.get(by) ?? 0) + module.tokens);
  }
  return [...tokens].flatMap(([by, own]) => (own >= LEAST_ROUTE * all ? [nameOf(by)] : [])).sort();
}

/** What a person is told of one lineage; its to-do list is added by `answerOf`. */
export function upstreamAnswer(report: AuditReport, lineage: Lineage): Omit<UpstreamAnswer, 'toDo'> {
  const source = report.sources.find((one) => one.id === lineage.version);
  const names = namesOf(report);
  const pairs = pairsOf(report, lineage);
  const tokens = (modules: readonly AuditedModule[]): number =>
    modules.reduce((sum, module) => sum + module.tokens, 0);
  const compared = indexOf(report).comparedTokens;
  return {
    lineage,
    source: source ?? null,
    name: source === undefined ? shortName(lineage.version) : shownName(source),
    organisation: source === undefined ? null : shortName(source.organisation),
    license: licenseOf(source, pairs.length > 0),
    state: creditState(lineage, report),
    question: sayQuestion(lineage, report),
    decided: answerTo(report, lineage.upstream),
    strength: lineage.strength,
    since: publicBefore(pairs, lineage, report.target.firstCommitDate),
    pairs,
    share: compared === 0 ? 0 : tokens(pairs.map(({ module }) => module)) / compared,
    files: new Set(pairs.map(({ module }) => module.path)).size,
    artefacts: report.artefacts.filter((one) => one.upstream === lineage.upstream),
    firstHolders: firstHoldersOf(pairs, names.project),
    routes: routesOf(pairs, lineage.upstream, names.project),
  };
}
