import { byText } from '../../model/text-order.ts';
import { FREE, INNER_FREE, INNER_SIZES, type KnownModels, SIZES } from './known-models.ts';
import type { ModelRow } from './model-row.ts';

/**
 * 'named': all free values that are known speak for one lineage, with enough bits. 'same': the same sizes and
 * vocabulary. 'shape': the same sizes with another vocabulary. 'depth': the same widths and vocabulary with another
 * number of layers. 'experts': a dense model's widths with experts.
 */
export type RecognitionKind = 'named' | 'same' | 'shape' | 'depth' | 'experts';

/** A known model beside the stated one. */
export interface Likeness {
  readonly row: ModelRow;
  /** Free values that both state alike, the most telling first. */
  readonly equal: readonly string[];
  /** Free values that both state, and differently. */
  readonly differs: readonly string[];
  readonly bits: number;
}

export interface Recognition {
  readonly kind: RecognitionKind;
  /** The whole set that fits as well, those with the fewest differences first. */
  readonly likenesses: readonly Likeness[];
  /** Lineages in the set: more than one, and the sizes alone say little. */
  readonly lineages: readonly string[];
  /** Sizes that were compared and are equal. */
  readonly sizes: number;
}

/**
 * Bits of free values from which a model is named. Measured on the table with cluster and family held out and on
 * made-up configurations (docs/configs.md): at 8 bits one of 880 was named wrongly, at 12 none.
 */
const NAMED = 12;
/** Experts and compressed attention count as one choice of at most this many bits. */
const INNER_CAP = 8;
/** Tokens by which a table is padded beyond what its tokenizer has. */
const PADDED = 512;
/** A vocabulary that was extended by own tokens. */
const GROWN = 1024;

type Facts = ReadonlyMap<string, string>;

/** Which published models have the sizes of the stated one; null when none has. */
export function recognise(
  stated: Facts,
  known: KnownModels,
  isCounted: (row: ModelRow) => boolean = () => true,
): Recognition | null {
  const rows = (known.byWidth.get(stated.get('hidden_size') ?? '?') ?? []).filter(isCounted);
  const shaped = rows.filter((row) => hasShape(stated, row, SIZES) && hasInner(stated, row));
  const same = shaped.filter((row) => hasVocabulary(stated, row, known));
  if (same.length > 0) return judged(stated, [...same, ...notExcluded(stated, rows, same, known)], known);
  const kinds: readonly [RecognitionKind, readonly ModelRow[]][] = [
    ['experts', upcycled(stated, rows, known)],
    ['shape', shaped],
    ['depth', otherDepth(stated, rows, known)],
  ];
  const [kind, found] = kinds.find(([, set]) => set.length > 0) ?? [];
  return kind === undefined || found === undefined ? null : recognition(kind, stated, found, known);
}

/** Sizes and vocabulary are equal: it is named when nothing but one lineage remains, well stated on both sides. */
function judged(stated: Facts, same: readonly ModelRow[], known: KnownModels): Recognition {
  const set = recognition('same', stated, same, known);
  const possible = set.likenesses.filter(({ differs }) => differs.length === 0);
  const named = possible.filter(
    ({ row, bits }) => bits >= NAMED && isArchitecture(stated, row) && isWellStated(row),
  );
  const lineages = new Set(possible.map(({ row }) => row.lineage));
  return named.length > 0 && lineages.size === 1 ? { ...set, kind: 'named' } : set;
}

function recognition(
  kind: RecognitionKind,
  stated: Facts,
  rows: readonly ModelRow[],
  known: KnownModels,
): Recognition {
  const likenesses = rows
    .map((row) => likeness(stated, row, known))
    .sort((a, b) => a.differs.length - b.differs.length || b.bits - a.bits || byText(a.row.id, b.row.id));
  const sizes = [...SIZES, 'vocab_size'].filter(
    (key) => stated.has(key) && stated.get(key) === likenesses[0]?.row.facts.get(key)?.value,
  );
  return {
    kind,
    likenesses,
    lineages: [...new Set(likenesses.map(({ row }) => row.lineage))],
    sizes: sizes.length,
  };
}

function likeness(stated: Facts, row: ModelRow, known: KnownModels): Likeness {
  const both = [...FREE, ...INNER_FREE].filter((key) => stated.has(key) && row.facts.has(key));
  const bitsOf = (key: string): number => known.bits(key, stated.get(key) ?? '');
  const isEqual = (key: string): boolean => sameValue(stated.get(key) ?? '', row.facts.get(key)?.value ?? '');
  const equal = both.filter(isEqual).sort((a, b) => bitsOf(b) - bitsOf(a));
  const inner = new Set<string>(INNER_FREE);
  const sum = (keys: readonly string[]): number => keys.reduce((all, key) => all + bitsOf(key), 0);
  return {
    row,
    equal,
    differs: both.filter((key) => !isEqual(key)),
    bits:
      sum(equal.filter((key) => !inner.has(key))) +
      Math.min(INNER_CAP, sum(equal.filter((key) => inner.has(key)))),
  };
}

