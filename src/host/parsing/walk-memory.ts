import type { FlatBuilder } from './flat-builder.ts';
import { ERROR_TYPE, Keep, type TreeShape } from './tree-shape.ts';

/** The memory of tree-sitter's WebAssembly module, as its JavaScript holds it. Renewed when the memory grows. */
export interface TreeMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/*
 * Layout of tree-sitter 0.25 for 32-bit addresses (lib/subtree.h, lib/tree.h, lib/parser.h): byte offsets.
 * TSTree: root subtree 0, language 8. A subtree is 8 bytes: a small leaf itself when bit 0 is set, else an address.
 */
const TREE_LANGUAGE = 8;
const Heap = {
  padding: 4,
  size: 16,
  children: 36,
  symbol: 40,
  flags: 44,
  visibleChildren: 48,
  production: 66,
};
const Lang = { aliasLength: 36, fieldSlices: 64, fieldEntries: 68, publicSymbols: 76, aliases: 84 };
const SUBTREE_BYTES = 8;
/** Flag bits of a subtree on the heap; a small leaf has the same one bit further up. */
const VISIBLE = 1;
const EXTRA = 4;

/** One open subtree: its children are being read. */
interface Level {
  /** Address of the first child. */
  children: number;
  count: number;
  next: number;
  /** Children so far without extras such as comments: aliases and fields are counted by these. */
  structural: number;
  /** Byte at which the next child's padding starts. */
  position: number;
  production: number;
  /** Field that an invisible subtree hands down. */
  field: number;
  node: number;
}

const emptyLevel = (): Level => ({
  children: 0,
  count: 0,
  next: 0,
  structural: 0,
  position: 0,
  production: 0,
  field: 0,
  node: -1,
});
const levels: Level[] = [emptyLevel()];

/**
 * Copies a tree out of tree-sitter's memory, as `walkCursor` does, without a call for every step and property.
 * `address` is that of the TSTree. Whoever calls it checks first that the layout is the one known here.
 */
export function walkMemory(
  memory: TreeMemory,
  address: number,
  { keep, error }: TreeShape,
  into: FlatBuilder,
): void {
  const { HEAPU8: bytes, HEAPU16: halves, HEAPU32: words } = memory;
  const word = (at: number): number => words[at >>> 2] as number;
  const half = (at: number): number => halves[at >>> 1] as number;
  const language = word(address + TREE_LANGUAGE);
  const aliasLength = half(language + Lang.aliasLength);
  const aliases = word(language + Lang.aliases);
  const slices = word(language + Lang.fieldSlices);
  const entries = word(language + Lang.fieldEntries);
  const publicSymbols = word(language + Lang.publicSymbols);

  const fieldOf = (production: number, child: number): number => {
    const slice = slices + 4 * production;
    const from = entries + 4 * half(slice);
    const to = from + 4 * half(slice + 2);
    for (let at = from; at < to; at += 4) if (bytes[at + 2] === child && bytes[at + 3] === 0) return half(at);
    return 0;
  };

  /** Opens a subtree with children; false for a leaf. The padding before it is that of its first child. */
  const open = (depth: number, heap: number, position: number, field: number, node: number): boolean => {
    const count = word(heap + Heap.children);
    if (count === 0) return false;
    if (depth === levels.length) levels.push(emptyLevel());
    const level = levels[depth] as Level;
    level.children = heap - SUBTREE_BYTES * count;
    level.count = count;
    level.next = 0;
    level.structural = 0;
    level.position = position;
    level.production = half(heap + Heap.production);
    level.field = field;
    level.node = node;
    return true;
  };

  const root = word(address);
  let depth = -1;
  {
    const symbol = half(root + Heap.symbol);
    const id = symbol === ERROR_TYPE ? error : half(publicSymbols + 2 * symbol);
    const start = word(root + Heap.padding);
    const node = into.add(-1, id, 0, start >>> 1, (start + word(root + Heap.size)) >>> 1);
    if (open(0, root, 0, 0, node)) depth = 0;
  }
  while (depth >= 0) {
    const level = levels[depth] as Level;
    if (level.next === level.count) {
      depth -= 1;
      continue;
    }
    const at = level.children + SUBTREE_BYTES * level.next++;
    const first = word(at);
    const small = (first & 1) === 1;
    const flags = small ? (first & 0xff) >>> 1 : (bytes[first + Heap.flags] as number);
    const extra = (flags & EXTRA) !== 0;
    const from = level.position;
    const start = from + (small ? (bytes[at + 6] as number) : word(first + Heap.padding));
    const size = small ? (bytes[at + 7] as number) : word(first + Heap.size);
    level.position = start + size;
    let alias = 0;
    let field = 0;
    if (!extra) {
      const child = level.structural++;
      if (level.production !== 0) alias = half(aliases + 2 * (level.production * aliasLength + child));
      field = fieldOf(level.production, child) || level.field;
    }
    if ((flags & VISIBLE) !== 0 || alias !== 0) {
      const symbol = alias || (small ? (bytes[at + 1] as number) : half(first + Heap.symbol));
      const id = symbol === ERROR_TYPE ? error : half(publicSymbols + 2 * symbol);
      const kept = keep[id] as number;
      if (kept === Keep.drop) continue;
      const node = into.add(
        level.node,
        id,
        kept === Keep.descend ? field : 0,
        start >>> 1,
        (start + size) >>> 1,
      );
      if (kept === Keep.descend && !small && open(depth + 1, first, from, 0, node)) depth += 1;
    } else if (
      !small &&
      word(first + Heap.children) > 0 &&
      word(first + Heap.visibleChildren) > 0 &&
      open(depth + 1, first, from, field, level.node)
    ) {
      depth += 1;
    }
  }
}
