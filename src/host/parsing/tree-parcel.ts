import { asKey } from '../../bytes/hash.ts';
import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import type { LanguageName } from '../../languages/table.ts';
import type { ParsedSource, SourceCode } from './print-source.ts';

/** A parsed file on its way to the thread that has its text: the arrays of its tree in one buffer, which is handed over. */
export interface TreeParcel {
  readonly grammar: LanguageName;
  readonly damaged: number;
  readonly length: number;
  readonly buffer: ArrayBuffer;
}

/** What trees of one grammar call their nodes: sent along once for many trees. */
export type Vocabulary = Pick<FlatTree, 'types' | 'fields'>;
export type Vocabularies = Partial<Record<LanguageName, Vocabulary>>;

/** Bytes of one node: start, end, next and first, then type and field. */
const NODE_BYTES = 4 * 4 + 2 + 1;

/** The arrays of a tree of `length` nodes as they lie in `buffer`. */
function arraysIn(buffer: ArrayBuffer, length: number) {
  const words = (number: number): Uint32Array => new Uint32Array(buffer, 4 * number * length, length);
  return {
    start: words(0),
    end: words(1),
    next: words(2),
    first: words(3),
    type: new Uint16Array(buffer, 16 * length, length),
    field: new Uint8Array(buffer, 18 * length, length),
  };
}

/** Copies a tree into a parcel of its own. */
export function packTree({ grammar, tree }: ParsedSource, vocabularies: Vocabularies): TreeParcel {
  const { types, fields, damaged, length } = tree;
  vocabularies[grammar] ??= { types, fields };
  const buffer = new ArrayBuffer(NODE_BYTES * length);
  const arrays = arraysIn(buffer, length);
  arrays.start.set(tree.start);
  arrays.end.set(tree.end);
  arrays.next.set(tree.next);
  arrays.first.set(tree.first);
  arrays.type.set(tree.type);
  arrays.field.set(tree.field);
  return { grammar, damaged, length, buffer };
}

/** Vocabularies as this thread knows them, each word the one copy that tables compare by address. */
const known: Vocabularies = {};

function vocabularyOf(grammar: LanguageName, sent: Vocabularies): Vocabulary {
  const { types, fields } = sent[grammar] ?? { types: [], fields: [] };
  const own = known[grammar] ?? {
    types: types.map(asKey),
    fields: fields.map((field) => (field === null ? null : asKey(field))),
  };
  known[grammar] = own;
  return own;
}

/** The tree of a parcel, without another copy. `source`: the code that was parsed. */
export function openParcel(
  { damaged, length, buffer }: TreeParcel,
  sent: Vocabularies,
  { grammar, source }: SourceCode,
): ParsedSource {
  const { types, fields } = vocabularyOf(grammar, sent);
  const { type, field, start, end, next, first } = arraysIn(buffer, length);
  // Written out: V8 reads a tree of one layout, as it reads no object that was put together from others.
  const tree = { source, types, fields, length, type, field, start, end, next, first, damaged };
  return { grammar, tree };
}
