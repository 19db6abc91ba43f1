import { finish, mix } from '../hash.ts';
import { labelOf, type Term } from './term.ts';

/** Distinct gram hashes of a unit and the line of their first occurrence. */
export interface Grams {
  readonly hashes: Uint32Array;
  readonly lines: Uint32Array;
  /** Number of distinct computations: the size of the unit in normal-form tokens. */
  readonly tokens: number;
  /** Order-independent hash over all terms. */
  readonly digest: readonly [number, number];
}

const Kind = {
  Label: 0x1b873593,
  Edge: 0x2545f491,
  Path: 0x3c6ef372,
  Shape: 0x510e527f,
  Deep: 0x6a09e667,
} as const;

/** The gram that says a label occurs in a unit. */
export function labelGram(label: string): number {
  return finish(labelOf(label) ^ Kind.Label);
}

/**
 * The grams of a data-flow graph: labels, edges, paths of three, nodes with their arguments, and nodes with
 * their arguments' arguments. Each is local, so that one rewritten spot spoils only the grams that touch it.
 */
export function collectGrams(roots: readonly Term[]): Grams {
  const visited = new Set<number>();
  const found = new Map<number, number>();
  let tokens = 0;
  let low = 0;
  let high = 0;
  const add = (kind: number, hash: number, line: number): void => {
    const gram = finish(hash ^ kind);
    const known = found.get(gram);
    if (known === undefined || line < known) found.set(gram, line);
  };
  const stack: Term[] = [...roots].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visited.has(node.deep)) continue;
    visited.add(node.deep);
    tokens += 1;
    low = (low + finish(node.deep)) | 0;
    high = (high + finish(node.deep ^ 0x7f4a7c15)) | 0;
    const { args, line } = node;
    add(Kind.Label, node.label, line);
    if (args.length === 0) continue;
    add(Kind.Shape, node.shape, line);
    let deep = node.label;
    let deepSum = 0;
    let nested = false;
    for (const arg of args) {
      add(Kind.Edge, mix(node.label, arg.label), line);
      for (const inner of arg.args) add(Kind.Path, mix(mix(node.label, arg.label), inner.label), line);
      if (arg.args.length > 0) nested = true;
      if (node.unordered) deepSum = (deepSum + finish(arg.shape ^ 0x27d4eb2f)) | 0;
      else deep = mix(deep, arg.shape);
      if (!visited.has(arg.deep)) stack.push(arg);
    }
    if (nested) add(Kind.Deep, node.unordered ? mix(deep, deepSum) : deep, line);
  }
  const hashes = Uint32Array.from(found.keys()).sort();
  const lines = new Uint32Array(hashes.length);
  for (let at = 0; at < hashes.length; at++) lines[at] = found.get(hashes[at] ?? 0) ?? 0;
  return { hashes, lines, tokens, digest: [low >>> 0, high >>> 0] };
}
