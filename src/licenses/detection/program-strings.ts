/** Files whose text is prose or markup: what stands in quotes there is no program's. */
const NO_CODE =
  /\.(?:md|markdown|rst|txt|ipynb|xml|html?|svg|json|ya?ml|toml|cfg|ini|license)$|(?:^|\/)[^./]+$/i;

/** Code before a quote, and the text from the quote on. */
const QUOTED = /[A-Za-z0-9_)\]}>(,=:]\s*[rRbBuUfFL]{0,2}["'`]+[^"'`]*$/;
/** A line of nothing but a string: one of several that a program joins. */
const STRING_LINE = /^\s*["'](?!["'])[^"']*$/;
const LONG_STRING = /\bR"([^\s()"\\]{0,16})\([\s\S]*?\)\1"|[=(,:+]\s*[rRbBuUfF]{0,2}("""|''')[\s\S]*?\2/g;
const IGNORED = /REUSE-IgnoreStart[\s\S]*?(?:REUSE-IgnoreEnd|$)/g;

/** Whether the offset `at` of a program stands in a string rather than in a comment. */
export function isInString(path: string, text: string, at: number): boolean {
  if (NO_CODE.test(path)) return false;
  const lead = text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 400), at);
  return QUOTED.test(lead) || STRING_LINE.test(lead);
}

/** Stretches [from, to) that state nothing: between REUSE's marks, and in strings of several lines that a program keeps. */
export function ignoredStretches(
  path: string,
  text: string,
): readonly (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = [];
  const add = (pattern: RegExp): void => {
    for (const one of text.matchAll(pattern)) found.push([one.index, one.index + one[0].length]);
  };
  if (text.includes('REUSE-IgnoreStart')) add(IGNORED);
  if (!NO_CODE.test(path) && /"""|'''|\bR"/.test(text)) add(LONG_STRING);
  return found;
}
