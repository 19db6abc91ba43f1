import { c } from './c/language.ts';
import { cpp } from './cpp/language.ts';
import { javascript } from './javascript/language.ts';
import type { CommentMark, SourceLanguage } from './language.ts';
import { python } from './python/language.ts';
import { tsx } from './tsx/language.ts';
import { typescript } from './typescript/language.ts';

/** Every language whose code is compared. `tools/new-language` adds one. */
export const LANGUAGES = [python, c, cpp, javascript, typescript, tsx] as const;

export type LanguageName = (typeof LANGUAGES)[number]['name'];

/** Code that is read for what it says and not compared: its comments are told by their marks all the same. */
const OTHERS: Readonly<Record<CommentMark, readonly string[]>> = {
  '#': ['pyx', 'pxd', 'sh', 'bash', 'pl', 'rb', 'r', 'jl', 'cmake'],
  '//': ['java', 'go', 'rs', 'swift', 'kt', 'scala', 'cs', 'm', 'mm', 'metal', 'proto', 'php', 'dart', 'zig'],
  '--': ['lua', 'sql', 'hs'],
  '%': [],
};

const byEnding = new Map<string, (typeof LANGUAGES)[number]>(
  LANGUAGES.flatMap((language) => language.endings.map((ending) => [ending, language] as const)),
);
const byName = new Map<string, SourceLanguage>(LANGUAGES.map((language) => [language.name, language]));
const marks = new Map<string, CommentMark>([
  ...LANGUAGES.flatMap(({ endings, comment }) => endings.map((ending) => [ending, comment] as const)),
  ...Object.entries(OTHERS).flatMap(([mark, endings]) =>
    endings.map((ending) => [ending, mark as CommentMark] as const),
  ),
]);

/** What follows the last dot of a file's name, in lower case; '' where there is none. */
function endingOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? '' : path.slice(dot + 1).toLowerCase();
}

/** The language that the code of a file of this name is compared in; null for none. */
export function languageOf(path: string): (typeof LANGUAGES)[number] | null {
  return byEnding.get(endingOf(path)) ?? null;
}

export function languageNamed(name: string): SourceLanguage | null {
  return byName.get(name) ?? null;
}

/** Whether a file of this name is code, compared or not. */
export function isCode(path: string): boolean {
  return marks.has(endingOf(path));
}

/** A notebook holds code, and its outputs beside. */
export function isNotebook(path: string): boolean {
  return endingOf(path) === 'ipynb';
}

/** What a line of comment begins with in a file of this name; `#` where that is not known. */
export function commentMark(path: string): CommentMark {
  return marks.get(endingOf(path)) ?? '#';
}
