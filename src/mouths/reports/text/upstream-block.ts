import { inEnglish, type Said } from '../../../model/said.ts';
import { sayCreditState } from '../answer/credit-state.ts';
import { sayKeptFiles, sayTree } from '../answer/identity.ts';
import type { ModulePair } from '../answer/module-pair.ts';
import { sayModules, sayPair } from '../answer/phrases.ts';
import { byWayOf, decidedOf, toDecide, upstreamFacts, whoHadItFirst } from '../answer/sentences.ts';
import type { ToDo } from '../answer/to-do.ts';
import { sayArtefactKind, type UpstreamAnswer } from '../answer/upstream-answer.ts';
import { printable } from '../printable.ts';
import { percent, thousands } from '../wording.ts';
import { flowed, type Ink, ink, type Line, lineColumns, plain } from './paint.ts';
import { columns, fitted } from './table.ts';

/** How much of each upstream is told. */
export interface Room {
  readonly width: number;
  /** Upstreams with a block of their own; the others get one line each. */
  readonly blocks: number;
  readonly pairs: number;
  readonly toDo: number;
  /** Lines for the upstreams without a block. */
  readonly lines: number;
  /** Of these, how many have below them what a person has to decide. */
  readonly questions: number;
}

const BAR = 10;
/** Narrower than this, the bars stand under the count of modules instead of beside it. */
const LEAST_BESIDE = 76;

export const STATE_INKS: Readonly<Record<UpstreamAnswer['state'], Ink>> = {
  'not-credited': 'bad',
  'terms-open': 'open',
  person: 'open',
  complete: 'good',
};

const said = (sentence: Said): string => printable(inEnglish(sentence));

/** One row instead of a row that says "and 1 more". */
const withLast = (most: number, all: number): number => (all === most + 1 ? all : most);

function bar(share: number): string {
  const full = Math.min(BAR, Math.max(share > 0 ? 1 : 0, Math.round(BAR * share)));
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

/** The lines of `left`, with `right` at the end of the first where it fits. */
function withRight(lines: readonly Line[], right: Line, width: number): readonly Line[] {
  const [first = [], ...rest] = lines;
  const gap = width - lineColumns(first) - lineColumns(right);
  if (gap < 2) return [...lines, [plain('    '), ...right]];
  return [[...first, plain(' '.repeat(gap)), ...right], ...rest];
}

function heading(upstream: UpstreamAnswer, width: number, withState: boolean): readonly Line[] {
  const name = printable(upstream.name);
  const state: Line = withState
    ? [ink(STATE_INKS[upstream.state], said(sayCreditState(upstream.state)))]
    : [];
  const room = width - (withState ? lineColumns(state) + 2 : 0);
  const text = printable(upstreamFacts(upstream, upstream.since === null ? null : said(upstream.since)));
  const lead = `  ${name}`;
  const one: Line = [plain('  '), ink('bold', name), plain('   '), ink('soft', text)];
  if (lineColumns(one) <= room) return withState ? withRight([one], state, width) : [one];
  const head: Line = [plain('  '), ink('bold', fitted(name, Math.min(columns(name), room - columns('  '))))];
  const below = text === '' ? [] : flowed(text, width, '    ', '    ', 'soft');
  return lead === '' || !withState ? [head, ...below] : [...withRight([head], state, width), ...below];
}

/** Pairs that read alike, told in one line: the same function in several files. */
interface PairRow {
  /** Share of the module here that is there, `94%`. */
  readonly share: number;
  readonly label: string;
  readonly strength: string;
  readonly times: number;
}

function rowsOf(pairs: readonly ModulePair[]): readonly PairRow[] {
  const rows = new Map<string, PairRow>();
  for (const pair of pairs) {
    const { containment, strength } = pair.match;
    const label = printable(inEnglish(sayPair(pair)));
    const key = JSON.stringify([label, strength]);
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { share: containment.local, label, strength, times: 1 });
    else rows.set(key, { ...known, times: known.times + 1 });
  }
  return [...rows.values()];
}

const labelOf = ({ label, times }: PairRow): string => (times === 1 ? label : `${label}, ${times} times`);

function pairLine(row: PairRow, names: number): Line {
  return [
    ink('link', bar(row.share)),
    plain(` ${percent(row.share).padStart(4)} of `),
    plain(fitted(labelOf(row), names)),
    ink('soft', `  ${row.strength}`),
  ];
}

function pairLines(upstream: UpstreamAnswer, room: Room): readonly Line[] {
  const { pairs, files } = upstream;
  if (pairs.length === 0) return [];
  const count = inEnglish(sayModules(pairs.length, files));
  const all = rowsOf(pairs);
  const shown = all.slice(0, withLast(room.pairs, all.length));
  const widest = Math.max(...shown.map((row) => columns(labelOf(row))));
  const roomFor = (margin: number): number => room.width - margin - BAR - 9 - '  conclusive'.length;
  const margins = [4 + Math.max(18, columns(count)) + 2, 4 + columns(count) + 2];
  const fitting = room.width >= LEAST_BESIDE ? margins.find((one) => widest <= roomFor(one)) : undefined;
  const beside = fitting !== undefined;
  const margin = fitting ?? 4;
  const names = Math.max(8, Math.min(widest, roomFor(margin)));
  const rows = shown.map((row) => pairLine(row, names));
  const rest = pairs.length - shown.reduce((sum, { times }) => sum + times, 0);
  const more: readonly Line[] =
    rest > 0 ? [[ink('soft', rest === 1 ? 'and 1 more module' : `and ${thousands(rest)} more modules`)]] : [];
  const lines = [...rows, ...more];
  if (!beside) return [[plain(`    ${count}`)], ...lines.map((line): Line => [plain('    '), ...line])];
  return lines.map((line, at): Line => [plain((at === 0 ? `    ${count}` : '').padEnd(margin)), ...line]);
}

