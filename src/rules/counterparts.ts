import type { Evidence } from '../model/evidence.ts';
import type { Derivation, Place } from './derivations.ts';

/**
 * One place of each file that is the copy of a file of the upstream. A file that merely shares code with it is none:
 * where another file here goes by the upstream file's name, that one is its copy, and the header of a sister file is
 * never asked for. Nor is a file with much else in it, of which only a part matches.
 */
export function counterpartsOf(evidence: Evidence, derivation: Derivation): readonly Place[] {
  const named = new Map<string, Set<string>>();
  for (const path of evidence.paths) {
    const name = baseName(path);
    named.set(name, (named.get(name) ?? new Set<string>()).add(path));
  }
  const seen = new Map<string, Place>();
  for (const place of derivation.places) {
    const path = place.match?.path;
    if (path === undefined || seen.has(place.path)) continue;
    const namesakes = named.get(baseName(path)) ?? new Set<string>();
    const own = baseName(place.path) === baseName(path);
    // A namesake in another folder, of an `__init__` for one, says nothing.
    const taken =
      !GENERIC.test(baseName(path)) &&
      [...namesakes].some((one) => one !== place.path && beside(one, place.path));
    if (own || !taken) seen.set(place.path, place);
  }
  return [...seen.values()];
}

/** Names that every package has. */
const GENERIC =
  /^(?:__init__|utils?|helpers?|common|misc|model|models|layers|modules|config|constants|main|train|test)\.\w+$/;

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** Both stand in one tree: they share their first folder, or one of them lies at the top. */
function beside(a: string, b: string): boolean {
  const top = (path: string): string => path.slice(0, Math.max(0, path.indexOf('/')));
  return top(a) === top(b) || top(a) === '' || top(b) === '';
}
