import type { Language, Tree } from 'web-tree-sitter';
import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import { FlatBuilder } from './flat-builder.ts';
import { shapeOf } from './tree-shape.ts';
import { walkCursor } from './walk-cursor.ts';

const builder = new FlatBuilder();

/**
 * Copies a tree into flat arrays, which the next call overwrites. The caller deletes the tree. `everyLeaf` keeps
 * anonymous tokens too. Null where `isOver`, asked now and then, says so.
 */
export function flattenTree(
  tree: Tree,
  language: Language,
  source: string,
  everyLeaf = false,
  isOver: () => boolean = () => false,
): FlatTree | null {
  const shape = shapeOf(language, everyLeaf);
  builder.reset();
  return walkCursor(tree, shape, builder, isOver) ? builder.view(source, shape) : null;
}
