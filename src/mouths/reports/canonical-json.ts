import type { AuditReport } from '../../model/report.ts';
import { byText } from '../../model/text-order.ts';
import { withEscapes } from './json-text.ts';

/** Keys that lead, in the order of the contract; the others follow in code point order. */
const LEADING = [
  'schemaVersion',
  'tool',
  'generated',
  'target',
  'catalogue',
  'partial',
  'notExamined',
  'modules',
  'residues',
  'artefacts',
  'lineage',
  'licenses',
  'claims',
  'findings',
  'decisions',
  'coverage',
  'trust',
  'sources',
  'id',
  'rule',
  'level',
  'name',
  'path',
  'range',
  'startLine',
  'endLine',
  'symbol',
  'role',
] as const;
const RANK = new Map<string, number>(LEADING.map((key, index) => [key, index]));

function compareKeys(left: string, right: string): number {
  return (RANK.get(left) ?? LEADING.length) - (RANK.get(right) ?? LEADING.length) || byText(left, right);
}

/** Keys as they were set -> in order: a report has thousands of objects and a few dozen sets of keys. */
const orders = new Map<string, readonly string[]>();

function orderOf(value: object): readonly string[] {
  const keys = Object.keys(value);
  const set = keys.join('\n');
  const known = orders.get(set);
  if (known !== undefined) return known;
  const order = keys.sort(compareKeys);
  if (orders.size > 10_000) orders.clear();
  orders.set(set, order);
  return order;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  // Objects of one layout, which V8 writes several times as fast as tables of keys.
  const found: Record<string, unknown> = {};
  for (const key of orderOf(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (item === undefined) continue;
    if (key !== '__proto__') found[key] = ordered(item);
    // No key is to mean anything but itself.
    else Object.defineProperty(found, key, { value: ordered(item), enumerable: true });
  }
  return found;
}

/** JSON whose bytes depend on the value only, not on the order in which its keys were set. Ends with a newline. */
export function canonicalJson(value: unknown): string {
  return `${withEscapes(JSON.stringify(ordered(value), null, 2))}\n`;
}

/** How `JSON.stringify` sets an only item of an only list: what stands before it, and after. */
const [BEFORE_ITEM = '', AFTER_ITEM = ''] = JSON.stringify({ '': [0] }, null, 2).split('0');
/** The same for an only member. */
const BEFORE_MEMBER = '{\n'.length;
const AFTER_MEMBER = '\n}'.length;

/**
 * The same JSON in pieces, to be written one after the other. A report has megabytes, and one character beyond Latin-1
 * doubles a text: in one piece it takes several times its size, and most of the time of writing it.
 */
export function* canonicalPieces(value: object): Generator<string> {
  /** Between the last piece and the next member, and between it and the end. */
  let between = '{\n';
  let end = '{}\n';
  for (const key of orderOf(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (Array.isArray(item) && item.length > 0) {
      between += `  ${JSON.stringify(key)}: [\n`;
      for (let at = 0; at < item.length; at++) {
        const text = JSON.stringify({ '': [ordered(item[at])] }, null, 2);
        yield `${between}    `;
        yield withEscapes(text.slice(BEFORE_ITEM.length, -AFTER_ITEM.length));
        between = ',\n';
      }
      between = '\n  ],\n';
      end = '\n  ]\n}\n';
      continue;
    }
    const text = JSON.stringify(ordered({ [key]: item }), null, 2);
    if (text === '{}') continue;
    yield between;
    yield withEscapes(text.slice(BEFORE_MEMBER, -AFTER_MEMBER));
    between = ',\n';
    end = '\n}\n';
  }
  yield end;
}

export function jsonReport(report: AuditReport): string {
  return canonicalJson(report);
}
