/** What ties projects into families. */
export interface Relative {
  readonly id: string;
  /** Id of the project that heads the family, as the list says. */
  readonly family: string;
  /** How much speaks for it where the list names no head: being catalogued, being named as a source, its size. */
  readonly standing: number;
  /** Commits without a parent: forks share them. */
  readonly roots: readonly string[];
}

/**
 * Numbers of the families, and for each project the one that its family is named by.
 */
export function familyNumbers(projects: readonly Relative[]): {
  readonly families: readonly number[];
  readonly heads: readonly number[];
} {
  const parent = projects.map((_, at) => at);
  const find = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] ?? top;
    return top;
  };
  const numbers = new Map(projects.map((one, at) => [one.id, at]));
  const byRoot = new Map<string, number>();
  for (const [at, one] of projects.entries()) {
    const stated = numbers.get(one.family);
    if (stated !== undefined) parent[find(at)] = find(stated);
    for (const root of one.roots) {
      const known = byRoot.get(root);
      if (known === undefined) byRoot.set(root, at);
      else parent[find(at)] = find(known);
    }
  }
  const tops = projects.map((_, at) => find(at));
  /** Of each family, the head that the list states, else the member with the best standing. */
  const heads = new Map<number, number>();
  const isHead = (at: number): boolean =>
    projects.some((other) => other.family === projects[at]?.id && other.id !== other.family);
  const better = (a: number, b: number): boolean =>
    isHead(a) !== isHead(b) ? isHead(a) : (projects[a]?.standing ?? 0) > (projects[b]?.standing ?? 0);
  for (const at of projects.keys()) {
    const top = tops[at] ?? at;
    const known = heads.get(top);
    if (known === undefined || better(at, known)) heads.set(top, at);
  }
  const order = [...new Set(tops)].sort((a, b) => a - b);
  const place = new Map(order.map((top, at) => [top, at]));
  return {
    families: tops.map((top) => place.get(top) ?? 0),
    heads: tops.map((top) => heads.get(top) ?? top),
  };
}
