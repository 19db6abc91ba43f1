import type { Language, Tree } from 'web-tree-sitter';
import type { FlatTree } from '../../core/syntax/flat-tree.ts';
import { openCursor } from './tree-cursor.ts';

interface Shape {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  /** 1: keep; 2: an operator token, kept; 0: dropped. */
  readonly keep: Uint8Array;
}

const shapes = new WeakMap<Language, Shape>();
const OPERATOR = /^(?:[-+*/%@&|^~<>=!]+|\/\/=?|and|or|not|in|is|not in|is not)$/;

/** The same text as a property key: V8 then compares it by address with the literals in the code that reads it. */
function asKey(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}

function shapeOf(language: Language): Shape {
  const known = shapes.get(language);
  if (known !== undefined) return known;
  const keep = new Uint8Array(0x10000);
  const types: string[] = [];
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const name = asKey(language.nodeTypeForId(id) ?? '');
    types[id] = name;
    if (language.nodeTypeIsNamed(id)) keep[id] = name === 'comment' || name === 'line_continuation' ? 0 : 1;
    else if (OPERATOR.test(name) && name !== '=' && name !== '->' && name !== '=>') keep[id] = 2;
  }
  keep[0xffff] = 1;
  types[0xffff] = 'ERROR';
  const fields = language.fields.map((field) => (field === null ? null : asKey(field)));
  const shape = { types, fields, keep };
  shapes.set(language, shape);
  return shape;
}

/** Copies a tree into flat arrays. The caller deletes the tree. `everyLeaf` keeps anonymous tokens too. */
export function flattenTree(tree: Tree, language: Language, source: string, everyLeaf = false): FlatTree {
  const { types, fields, keep } = shapeOf(language);
  let room = Math.max(64, source.length >> 1);
  let type = new Uint16Array(room);
  let field = new Uint8Array(room);
  let start = new Uint32Array(room);
  let end = new Uint32Array(room);
  let next = new Uint32Array(room);
  let first = new Uint32Array(room);
  let length = 0;
  let damaged = 0;
  const grow = (): void => {
    room *= 2;
    const wider = <A extends Uint16Array | Uint8Array | Uint32Array>(old: A, fresh: A): A => {
      fresh.set(old);
      return fresh;
    };
    type = wider(type, new Uint16Array(room));
    field = wider(field, new Uint8Array(room));
    start = wider(start, new Uint32Array(room));
    end = wider(end, new Uint32Array(room));
    next = wider(next, new Uint32Array(room));
    first = wider(first, new Uint32Array(room));
  };
  const cursor = openCursor(tree);
  /** Last kept child of each open node, by depth; parents by depth. */
  const lastChild: number[] = [];
  const parents: number[] = [];
  let depth = 0;
  let parent = -1;
  for (;;) {
    const id = cursor.typeId();
    const kept = everyLeaf && id !== 0xffff ? keep[id] || 3 : keep[id];
    let descend = false;
    if (kept !== 0 && kept !== undefined) {
      if (length === room) grow();
      const node = length++;
      type[node] = id;
      start[node] = cursor.start();
      end[node] = cursor.end();
      if (kept === 1) field[node] = cursor.fieldId();
      else if (kept === 2) field[node] = 0;
      if (types[id] === 'ERROR') damaged += (end[node] ?? 0) - (start[node] ?? 0);
      if (parent >= 0) {
        const previous = lastChild[depth] ?? 0;
        if (previous === 0) first[parent] = node;
        else next[previous] = node;
        lastChild[depth] = node;
      }
      if (kept === 1 && cursor.firstChild()) {
        parents[depth] = parent;
        parent = node;
        depth += 1;
        lastChild[depth] = 0;
        descend = true;
      }
    }
    if (descend) continue;
    while (!cursor.nextSibling()) {
      if (depth === 0 || !cursor.parent()) {
        cursor.close();
        return { source, types, fields, length, type, field, start, end, next, first, damaged };
      }
      depth -= 1;
      parent = parents[depth] ?? -1;
    }
  }
}
