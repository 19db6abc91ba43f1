import { byText } from '../../model/text-order.ts';
/**
 * Defaults that a Python configuration class states: `self.name = literal` and `name=literal` or
 * `name: type = literal` in a signature. Text is read line by line and never run; a value that is
 * not a plain literal is left out.
 */
export function codeDefaults(text: string): readonly (readonly [name: string, value: string])[] {
  const found = new Map<string, string>();
  for (const line of text.split('\n').slice(0, 20_000)) {
    if (line.length > 400) continue;
    const assignment = /^\s+self\.([A-Za-z_]\w{0,60}) = ([^=].{0,80}?)\s*(?:#.*)?$/.exec(line);
    const parameter = /^\s+([A-Za-z_]\w{0,60})(?:: ?[\w.[\], |]{1,60})? ?= ?([^=(].{0,80}?),?\s*$/.exec(line);
    const match = assignment ?? parameter;
    const name = match?.[1];
    const value = literal(match?.[2] ?? '');
    if (name !== undefined && value !== null && !found.has(name)) found.set(name, value);
  }
  return [...found].slice(0, 500).sort(([a], [b]) => byText(a, b));
}

/** A Python literal in the spelling of {@link scalar}; null when it is not one. */
function literal(text: string): string | null {
  if (text === 'True' || text === 'False') return text.toLowerCase();
  if (text === 'None') return 'null';
  if (/^-?\d[\d_]{0,20}(?:\.\d{0,20})?(?:e[-+]?\d{1,3})?$/i.test(text))
    return String(Number(text.replaceAll('_', '')));
  const quoted = /^(['"])([^'"\\]{0,120})\1$/.exec(text)?.[2];
  return quoted === undefined ? null : JSON.stringify(quoted);
}
