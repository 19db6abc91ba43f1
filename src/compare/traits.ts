/** A constant as it stands in the code. */
export interface ValueTrait {
  /** What it comes to: `=392` for a number, `T3,1,3` for a tuple of constants. */
  readonly key: string;
  /** As written, at most 60 characters. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** An edge of the data-flow between operators that every array library has. */
export interface FlowTrait {
  /** Producer and consumer, e.g. `softmax>matmul`. */
  readonly key: string;
  readonly line: number;
}

/**
 * What a piece of code says besides its normal form: the families of features that tell which upstream it may be
 * (words, strings) and whether it is more than independents share (values, defaults, flow).
 */
export interface Traits {
  /** Words of identifiers and short strings as 32-bit hashes: distinct, ascending. */
  readonly words: Uint32Array;
  readonly strings: Uint32Array;
  /** Whole identifiers in lower case without underscores, and pairs of neighbouring words in them. */
  readonly phrases: Uint32Array;
  /** Names of attributes, whole: what a port keeps of a configuration and of the tensors of a checkpoint. */
  readonly members: Uint32Array;
  /** Names of definitions, methods included: whole, and their words. */
  readonly titles: Uint32Array;
  /** Distinct by key, in document order. */
  readonly values: readonly ValueTrait[];
  readonly defaults: readonly ValueTrait[];
  readonly flow: readonly FlowTrait[];
}

/** The traits of one top-level definition of a file, or of its other statements (`<module>`). */
export interface RegionTraits extends Traits {
  readonly symbol: string;
  readonly startLine: number;
  readonly endLine: number;
}

function mergeHashes(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Set<number>();
  for (const list of lists) for (const hash of list) all.add(hash);
  return Uint32Array.from(all).sort();
}

function mergeKeyed<T extends { readonly key: string }>(lists: readonly (readonly T[])[]): readonly T[] {
  const found = new Map<string, T>();
  for (const list of lists) for (const one of list) if (!found.has(one.key)) found.set(one.key, one);
  return [...found.values()];
}

/** The traits of several regions as one. */
export function mergedTraits(regions: readonly Traits[]): Traits {
  const [only] = regions;
  if (only !== undefined && regions.length === 1) return only;
  return {
    words: mergeHashes(regions.map((region) => region.words)),
    strings: mergeHashes(regions.map((region) => region.strings)),
    phrases: mergeHashes(regions.map((region) => region.phrases)),
    members: mergeHashes(regions.map((region) => region.members)),
    titles: mergeHashes(regions.map((region) => region.titles)),
    values: mergeKeyed(regions.map((region) => region.values)),
    defaults: mergeKeyed(regions.map((region) => region.defaults)),
    flow: mergeKeyed(regions.map((region) => region.flow)),
  };
}
