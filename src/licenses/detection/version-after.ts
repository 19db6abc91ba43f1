import type { NameHit } from './name-table.ts';
import type { WordReader } from './word-reader.ts';

const VERSION_FILL = new Set(
  'license licence licenses agreement under as published by the free software foundation either of gnu inc terms fsf and'.split(
    ' ',
  ),
);

/** What stands behind the name of a license about its version. */
export interface Version {
  readonly version: string | null;
  readonly later: boolean;
  readonly only: boolean;
  readonly to: number;
}

const NUMBER = /^v?(\d(?:\.\d{1,2}){0,2}[a-c]?)\+?$/;

function laterAfter(
  reader: WordReader,
  at: number,
): { readonly later: boolean; readonly only: boolean; readonly to: number } {
  if (reader.between(at - 1).startsWith('+')) return { later: true, only: false, to: at };
  const text: string[] = [];
  for (let i = at; i < at + 14; i++) {
    if (i > at && /[.;]\s/.test(reader.between(i - 1))) break;
    text.push(reader.word(i));
  }
  const joined = text.join(' ');
  const later =
    /^(?:(?:of the|license|as published by the free software foundation|gnu|gpl|lgpl|the) ?){0,4}\s*(?:and|or|\/)?\s*(?:at your option|if you prefer|at your choice|at the users option)?\s*(?:any|all|at your option any|later)? ?(?:later|newer|greater|above|higher|subsequent|up)\b/.exec(
      joined,
    );
  if (later !== null) return { later: true, only: false, to: at + later[0].trim().split(' ').length };
  const foreign =
    /^(?:(?:ou|oder|o|of|eller|или|або) )?(?:(?:nach ihrer wahl|wahlweise|à votre choix|a su elección|a tua scelta|по вашему выбору) )?(?:(?:toute|any|jede\S?|una|cualquier|qualsiasi) )?(?:version |versión |versione |versão )?(?:ultérieure|ulterieure|plus récente|später\S*|spaeter\S*|neuer\S*|höher\S*|posterior\S*|superior\S*|successiv\S*|latere)/.exec(
      joined,
    ) ??
    /^(?:(?:或|及|或者|以) ?)?(?:(?:更|以|之|其|任 ?何|后|後|高|新|上|降|续|版|本| )+)(?:版 ?本|以 ?上|更 ?高|更 ?新)/.exec(
      joined,
    );
  if (foreign !== null) return { later: true, only: false, to: at + foreign[0].trim().split(' ').length };
  const only =
    /^(?:license |of the license )?only\b/.exec(joined) ??
    /^(?:(?:of the gnu (?:lesser |affero |library )?general public license|license|of the license) )?(?:and |but )?not (?:under )?(?:any |a )?(?:later|newer|other)\b/.exec(
      joined,
    );
  return only === null
    ? { later: false, only: false, to: at }
    : { later: false, only: true, to: at + only[0].split(' ').length };
}

/** The version that is said before a name: `version 2 of the GNU General Public License`. */
function versionBefore(reader: WordReader, { from, to }: NameHit): Version | null {
  let at = from - 1;
  while (at > from - 4 && /^(?:the|of|gnu)$/.test(reader.word(at))) at--;
  if (reader.word(at + 1) !== 'of' || !/^(?:version|v)$/.test(reader.word(at - 1))) return null;
  const number = NUMBER.exec(reader.word(at))?.[1];
  return number === undefined ? null : { version: number, ...laterAfter(reader, to) };
}

const CHINESE_NUMBER: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' };

/** `第2版`, `第三版`, `2.1版`: a sign of Chinese is a word. */
function chineseVersion(reader: WordReader, to: number): Version | null {
  const at = reader.word(to) === '第' ? to + 1 : to;
  const word = reader.word(at);
  const number = CHINESE_NUMBER[word] ?? NUMBER.exec(word)?.[1];
  if (number === undefined || reader.word(at + 1) !== '版' || /[.;。；]/.test(reader.between(to - 1)))
    return null;
  // `2版本`: the sign that goes on.
  const past = reader.word(at + 2) === '本' ? at + 3 : at + 2;
  return { version: number, ...laterAfter(reader, past) };
}

/** The version that a name goes on to say: `v2`, `Version 2.0`, `…, either version 3 of the License, or later`. */
export function versionAfter(reader: WordReader, hit: NameHit): Version {
  const last = reader.word(hit.to - 1);
  const attached = /^(?:a|l)?gplv?(\d(?:\.\d)?)$/.exec(last);
  if (attached !== null) return { version: attached[1] ?? null, ...laterAfter(reader, hit.to) };
  const chinese = chineseVersion(reader, hit.to);
  if (chinese !== null) return chinese;
  let at = hit.to;
  for (let skipped = 0; skipped < 14; skipped++) {
    const word = reader.word(at);
    if (/^(version|versions|v|ver|vers)$/.test(word)) {
      const number = NUMBER.exec(reader.word(at + 1))?.[1];
      if (number !== undefined) return { version: number, ...laterAfter(reader, at + 2) };
      return { version: null, later: false, only: false, to: hit.to };
    }
    const number = NUMBER.exec(word)?.[1];
    const near =
      at === hit.to || (at === hit.to + 1 && /^(license|licence|agreement)$/.test(reader.word(hit.to)));
    if (number !== undefined && near && !/[.;]\s/.test(reader.between(at - 1))) {
      return { version: number, ...laterAfter(reader, at + 1) };
    }
    if (!VERSION_FILL.has(word) || /\.\s/.test(reader.between(at - 1))) break;
    at++;
  }
  return versionBefore(reader, hit) ?? { version: null, later: false, only: false, to: hit.to };
}

/** A second version behind a first one: `version 2 or version 3`, `v2 or v3`; null when there is none. */
export function otherVersion(
  reader: WordReader,
  hit: NameHit,
  from: number,
): { readonly expression: string; readonly to: number } | null {
  if (reader.word(from) !== 'or') return null;
  let at = from + 1;
  while (/^(the|gnu|gpl|lgpl|agpl|version|v|ver)$/.test(reader.word(at)) && at < from + 5) at++;
  const number = NUMBER.exec(reader.word(at))?.[1];
  if (number === undefined) return null;
  // A bare number is a version behind "versions 2 or 3" and at the end of a clause.
  const isBare = at === from + 1 && !/^v\d/.test(reader.word(at));
  if (isBare && reader.word(from - 2) !== 'versions' && !/^\s*(?:[.,;)]|$)/.test(reader.between(at)))
    return null;
  const { later, only, to } = laterAfter(reader, at + 1);
  const expression = hit.family.expression(number, later, only);
  return expression === null || hit.family.expression('9.9', false, false) !== null
    ? null
    : { expression, to };
}
