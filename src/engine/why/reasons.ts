/** What stands behind one thing that a report says. */
export interface Reasons {
  /** The match, upstream or finding, as a heading. */
  readonly about: string;
  readonly parts: readonly ReasonPart[];
}

/** One kind of reason: what was compared, how it was weighed, dates, what would change it. */
export interface ReasonPart {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A part that has something to say. */
export function part(title: string, lines: readonly (string | null)[]): readonly ReasonPart[] {
  const said = lines.filter((line) => line !== null);
  return said.length === 0 ? [] : [{ title, lines: said }];
}

export const percent = (share: number): string =>
  share > 0.99 && share < 1 ? '>99%' : `${Math.round(100 * share)}%`;
export const day = (date: string | null): string => date?.slice(0, 10) ?? 'not known';
