import type { AuditReport } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import { type Answer, answerOf } from '../answer/answer.ts';
import { hubNotes } from '../answer/hub-notes.ts';
import { sayFixes, sayToDo } from '../answer/phrases.ts';
import { sayVerdictOf } from '../answer/sentence.ts';
import {
  alsoIn,
  behindIt,
  coverage,
  itself,
  likeConfigurations,
  saysOfItself,
  toDecide,
} from '../answer/sentences.ts';
import type { UpstreamAnswer } from '../answer/upstream-answer.ts';
import type { Again, FormatOptions } from '../format.ts';
import { printable } from '../printable.ts';
import { quotedArgument } from '../quoted-argument.ts';
import { countFindings } from '../standing.ts';
import { count, thousands } from '../wording.ts';
import { fullText } from './full-text.ts';
import { flowed, type Ink, ink, type Line, lineColumns, painted, plain } from './paint.ts';
import { type Room, STATE_INKS, toDoLines, upstreamBlock, upstreamLine } from './upstream-block.ts';

/** Lines of an answer, at most. */
export const MOST_LINES = 40;
const DEFAULT_COLUMNS = 80;
/** Everything that a report holds is more often kept than read at a terminal. */
const FULL_COLUMNS = 110;
/** Narrower than this, lines are cut rather than laid out. */
const LEAST_COLUMNS = 40;
/** Wider than this, a line is hard to read. */
const WIDEST = 120;

/** From generous to terse: the first that fits forty lines is taken. */
const ROOMS: readonly Omit<Room, 'width'>[] = [
  { blocks: 4, pairs: 4, toDo: 4, lines: 8, questions: 2 },
  { blocks: 3, pairs: 3, toDo: 3, lines: 8, questions: 2 },
  { blocks: 3, pairs: 2, toDo: 2, lines: 6, questions: 2 },
  { blocks: 2, pairs: 2, toDo: 2, lines: 6, questions: 2 },
  { blocks: 2, pairs: 2, toDo: 2, lines: 6, questions: 1 },
  { blocks: 2, pairs: 2, toDo: 2, lines: 6, questions: 0 },
  { blocks: 2, pairs: 1, toDo: 1, lines: 4, questions: 1 },
  { blocks: 1, pairs: 3, toDo: 3, lines: 8, questions: 1 },
  { blocks: 1, pairs: 2, toDo: 2, lines: 4, questions: 0 },
  { blocks: 1, pairs: 1, toDo: 1, lines: 2, questions: 0 },
];

const VERDICT_INKS: Readonly<Record<Exclude<Answer['verdict'], keyof typeof STATE_INKS>, Ink>> = {
  'own-affairs': 'good',
  clear: 'good',
  nothing: 'open',
};

function verdictInk(verdict: Answer['verdict']): Ink {
  if (verdict === 'own-affairs' || verdict === 'clear' || verdict === 'nothing') return VERDICT_INKS[verdict];
  return STATE_INKS[verdict];
}

function headline({ target }: AuditReport, answer: Answer, width: number): readonly Line[] {
  const verdict = ink(verdictInk(answer.verdict), inEnglish(sayVerdictOf(answer)).toUpperCase());
  const facts = [
    target.commit === undefined
      ? null
      : `${target.commit.slice(0, 7)}${target.dirty === true ? ', changed since' : ''}`,
    `${thousands(target.examined)} of ${count(target.files, 'file')}`,
    answer.looked.modules === 0 ? null : count(answer.looked.modules, 'module'),
  ].filter((fact) => fact !== null);
  const name = printable(target.name);
  const left: Line = [ink('bold', name), plain('  '), ink('soft', facts.join(' · '))];
  const gap = width - lineColumns(left) - lineColumns([verdict]);
  if (gap >= 2) return [[...left, plain(' '.repeat(gap)), verdict]];
  return [
    [ink('bold', name)],
    ...flowed(facts.join(' · '), width, '  ', '  ', 'soft'),
    [plain('  '), verdict],
  ];
}

/** A sentence of the answer, if there is one. */
function told(sentence: string | null, width: number, next: string, name: Ink = 'soft'): readonly Line[] {
  return sentence === null ? [] : flowed(printable(sentence), width, '  ', next, name);
}

function duties(answer: Answer, room: Room): readonly Line[] {
  return answer.others.flatMap(({ name, toDo }) =>
    toDoLines(toDo, room.toDo, room.width, `  ${printable(name)} (base of the weights)  `),
  );
}

/** A command broken between its arguments so that it can be copied as it stands. */
function continued(command: string, width: number): readonly Line[] {
  const lines = flowed(command, width - 2, '  ', '    ', 'link');
  return lines.map((line, at) => (at === lines.length - 1 ? line : [...line, ink('link', ' \\')]));
}

/** Where the audited tree is, for a command that looks at it again. */
const placeOf = ({ path }: Again): string => (path === undefined ? '' : ` --in ${quotedArgument(path)}`);

const optionsOf = ({ options }: Again): string => (options === '' ? '' : ` ${options}`);

function whyCommand({ lineage }: UpstreamAnswer, again: Again): string {
  return `forebear why ${quotedArgument(lineage.upstream)}${placeOf(again)}${optionsOf(again)}`;
}

/** What a person types to answer the first question: its number in the list where it has one, else the upstream's name. */
function decideCommand(answer: Answer, again: Again): string | null {
  const asked = answer.upstreams.find(({ question }) => question !== null);
  if (asked === undefined || !again.writable) return null;
  const [entry] = asked.toDo;
  const isUnique = answer.upstreams.filter(({ name }) => name === asked.name).length === 1;
  const target =
    entry === undefined ? (isUnique ? asked.name : asked.lineage.upstream) : String(entry.number);
  return `forebear decide ${quotedArgument(target)}${placeOf(again)}${optionsOf(again)}`;
}

