import { byText } from '../../model/text-order.ts';
import { createDigest, type Digest, digestOf } from './digest.ts';
import { isList, isObject, type Json } from './json-shape.ts';

const DEPTH = 12;
const FIELDS = 2000;
const LONG = 160;

/** A scalar as it stands in a fact: strings in quotes, numbers in one spelling, long texts as a digest. */
export function scalar(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return String(value);
  return value.length > LONG ? `~${value.length}:${digestOf(value)}` : JSON.stringify(value);
}

/** Flattens to sorted `path=value` pairs; lists of scalars stay one value, as `[1, 2]`. */
export function flatten(root: Json): readonly (readonly [path: string, value: string])[] {
  const fields: [string, string][] = [];
  const visit = (value: Json, path: string, depth: number): void => {
    if (fields.length >= FIELDS) return;
    if (isList(value)) {
      const text = value.every((item) => !isList(item) && !isObject(item))
        ? `[${value.map((item) => scalar(item as string)).join(', ')}]`
        : `[~${value.length}:${canonicalDigest(value)}]`;
      fields.push([path, text.length > LONG ? `[~${value.length}:${digestOf(text)}]` : text]);
    } else if (isObject(value)) {
      if (depth >= DEPTH) fields.push([path, `{~${canonicalDigest(value)}}`]);
      else
        for (const [key, inner] of Object.entries(value))
          visit(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    } else fields.push([path, scalar(value)]);
  };
  visit(root, '', 0);
  return fields.sort(([a], [b]) => byText(a, b));
}

/** Digest of the value with sorted keys and one spelling of numbers. */
export function canonicalDigest(value: Json): string {
  const digest = createDigest();
  walk(value, digest, 0);
  return digest.hex();
}

function walk(value: Json, digest: Digest, depth: number): void {
  if (depth > 200) digest.add('…');
  else if (isList(value)) {
    digest.add(`[${value.length}`);
    for (const item of value) walk(item, digest, depth + 1);
  } else if (isObject(value)) {
    const keys = Object.keys(value).sort();
    digest.add(`{${keys.length}`);
    for (const key of keys) {
      digest.add(key);
      walk(value[key] ?? null, digest, depth + 1);
    }
  } else digest.add(typeof value === 'string' ? `"${value}` : String(value));
}
