import type { Edit } from './align.ts';
import { FLAG, type Template } from './license-index.ts';
import { wordHash } from './tokens.ts';

/** Fields that a license names, each in a license of its own. */
const FIELDS = new Map(['nuclear', 'military'].map((word) => [wordHash(word), word]));
const ANY = wordHash('any');
const PERSON = wordHash('person');
const PURPOSE = wordHash('purpose');
const ANYBODY = new Set(
  'any every all each anyone anybody everyone whoever person persons individual individuals one entity body party user'.split(
    ' ',
  ),
);

/** Whether others stand where the standard has "any person" or "any purpose". */
function narrowsWhom(template: Template, edit: Edit, inserted: readonly string[]): boolean {
  if (inserted.length === 0 || inserted.length > 12 || inserted.some((word) => ANYBODY.has(word)))
    return false;
  for (let i = edit.deletedFrom; i < edit.deletedTo; i++) {
    const [before, own, next] = [template.hashes[i - 1], template.hashes[i], template.hashes[i + 1]];
    if (((template.flags[i] ?? 0) & (FLAG.optional | FLAG.replaceable)) !== 0) continue;
    if (own === ANY && (next === PERSON || next === PURPOSE)) return true;
    if (before === ANY && (own === PERSON || own === PURPOSE)) return true;
  }
  return false;
}

function fieldOf(template: Template, edit: Edit): string | null {
  for (let i = edit.deletedFrom; i < edit.deletedTo; i++) {
    const field = FIELDS.get(template.hashes[i] ?? 0);
    if (field !== undefined) return field;
  }
  return null;
}

/** What the standard has where an edit puts something narrower: "any", or the field that a license is named for; null for other edits. */
export function narrowedTo(template: Template, edit: Edit, inserted: readonly string[]): string | null {
  if (narrowsWhom(template, edit, inserted)) return 'any';
  const field = fieldOf(template, edit);
  return field !== null && inserted.some((word) => word !== field && FIELDS.get(wordHash(word)) === word)
    ? field
    : null;
}
