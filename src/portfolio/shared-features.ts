/** Share of a module's own coarse features that another must have to be called a holder of it, and of its idioms. */
const OWN_HELD = 0.5;
const IDIOMS_HELD = 0.75;
/** Coarse features that two modules must share in any case. */
const LEAST_SHARED = 4;

/** How many coarse features of a module another must have to hold it; the first `own` are no idioms. */
export const neededOf = (coarse: number, own: number): number =>
  Math.min(coarse, Math.max(LEAST_SHARED, Math.ceil(own * OWN_HELD + (coarse - own) * IDIOMS_HELD)));

/**
 * The features by which holders are found: whoever has `needed` of n features has one of any n - needed + 1 of them. So
 * the most common ones need not be looked up, and none is missed.
 * @param commonness How many modules have a feature, as far as that is known; 0 for a rare one.
 */
export function lookedUp(
  { coarse, own }: AskedModule,
  commonness: (feature: number) => number,
): readonly number[] {
  const count = coarse.length - neededOf(coarse.length, own) + 1;
  return [...coarse].sort((a, b) => commonness(a) - commonness(b) || a - b).slice(0, Math.max(0, count));
}

export interface Candidate {
  readonly print: number;
  readonly coarse: readonly number[];
}

/** A module whose holders are looked for. */
export interface AskedModule extends Candidate {
  /** How many of its coarse features are no idioms. */
  readonly own: number;
}

export interface Held {
  readonly print: number;
  /** 0..1 of the module's coarse sample. */
  readonly share: number;
}

/** Those of the candidates that hold a module with this coarse sample, most of it first. */
export function holding({ coarse, own }: AskedModule, candidates: readonly Candidate[]): readonly Held[] {
  const wanted = new Set(coarse);
  const needed = neededOf(wanted.size, own);
  const found: Held[] = [];
  for (const { print, coarse: theirs } of candidates) {
    let shared = 0;
    for (const feature of theirs) if (wanted.has(feature)) shared += 1;
    if (wanted.size > 0 && shared >= needed) found.push({ print, share: shared / wanted.size });
  }
  return found.sort((a, b) => b.share - a.share || a.print - b.print);
}

/** How much of a sample another has, 0..1. */
export function shareOf(sample: readonly number[], other: readonly number[]): number {
  const theirs = new Set(other);
  return sample.length === 0 ? 0 : sample.filter((feature) => theirs.has(feature)).length / sample.length;
}
