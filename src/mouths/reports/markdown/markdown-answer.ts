import type { AuditReport } from '../../../model/report.ts';
import { inEnglish, type Said } from '../../../model/said.ts';
import type { Answer } from '../answer/answer.ts';
import { sayCreditState } from '../answer/credit-state.ts';
import { hubNotes } from '../answer/hub-notes.ts';
import { sayFixes, sayModules, sayPair, sayToDo } from '../answer/phrases.ts';
import { sayAnswer, sayVerdictOf } from '../answer/sentence.ts';
import {
  alsoIn,
  behindIt,
  coverage,
  likeConfigurations,
  saysOfItself,
  toDecide,
} from '../answer/sentences.ts';
import type { ToDo } from '../answer/to-do.ts';
import { sayArtefactKind, type UpstreamAnswer } from '../answer/upstream-answer.ts';
import { countFindings } from '../standing.ts';
import { count, percent } from '../wording.ts';
import { markdownTable, markdownText } from './escape.ts';

const MOST_TO_DO = 20;
const MOST_UPSTREAMS = 10;

const said = (sentence: Said): string => markdownText(inEnglish(sentence));

function counts(report: AuditReport, { toDo }: Answer): string {
  const { decided, stale } = countFindings(report);
  return [
    said(sayToDo(toDo)),
    ...(toDo.some(({ fixable }) => fixable > 0) ? [`${said(sayFixes(toDo))}: \`forebear fix\``] : []),
    ...(decided > 0 ? [`${decided} already decided`] : []),
    ...(stale > 0 ? [`${stale} to decide again`] : []),
  ].join(' · ');
}

/** `1. **Acknowledge X in README.md** · X 2.5 · error, has a fix`: the number is that of `forebear fix`. */
function toDoRow(one: ToDo, nameOf: (upstream: string) => string): string {
  const files = one.files.length > 1 ? ` (${count(one.files.length, 'file')})` : '';
  const whose = one.upstream === null ? 'This repository' : markdownText(nameOf(one.upstream));
  return `${one.number}. **${said(one.title)}**${files} · ${whose} · ${one.level}${one.fixable > 0 ? ', has a fix' : ''}`;
}

function toDoList({ toDo, upstreams, others }: Answer): readonly string[] {
  if (toDo.length === 0) return [];
  const names = new Map([
    ...upstreams.map(({ lineage, name }) => [lineage.upstream, name] as const),
    ...others.map(({ upstream, name }) => [upstream, name] as const),
  ]);
  const rest = toDo.length - MOST_TO_DO;
  return [
    '### To do',
    '',
    ...toDo.slice(0, MOST_TO_DO).map((one) => toDoRow(one, (id) => names.get(id) ?? id)),
    ...(rest > 0 ? ['', `… and ${rest} more in the full report.`] : []),
  ];
}

/** What matches, and the heaviest pair of it. */
function matches({ pairs, files, artefacts }: UpstreamAnswer): string {
  const [first] = pairs;
  const kinds = [...new Set(artefacts.map(({ kind }) => inEnglish(sayArtefactKind(kind))))];
  return [
    ...(first === undefined
      ? []
      : [
          said(sayModules(pairs.length, files)),
          `${percent(first.match.containment.local)} of ${said(sayPair(first))}`,
        ]),
    ...(kinds.length === 0 ? [] : [`alike: ${markdownText(kinds.join(', '))}`]),
  ].join('<br>');
}

function upstreamRows({ upstreams }: Answer): readonly string[] {
  if (upstreams.length === 0) return [];
  const rows = upstreams.slice(0, MOST_UPSTREAMS).map((one) => {
    const question = toDecide(one);
    return [
      markdownText(one.name) + (one.organisation === null ? '' : `<br>${markdownText(one.organisation)}`),
      said(sayCreditState(one.state)) + (question === null ? '' : `<br>${markdownText(question)}`),
      matches(one),
      one.strength,
      [
        one.license === 'NONE' ? 'no license stated' : (one.license ?? ''),
        one.since === null ? '' : inEnglish(one.since),
      ]
        .filter((fact) => fact !== '')
        .map(markdownText)
        .join('<br>'),
    ];
  });
  const rest = upstreams.length - rows.length;
  return [
    '### Upstreams',
    '',
    ...markdownTable(['Upstream', 'State', 'What matches', 'Evidence', 'Terms and dates'], rows),
    ...(rest > 0 ? ['', `… and ${count(rest, 'more upstream')} in the full report.`] : []),
  ];
}

/** The answer as sections: verdict, what is to be done, from whom, and how much was looked at. */
export function markdownAnswer(report: AuditReport, answer: Answer): readonly (readonly string[])[] {
  const notes = [
    behindIt(answer),
    alsoIn(answer),
    saysOfItself(report),
    likeConfigurations(report),
    ...hubNotes(report).map(inEnglish),
    coverage(report, answer),
  ];
  return [
    [`**${said(sayVerdictOf(answer))}.** ${said(sayAnswer(answer))}`],
    [`**${counts(report, answer)}**`],
    toDoList(answer),
    upstreamRows(answer),
    ...notes.flatMap((note) => (note === null ? [] : [[markdownText(note)]])),
  ];
}
