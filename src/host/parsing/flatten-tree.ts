import type { Language, Tree } from 'web-tree-sitter';
import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import { FlatBuilder } from './flat-builder.ts';
import { shapeOf } from './tree-shape.ts';
import { walkCursor } from './walk-cursor.ts';

const builder = new FlatBuilder();

/**
 * Copies a tree into flat arrays, which the next call overwrites. The caller deletes the tree. `everyLeaf` keeps
 * anonymous tokens too.
 */
export function flattenTree(tree: Tree, language: Language, source: string, everyLeaf = false): FlatTree {
  const shape = shapeOf(language, everyLeaf);
  builder.reset();
  walkCursor(tree, shape, builder);
  return builder.view(source, shape);
}
