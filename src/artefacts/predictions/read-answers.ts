import { failure, type Result, success } from '../../model/result.ts';
import type { Answer, AnswerSet, AnswerTable, Cell, Row } from './answers.ts';
import { type Columns, detectColumns } from './columns.ts';
import { askedOfItself } from './identity-questions.ts';
import { normaliseNumber, normaliseText, optionLetter } from './normalise.ts';

export type AnswersFailure = 'no-rows' | 'no-prediction-column';

/** Turns the rows of one file into answers by id; says in `notes` which columns were taken. */
export function readAnswers(
  name: string,
  table: AnswerTable,
  chosen: Columns,
): Result<AnswerSet, AnswersFailure> {
  if (table.rows.length === 0)
    return failure('no-rows', `${name} has no rows that can be read. Give one row or line per item.`);
  const columns = detectColumns(table.rows, chosen);
  const seen = Object.keys(table.rows[0] ?? {}).slice(0, 12);
  if (columns.prediction === undefined) {
    return failure(
      'no-prediction-column',
      `${name} has no column of answers (it has ${seen.join(', ')}). Name it with --columns prediction=NAME.`,
    );
  }
  const notes: string[] = [];
  const rows = oneFilter(table.rows, notes);
  const answers = new Map<string, Answer>();
  let empty = 0;
  let repeated = 0;
  for (const [index, row] of rows.entries()) {
    const answer = readRow(row, columns, index);
    if (answer === null) empty += 1;
    else if (answers.has(answer.id)) repeated += 1;
    else answers.set(answer.id, answer);
  }
  const taken = Object.entries(columns).map(([role, column]) => `${role} from "${column}"`);
  const rotated = dropRotated(answers);
  if (rotated > 0)
    notes.push(`${name}: ${rotated} rotated copies of a question (index of 1000000 and more) were left out.`);
  notes.unshift(`${name}: ${answers.size} answers (${table.format}); ${taken.join(', ')}.`);
  if (columns.id === undefined) notes.push(`${name}: no id column; items are joined by row number.`);
  if (empty > 0) notes.push(`${name}: ${empty} rows without an answer were left out.`);
  if (repeated > 0) notes.push(`${name}: ${repeated} rows repeat an id; the first one counts.`);
  if (table.damaged > 0) notes.push(`${name}: ${table.damaged} rows could not be read.`);
  return success({ name, answers, notes });
}

/**
 * VLMEvalKit's circular sets ask a question again with its options rotated, under its index plus
 * a multiple of a million. Such rows are not further items.
 */
function dropRotated(answers: Map<string, Answer>): number {
  const rotated = [...answers.keys()].filter(
    (id) => /^\d{7,9}$/.test(id) && answers.has(String(Number(id) % 1_000_000)),
  );
  if (rotated.length * 2 < answers.size) return 0;
  for (const id of rotated) answers.delete(id);
  return rotated.length;
}

/** lm-evaluation-harness writes one row per document and filter: keep one filter. */
function oneFilter(rows: readonly Row[], notes: string[]): readonly Row[] {
  const filters = new Set(rows.flatMap((row) => (typeof row.filter === 'string' ? [row.filter] : [])));
  if (filters.size < 2) return rows;
  const kept = ['none', 'strict-match'].find((filter) => filters.has(filter)) ?? [...filters][0];
  notes.push(`Of the filters ${[...filters].join(', ')}, "${kept}" was taken.`);
  return rows.filter((row) => row.filter === kept);
}

function readRow(row: Row, columns: Columns, index: number): Answer | null {
  const id = columns.id === undefined ? String(index) : text(row[columns.id]).trim();
  const cell = columns.prediction === undefined ? undefined : row[columns.prediction];
  if (id === '' || cell === undefined || cell === null) return null;
  const texts = optionTexts(row, columns);
  const likelihoods = logLikelihoods(cell);
  const counted = optionCount(row, columns) ?? (texts.length >= 2 ? texts.length : null);
  const options = counted ?? likelihoods?.length ?? null;
  const raw = likelihoods === null ? text(unwrap(cell)) : `option ${1 + argmax(likelihoods)}`;
  if (raw.trim() === '') return null;
  const referenceCell = columns.reference === undefined ? undefined : row[columns.reference];
  const reference =
    referenceCell === undefined || referenceCell === null ? null : text(unwrap(referenceCell));
  const closed = options !== null && options >= 2 && options <= 26;
  const settle = (value: string): string =>
    (closed ? optionLetter(value, options, texts) : null) ?? normaliseNumber(normaliseText(value));
  const asked = askedOfItself(questionOf(row, columns), label(row, columns.task));
  const choice = likelihoods === null ? null : argmax(likelihoods);
  return {
    id,
    answer: choice === null ? settle(raw) : letterOr(choice, options),
    raw: raw.slice(0, asked === null ? 300 : OF_ITSELF),
    ...(asked === null ? {} : { asked }),
    reference:
      reference === null || reference.trim() === ''
        ? null
        : choiceReference(reference, choice, options, settle),
    options: options !== null && options >= 2 ? options : null,
    split: label(row, columns.split),
    task: label(row, columns.task),
    stated: statedCorrect(columns.correct === undefined ? undefined : row[columns.correct]),
  };
}

