/** What a repository has of the modules of another. */
export interface SharedModules {
  /** Number of the other's modules that it holds. */
  readonly modules: number;
  /** The earliest day of a file here that has one; null where none is known. */
  readonly since: string | null;
}

/** Modules of one repository that another holds, from which the two are named together: one may be anybody's. */
export const LEAST_MODULES = 2;

/** Holders of prints, by repository. */
export function sharedModules(
  asked: ReadonlyMap<number, readonly number[]>,
  rows: readonly { readonly repository: number; readonly print: number; readonly since: string | null }[],
): ReadonlyMap<number, SharedModules> {
  const ofPrint = new Map<number, Set<number>>();
  for (const [module, prints] of asked)
    for (const print of prints) ofPrint.set(print, (ofPrint.get(print) ?? new Set()).add(module));
  const found = new Map<number, { modules: Set<number>; since: string | null }>();
  for (const { repository, print, since } of rows) {
    const one = found.get(repository) ?? { modules: new Set<number>(), since: null };
    for (const module of ofPrint.get(print) ?? []) one.modules.add(module);
    if (since !== null && (one.since === null || since < one.since)) one.since = since;
    found.set(repository, one);
  }
  return new Map(
    [...found].map(([repository, { modules, since }]) => [repository, { modules: modules.size, since }]),
  );
}

/** Of a repository's files against another's, by their first days. */
export function orderOf(
  asked: string | null,
  theirs: string | null,
): 'later' | 'earlier' | 'same day' | 'not known' {
  if (asked === null || theirs === null) return 'not known';
  return theirs > asked ? 'later' : theirs < asked ? 'earlier' : 'same day';
}
