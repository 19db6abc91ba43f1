import type { Evidence } from '../model/evidence.ts';
import { groupBy } from '../model/group-by.ts';
import type { AuditedModule } from '../model/report.ts';
import type { Derivation, Place } from './derivations.ts';

/** The files of a tree by the last part of their names, and its modules by file. */
interface FilesAndModules {
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly modulesOf: ReadonlyMap<string, readonly AuditedModule[]>;
}

const listed = new WeakMap<Evidence, FilesAndModules>();

function filesOf(evidence: Evidence): FilesAndModules {
  const known = listed.get(evidence);
  if (known !== undefined) return known;
  const named = groupBy(evidence.paths, baseName);
  const modulesOf = groupBy(evidence.modules, ({ path }) => path);
  const found = { named, modulesOf };
  listed.set(evidence, found);
  return found;
}

/**
 * One place of each file that is the copy of a file of the upstream. A file that merely shares code with it is none:
 * where another file here goes by the upstream file's name, that one is its copy, and the header of a sister file is
 * never asked for. Nor is a file with much else in it, of which only a part matches.
 */
export function counterpartsOf(evidence: Evidence, derivation: Derivation): readonly Place[] {
  const { named, modulesOf } = filesOf(evidence);
  const ids = new Set(derivation.places.map((place) => place.evidence));
  const seen = new Map<string, Place>();
  for (const place of derivation.places) {
    const path = place.match?.path;
    if (path === undefined || seen.has(place.path)) continue;
    const namesakes = named.get(baseName(path)) ?? [];
    const own = baseName(place.path) === baseName(path);
    // A namesake in another folder, of an `__init__` for one, says nothing.
    const taken =
      !GENERIC.test(baseName(path)) && namesakes.some((one) => one !== place.path && beside(one, place.path));
    const least = own ? LEAST_SHARE : MOST;
    const tokens = own ? 0 : LEAST_PART;
    if ((own || !taken) && isPartOf(modulesOf.get(place.path) ?? [], ids, least, tokens))
      seen.set(place.path, place);
  }
  return [...seen.values()];
}

/** Share of a file's code that must match before its header is asked for: under the upstream file's name, or another. */
const LEAST_SHARE = 0.2;
const MOST = 0.5;
/** Tokens of a file under another name below which a part is too little for a header: a function of ten lines. */
const LEAST_PART = 50;
/** So much of one upstream in a file is a substantial part of it, whatever else the file holds. In tokens. */
const SUBSTANTIAL = 400;

/** Whether what matches is enough of the file, or enough by itself. */
function isPartOf(
  modules: readonly AuditedModule[],
  ids: ReadonlySet<string>,
  least: number,
  tokens: number,
): boolean {
  let whole = 0;
  let part = 0;
  for (const module of modules) {
    whole += module.tokens;
    if (ids.has(module.id)) part += module.tokens * (module.matches[0]?.containment.local ?? 0);
  }
  return part >= SUBSTANTIAL || (part >= tokens && part >= whole * least);
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
