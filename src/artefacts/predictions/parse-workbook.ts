import { strFromU8, unzipSync } from 'fflate';
import { failure, type Result, success } from '../../model/result.ts';
import { parseMarkup } from '../parse-markup.ts';
import type { AnswerTable, Row } from './answers.ts';

/** Largest part of a workbook unpacked, in bytes. */
const PART = 200 * 1024 * 1024;

/**
 * Reads the first sheet of an xlsx workbook (ECMA-376 part 1, 18.3 and 18.4): values only, no
 * formulas are evaluated. The first row holds the column names.
 */
export function parseWorkbook(name: string, bytes: Uint8Array): Result<AnswerTable, 'damaged'> {
  const parts = unpack(bytes);
  const sheet = parts === null ? undefined : (parts['xl/worksheets/sheet1.xml'] ?? firstSheet(parts));
  if (parts === null || sheet === undefined)
    return failure(
      'damaged',
      `${name} is not an xlsx workbook that can be read. Save it again as xlsx, or give CSV.`,
    );
  const strings = sharedStrings(strFromU8(parts['xl/sharedStrings.xml'] ?? new Uint8Array()));
  const [header, ...body] = sheetRows(strFromU8(sheet), strings);
  const columns = (header ?? []).map((cell, index) => (cell === '' ? `column${index + 1}` : cell));
  const rows = body
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells): Row => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
  return success({ format: 'xlsx', rows, damaged: 0 });
}

function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | null {
  try {
    return unzipSync(bytes, {
      filter: (file) =>
        file.originalSize <= PART && /^xl\/(?:sharedStrings|worksheets\/[^/]{1,60})\.xml$/.test(file.name),
    });
  } catch {
    return null;
  }
}

function firstSheet(parts: Readonly<Record<string, Uint8Array>>): Uint8Array | undefined {
  const name = Object.keys(parts)
    .filter((path) => path.startsWith('xl/worksheets/'))
    .sort()[0];
  return name === undefined ? undefined : parts[name];
}

/** Texts of `<si>`, phonetic runs (`<rPh>`) left out. */
function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  parseMarkup(xml, 'xml', {
    open: (tag) => {
      if (tag === 'si') current = '';
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 't') inText = !phonetic;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (tag) => {
      if (tag === 'si') strings.push(current);
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 't') inText = false;
    },
  });
  return strings;
}

function sheetRows(xml: string, strings: readonly string[]): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let column = 0;
  let type = '';
  let value = '';
  let inValue = false;
  parseMarkup(xml, 'xml', {
    open: (tag, attributes) => {
      if (tag === 'row') row = [];
      else if (tag === 'c') {
        column = columnIndex(attributes.r ?? '') ?? row.length;
        type = attributes.t ?? '';
        value = '';
      } else if (tag === 'v' || tag === 't') inValue = true;
    },
    text: (text) => {
      if (inValue) value += text;
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') inValue = false;
      else if (tag === 'c' && column < 16_384) {
        while (row.length < column) row.push('');
        row[column] = cellText(type, value, strings);
      } else if (tag === 'row') rows.push(row);
    },
  });
  return rows;
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'e') return '';
  return type === 'str' || type === 'inlineStr' ? value.replace(/_x([0-9A-F]{4})_/g, fromEscape) : value;
}

function fromEscape(_: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

/** `AB12` to 27; null when the reference is missing. */
function columnIndex(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d/.exec(reference)?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
