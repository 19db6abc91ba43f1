import type { FlatTree } from '../../languages/normal-form/flat-tree.ts';
import type { TreeShape } from './tree-shape.ts';

/** Nodes of one tree in document order, gathered in arrays that serve one tree after the other. */
export class FlatBuilder {
  /** Enough for nearly every file: V8 compiles anew what uses arrays that have changed. */
  #room = 1 << 16;
  #type = new Uint16Array(this.#room);
  #field = new Uint8Array(this.#room);
  #start = new Uint32Array(this.#room);
  #end = new Uint32Array(this.#room);
  #next = new Uint32Array(this.#room);
  #first = new Uint32Array(this.#room);
  /** Last child of each node so far, or 0. */
  #last = new Uint32Array(this.#room);
  #length = 0;

  reset(): void {
    this.#length = 0;
  }

  /** Adds a node as the last child of `parent` (-1 for the root); its number. Offsets in UTF-16 units. */
  add(parent: number, type: number, field: number, start: number, end: number): number {
    if (this.#length === this.#room) this.#grow();
    const node = this.#length++;
    this.#type[node] = type;
    this.#field[node] = field;
    this.#start[node] = start;
    this.#end[node] = end;
    this.#next[node] = 0;
    this.#first[node] = 0;
    this.#last[node] = 0;
    if (parent >= 0) {
      const previous = this.#last[parent] as number;
      if (previous === 0) this.#first[parent] = node;
      else this.#next[previous] = node;
      this.#last[parent] = node;
    }
    return node;
  }

  /** The tree gathered since `reset`. Its arrays are overwritten by the next one. */
  view(source: string, { types, fields, error }: TreeShape): FlatTree {
    const length = this.#length;
    const type = this.#type.subarray(0, length);
    const start = this.#start.subarray(0, length);
    const end = this.#end.subarray(0, length);
    let damaged = 0;
    for (let node = type.indexOf(error); node >= 0; node = type.indexOf(error, node + 1))
      damaged += (end[node] as number) - (start[node] as number);
    return {
      source,
      types,
      fields,
      length,
      type,
      field: this.#field.subarray(0, length),
      start,
      end,
      next: this.#next.subarray(0, length),
      first: this.#first.subarray(0, length),
      damaged,
    };
  }

  #grow(): void {
    this.#room *= 2;
    const wider = <A extends Uint16Array | Uint8Array | Uint32Array>(old: A, fresh: A): A => {
      fresh.set(old);
      return fresh;
    };
    this.#type = wider(this.#type, new Uint16Array(this.#room));
    this.#field = wider(this.#field, new Uint8Array(this.#room));
    this.#start = wider(this.#start, new Uint32Array(this.#room));
    this.#end = wider(this.#end, new Uint32Array(this.#room));
    this.#next = wider(this.#next, new Uint32Array(this.#room));
    this.#first = wider(this.#first, new Uint32Array(this.#room));
    this.#last = wider(this.#last, new Uint32Array(this.#room));
  }
}