function alsoEqual({ artefacts }: UpstreamAnswer): string | null {
  const kinds = [...new Set(artefacts.filter((one) => one.strength !== 'weak').map(({ kind }) => kind))];
  return kinds.length === 0
    ? null
    : `Also alike: ${kinds.map((kind) => inEnglish(sayArtefactKind(kind))).join(', ')}`;
}

function keptFiles({ lineage }: UpstreamAnswer): string | null {
  const { keptFiles: kept } = lineage;
  return kept === undefined ? null : inEnglish(sayTree(lineage, kept));
}

const LEVEL_INKS: Readonly<Record<ToDo['level'], Ink>> = { error: 'bad', warning: 'open', note: 'soft' };

/** An order of at most `room` columns where leaving out the leading folders of its file makes it so. */
function titleWithin({ title, files }: ToDo, room: number): string {
  const whole = printable(inEnglish(title)) + (files.length > 1 ? ` (${files.length} files)` : '');
  const [path = ''] = files;
  const parts = path.split('/');
  const shorter = parts.map((_, at) =>
    at === 0 ? whole : whole.replace(path, () => `…/${parts.slice(at).join('/')}`),
  );
  return shorter.find((one) => columns(one) <= room) ?? shorter.at(-1) ?? whole;
}

/** `[4]`, `[4] and [5]`, `[4] to [9]`: a list's numbers, which follow each other. */
function numbersOf(toDo: readonly ToDo[]): string {
  const [first, last] = [toDo[0]?.number, toDo.at(-1)?.number];
  if (first === last) return `[${first}]`;
  return `[${first}] ${toDo.length > 2 ? 'to' : 'and'} [${last}]`;
}

/** Rows of a to-do list: number, order, files, whether a fix comes with it. `label` stands before the first. */
export function toDoLines(
  toDo: readonly ToDo[],
  most: number,
  width: number,
  label: string,
): readonly Line[] {
  if (toDo.length === 0) return [];
  const fitting = withLast(most, toDo.length);
  const shown = toDo.slice(0, fitting);
  const margin = columns(label);
  const digits = Math.max(...shown.map(({ number }) => String(number).length));
  const room = width - margin - digits - 3 - 5;
  const titles = shown.map((one) => titleWithin(one, room));
  const widest = Math.min(room, Math.max(...titles.map(columns)));
  const rest = toDo.slice(fitting);
  return [
    ...shown.map(
      (one, at): Line => [
        plain(at === 0 ? label : ' '.repeat(margin)),
        ink(LEVEL_INKS[one.level], `[${one.number}]`.padEnd(digits + 2)),
        plain(` ${fitted(titles[at] ?? '', widest)}`),
        ink('good', one.fixable > 0 ? '  fix' : ''),
      ],
    ),
    ...(rest.length === 0
      ? []
      : [[plain(' '.repeat(margin)), ink('soft', `and ${rest.length} more, ${numbersOf(rest)}`)]]),
  ];
}

/** One upstream with what matches, who had it first, and what is to be done. */
export function upstreamBlock(upstream: UpstreamAnswer, room: Room, withState: boolean): readonly Line[] {
  const question = toDecide(upstream);
  const texts = [
    keptFiles(upstream),
    alsoEqual(upstream),
    whoHadItFirst(upstream),
    byWayOf(upstream),
    decidedOf(upstream),
  ];
  return [
    ...heading(upstream, room.width, withState),
    ...pairLines(upstream, room),
    ...texts.flatMap((text) =>
      text === null ? [] : flowed(printable(text), room.width, '    ', '      ', 'soft'),
    ),
    ...toDoLines(upstream.toDo, room.toDo, room.width, '    To do  '),
    ...(question === null
      ? []
      : flowed(printable(`To decide  ${question}`), room.width, '    ', '      ', 'open')),
  ];
}

/** One upstream in one line; what a person has to decide on it stands there in short unless that follows. */
export function upstreamLine(upstream: UpstreamAnswer, width: number, isAskedBelow: boolean): Line {
  const { pairs, artefacts, files, toDo, question } = upstream;
  const { relation, keptFiles: kept } = upstream.lineage;
  const what =
    relation === 'vendored' && kept !== undefined
      ? `vendored: ${inEnglish(sayKeptFiles(kept))}`
      : pairs.length > 0
        ? inEnglish(sayModules(pairs.length, files))
        : artefacts.map(({ kind }) => inEnglish(sayArtefactKind(kind))).join(', ');
  const state =
    question === null || isAskedBelow
      ? said(sayCreditState(upstream.state))
      : `To decide: ${said(question.short)}`;
  const open =
    toDo.length === 0 ? (upstream.decided === null ? '' : ', decided') : `, to do ${numbersOf(toDo)}`;
  const head = `  ${printable(upstream.name)}`;
  const middle = `   ${printable(what)}, ${upstream.strength}`;
  const end = `${state}${open}`;
  const gap = width - columns(head) - columns(middle) - columns(end);
  const inside = gap < 2 ? fitted(head + middle, Math.max(8, width - columns(end) - 2)) : null;
  return inside === null
    ? [plain(head), ink('soft', middle), plain(' '.repeat(gap)), ink(STATE_INKS[upstream.state], end)]
    : [plain(inside), plain('  '), ink(STATE_INKS[upstream.state], end)];
}
