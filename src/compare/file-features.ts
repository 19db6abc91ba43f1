import { hashText } from '../bytes/hash.ts';
import type { Rarity } from './rarity.ts';
import { featuresOf } from './trait-features.ts';
import type { TraitTable } from './trait-table.ts';
import { mergedTraits, type RegionTraits, type Traits } from './traits.ts';
import type { FilePrint } from './unit-print.ts';

/** Features of one family with the weight of each in nats: -ln of the share of public model files that have it. */
export type Weighted = ReadonlyMap<number, number>;

/** What a file is looked up by, and what is held against another file. */
export interface FileFeatures {
  /** Null where the language has none. */
  readonly traits: Traits | null;
  /** Grams of the normal form, in bits of rarity. */
  readonly grams: Weighted;
  readonly words: Weighted;
  readonly strings: Weighted;
  /** Words of the names of classes, by the share of the classes that carry them. */
  readonly names: Weighted;
  /** Whole identifiers and word pairs, names of attributes, names of definitions; none is counted in public files. */
  readonly phrases: Weighted;
  readonly members: Weighted;
  readonly titles: Weighted;
  readonly values: Weighted;
  readonly defaults: Weighted;
  readonly flow: Weighted;
}

/** Bounds, in nats, on what one value and one edge may weigh: e^-9.2 is one file in ten thousand. */
const [LEAST, MOST_VALUE, MOST_FLOW] = [0.02, 9.2, 6.9];

const NONE: Weighted = new Map();
const NAMELESS = { names: NONE, phrases: NONE, members: NONE, titles: NONE };

/** Features that nobody counted: each weighs the same. */
const alike = (hashes: Iterable<number>): Weighted => new Map([...hashes].map((hash) => [hash, 1]));

/** Counted hashes with their weights. `most`: what one may weigh, in nats. */
function weightedBy(table: TraitTable): (hashes: Iterable<number>, most: number) => Weighted {
  const nats = (hash: number): number => Math.log((table.files + 1) / (table.filesWith(hash) + 0.5));
  return (hashes, most) => {
    const found = new Map<number, number>();
    for (const hash of hashes) found.set(hash, Math.max(LEAST, Math.min(most, nats(hash))));
    return found;
  };
}

/** Words and values by their counted hashes, weighted as those of `openFeatures` are. */
export function choicesBy(table: TraitTable): (hashes: {
  readonly words: Iterable<number>;
  readonly values: Iterable<number>;
}) => {
  readonly words: Weighted;
  readonly values: Weighted;
} {
  const weighted = weightedBy(table);
  return ({ words, values }) => ({
    words: weighted(words, Number.POSITIVE_INFINITY),
    values: weighted(values, MOST_VALUE),
  });
}

/** The features of files, by what the shipped tables count. */
export function openFeatures(rarity: Rarity, table: TraitTable): (print: FilePrint) => FileFeatures {
  const weighted = weightedBy(table);
  const namesOf = (regions: readonly RegionTraits[]): Weighted => {
    const classes = regions.filter(({ symbol }) => /^[A-Z]/.test(symbol));
    const counts = new Map<number, number>();
    for (const { symbol } of classes)
      for (const word of new Set(classWords(symbol))) {
        const hash = hashText(`name:${word}`);
        counts.set(hash, (counts.get(hash) ?? 0) + 1);
      }
    return new Map([...counts].map(([hash, count]) => [hash, count / classes.length]));
  };
  return (print) => {
    const grams = new Map<number, number>();
    for (const unit of print.units)
      for (const gram of unit.grams) if (!grams.has(gram)) grams.set(gram, rarity.weight(gram));
    if (print.traits === undefined || print.traits.length === 0)
      return {
        traits: null,
        grams,
        words: NONE,
        strings: NONE,
        ...NAMELESS,
        values: NONE,
        defaults: NONE,
        flow: NONE,
      };
    const traits = mergedTraits(print.traits);
    return {
      traits,
      grams,
      words: weighted(featuresOf(traits, 'words'), Number.POSITIVE_INFINITY),
      strings: weighted(featuresOf(traits, 'strings'), Number.POSITIVE_INFINITY),
      names: namesOf(print.traits),
      phrases: alike(traits.phrases),
      members: alike(traits.members),
      titles: alike(traits.titles),
      values: weighted(featuresOf(traits, 'values'), MOST_VALUE),
      defaults: weighted(featuresOf(traits, 'defaults'), MOST_VALUE),
      flow: weighted(featuresOf(traits, 'flow'), MOST_FLOW),
    };
  };
}

/** The features of a file of which only counted hashes are known. */
export function openHashedFeatures(
  rarity: Rarity,
  table: TraitTable,
): (
  print: FilePrint,
  hashes: Readonly<Record<'words' | 'strings' | 'values' | 'defaults' | 'flow', Uint32Array>>,
) => FileFeatures {
  const weighted = weightedBy(table);
  return (print, hashes) => {
    const grams = new Map<number, number>();
    for (const unit of print.units) for (const gram of unit.grams) grams.set(gram, rarity.weight(gram));
    return {
      traits: null,
      grams,
      words: weighted(hashes.words, Number.POSITIVE_INFINITY),
      strings: weighted(hashes.strings, Number.POSITIVE_INFINITY),
      ...NAMELESS,
      values: weighted(hashes.values, MOST_VALUE),
      defaults: weighted(hashes.defaults, MOST_VALUE),
      flow: weighted(hashes.flow, MOST_FLOW),
    };
  };
}

function classWords(symbol: string): readonly string[] {
  return symbol
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
}

/** Weighted share of what either side has that both have, 0..1. */
export function jaccard(one: Weighted, other: Weighted): number {
  let shared = 0;
  let either = 0;
  for (const [hash, weight] of one) {
    either += weight;
    if (other.has(hash)) shared += weight;
  }
  for (const [hash, weight] of other) if (!one.has(hash)) either += weight;
  return either === 0 ? 0 : shared / either;
}

/** Weight that both sides have, and the weight of each. */
export function overlap(
  one: Weighted,
  other: Weighted,
): { readonly shared: number; readonly one: number; readonly other: number } {
  let shared = 0;
  let whole = 0;
  let otherWhole = 0;
  for (const [hash, weight] of one) {
    whole += weight;
    if (other.has(hash)) shared += weight;
  }
  for (const weight of other.values()) otherWhole += weight;
  return { shared, one: whole, other: otherWhole };
}