/** What to type next, each on a line where they do not fit one. */
function nextCommands(answer: Answer, again: Again, width: number): readonly Line[] {
  const place = placeOf(again);
  const options = optionsOf(again);
  // What a person has to decide has no order in the list: there the evidence is the next thing to see.
  const first = answer.upstreams.find((one) => toDecide(one) !== null) ?? answer.upstreams[0];
  const commands = [
    again.writable && answer.toDo.some(({ fixable }) => fixable > 0)
      ? `forebear fix${place}${options}`
      : null,
    first === undefined ? null : whyCommand(first, again),
    decideCommand(answer, again),
    `forebear audit${again.path === undefined ? '' : ` ${quotedArgument(again.path)}`} --full${options}`,
  ].flatMap((one) => (one === null ? [] : [printable(one)]));
  const line = `Next: ${commands.join(' · ')}`;
  if (line.length <= width) return [[plain('Next: '), ink('link', commands.join(' · '))]];
  return [[plain('Next:')], ...commands.flatMap((one) => continued(one, width))];
}

function totals(report: AuditReport, { toDo }: Answer): string {
  const { decided, stale } = countFindings(report);
  return [
    inEnglish(sayToDo(toDo)),
    toDo.some(({ fixable }) => fixable > 0) ? inEnglish(sayFixes(toDo)) : null,
    decided > 0 ? `${thousands(decided)} decided` : null,
    stale > 0 ? `${thousands(stale)} to decide again` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Upstreams in one line each; of the first that leave a question, it stands below in whole. */
function inLines(shown: readonly UpstreamAnswer[], { width, questions }: Room): readonly Line[] {
  const asked = shown.filter((one) => toDecide(one) !== null).slice(0, questions);
  return shown.flatMap((one) => {
    const question = asked.includes(one) ? toDecide(one) : null;
    const below = question === null ? [] : flowed(printable(question), width, '    ', '    ', 'open');
    return [upstreamLine(one, width, question !== null), ...below];
  });
}

function laidOut(report: AuditReport, answer: Answer, room: Room, again: Again): readonly Line[] {
  const { width } = room;
  const [blocks, others] = [answer.upstreams.slice(0, room.blocks), answer.upstreams.slice(room.blocks)];
  const shown = others.slice(0, room.lines);
  const rest = others.length - shown.length;
  return [
    ...headline(report, answer, width),
    ...told(itself(answer), width, '  ', 'plain'),
    ...blocks.flatMap((one) => upstreamBlock(one, room, answer.upstreams.length > 1)),
    ...inLines(shown, room),
    ...(rest > 0 ? [[ink('soft', `  and ${count(rest, 'more upstream')}`)]] : []),
    ...told(behindIt(answer), width, '    '),
    ...told(alsoIn(answer), width, '    '),
    ...duties(answer, room),
    ...toDoLines(answer.own, room.toDo, width, '  This repository  '),
    ...told(saysOfItself(report), width, '  '),
    ...told(likeConfigurations(report), width, '  '),
    ...hubNotes(report).flatMap((note) => told(inEnglish(note), width, '  ')),
    ...flowed(printable(coverage(report, answer)), width, '', '  ', answer.looked.partial ? 'open' : 'plain'),
    ...flowed(totals(report, answer), width, '', '  ', 'bold'),
    ...nextCommands(answer, again, width),
  ];
}

function nothing(report: AuditReport, width: number): readonly Line[] {
  const { files } = report.target;
  const why = report.notExamined.some(({ kind }) => kind === 'absent')
    ? 'What git tracks is not in this folder.'
    : files === 0
      ? 'The folder is empty. Check the path.'
      : `None of ${count(files, 'file')} is code, a document, a license or a configuration that can be read. Check the path.`;
  const answer = answerOf(report);
  const left = answer.looked.notCompared.length === 0 ? null : coverage(report, answer);
  return [
    ...headline(report, answer, width),
    ...flowed(why, width, '  ', '  '),
    ...(left === null ? [] : flowed(printable(left), width, '  ', '  ')),
    ...hubNotes(report).flatMap((note) => told(inEnglish(note), width, '  ')),
  ];
}

/**
 * The answer for a person at a terminal, in at most forty lines of at most its width: what the repository descends
 * from, whether it says so, what is to be done, what was not compared, and the next command. `full` gives everything.
 */
export function textReport(report: AuditReport, options: FormatOptions = {}): string {
  if (options.full === true) return fullText(report, options.terminal?.columns ?? FULL_COLUMNS);
  const { columns: wide = DEFAULT_COLUMNS, color = false } = options.terminal ?? {};
  const width = Math.min(WIDEST, Math.max(LEAST_COLUMNS, wide));
  const again = options.again ?? { options: '', writable: true };
  const answer = answerOf(report);
  const print = (lines: readonly Line[]): string =>
    `${lines.map((line) => painted(line, width, color)).join('\n')}\n`;
  if (answer.verdict === 'nothing') return print(nothing(report, width));
  const tries = ROOMS.map((room) => laidOut(report, answer, { ...room, width }, again));
  const fitting = tries.find((lines) => lines.length <= MOST_LINES) ?? tries.at(-1) ?? [];
  return print(fitting.slice(0, MOST_LINES));
}
