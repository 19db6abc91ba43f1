import { finish, mix } from '../hash.ts';
import { labelOf, type Term } from './term.ts';

/** Distinct gram hashes of a unit, ascending, and the line of their first occurrence. */
export interface Grams {
  readonly hashes: Uint32Array;
  /** Counted from the unit's first line, at most 65,535. */
  readonly lines: Uint16Array;
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

/** Lines fit below this, so that a gram and its line are one double that sorts by gram, then line. */
const LINES = 0x10000;

/** The gram that says a label occurs in a unit. */
export function labelGram(label: string): number {
  return finish(labelOf(label) ^ Kind.Label);
}

/** Grams in the order they are found, repeats included; one buffer serves all units of a thread. */
let buffer = new Float64Array(4096);

/** The plain spelling of a node with its arguments, and with their arguments, where it is not what stands there anyway. */
function addPlain(node: Term, line: number, add: (kind: number, hash: number, line: number) => void): void {
  const { plain, plainArgs, plainShape } = node;
  if (plainArgs.length === 0) return;
  if (plainShape !== node.shape) add(Kind.Shape, plainShape, line);
  let deep = plain;
  let sum = 0;
  let nested = false;
  let differs = plainShape !== node.shape;
  for (const arg of plainArgs) {
    if (arg.plainShape !== arg.shape) differs = true;
    if (arg.plainArgs.length > 0) nested = true;
    if (node.unordered && plainArgs === node.args) sum = (sum + finish(arg.plainShape ^ 0x27d4eb2f)) | 0;
    else deep = mix(deep, arg.plainShape);
  }
  if (nested && differs) add(Kind.Deep, sum === 0 ? deep : mix(deep, sum), line);
}

/**
 * The grams of a data-flow graph: labels, edges, paths of three, nodes with their arguments, and nodes with
 * their arguments' arguments. Each is local, so that one rewritten spot spoils only the grams that touch it.
 */
export function collectGrams(roots: readonly Term[], startLine: number): Grams {
  const visited = new Set<number>();
  let count = 0;
  let tokens = 0;
  let low = 0;
  let high = 0;
  const add = (kind: number, hash: number, line: number): void => {
    if (count === buffer.length) {
      const wider = new Float64Array(2 * count);
      wider.set(buffer);
      buffer = wider;
    }
    buffer[count++] = finish(hash ^ kind) * LINES + line;
  };
  const stack: Term[] = [];
  for (let at = roots.length - 1; at >= 0; at--) stack.push(roots[at] as Term);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visited.has(node.deep)) continue;
    visited.add(node.deep);
    tokens += 1;
    low = (low + finish(node.deep)) | 0;
    high = (high + finish(node.deep ^ 0x7f4a7c15)) | 0;
    const { args, label } = node;
    const line = Math.min(LINES - 1, Math.max(0, node.line - startLine));
    add(Kind.Label, label, line);
    addPlain(node, line, add);
    if (args.length === 0) continue;
    add(Kind.Shape, node.shape, line);
    let deep = label;
    let deepSum = 0;
    let nested = false;
    for (const arg of args) {
      const edge = mix(label, arg.label);
      add(Kind.Edge, edge, line);
      for (const inner of arg.args) add(Kind.Path, mix(edge, inner.label), line);
      if (arg.args.length > 0) nested = true;
      if (node.unordered) deepSum = (deepSum + finish(arg.shape ^ 0x27d4eb2f)) | 0;
      else deep = mix(deep, arg.shape);
      if (!visited.has(arg.deep)) stack.push(arg);
    }
    if (nested) add(Kind.Deep, node.unordered ? mix(deep, deepSum) : deep, line);
  }
  return { ...firstOccurrences(buffer.subarray(0, count).sort()), tokens, digest: [low >>> 0, high >>> 0] };
}

/** Each gram once, with the smallest of its lines. `sorted` holds gram · 65,536 + line, ascending. */
function firstOccurrences(sorted: Float64Array): Pick<Grams, 'hashes' | 'lines'> {
  const hashes = new Uint32Array(sorted.length);
  const lines = new Uint16Array(sorted.length);
  let count = 0;
  let last = -1;
  for (let at = 0; at < sorted.length; at++) {
    const both = sorted[at] as number;
    const gram = Math.floor(both / LINES);
    if (gram === last) continue;
    last = gram;
    hashes[count] = gram;
    lines[count++] = both - gram * LINES;
  }
  return { hashes: hashes.slice(0, count), lines: lines.slice(0, count) };
}
