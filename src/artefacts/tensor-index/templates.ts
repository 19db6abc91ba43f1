import { byText } from '../../model/text-order.ts';
import type { TensorIndexFacts, TensorTemplate } from '../configs/artefact-facts.ts';
import { isObject, type Json, own } from '../configs/json-shape.ts';

const NAMES = 200_000;

/** Replaces every numeric segment by `#` and returns the numbers. */
export function templateOf(name: string): { readonly template: string; readonly numbers: readonly number[] } {
  const numbers: number[] = [];
  const template = name
    .split('.')
    .map((segment) => {
      if (!/^\d{1,9}$/.test(segment)) return segment;
      numbers.push(Number(segment));
      return '#';
    })
    .join('.');
  return { template, numbers };
}

/** Groups tensor names by template, sorted by template. */
export function groupNames(names: readonly string[]): readonly TensorTemplate[] {
  const groups = new Map<string, (readonly number[])[]>();
  for (const name of names) {
    const { template, numbers } = templateOf(name);
    const group = groups.get(template);
    if (group === undefined) groups.set(template, [numbers]);
    else group.push(numbers);
  }
  return [...groups]
    .sort(([a], [b]) => byText(a, b))
    .map(([template, numbers]) => {
      if (numbers.length === 1 && numbers[0]?.length === 0) return { template };
      const bounds = (numbers[0] ?? []).map(
        (_, axis) => 1 + Math.max(...numbers.map((row) => row[axis] ?? 0)),
      );
      const full = bounds.reduce((product, bound) => product * bound, 1) === numbers.length;
      return full ? { template, upTo: bounds } : { template, at: numbers };
    });
}

/** The names of one template, in order. */
export function namesOf(template: TensorTemplate): readonly string[] {
  if (template.at !== undefined) return template.at.map((numbers) => fill(template.template, numbers));
  if (template.upTo === undefined) return [template.template];
  let rows: readonly (readonly number[])[] = [[]];
  for (const bound of template.upTo) {
    rows = rows.flatMap((row) =>
      Array.from({ length: Math.min(bound, NAMES) }, (_, index) => [...row, index]),
    );
    if (rows.length > NAMES) return [];
  }
  return rows.map((numbers) => fill(template.template, numbers));
}

function fill(template: string, numbers: readonly number[]): string {
  let next = 0;
  return template
    .split('.')
    .map((segment) => {
      if (segment !== '#') return segment;
      const number = numbers[next] ?? 0;
      next += 1;
      return String(number);
    })
    .join('.');
}

/** How many names one template stands for. */
export function countOf(template: TensorTemplate): number {
  return template.at?.length ?? template.upTo?.reduce((product, bound) => product * bound, 1) ?? 1;
}

/** Facts of a `*.index.json`; null when it has no weight map. */
export function tensorIndexFacts(root: Json): TensorIndexFacts | null {
  const map = isObject(root) ? own(root, 'weight_map') : undefined;
  if (!isObject(root) || !isObject(map)) return null;
  const names = Object.keys(map).slice(0, NAMES);
  const metadata = own(root, 'metadata');
  const size = isObject(metadata) ? own(metadata, 'total_size') : undefined;
  return {
    names: names.length,
    totalSize: typeof size === 'number' ? size : null,
    shards: new Set(Object.values(map).map(String)).size,
    templates: groupNames(names),
  };
}
