import hub from '../../../catalogue/licenses/hub-names.json' with { type: 'json' };
import { formatExpression, type KnownIds, parseExpression } from './expression.ts';
import { findNotices } from './notices.ts';
import { tokenize } from './tokens.ts';

/** What a model card calls licenses that have no SPDX id, by lower-case name. */
const HUB_NAMES: ReadonlyMap<string, string> = new Map(
  hub.rows.flatMap((row) => ('link' in row ? [] : [[row.name, row.license] as const])),
);

/** Whether the table of model cards' names knows this expression. */
export function isHubLicense(expression: string): boolean {
  return hub.rows.some((one) => one.license === expression);
}

/** A name that stands for several texts, with the address of the text; null when the two tell none. */
function linkedLicense(name: string, link: string): string | null {
  const address = link.toLowerCase();
  const row = hub.rows.find((one) => 'link' in one && one.name === name && address.includes(one.link ?? ''));
  return row?.license ?? null;
}

/** Expression for a model-card value, or null when it names no license. `link`: where its text is said to be. */
export function hubLicense(ids: KnownIds, value: string, link = ''): string | null {
  const key = value.trim().toLowerCase().replace(/\s+/g, '-');
  const linked = linkedLicense(key, link);
  if (linked !== null) return linked;
  const known = HUB_NAMES.get(key);
  if (known !== undefined) return known === '' ? null : known;
  return hub.rows.some((one) => one.name === key) ? null : licenseValue(ids, value);
}

const LONGEST = 300;

/**
 * Expression for the value of a field that holds a license and nothing else: an SPDX expression, ids parted by
 * `/` or a comma, or a name such as `Apache License, Version 2.0`. Null when it names none.
 */
export function licenseValue(ids: KnownIds, value: string): string | null {
  const text = value.trim();
  if (
    text === '' ||
    text.length > LONGEST ||
    /^(see |unlicensed$|none$|other|proprietary|private|custom)/i.test(text)
  )
    return null;
  const parsed = parseExpression(ids, text);
  if (parsed !== null) return formatExpression(parsed);
  const parts = text.split(/\s*(?:\/|,|\bor\b|\|)\s*/i).filter((part) => part !== '');
  if (parts.length > 1 && parts.length < 6) {
    const each = parts.map((part) => parseExpression(ids, part));
    if (each.every((one) => one !== null)) {
      const glue = /,/.test(text) ? ' AND ' : ' OR ';
      return each.map((one) => (one === null ? '' : formatExpression(one))).join(glue);
    }
  }
  const names = findNotices(
    tokenize(text.replace(/_/g, ' ')),
    () => true,
    () => true,
    [],
    true,
  );
  if (names.length === 0) return null;
  return [...new Set(names.map((one) => one.expression))].join(' AND ');
}