/** Signs of an answer about the model itself that are kept. */
const OF_ITSELF = 8000;

/** The question as text: a list of messages gives its last one. */
function questionOf(row: Row, columns: Columns): string {
  const cell = columns.question === undefined ? undefined : row[columns.question];
  const last: Cell = Array.isArray(cell) ? cell.at(-1) : cell;
  const content: Cell = typeof last === 'object' && last !== null && 'content' in last ? last.content : last;
  return text(content).trim();
}

function letterOr(index: number, options: number | null): string {
  return options !== null && options <= 26 ? String.fromCharCode(97 + index) : String(index);
}

/** Where the answer is an index into options, a numeric reference is an index too. */
function choiceReference(
  reference: string,
  choice: number | null,
  options: number | null,
  settle: (value: string) => string,
): string {
  const index = /^\d{1,3}$/.test(reference.trim()) ? Number(reference) : null;
  if (choice === null || index === null || options === null || index >= options) return settle(reference);
  return letterOr(index, options);
}

function text(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** The innermost first item of nested lists, as harness responses stand. */
function unwrap(cell: Cell): Cell {
  let inner = cell;
  for (let depth = 0; depth < 5 && Array.isArray(inner) && inner.length > 0; depth += 1) inner = inner[0];
  return inner;
}

/** `[[loglikelihood, is_greedy], …]`, one pair per option; null for anything else. */
function logLikelihoods(cell: Cell): readonly number[] | null {
  if (!Array.isArray(cell) || cell.length < 2) return null;
  const values = cell.map((entry: Cell) => {
    const pair: Cell = Array.isArray(entry) && entry.length === 1 ? entry[0] : entry;
    return Array.isArray(pair) && pair.length === 2 && /^(?:true|false)$/i.test(String(pair[1]))
      ? Number(pair[0])
      : Number.NaN;
  });
  return values.every((value) => !Number.isNaN(value)) ? values : null;
}

function argmax(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? -Infinity) ? index : best), 0);
}

function optionTexts(row: Row, columns: Columns): readonly string[] {
  const cell = columns.options === undefined ? undefined : row[columns.options];
  const parsed = typeof cell === 'string' && cell.trimStart().startsWith('[') ? parseList(cell) : cell;
  if (Array.isArray(parsed)) return parsed.map(text);
  if (typeof parsed === 'string' && /[|;\n]/.test(parsed))
    return parsed.split(/[|;\n]/).map((part) => part.trim());
  if (typeof parsed === 'object' && parsed !== null && 'text' in parsed && Array.isArray(parsed.text))
    return parsed.text.map(text);
  const letters: string[] = [];
  for (let code = 65; code < 91; code += 1) {
    const option = text(row[String.fromCharCode(code)]).trim();
    if (option === '' || option.toLowerCase() === 'nan') break;
    letters.push(option);
  }
  return letters.length >= 2 ? letters : [];
}

function optionCount(row: Row, columns: Columns): number | null {
  const cell = columns.options === undefined ? undefined : row[columns.options];
  const count = typeof cell === 'number' || typeof cell === 'string' ? Number(cell) : Number.NaN;
  return Number.isInteger(count) && count >= 2 ? count : null;
}

function parseList(cell: string): Cell {
  try {
    return JSON.parse(cell) as Cell;
  } catch {
    // Python's own spelling of a list of texts.
    return [...cell.matchAll(/'([^'\\]{0,500})'|"([^"\\]{0,500})"/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
  }
}

function label(row: Row, column: string | undefined): string | null {
  const value = column === undefined ? '' : text(row[column]).trim();
  return value === '' ? null : value.slice(0, 100);
}

function statedCorrect(cell: Cell): boolean | null {
  if (typeof cell === 'boolean') return cell;
  const value = text(cell).trim().toLowerCase();
  if (value === '1' || value === '1.0' || value === 'true' || value === 'yes') return true;
  return value === '0' || value === '0.0' || value === 'false' || value === 'no' ? false : null;
}
