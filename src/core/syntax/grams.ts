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
  return finish(labelOf(label) ^ Kind.Label) >>> 0;
}

/** Grams in the order they are found, repeats included; one buffer serves all units of a thread. */
let buffer = new Float64Array(4096);
let count = 0;

function add(hash: number, line: number): void {
  if (count === buffer.length) {
    const wider = new Float64Array(2 * count);
    wider.set(buffer);
    buffer = wider;
  }
  buffer[count++] = (finish(hash) >>> 0) * LINES + line;
}

/** Set of the computations seen in one unit, by open addressing; one serves all units of a thread. */
let seen = new Int32Array(4096);
/** Slot n belongs to the unit at hand when `stamps[n]` is its number. */
let stamps = new Uint32Array(seen.length);
let stamp = 0;
let held = 0;

/** Puts a 32-bit hash into the set; false when it was there. */
function visit(hash: number): boolean {
  const mask = seen.length - 1;
  let at = hash & mask;
  while (stamps[at] === stamp) {
    if (seen[at] === hash) return false;
    at = (at + 1) & mask;
  }
  seen[at] = hash;
  stamps[at] = stamp;
  held += 1;
  if (2 * held > seen.length) widenSeen();
  return true;
}

function widenSeen(): void {
  const before = seen;
  const stampsBefore = stamps;
  seen = new Int32Array(2 * before.length);
  stamps = new Uint32Array(seen.length);
  const mask = seen.length - 1;
  for (let from = 0; from < before.length; from++) {
    if (stampsBefore[from] !== stamp) continue;
    const hash = before[from] as number;
    let at = hash & mask;
    while (stamps[at] === stamp) at = (at + 1) & mask;
    seen[at] = hash;
    stamps[at] = stamp;
  }
}

/** The plain spelling of a node with its arguments, and with their arguments, where it is not what stands there anyway. */
function addPlain(node: Term, line: number): void {
  const { plain, plainArgs, plainShape } = node;
  if (plainArgs.length === 0) return;
  let differs = plainShape !== node.shape;
  if (differs) add(plainShape ^ Kind.Shape, line);
  let deep = plain;
  let sum = 0;
  let nested = false;
  const unordered = node.unordered && plainArgs === node.args;
  for (let at = 0; at < plainArgs.length; at++) {
    const arg = plainArgs[at] as Term;
    if (arg.plainShape !== arg.shape) differs = true;
    if (arg.plainArgs.length > 0) nested = true;
    if (unordered) sum = (sum + finish(arg.plainShape ^ 0x27d4eb2f)) | 0;
    else deep = mix(deep, arg.plainShape);
  }
  if (nested && differs) add((sum === 0 ? deep : mix(deep, sum)) ^ Kind.Deep, line);
}

/**
 * The grams of a data-flow graph: labels, edges, paths of three, nodes with their arguments, and nodes with
 * their arguments' arguments. Each is local, so that one rewritten spot spoils only the grams that touch it.
 */
export function collectGrams(roots: readonly Term[], others: readonly Term[], startLine: number): Grams {
  count = 0;
  held = 0;
  stamp += 1;
  let tokens = 0;
  let low = 0;
  let high = 0;
  const stack: Term[] = [];
  for (let at = others.length - 1; at >= 0; at--) stack.push(others[at] as Term);
  for (let at = roots.length - 1; at >= 0; at--) stack.push(roots[at] as Term);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!visit(node.deep)) continue;
    tokens += 1;
    low = (low + finish(node.deep)) | 0;
    high = (high + finish(node.deep ^ 0x7f4a7c15)) | 0;
    const { args, label } = node;
    const line = Math.min(LINES - 1, Math.max(0, node.line - startLine));
    add(label ^ Kind.Label, line);
    addPlain(node, line);
    if (args.length === 0) continue;
    add(node.shape ^ Kind.Shape, line);
    let deep = label;
    let deepSum = 0;
    let nested = false;
    for (let at = 0; at < args.length; at++) {
      const arg = args[at] as Term;
      const edge = mix(label, arg.label);
      add(edge ^ Kind.Edge, line);
      const inner = arg.args;
      for (let below = 0; below < inner.length; below++)
        add(mix(edge, (inner[below] as Term).label) ^ Kind.Path, line);
      if (inner.length > 0) nested = true;
      if (node.unordered) deepSum = (deepSum + finish(arg.shape ^ 0x27d4eb2f)) | 0;
      else deep = mix(deep, arg.shape);
      stack.push(arg);
    }
    if (nested) add((node.unordered ? mix(deep, deepSum) : deep) ^ Kind.Deep, line);
  }
  return { ...firstOccurrences(buffer.subarray(0, count).sort()), tokens, digest: [low, high] };
}

/** Each gram once, with the smallest of its lines. `sorted` holds gram · 65,536 + line, ascending. */
function firstOccurrences(sorted: Float64Array): Pick<Grams, 'hashes' | 'lines'> {
  let distinct = 0;
  for (let at = 0, last = -1; at < sorted.length; at++) {
    const gram = Math.floor((sorted[at] as number) / LINES);
    if (gram !== last) distinct += 1;
    last = gram;
  }
  const hashes = new Uint32Array(distinct);
  const lines = new Uint16Array(distinct);
  let written = 0;
  for (let at = 0, last = -1; at < sorted.length; at++) {
    const both = sorted[at] as number;
    const gram = Math.floor(both / LINES);
    if (gram === last) continue;
    last = gram;
    hashes[written] = gram;
    lines[written++] = both - gram * LINES;
  }
  return { hashes, lines };
}
