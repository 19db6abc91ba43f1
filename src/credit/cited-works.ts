/** The field of a bibliography's entry that a place stands in, and what stands in that field before the place. */
function fieldAt(entry: string, at: number): { readonly name: string; readonly before: string } {
  const near = entry.slice(Math.max(0, at - 2000), at);
  const found = [...near.matchAll(/^\s*-?\s*([\w-]{2,30})\s*[=:]/gm)].at(-1);
  return found === undefined
    ? { name: '', before: '' }
    : { name: (found[1] ?? '').toLowerCase(), before: near.slice(found.index + found[0].length) };
}

/** In a bibliography: the name stands among the authors, where it is a person's. */
export function namesPeople(entry: string, at: number): boolean {
  return /^(?:author|authors|editor|family-names|given-names)$/.test(fieldAt(entry, at).name);
}

/** Words of a name from which on it is the title of a paper. */
const LEAST_TITLE = 4;
/** What goes on behind a work's name: its number, and the end of the title or of its first part. */
const WORK_ENDS = /^["'}\s]*(?:[-\s]?v?\d[\w.]*)?["'}\s]*(?:$|[:：,"}]|\n|[-–—]\s|technical report)/iu;

/**
 * In a bibliography: the entry is about the work of the name at `start`..`end`. A title begins with it (`Heron: a model of
 * tiles`) or is it; inside of another title, or in an abstract, a name tells only what that other work is about.
 */
export function isWorkCited(entry: string, start: number, end: number): boolean {
  const { name, before } = fieldAt(entry, start);
  if (/^(?:abstract|keywords?)$/.test(name)) return false;
  if (name !== 'title') return true;
  if (entry.slice(start, end).split(/\s+/).length >= LEAST_TITLE) return true;
  return !/[\p{L}\p{N}]/u.test(before) && WORK_ENDS.test(entry.slice(end, end + 60));
}
