import * as treeSitter from 'web-tree-sitter';

/** The steps that copying a tree takes. */
export interface FlatCursor {
  typeId(): number;
  fieldId(): number;
  start(): number;
  end(): number;
  firstChild(): boolean;
  nextSibling(): boolean;
  parent(): boolean;
  close(): void;
}

/** The functions of tree-sitter's module that work on the cursor in its transfer buffer. */
interface RawModule {
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
}

/**
 * Opens a cursor over a tree. web-tree-sitter copies a cursor into a transfer buffer and back at every step and for every
 * property; as long as one cursor is used alone, its state simply stays there. The bundles expose the module
 * behind it (scripts/build.mjs) and save two thirds of the time; from source the ordinary cursor does.
 */
export function openCursor(tree: treeSitter.Tree): FlatCursor {
  const cursor = tree.walk();
  const raw = (treeSitter as { readonly rawModule?: () => RawModule }).rawModule?.();
  const address: unknown = Reflect.get(tree, 0);
  if (raw === undefined || typeof address !== 'number') {
    return {
      typeId: () => cursor.nodeTypeId,
      fieldId: () => cursor.currentFieldId,
      start: () => cursor.startIndex,
      end: () => cursor.endIndex,
      firstChild: () => cursor.gotoFirstChild(),
      nextSibling: () => cursor.gotoNextSibling(),
      parent: () => cursor.gotoParent(),
      close: () => cursor.delete(),
    };
  }
  // Reading a property puts this cursor into the transfer buffer, where it then stays.
  void cursor.nodeTypeId;
  return {
    typeId: () => raw._ts_tree_cursor_current_node_type_id_wasm(address),
    fieldId: () => raw._ts_tree_cursor_current_field_id_wasm(address),
    start: () => raw._ts_tree_cursor_start_index_wasm(address),
    end: () => raw._ts_tree_cursor_end_index_wasm(address),
    firstChild: () => raw._ts_tree_cursor_goto_first_child_wasm(address) === 1,
    nextSibling: () => raw._ts_tree_cursor_goto_next_sibling_wasm(address) === 1,
    parent: () => raw._ts_tree_cursor_goto_parent_wasm(address) === 1,
    close: () => cursor.delete(),
  };
}
