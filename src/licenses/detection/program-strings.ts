import { lineBefore } from '../../bytes/line-before.ts';

/** Files whose text is prose or markup: what stands in quotes there is no program's. */
const NO_CODE =
  /\.(?:md|markdown|rst|txt|ipynb|xml|html?|svg|json|ya?ml|toml|cfg|ini|map|license)$|(?:^|\/)[^./]+$/i;

/** Code before a quote, and the text from the quote on. */
const QUOTED = /[A-Za-z0-9_)\]}>(,=:]\s*[rRbBuUfFL]{0,2}["'`]+[^"'`]*$/;
/** A line of nothing but a string: one of several that a program joins. */
const STRING_LINE = /^\s*["'](?!["'])[^"']*$/;
const LONG_STRING =
  /\bR"([^\s()"\\]{0,16})\([\s\S]*?\)\1"|(?:(?<!__(?:doc|licen[cs]e|copyright)__\s{0,4})=\s*|\(\s*|[,:+][ \t]*)[rRbBuUfF]{0,2}("""|''')[\s\S]*?\2/g;
/** A template of JavaScript that begins behind code, and what a shell hands on to a command. */
const TEMPLATE = /^[ \t]*(?![ \t]*(?:[*#]|\/\/))[^\n`]*[=(,:+][ \t]*`[^`]*`/gm;
const HEREDOC = /<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1[^\n]*\n[\s\S]*?\n[ \t]*\2[ \t]*(?=\n|$)/g;
const IGNORED = /REUSE-IgnoreStart[\s\S]*?(?:REUSE-IgnoreEnd|$)/g;

/** Signs of a line that are looked at before an offset. */
const LEAD = 400;

/** Whether the offset `at` of a program stands in a string rather than in a comment. */
export function isInString(path: string, text: string, at: number): boolean {
  if (NO_CODE.test(path)) return false;
  const lead = lineBefore(text, at, LEAD);
  return QUOTED.test(lead) || STRING_LINE.test(lead);
}

/** A line that is a comment, but for what is written like one to a compiler. */
const COMMENT_LINE = /^\s*(?:#(?!define|include|pragma)|\/[/*]|\*|--|;|%)/;
/** A variable or field in which a module keeps its own license. */
const OWN_FIELD =
  /(?:__licen[cs]e__["']?|(?<!["'`])\b[Ll]icen[cs]e["']?|["'][Ll]icen[cs]e["'])\s*[:=]\s*[rbuf]?["'][^"']*$/;
/** What a program prints of itself: `License GPLv3+` by GNU's custom. */
const PRINTED = /\b(?:[fw]?printf?|puts|echo|fputs|print(?:ln|f)?|cout|console\.log)\b/;
/** Code that hands on a string, up to where it stands: in prose a quote follows a word. */
const HANDED_ON = /(?:[=(,:+[{]\s*[rRbBuUfFL]{0,2}|\b(?:return|yield)\s+)["'`][^"'`]*$/;

/**
 * Whether a license text or a header that begins at `at` is a string that a program works with: an entry of a table, a
 * pattern, what it writes. What a module keeps as its own documentation is not.
 */
export function isHandedOn(path: string, text: string, at: number): boolean {
  if (NO_CODE.test(path)) return false;
  const lead = lineBefore(text, at, LEAD);
  if (COMMENT_LINE.test(lead) || OWN_FIELD.test(lead) || PRINTED.test(lead)) return false;
  if (HANDED_ON.test(lead)) return true;
  // One line of a string of several: a quote in the documentation of a module is none.
  const before = text.slice(Math.max(0, at - lead.length - 400), at - lead.length);
  return STRING_LINE.test(lead) && /(?:[=(,+\\[\]]|(?<!""|'')["'])\s*$/.test(before);
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
  if (NO_CODE.test(path)) return found;
  if (/"""|'''|\bR"/.test(text)) add(LONG_STRING);
  if (/\.[cm]?[jt]sx?$/i.test(path) && text.includes('`')) add(TEMPLATE);
  if (/\.(?:sh|bash|zsh|rb|pl|php)$/i.test(path) && text.includes('<<')) add(HEREDOC);
  return found;
}

/** A string of a program that is the head of a page which the program writes. */
const WRITTEN_HEAD = /(["'`])\1{0,2}---\s*\n(?:(?!\n---)[^\0])*$/;
/** A value of a table or a list whose key is no word for a license. */
const TABLE_VALUE = /(?:["'][^"']*["']|\b(?!licen[cs]e|copying|copyright|legal)\w+)\s*:\s*["'][^"']*$/i;
const TABLE_KEY = /^[\w. +-]{1,60}["']\s*:/;
/** An argument of a call: `Dataset(name="x", license="CC-BY-4.0")` tells of what is described. */
const ARGUMENT = /(?:^\s+|[(,]\s*)licen[cs]e=[rbuf]?["'][^"']*$/i;
/** Signs before an offset that are looked through. */
const HEAD = 600;

/**
 * Whether a license that a program names at `at` is a value it works with: an entry of a table of licenses, an argument of a
 * call that describes something, or the head of a model card that it writes.
 */
export function isValueOfProgram(path: string, text: string, at: number): boolean {
  if (NO_CODE.test(path)) return false;
  const line = lineBefore(text, at, LEAD);
  if (TABLE_VALUE.test(line) && !/licen[cs]e["']?\s*:\s*["'][^"']*$/i.test(line)) return true;
  if (/\.pyw?$/i.test(path) && ARGUMENT.test(line) && !/\bsetup\s*\(/.test(text)) return true;
  if (/["']$/.test(line) && TABLE_KEY.test(text.slice(at, at + 80))) return true;
  const before = text.slice(Math.max(0, at - HEAD), at);
  return before.includes('---') && WRITTEN_HEAD.test(before);
}
