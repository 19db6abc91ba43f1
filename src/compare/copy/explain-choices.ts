import type { FileFeatures } from '../file-features.ts';
import { countedKey } from '../trait-features.ts';
import type { TraitTable } from '../trait-table.ts';
import type { FlowTrait, ValueTrait } from '../traits.ts';

/** How a choice is written in one place. */
export interface Written {
  readonly text: string;
  readonly line: number;
}

/** One choice that both sides made, or the upstream alone. */
export interface ChoicePart {
  readonly kind: 'value' | 'default';
  /** What it comes to: `392`, `(0.48, 0.46, 0.41)`, `"bicubic"`. */
  readonly value: string;
  /** Null: not found here. */
  readonly local: Written | null;
  readonly upstream: Written;
  /** Of `ofFiles` public model files so many have it. */
  readonly files: number;
  /** Siblings that have it. */
  readonly siblings: number;
}

/** An edge of the data-flow that both sides have. */
export interface FlowPart {
  readonly flow: string;
  readonly localLine: number;
  readonly upstreamLine: number;
  readonly files: number;
  readonly siblings: number;
}

/** What the choices of two files say, part by part: rarest first. */
export interface ChoiceParts {
  /** Public model files that were counted. */
  readonly ofFiles: number;
  /** Siblings that were held against it. */
  readonly ofSiblings: number;
  readonly shared: readonly ChoicePart[];
  readonly flow: readonly FlowPart[];
  /** Rare choices of the upstream that are not here. */
  readonly missing: readonly ChoicePart[];
}

const [MOST_SHARED, MOST_FLOW, MOST_MISSING] = [24, 6, 10];
/** What more public files have than this share is no choice of anybody's. */
const RARE = 0.1;

/** The value that a key stands for, as a reader writes it. */
export function spelled(key: string): string {
  if (key.startsWith('=')) return key.slice(1);
  if (key.startsWith('T')) return `(${key.slice(1).split(',').join(', ')})`;
  return `"${key.slice(1)}"`;
}

const rarestFirst = <T extends { readonly files: number }>(parts: readonly T[]): readonly T[] =>
  [...parts].sort((a, b) => a.files - b.files);

/** The parts behind the choices of two files. */
export function explainChoices(
  query: FileFeatures,
  candidate: FileFeatures,
  siblings: readonly FileFeatures[],
  table: TraitTable,
): ChoiceParts {
  const [here, there] = [query.traits, candidate.traits];
  const head = { ofFiles: table.files, ofSiblings: siblings.length };
  if (here === null || there === null) return { ...head, shared: [], flow: [], missing: [] };
  const parts = (kind: 'value' | 'default'): readonly ChoicePart[] => {
    const family = kind === 'value' ? 'values' : 'defaults';
    const local = new Map<string, ValueTrait>(here[family].map((one) => [one.key, one]));
    return there[family].map(({ key, text, line }): ChoicePart => {
      const hash = countedKey(family, key);
      const found = local.get(key);
      return {
        kind,
        value: spelled(key),
        local: found === undefined ? null : { text: found.text, line: found.line },
        upstream: { text, line },
        files: table.filesWith(hash),
        siblings: siblings.filter((each) => each[family].has(hash)).length,
      };
    });
  };
  const values = parts('value');
  const asValue = new Set(values.map(({ value }) => value));
  // A default that is a number is told once, as a value.
  const all = [...values, ...parts('default').filter(({ value }) => !asValue.has(value))];
  const local = new Map<string, FlowTrait>(here.flow.map((one) => [one.key, one]));
  const flow = there.flow.flatMap(({ key, line }): FlowPart[] => {
    const found = local.get(key);
    if (found === undefined) return [];
    const hash = countedKey('flow', key);
    const held = siblings.filter((each) => each.flow.has(hash)).length;
    return [
      { flow: key, localLine: found.line, upstreamLine: line, files: table.filesWith(hash), siblings: held },
    ];
  });
  const most = RARE * table.files;
  return {
    ...head,
    shared: rarestFirst(all.filter((part) => part.local !== null)).slice(0, MOST_SHARED),
    flow: rarestFirst(flow.filter(({ files, siblings: held }) => files <= most && held === 0)).slice(
      0,
      MOST_FLOW,
    ),
    missing: rarestFirst(all.filter((part) => part.local === null && part.files <= most)).slice(
      0,
      MOST_MISSING,
    ),
  };
}
