import { lineBefore } from '../../bytes/line-before.ts';
import { type Expression, formatExpression, parseExpression } from './expression.ts';
import type { LicenseIndex } from './license-index.ts';
import { licenseValue } from './license-value.ts';
import { ignoredStretches, isInString } from './program-strings.ts';
import { isDocument } from './sections.ts';

/** An `SPDX-License-Identifier` on one line of a text. */
export interface Tag {
  /** Line from 1. */
  readonly line: number;
  /** Offsets [from, to) of the tag and what follows it on its line. */
  readonly from: number;
  readonly to: number;
  readonly expression: string;
}

const MARK = /SPDX-License-Identifier\s{0,20}[:=]\s{0,20}/gi;
const LONGEST = 400;
/** Tags of one file that are read. */
const MOST_TAGS = 1000;

/** What is said of a tag that begins as an expression and cannot be read as one. */
export const UNREADABLE = 'LicenseRef-unreadable-tag';

/** The longest start of `text` that reads as an expression; `MIT OR BSD AND` breaks off, and is none. */
function leadingExpression(index: LicenseIndex, text: string): Expression | 'unreadable' | null {
  const line = text.slice(0, LONGEST).replace(/^[\s"'`(<[{]*(?=\w)/, (lead) => lead.replace(/[^(]/g, ''));
  const words = line.match(/[()]|[A-Za-z0-9.+:-]+|[^\sA-Za-z0-9.+:()-]+/g) ?? [];
  const upTo: string[] = [];
  for (const word of words) {
    if (!/^([()]|[A-Za-z0-9.+:-]+)$/.test(word)) break;
    upTo.push(word);
  }
  for (let end = Math.min(upTo.length, 60), tries = 0; end > 0 && tries < 16; end--, tries++) {
    const last = upTo[end - 1] ?? '';
    if (/^(and|or|with|\()$/i.test(last)) continue;
    const clean = [...upTo.slice(0, end - 1), last.replace(/[.:,;-]+$/, '')].join(' ');
    const expression = parseExpression(index, clean);
    if (expression === null) continue;
    // `MIT/Apache-2.0` and `MIT, Apache-2.0` are no expressions and name both.
    if (end === upTo.length && isNextToo(index, words[end], words[end + 1])) return null;
    return /^(?:AND|OR|WITH)$/.test(upTo[end] ?? '') ? 'unreadable' : expression;
  }
  return null;
}

/** Whether another license stands behind a sign that parts two. */
function isNextToo(index: LicenseIndex, sign: string | undefined, next: string | undefined): boolean {
  if (sign === '/') return true;
  return sign === ',' && next !== undefined && parseExpression(index, next) !== null;
}

/** `(MIT OR Apache-2.0` and `Frobnicate-1.0 OR MIT`: built as an expression, and none. */
const BUILT = /^[(\s]*[\w.+-]+(?:[()\s]+(?:AND|OR|WITH)[()\s]+[\w.+:-]+)+[)\s]*$/;

/** A value without what closes the comment around it. */
const bare = (text: string): string => text.replace(/(?:\*\/|-->|\*+\)?|\\|#?\}|["'`#])?\s*$/, '').trim();

/** A value that is no expression and names a license all the same: `GPLv3+`, `Apache 2.0`. */
function namedLicense(index: LicenseIndex, text: string): string | null {
  const value = bare(text);
  if (BUILT.test(value)) return UNREADABLE;
  return /^[A-Za-z][A-Za-z0-9 .,+()/-]{1,60}$/.test(value) ? licenseValue(index, value) : null;
}

/** Whether a document shows the tag as code within a sentence: it tells how to write one. */
function isQuoted(path: string, text: string, at: number): boolean {
  const lead = lineBefore(text, at, 300);
  return isDocument(path) && /\p{L}{2,}[^`]*`[^`]*$/u.test(lead);
}

/**
 * Every tag of a text. A tag whose value is no expression, such as a pattern in source code, is none; nor is one in
 * a string of a program.
 */
export function findTags(index: LicenseIndex, path: string, text: string): readonly Tag[] {
  const ignored = /SPDX-License-Identifier/i.test(text) ? ignoredStretches(path, text) : [];
  const tags: Tag[] = [];
  let line = 1;
  let counted = 0;
  let marks = 0;
  MARK.lastIndex = 0;
  for (const mark of text.matchAll(MARK)) {
    const at = mark.index + mark[0].length;
    for (let i = text.indexOf('\n', counted); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      counted = i + 1;
    }
    if (tags.length >= MOST_TAGS || marks++ >= MOST_TAGS) break;
    const end = text.indexOf('\n', at);
    const to = Math.min(end < 0 ? text.length : end, at + LONGEST);
    const isIgnored = ignored.some(([from, past]) => mark.index >= from && mark.index < past);
    if (isIgnored || isInString(path, text, mark.index) || isQuoted(path, text, mark.index)) continue;
    const value = text.slice(at, to);
    const read = leadingExpression(index, value);
    const expression =
      read === 'unreadable'
        ? UNREADABLE
        : read === null
          ? namedLicense(index, value)
          : formatExpression(read);
    if (expression !== null) tags.push({ line, from: mark.index, to, expression });
  }
  return tags;
}
