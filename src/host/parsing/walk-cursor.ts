import type { Tree } from 'web-tree-sitter';
import type { FlatBuilder } from './flat-builder.ts';
import { ERROR_TYPE, Keep, type TreeShape } from './tree-shape.ts';

/** Nodes between two looks at the time. */
const BETWEEN = 4096;

/** Copies a tree node by node through its cursor: what the library offers to everyone. False where the time was over before. */
export function walkCursor(
  tree: Tree,
  { keep, error }: TreeShape,
  into: FlatBuilder,
  isOver: () => boolean,
): boolean {
  const cursor = tree.walk();
  let until = BETWEEN;
  const parents: number[] = [];
  let parent = -1;
  for (;;) {
    if (--until === 0) {
      if (isOver()) {
        cursor.delete();
        return false;
      }
      until = BETWEEN;
    }
    const id = cursor.nodeTypeId === ERROR_TYPE ? error : cursor.nodeTypeId;
    const kept = keep[id] ?? Keep.drop;
    if (kept !== Keep.drop) {
      const field = kept === Keep.descend ? cursor.currentFieldId : 0;
      const node = into.add(parent, id, field, cursor.startIndex, cursor.endIndex);
      if (kept === Keep.descend && cursor.gotoFirstChild()) {
        parents.push(parent);
        parent = node;
        continue;
      }
    }
    while (!cursor.gotoNextSibling()) {
      if (parents.length === 0 || !cursor.gotoParent()) {
        cursor.delete();
        return true;
      }
      parent = parents.pop() ?? -1;
    }
  }
}
