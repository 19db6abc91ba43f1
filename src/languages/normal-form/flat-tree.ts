/**
 * A parsed file as flat arrays, in document order: node 0 is the root. Only named nodes and operator tokens
 * are kept. A tree-sitter tree copied out of its parser, so that pure code can read it.
 */
export interface FlatTree {
  readonly source: string;
  /** Node type names by type id. */
  readonly types: readonly string[];
  /** Field names by field id; 0 = none. */
  readonly fields: readonly (string | null)[];
  readonly length: number;
  readonly type: Uint16Array;
  readonly field: Uint8Array;
  /** UTF-16 offsets into `source`. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Next sibling, or 0. */
  readonly next: Uint32Array;
  /** First child, or 0. */
  readonly first: Uint32Array;
  /** Bytes (UTF-16 units) inside error nodes. */
  readonly damaged: number;
}

/** Offsets at which lines start; line n (from 1) starts at `starts[n - 1]`. */
export function lineStarts(source: string): Uint32Array {
  let lines = 1;
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) lines += 1;
  const starts = new Uint32Array(lines);
  let line = 1;
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts[line++] = at + 1;
  return starts;
}

/** Line (from 1) of an offset. */
export function lineAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Line (from 1) on which each node starts: one pass, since nodes stand in document order. */
export function linesOfNodes({ length, start }: FlatTree, starts: Uint32Array): Uint32Array {
  const lines = new Uint32Array(length);
  const count = starts.length;
  let line = 1;
  for (let node = 0; node < length; node++) {
    const offset = start[node] as number;
    while (line < count && (starts[line] as number) <= offset) line += 1;
    lines[node] = line;
  }
  return lines;
}
