import Papa from 'papaparse';
import { failure, type Result, success } from '../../model/result.ts';
import type { AnswerTable, Row } from './answers.ts';

export type TableFailure = 'unknown-format' | 'damaged';

/** Reads the rows of a text file: JSON lines, JSON, CSV or TSV, by its name and then by its content. */
export function parseTable(name: string, text: string): Result<AnswerTable, TableFailure> {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const start = body.trimStart();
  if (/\.(?:csv|tsv)$/i.test(name)) return separated(name, body);
  if (start.startsWith('[') || start.startsWith('{')) {
    const lines = jsonLines(body);
    return lines ?? wholeJson(name, body);
  }
  if (/\.(?:jsonl|json|ndjson)$/i.test(name))
    return failure(
      'damaged',
      `${name} is neither JSON nor JSON lines: it starts with ${JSON.stringify(start.slice(0, 20))}.`,
    );
  return separated(name, body);
}

/** JSON lines when the first line alone is an object; null when the file is one JSON value. */
function jsonLines(body: string): Result<AnswerTable, TableFailure> | null {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const first = parse(lines[0] ?? '');
  if (!isRow(first) || (lines.length === 1 && !looksLikeAnswer(first))) return null;
  const rows: Row[] = [];
  let damaged = 0;
  for (const line of lines) {
    const row = parse(line);
    if (isRow(row)) rows.push(row);
    else damaged += 1;
  }
  return success({ format: 'jsonl', rows, damaged });
}

function looksLikeAnswer(row: Row): boolean {
  return Object.values(row).some((value) => typeof value !== 'object');
}

const LISTS = ['samples', 'results', 'predictions', 'answers', 'data', 'items', 'rows'];

function wholeJson(name: string, body: string): Result<AnswerTable, TableFailure> {
  const root = parse(body);
  if (root === undefined)
    return failure('damaged', `${name} is not valid JSON. Write it again, or give JSON lines.`);
  const list = Array.isArray(root)
    ? root
    : isRow(root)
      ? LISTS.map((key) => root[key]).find((value) => Array.isArray(value))
      : undefined;
  if (Array.isArray(list)) {
    const rows = list.filter(isRow);
    return success({ format: 'json', rows, damaged: list.length - rows.length });
  }
  if (!isRow(root))
    return failure('damaged', `${name} holds a JSON value that is neither a list nor an object.`);
  const rows = Object.entries(root).map(([id, value]): Row => {
    if (isRow(value)) return { id, ...value };
    return { id, prediction: value };
  });
  return success({ format: 'json', rows: byColumns(rows), damaged: 0 });
}

/** `{"column": {"0": …}}`, as a data frame writes itself, turned into rows; other rows stay. */
function byColumns(rows: readonly Row[]): readonly Row[] {
  const looks = rows.length > 0 && rows.length <= 60 && rows.every((row) => Object.hasOwn(row, '0'));
  if (!looks) return rows;
  const turned = new Map<string, Record<string, unknown>>();
  for (const { id: column, ...cells } of rows) {
    for (const [index, cell] of Object.entries(cells)) {
      const row = turned.get(index) ?? {};
      row[String(column)] = cell;
      turned.set(index, row);
    }
  }
  return [...turned.values()];
}

/** Gives a column whose name another one has a name of its own; the library does so too, and prints a line each time. */
function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  // Where to go on for a name: else ten thousand columns of one name are looked through for each.
  const next = new Map<string, number>();
  return (name) => {
    let own = name;
    let at = next.get(name) ?? 1;
    for (; taken.has(own); at++) own = `${name}_${at}`;
    next.set(name, at);
    taken.add(own);
    return own;
  };
}

function separated(name: string, body: string): Result<AnswerTable, TableFailure> {
  const isTabbed =
    /\.tsv$/i.test(name) || (!/\.csv$/i.test(name) && (body.split('\n', 1)[0] ?? '').includes('\t'));
  const parsed = Papa.parse<Record<string, unknown>>(body, {
    header: true,
    skipEmptyLines: 'greedy',
    delimiter: isTabbed ? '\t' : '',
    delimitersToGuess: [',', ';', '\t', '|'],
    transformHeader: uniqueNames(),
  });
  if ((parsed.meta.fields ?? []).length < 2 || parsed.data.length === 0) {
    return failure(
      'unknown-format',
      `${name} is not a table of answers. Give JSON lines, JSON, CSV, TSV or xlsx with a header.`,
    );
  }
  const damaged = new Set(parsed.errors.filter(({ type }) => type === 'FieldMismatch').map(({ row }) => row))
    .size;
  return success({ format: isTabbed ? 'tsv' : 'csv', rows: parsed.data, damaged });
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
