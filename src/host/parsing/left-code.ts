import { isNotebook, languageOf } from '../../languages/table.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';
import { cellsIn, foreignCells, textOfCells } from './notebook.ts';

/** Archives by their names; what they hold is no file of the tree. */
const ARCHIVE =
  /\.(?:zip|whl|egg|jar|tar|t[gbx]z|tar\.(?:gz|bz2|xz|zst|lz4?|z)|gz|bz2|xz|zst|7z|rar|cab|deb|rpm|conda|crate|gem|nupkg|apk)$/i;

export const isArchive = (path: string): boolean => ARCHIVE.test(path);

/** Characters from which a text that a program runs is more than a line or a table's cell. */
const LEAST_TEXT = 200;
/** Calls that are looked at in one file. */
const MOST_CALLS = 200;
const NAMES = 20;

/** A call that makes a program of a text, not as a method, and what it begins with. */
const RUN =
  /(?<![\w.]|def )(?:(?:__builtins__|builtins)\s*\.\s*)?(?:exec|eval|compile)\s*\(\s*(?:(?:textwrap\s*\.\s*)?dedent\s*\(\s*)?/g;
/** What a text is unpacked with before it is run: nobody can read it where it stands. */
const UNPACKED =
  /^[^\n]{0,160}\b(?:b(?:16|32|64|85)decode|a85decode|decompress|fromhex|unhexlify|marshal\s*\.\s*loads|codecs\s*\.\s*decode)\s*\(/;
const TEXT = /^[rRbBuUfF]{0,2}("""|'''|"|')/;

/** Why code that a file of this name holds is not compared with the rest of it; null where there is none. */
export function leftCode(path: string, text: string, source: string | null): string | null {
  const language = languageOf(path);
  if (language === null) return told(definitionsIn(text), SKIP_REASONS.codeInText);
  const cells = isNotebook(path) ? cellsIn(text) : [];
  const foreign = foreignCells(cells);
  if (foreign.length > 0) return SKIP_REASONS.foreignCells(foreign.length, foreign[0] ?? '');
  if (source === null || language.name !== 'python') return null;
  const lines = linesThatRun(source);
  if (lines.length > 0) return SKIP_REASONS.codeInTexts(lines.length, lines[0] ?? 0);
  return (
    told(definitionsIn(textsOf(source)), SKIP_REASONS.codeAsTexts) ??
    told(definitionsIn(textOfCells(cells)), SKIP_REASONS.codeInTextCells)
  );
}

/** Lines on which a program makes a program of a long text, or of one that is unpacked first. */
function linesThatRun(source: string): readonly number[] {
  if (!/\b(?:exec|eval|compile)\s*\(/.test(source)) return [];
  const lines: number[] = [];
  const known = new Map<string, boolean>();
  let at = 0;
  let line = 1;
  for (const found of source.matchAll(RUN)) {
    if (lines.length >= MOST_CALLS) break;
    const from = found.index + found[0].length;
    const behind = source.slice(from, from + LEAST_TEXT);
    const name = /^([A-Za-z_]\w{0,60})\s*[,)]/.exec(behind)?.[1];
    if (!UNPACKED.test(behind) && textLength(source, from) < LEAST_TEXT && !isLongText(source, name, known))
      continue;
    for (
      let next = source.indexOf('\n', at);
      next >= 0 && next < found.index;
      next = source.indexOf('\n', at)
    ) {
      at = next + 1;
      line += 1;
    }
    lines.push(line);
  }
  return lines;
}

/** Characters of the text in quotes that begins at `from`, its marks included; 0 where none does. */
function textLength(source: string, from: number): number {
  const [head = '', quote = ''] = TEXT.exec(source.slice(from, from + 8)) ?? [];
  if (quote === '') return 0;
  // A few thousand characters tell as much as all of them.
  const inside = source.slice(from + head.length, from + head.length + 10 * LEAST_TEXT);
  const end = inside.search(quote.length === 3 ? new RegExp(quote) : /(?<!\\)["'\n]/);
  return end < 0 ? inside.length : end;
}

function isLongText(source: string, name: string | undefined, known: Map<string, boolean>): boolean {
  if (name === undefined) return false;
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= NAMES) return false;
  const given = new RegExp(
    `(?<![\\w.])${name}\\s{0,9}\\+?=\\s{0,9}\\(?\\s{0,99}(?:(?:textwrap\\.)?dedent\\(\\s{0,99})?(?=[rRbBuUfF]{0,2}["'])`,
    'g',
  );
  let is = false;
  for (const found of source.matchAll(given))
    is ||= textLength(source, found.index + found[0].length) >= LEAST_TEXT;
  known.set(name, is);
  return is;
}

const DEFINITION =
  /^[ \t]*(?:(?:async )?def \w{1,80}\([^\n]{0,400}:|class \w{1,80}(?:\([^()\n]{0,200}\))?:)[ \t]*(?:#[^\n]*)?$/gm;
/** Definitions from which a text is a program. */
const LEAST_DEFINITIONS = 2;
const MOST_DEFINITIONS = 10_000;

/** Definitions of Python in a text, up to a number. */
function definitionsIn(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(DEFINITION)) if (++count >= MOST_DEFINITIONS) break;
  return count;
}

const told = (definitions: number, reason: (count: number) => string): string | null =>
  definitions < LEAST_DEFINITIONS ? null : reason(definitions);

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

/** What stands between quotes in a program, text behind text: code may stand there in one, or a line in each. */
function textsOf(source: string): string {
  const texts: string[] = [];
  const marks = /["'#]/g;
  for (let mark = marks.exec(source); mark !== null; mark = marks.exec(source)) {
    const at = mark.index;
    const [letter] = mark;
    if (letter === '#') {
      const end = source.indexOf('\n', at);
      if (end < 0) break;
      marks.lastIndex = end;
      continue;
    }
    const quote = source.startsWith(letter.repeat(3), at) ? letter.repeat(3) : letter;
    const ends = quote.length === 3 ? /\\|"""|'''/g : /[\\"'\n]/g;
    ends.lastIndex = at + quote.length;
    let end = ends.exec(source);
    while (end !== null && end[0] !== quote && end[0] !== '\n') {
      if (end[0] === '\\') ends.lastIndex++;
      end = ends.exec(source);
    }
    const close = end?.index ?? source.length;
    texts.push(source.slice(at + quote.length, close));
    marks.lastIndex = close + quote.length;
  }
  return texts.join('\n').replace(/\\([nt])/g, (_, letter) => ESCAPED[letter] ?? '');
}
