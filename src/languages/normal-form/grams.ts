import { finish, mix } from '../../bytes/hash.ts';
import { LITTLE_ENDIAN } from '../../bytes/little-endian.ts';
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

/** Lines are below this. */
const LINES = 0x10000;

/** The gram that says a label occurs in a unit. */
export function labelGram(label: string): number {
  return finish(labelOf(label) ^ Kind.Label) >>> 0;
}

/** Room for the hashes of nearly every unit: V8 compiles anew what uses room that has changed. */
const ROOM = 8192;

/**
 * Numbers distinct 32-bit hashes in the order in which they come, by open addressing. To begin anew costs nothing, so
 * one serves all units of a thread.
 */
class Numbering {
  /** Number of the hash that holds a slot, where the slot's stamp is the present one. */
  private slots = new Int32Array(2 * ROOM);
  private stamps = new Uint32Array(2 * ROOM);
  private stamp = 0;
  /** Signed: V8 boxes half of the unsigned ones. */
  hashes = new Int32Array(ROOM);
  count = 0;

  clear(): void {
    this.count = 0;
    this.stamp += 1;
  }

  /** The number of a hash: `count` as it was before, if it is new. */
  numberOf(hash: number): number {
    const { slots, stamps, stamp, hashes } = this;
    const mask = slots.length - 1;
    let at = hash & mask;
    while (stamps[at] === stamp) {
      const number = slots[at] as number;
      if (hashes[number] === hash) return number;
      at = (at + 1) & mask;
    }
    const number = this.count++;
    slots[at] = number;
    stamps[at] = stamp;
    hashes[number] = hash;
    if (this.count === hashes.length) this.widen();
    return number;
  }

  private widen(): void {
    const { hashes, count } = this;
    this.slots = new Int32Array(4 * count);
    this.stamps = new Uint32Array(4 * count);
    this.hashes = new Int32Array(2 * count);
    this.stamp = 1;
    this.count = 0;
    for (let at = 0; at < count; at++) this.numberOf(hashes[at] as number);
  }
}

/** The computations seen in one unit. */
const computations = new Numbering();
/** Its grams, and the smallest line of each. */
const grams = new Numbering();
let lines = new Uint16Array(ROOM);

function add(hash: number, line: number): void {
  const { count } = grams;
  const number = grams.numberOf(finish(hash));
  if (number < count) {
    if (line < (lines[number] as number)) lines[number] = line;
    return;
  }
  if (number === lines.length) {
    const wider = new Uint16Array(2 * number);
    wider.set(lines);
    lines = wider;
  }
  lines[number] = line;
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
  computations.clear();
  grams.clear();
  let low = 0;
  let high = 0;
  const stack: Term[] = [];
  for (let at = others.length - 1; at >= 0; at--) stack.push(others[at] as Term);
  for (let at = roots.length - 1; at >= 0; at--) stack.push(roots[at] as Term);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const before = computations.count;
    if (computations.numberOf(node.deep) < before) continue;
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
  const { hashes, lines } = inOrder();
  return { hashes, lines, tokens: computations.count, digest: [low, high] };
}

/** Each gram above its line, as one whole number that sorts by gram. */
let room = new BigUint64Array(ROOM);
/** The same memory by halves. Signed: V8 holds such a number without a box. */
let halves = new Int32Array(room.buffer);
/** Where the lower half of a number stands, on this machine. */
const LOW = LITTLE_ENDIAN ? 0 : 1;

/** The grams in ascending order. */
function inOrder(): Pick<Grams, 'hashes' | 'lines'> {
  const { count, hashes: found } = grams;
  if (room.length < count) {
    room = new BigUint64Array(2 * count);
    halves = new Int32Array(room.buffer);
  }
  for (let at = 0; at < count; at++) {
    halves[2 * at + LOW] = lines[at] as number;
    halves[2 * at + 1 - LOW] = found[at] as number;
  }
  room.subarray(0, count).sort();
  const hashes = new Uint32Array(count);
  const signed = new Int32Array(hashes.buffer);
  const firstLines = new Uint16Array(count);
  for (let at = 0; at < count; at++) {
    signed[at] = halves[2 * at + 1 - LOW] as number;
    firstLines[at] = halves[2 * at + LOW] as number;
  }
  return { hashes, lines: firstLines };
}