function sameValue(a: string, b: string): boolean {
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b));
}

/** A size that one side does not state is unknown and equals nothing, but where the same architecture never states it. */
function hasShape(stated: Facts, row: ModelRow, sizes: readonly string[]): boolean {
  return sizes.every((key) => {
    const [mine, theirs] = [stated.get(key), row.facts.get(key)?.value];
    if (mine !== undefined && theirs !== undefined) return mine === theirs;
    if (key === 'hidden_size' || key === 'layers' || key === 'heads') return false;
    return mine === undefined && theirs === undefined && isArchitecture(stated, row);
  });
}

/** Models that lack a size in the table and contradict nothing: they belong to the set, and cannot make one. */
function notExcluded(
  stated: Facts,
  rows: readonly ModelRow[],
  same: readonly ModelRow[],
  known: KnownModels,
): readonly ModelRow[] {
  return rows.filter(
    (row) =>
      !same.includes(row) &&
      ['layers', 'heads', 'vocab_size'].every((key) => row.facts.has(key)) &&
      [...SIZES, 'experts', 'architecture'].every((key) => {
        const [mine, theirs] = [stated.get(key), row.facts.get(key)?.value];
        return mine === theirs || mine === undefined || theirs === undefined;
      }) &&
      hasInner(stated, row) &&
      hasVocabulary(stated, row, known),
  );
}

function hasInner(stated: Facts, row: ModelRow): boolean {
  return INNER_SIZES.every((key) => {
    const [mine, theirs] = [stated.get(key), row.facts.get(key)?.value];
    const isNone = (value: string | undefined): boolean => value === undefined || value === '0';
    return (
      mine === theirs ||
      (isNone(mine) && isNone(theirs)) ||
      (mine !== undefined && theirs === undefined && key !== 'experts') ||
      (mine === undefined && theirs !== undefined && key !== 'experts')
    );
  });
}

/** Class or kind of model, where both sides state it; false where neither can be compared. */
function isArchitecture(stated: Facts, row: ModelRow): boolean {
  const pairs = ['architecture', 'model_type'].map((key) => [stated.get(key), row.facts.get(key)?.value]);
  const compared = pairs.filter(([mine, theirs]) => mine !== undefined && theirs !== undefined);
  return compared.length > 0 && compared.every(([mine, theirs]) => mine === theirs);
}

/** Two sources hold each size and the vocabulary. */
function isWellStated(row: ModelRow): boolean {
  return [...SIZES, 'vocab_size'].every((key) => (row.facts.get(key)?.agree ?? 2) >= 2);
}

/** The same size, a size that the lineage pads to, or one grown by a few tokens. */
function hasVocabulary(stated: Facts, row: ModelRow, known: KnownModels): boolean {
  const [mine, theirs] = [Number(stated.get('vocab_size')), Number(row.facts.get('vocab_size')?.value)];
  if (!(mine > 0 && theirs > 0)) return false;
  const [least, most] = known.vocabularies(row) ?? [theirs, theirs];
  return (mine > least - PADDED && mine <= most) || (mine >= theirs && mine <= theirs + GROWN);
}

/** Everything but the number of layers; the width of the feed-forward part and of the keys must be known. */
function otherDepth(stated: Facts, rows: readonly ModelRow[], known: KnownModels): readonly ModelRow[] {
  const widths = SIZES.filter((key) => key !== 'layers');
  const isKnown = ['intermediate_size', 'kv_heads'].every((key) => stated.has(key));
  return isKnown
    ? rows.filter(
        (row) => hasShape(stated, row, widths) && hasInner(stated, row) && hasVocabulary(stated, row, known),
      )
    : [];
}

/** Experts as wide as the feed-forward part of a dense model of the same widths and depth. */
function upcycled(stated: Facts, rows: readonly ModelRow[], known: KnownModels): readonly ModelRow[] {
  if (!(Number(stated.get('experts') ?? 0) > 1)) return [];
  const width = stated.get('moe_intermediate') ?? stated.get('intermediate_size');
  const others = SIZES.filter((key) => key !== 'intermediate_size');
  return rows.filter(
    (row) =>
      !row.facts.has('experts') &&
      row.facts.get('intermediate_size')?.value === width &&
      stated.has('kv_heads') &&
      hasShape(stated, row, others) &&
      hasVocabulary(stated, row, known),
  );
}
