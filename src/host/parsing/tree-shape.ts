import type { Language } from 'web-tree-sitter';
import { asKey } from '../../bytes/hash.ts';

/** How a node of some type is kept in a flat tree. */
export const Keep = { drop: 0, descend: 1, operator: 2, leaf: 3 } as const;

/** What a grammar says of its node types and fields. */
export interface TreeShape {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  /** One of `Keep` for each type id. */
  readonly keep: Uint8Array;
  /** Id by which a stretch that could not be parsed is kept: the next free one, so that `types` has no gap. */
  readonly error: number;
}

/** Type id that the parser gives a stretch that it could not parse. */
export const ERROR_TYPE = 0xffff;

const OPERATOR = /^(?:[-+*/%@&|^~<>=!]+|\/\/=?|and|or|not|in|is|not in|is not)$/;
const DROPPED = new Set(['comment', 'line_continuation']);
const NO_OPERATOR = new Set(['=', '->', '=>']);

const shapes = new Map<boolean, WeakMap<Language, TreeShape>>([
  [false, new WeakMap()],
  [true, new WeakMap()],
]);

/** The shape of a grammar's trees; `everyLeaf` keeps anonymous tokens too. */
export function shapeOf(language: Language, everyLeaf: boolean): TreeShape {
  const known = shapes.get(everyLeaf)?.get(language);
  if (known !== undefined) return known;
  const error = language.nodeTypeCount;
  const keep = new Uint8Array(error + 1);
  const types: string[] = [];
  for (let id = 0; id < error; id++) {
    const name = asKey(language.nodeTypeForId(id) ?? '');
    types[id] = name;
    const other = everyLeaf ? Keep.leaf : Keep.drop;
    if (language.nodeTypeIsNamed(id)) keep[id] = DROPPED.has(name) ? other : Keep.descend;
    else keep[id] = OPERATOR.test(name) && !NO_OPERATOR.has(name) ? Keep.operator : other;
  }
  keep[error] = Keep.descend;
  types[error] = 'ERROR';
  const fields = language.fields.map((field) => (field === null ? null : asKey(field)));
  const shape = { types, fields, keep, error };
  shapes.get(everyLeaf)?.set(language, shape);
  return shape;
}
