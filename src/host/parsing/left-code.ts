import { isNotebook, languageOf } from '../../languages/table.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';
import { foreignCells } from './notebook.ts';

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
  if (/\.txt$/i.test(path)) return codeInText(text);
  if (isNotebook(path)) {
    const cells = foreignCells(text);
    if (cells.length > 0) return SKIP_REASONS.foreignCells(cells.length, cells[0] ?? '');
  }
  if (source === null || languageOf(path)?.name !== 'python') return null;
  const lines = linesThatRun(source);
  return lines.length === 0 ? null : SKIP_REASONS.codeInTexts(lines.length, lines[0] ?? 0);
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
  /^[ \t]*(?:(?:async )?def \w{1,80}\([^\n]{0,300}\)[^\n:]{0,100}:|class \w{1,80}(?:\([^()\n]{0,200}\))?:)[ \t]*(?:#[^\n]*)?$/gm;
/** Definitions from which a text is a program. */
const LEAST_DEFINITIONS = 2;
const MOST_DEFINITIONS = 10_000;

/** Python under the name of a text. */
function codeInText(text: string): string | null {
  let count = 0;
  for (const _ of text.matchAll(DEFINITION)) if (++count >= MOST_DEFINITIONS) break;
  return count < LEAST_DEFINITIONS ? null : SKIP_REASONS.codeInText(count);
}
