import type { LeftKind } from '../../../model/gap.ts';
import type { AuditReport } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import {
  calledModels,
  type DeclaredPart,
  declaredDatasets,
  declaredModels,
} from '../sbom/declared-models.ts';
import { count, percent, thousands } from '../wording.ts';
import type { Answer, Behind } from './answer.ts';
import { sayIdentityOf } from './sentence.ts';
import type { UpstreamAnswer } from './upstream-answer.ts';

/** Names in a row, at most; the rest is counted. */
const MOST_NAMES = 5;
/** Parts that are named of one project behind another. */
const MOST_PARTS = 2;
/** Those who had a smaller share of the code first are not named. */
const LEAST_SHARE = 0.005;
const MOST_HOLDERS = 4;
/** Paths that are named rather than counted. */
const MOST_PATHS = 2;

function inRow(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(rest > 0 ? [`${rest} more`] : [])].join(' · ');
}

/** Organisation, license and date of an upstream: `OpenBMB · Apache-2.0 · public 9 days earlier`; `since` comes said. */
export function upstreamFacts({ organisation, license }: UpstreamAnswer, since: string | null): string {
  return [organisation, license === 'NONE' ? 'no license stated' : license, since]
    .filter((fact) => fact !== null)
    .join(' · ');
}

/** Who had the code first, where that is known and not simply this upstream; null otherwise. */
export function whoHadItFirst({ firstHolders, lineage }: UpstreamAnswer): string | null {
  const [first] = firstHolders;
  if (first?.project === lineage.upstream && first.share > 0.95) return null;
  const shown = firstHolders
    .filter(({ share }) => share >= LEAST_SHARE)
    .slice(0, MOST_HOLDERS)
    .map(({ name, share, since }) => {
      const date = since === null ? '' : ` (since ${since.slice(0, 10)})`;
      return `${name === null ? 'no earlier holder known' : name} ${percent(share)}${date}`;
    });
  return shown.length === 0 ? null : `Who had it first: ${shown.join(' · ')}`;
}

/** By whom it may have come here, where nearer copies than the upstream's own are known; null otherwise. */
export function byWayOf({ routes }: UpstreamAnswer): string | null {
  return routes.length === 0 ? null : `Perhaps by way of ${routes.join(', ')}`;
}

function behindName({ name, parts }: Behind): string {
  const named = parts.slice(0, MOST_PARTS).map((part) => part.replace(/ \+\d+$/, ''));
  return named.length === 0 ? name : `${name} (${named.join(', ')})`;
}

/** Why a person has to decide, and between what; null where none has to. */
export function toDecide({ question }: UpstreamAnswer): string | null {
  return question === null ? null : inEnglish(question.whole);
}

/** What a person concluded on an upstream as a whole, by whom and when; null where nobody did. */
export function decidedOf({ decided }: UpstreamAnswer): string | null {
  if (decided === null) return null;
  const { state, by = 'author not stated', on, note } = decided;
  return `Decided: ${[state, by, ...(on === undefined ? [] : [on])].join(', ')}: ${note}`;
}

/** From whom the upstreams have it themselves; null where nothing is known. */
export function behindIt({ behind: all, forerunners }: Answer): string | null {
  const told = new Set(forerunners.map(({ upstream }) => upstream));
  const behind = all.filter(({ upstream }) => !told.has(upstream));
  return behind.length === 0 ? null : `Behind it: ${inRow(behind.map(behindName))}`;
}

/** Projects that hold the same code without having had it first. */
export function alsoIn({ carriers }: Answer): string | null {
  return carriers.length === 0 ? null : `The same code is also in (nothing owed to them): ${inRow(carriers)}`;
}

/** Said where the catalogue holds the audited repository itself, or it is a fork or a copy of what the catalogue holds. */
export function itself(answer: Answer): string | null {
  const said = sayIdentityOf(answer);
  return said === null ? null : inEnglish(said);
}

/** Configurations that are like those of published models: told, and no evidence of a descent. */
export function likeConfigurations({ artefacts }: AuditReport): string | null {
  const [first, ...rest] = artefacts.filter(
    ({ candidates, likeness }) => candidates !== undefined && likeness !== 'common',
  );
  if (first === undefined) return null;
  const [one = '', ...others] = (first.candidates ?? []).map(({ model }) => model);
  const models = others.length === 0 ? one : `${one} and ${count(others.length, 'other model')}`;
  const more = rest.length === 0 ? '' : `; so have ${count(rest.length, 'more file')}`;
  return `${first.path} has the sizes of ${models}${more}. That alone shows no descent.`;
}

