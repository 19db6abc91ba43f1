import * as treeSitter from 'web-tree-sitter';
import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import { FlatBuilder } from './flat-builder.ts';
import { shapeOf, type TreeShape } from './tree-shape.ts';
import { walkCursor } from './walk-cursor.ts';
import { type TreeMemory, walkMemory } from './walk-memory.ts';

const builder = new FlatBuilder();
/** Grammars whose trees were read from memory once and found equal to what the cursor says (false: not equal). */
const checked = new WeakMap<treeSitter.Language, boolean>();

/** The module's memory, in bundles that expose it (scripts/tree-sitter-plugin.mjs); null from source. */
function memoryOf(): TreeMemory | null {
  return (treeSitter as { readonly rawModule?: () => TreeMemory }).rawModule?.() ?? null;
}

function sameNodes(a: FlatTree, b: FlatTree): boolean {
  const same = (one: ArrayLike<number>, other: ArrayLike<number>): boolean => {
    for (let at = 0; at < a.length; at++) if (one[at] !== other[at]) return false;
    return true;
  };
  return (
    a.length === b.length &&
    same(a.type, b.type) &&
    same(a.field, b.field) &&
    same(a.start, b.start) &&
    same(a.end, b.end) &&
    same(a.next, b.next)
  );
}

/** True when this grammar's first tree reads the same both ways: the layout of the memory is the known one. */
function isKnownLayout(
  memory: TreeMemory,
  address: number,
  tree: treeSitter.Tree,
  shape: TreeShape,
): boolean {
  const byCursor = new FlatBuilder();
  walkCursor(tree, shape, byCursor);
  try {
    builder.reset();
    walkMemory(memory, address, shape, builder);
    return sameNodes(byCursor.view('', shape), builder.view('', shape));
  } catch {
    return false;
  }
}

/**
 * Copies a tree into flat arrays, which the next call overwrites. The caller deletes the tree. `everyLeaf` keeps
 * anonymous tokens too.
 */
export function flattenTree(
  tree: treeSitter.Tree,
  language: treeSitter.Language,
  source: string,
  everyLeaf = false,
): FlatTree {
  const shape = shapeOf(language, everyLeaf);
  const memory = memoryOf();
  const address: unknown = Reflect.get(tree, 0);
  if (memory !== null && typeof address === 'number') {
    const known = checked.get(language) ?? isKnownLayout(memory, address, tree, shape);
    checked.set(language, known);
    if (known) {
      builder.reset();
      walkMemory(memory, address, shape, builder);
      return builder.view(source, shape);
    }
  }
  builder.reset();
  walkCursor(tree, shape, builder);
  return builder.view(source, shape);
}
