/** One copyright statement of a text. */
export interface CopyrightStatement {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly holder: string;
  /** As written, e.g. `2021-2024`; empty when none is named. */
  readonly years: string;
}

const STATEMENT = /(?:spdx-filecopyrighttext:|copyright\s*(?:\(c\)|©|:)?|\(c\)|©)\s*(?:copyright)?/i;
const YEARS = /\b(?:19|20)\d{2}(?:\s*[-–,]\s*(?:(?:19|20)?\d{2}|present))*\b/;
const LONGEST_LINE = 500;

/** Copyright lines and SPDX-FileCopyrightText tags of a text, in order. */
export function findCopyrights(text: string): readonly CopyrightStatement[] {
  const found: CopyrightStatement[] = [];
  text.split(/\r\n?|\n/).forEach((raw, at) => {
    if (raw.length > LONGEST_LINE) return;
    const start = raw.search(STATEMENT);
    if (start < 0) return;
    const line = raw.slice(start).replace(/[#*/\s-]+$/, '').trim();
    const rest = line.replace(STATEMENT, '').trim();
    const years = YEARS.exec(rest)?.[0] ?? '';
    const holder = rest.replace(YEARS, '').replace(/all rights reserved\.?/i, '').replace(/^[\s,.:;-]+|[\s,.:;-]+$/g, '').replace(/^by\s+/i, '');
    if (holder === '' || (years === '' && !/^(?:the\s+)?[A-Z\u00c0-\uffff]/.test(holder))) return;
    if (/\b(?:holder|owner|notice|law|license|statement|symbol)s?\b/i.test(holder) && years === '') return;
    found.push({ line: at + 1, text: line, holder, years });
  });
  return found;
}