const RELATION_WORDS = {
  adapter: 'an adapter of',
  finetune: 'fine-tuned from',
  merge: 'merged from',
  quantized: 'quantised from',
} as const;

function partNames(parts: readonly DeclaredPart[]): string {
  return parts.length <= MOST_NAMES
    ? parts.map(({ id }) => id).join(', ')
    : `${parts
        .slice(0, MOST_NAMES)
        .map(({ id }) => id)
        .join(', ')} and ${parts.length - MOST_NAMES} more`;
}

/** Parts by the file that names them first and what it says of them, each group with the place of its first. */
function namedParts(parts: readonly DeclaredPart[], how: (part: DeclaredPart) => string): readonly string[] {
  const groups = new Map<string, DeclaredPart[]>();
  for (const part of parts) {
    const key = `${how(part)}\n${part.at.replace(/:\d+$/, '')}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const lineOf = ({ at }: DeclaredPart): number => Number(/\d+$/.exec(at)?.[0] ?? 0);
  return [...groups].map(([key, group]) => {
    const [first] = [...group].sort((a, b) => lineOf(a) - lineOf(b));
    return `${key.split('\n')[0] ?? ''} ${partNames(group)} (${first?.at ?? ''})`;
  });
}

/** What the repository says of itself, where it is one of a model hub: bases, data, models that an app calls. Its word. */
export function saysOfItself(report: AuditReport): string | null {
  const relations = new Map((report.bases ?? []).map(({ model, relation }) => [model, relation]));
  const said = [
    ...namedParts(declaredModels(report), ({ id }) => {
      const relation = relations.get(id);
      return relation === undefined ? 'made from' : RELATION_WORDS[relation];
    }),
    ...namedParts(declaredDatasets(report), () => 'data'),
    ...namedParts(calledModels(report), () => 'calls'),
  ];
  return said.length === 0 ? null : `It says of itself: ${said.join('; ')}.`;
}

/** How much was looked at, and what was not. */
export function coverage(report: AuditReport, { looked, upstreams, identity: self }: Answer): string {
  const leftAs = (kind: LeftKind): ReadonlyMap<string, string> =>
    new Map(report.notExamined.flatMap((one) => (one.kind === kind ? [[one.path, one.reason]] : [])));
  const values = leftAs('values');
  // What the repository has and this clone or folder lacks, also where its id alone tells what it is.
  const absent = leftAs('absent');
  const refused = leftAs('refused');
  const { modules, matched, small, comparable, notCompared, partial } = looked;
  const known =
    comparable === null ? null : `${percent(comparable)} of the code had something to be compared with`;
  const isBare = matched === 0 && upstreams.length === 0 && self === null && modules > 0;
  const trust = (report.trust ?? []).filter(({ saidBy }) => saidBy === 'audited side').length;
  const hasCode = modules > 0 || (report.coverage?.files ?? 1) > 0;
  return [
    !hasCode
      ? 'No code is here to compare.'
      : isBare
        ? `Nothing of ${count(modules, 'module')} matches${known === null ? '' : `; ${known}`}.`
        : `Compared: ${known ?? `${count(modules - small, 'module')}, ${thousands(matched)} of them with a match`}.`,
    small === 0 ? '' : `Too small to tell: ${count(small, 'module')}.`,
    sayNotCompared(
      'Not compared',
      notCompared.filter((path) => !values.has(path) && !absent.has(path) && !refused.has(path)),
    ),
    sayNotCompared(
      'Not at hand',
      [...absent.keys()].filter((path) => path !== '.'),
    ),
    absent.has('.') ? `${absent.get('.') ?? ''}.` : '',
    sayNotCompared(
      'Values that "forebear weights" compares',
      notCompared.filter((path) => values.has(path)),
    ),
    trust === 0 ? '' : `On the audited side's own word: ${count(trust, 'fact')}.`,
    partial ? 'A part that should have been looked at was not: this report is incomplete.' : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
}

function sayNotCompared(what: string, paths: readonly string[]): string {
  if (paths.length === 0) return '';
  return `${what}: ${paths.length <= MOST_PATHS ? paths.join(', ') : count(paths.length, 'path')}.`;
}
