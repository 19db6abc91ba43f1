import { hex8, mix } from '../../bytes/hash.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { labelOf } from './term.ts';

const DEEPEST = 12;

/** Prints a JSON document as one unit: its keys, key paths and key-value pairs. Null when it is no JSON object. */
export function printJson(text: string): FilePrint | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const found = new Set<number>();
  let tokens = 0;
  const visit = (path: number, at: unknown, depth: number): void => {
    if (depth > DEEPEST || tokens > 20_000) return;
    if (typeof at === 'object' && at !== null) {
      for (const [key, inner] of Object.entries(at)) {
        tokens += 1;
        const name = Array.isArray(at) ? labelOf('json item') : labelOf(`json key:${key}`);
        if (!Array.isArray(at)) found.add(name);
        found.add(mix(path, name));
        visit(mix(path, name), inner, depth + 1);
      }
    } else found.add(mix(path, labelOf(`json value:${String(at).slice(0, 200)}`)));
  };
  visit(labelOf('json'), value, 0);
  const grams = Uint32Array.from(found).sort();
  let whole = 0;
  for (const gram of grams) whole = mix(whole, gram);
  return {
    language: 'json',
    damage: 0,
    units: [
      {
        symbol: '<document>',
        kind: 'module',
        role: 'config',
        range: { startLine: 1, endLine: text.split('\n').length },
        tokens,
        digest: hex8(whole) + hex8(mix(whole, tokens)),
        grams,
        gramLines: new Uint16Array(grams.length),
        names: [],
      },
    ],
  };
}
