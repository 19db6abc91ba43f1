import { detached, feedText, finish, mix } from '../../bytes/hash.ts';

/**
 * A value of the program as a node of its data-flow graph: what is done (`label`) to which values (`args`).
 * Variables do not occur: a use of a variable is an edge to the value it holds.
 */
export interface Term {
  readonly label: number;
  readonly args: readonly Term[];
  readonly line: number;
  /** Order of arguments carries no meaning (sums, products, dictionaries, merged branches). */
  readonly unordered: boolean;
  /** Hash of the label and the argument labels. */
  readonly shape: number;
  /** Hash of everything below: equal for equal computations. */
  readonly deep: number;
  /**
   * The same said without what an own name stands for, since that is known only beside its definition: a method
   * taken out of its class has no idea what its attributes are. Equal to `label`, `args` and `shape` elsewhere.
   */
  readonly plain: number;
  readonly plainArgs: readonly Term[];
  readonly plainShape: number;
}

const labels = new Map<string, number>();

/**
 * Hash of a label text such as `call:einsum`; cached, since few labels make up most of all code. The text is put
 * together for it, never cut out of a file: kept here, it would keep the file.
 */
export function labelOf(text: string): number {
  const known = labels.get(text);
  if (known !== undefined) return known;
  const hash = finish(feedText(text));
  if (labels.size > 200_000) labels.clear();
  labels.set(text, hash);
  return hash;
}

/** Labels with a common beginning such as `call:`, without putting the two strings together for each. */
export function labelFamily(beginning: string): (name: string) => number {
  const state = feedText(beginning);
  const known = new Map<string, number>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const hash = finish(feedText(name, state));
    if (known.size > 200_000) known.clear();
    known.set(detached(name), hash);
    return hash;
  };
}

const NONE: readonly Term[] = [];

/** One layout for all terms, whole numbers in place: V8 then reads them without looking twice. */
class Value implements Term {
  constructor(
    readonly label: number,
    readonly args: readonly Term[],
    readonly line: number,
    readonly unordered: boolean,
    readonly shape: number,
    readonly deep: number,
    readonly plain: number,
    readonly plainArgs: readonly Term[],
    readonly plainShape: number,
  ) {}
}

export function leaf(label: string, line: number): Term {
  return opaque(labelOf(label), line);
}

/** A value known by a hash alone. */
export function opaque(hash: number, line: number): Term {
  return new Value(hash, NONE, line, false, hash, finish(hash ^ 0x2545f491), hash, NONE, hash);
}

/** The same value with another plain spelling. */
export function plainly(value: Term, plain: number, plainArgs: readonly Term[]): Term {
  let plainShape = plain;
  for (let at = 0; at < plainArgs.length; at++) plainShape = mix(plainShape, (plainArgs[at] as Term).plain);
  const { label, args, line, unordered, shape, deep } = value;
  return new Value(label, args, line, unordered, shape, deep, plain, plainArgs, plainShape);
}

export function term(label: string, args: readonly Term[], line: number, unordered = false): Term {
  return termOf(labelOf(label), args, line, unordered);
}

export function termOf(label: number, args: readonly Term[], line: number, unordered = false): Term {
  let shape = label;
  let deep = label;
  let plainShape = label;
  if (unordered) {
    let sum = 0;
    let deepSum = 0;
    let plainSum = 0;
    for (let at = 0; at < args.length; at++) {
      const arg = args[at] as Term;
      sum = (sum + finish(arg.label ^ 0x5bd1e995)) | 0;
      deepSum = (deepSum + finish(arg.deep ^ 0x5bd1e995)) | 0;
      plainSum = (plainSum + finish(arg.plain ^ 0x5bd1e995)) | 0;
    }
    shape = mix(label, sum);
    deep = mix(label, deepSum);
    plainShape = mix(label, plainSum);
  } else {
    for (let at = 0; at < args.length; at++) {
      const arg = args[at] as Term;
      shape = mix(shape, arg.label);
      deep = mix(deep, arg.deep);
      plainShape = mix(plainShape, arg.plain);
    }
  }
  return new Value(label, args, line, unordered, shape, finish(deep ^ 0x2545f491), label, args, plainShape);
}
