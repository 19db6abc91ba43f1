import { mix } from '../../bytes/hash.ts';
import { labelOf, leaf, opaque, plainly, type Term, term } from '../normal-form/term.ts';
import { nameLabel } from './labels.ts';
import type { Locals } from './locals.ts';
import { type ClassDefinition, type Definition, type PythonFile, textOf, typeOf } from './python-file.ts';

/** What the reading of one unit shares: the graph under construction and what names stand for. */
export interface Context {
  readonly file: PythonFile;
  /** Local variables and what they hold; those of the body being inlined. */
  locals: Locals;
  /** Module-level variables, or null while the module itself is read. */
  readonly globals: Locals | null;
  readonly nested: Map<string, Definition>;
  readonly owner: ClassDefinition | null;
  /** Name of the object that the method is called on, also inside its nested functions. */
  readonly receiver: string | null;
  /** Effects and tests, in order: what a unit does that is seen from outside. */
  readonly roots: Term[];
  /** Calls, kept even when nothing uses their value. */
  readonly calls: Term[];
  /** Own names as they occur, and the hash of the surrounding of each. */
  readonly names: string[];
  readonly surroundings: number[];
  /** Definitions being inlined, innermost last. */
  readonly inlining: Definition[];
  /** Nodes that may still be inlined into this unit. */
  budget: number;
  /** Statements and expressions that are being read, each in the one before. */
  depth: number;
  /** Terms returned by the body being inlined, or null at the top of a unit. */
  returns: Term[] | null;
  /** Reads the body of a definition with its parameters bound; set by the statement reader. */
  readonly readBody: (context: Context, body: number) => void;
}

/** What is nested deeper than this is not read: no person writes it, and Python itself gives up at a hundred blocks. */
export const MOST_DEPTH = 500;

/** Remembers that `name` occurs in a place with this surrounding. */
export function noteName(context: Context, name: string, surrounding: number): void {
  if (context.inlining.length > 0 || name.length < 2) return;
  context.names.push(name);
  context.surroundings.push(surrounding);
}

const SELF = labelOf('self');
const PARAMETER = labelOf('parameter');
/** Plain spellings of whatever belongs to the author: an attribute of an object at hand, and a call. */
const OWN = labelOf('own');
export const OWN_CALL = labelOf('own call');
const SET_OWN = labelOf('set own');

/** The object that a method is called on: of a function outside of a class it is a parameter like others. */
export function selfLeaf(line: number): Term {
  return plainly(opaque(SELF, line), PARAMETER, []);
}

/** True for a value that came in from outside: what its attributes are cannot be seen here. */
export function isGiven(value: Term | undefined): boolean {
  return value !== undefined && (value.label === PARAMETER || value.label === SELF);
}

/** An attribute whose name, or what it was assigned, may not be known on the other side. */
export function ownAttribute(value: Term): Term {
  return plainly(value, OWN, []);
}

/** A call whose name, or what is called, may not be known on the other side; `args` without receiver and keywords. */
export function ownCall(value: Term, args: readonly Term[]): Term {
  return plainly(value, OWN_CALL, args);
}

/** The same for an assignment to an attribute. */
export function ownSet(effect: Term, value: Term): Term {
  return plainly(effect, SET_OWN, [value]);
}

/** True for the object that a method is called on, whatever it is called: `self` is only a custom. */
export function isReceiver(context: Context, node: number): boolean {
  if (context.owner === null || typeOf(context.file.tree, node) !== 'identifier') return false;
  const name = textOf(context.file.tree, node);
  const held = context.locals.get(name);
  return held === undefined ? name === context.receiver : held.label === SELF;
}

/** A call whose value may go unused. */
export function keepCall(context: Context, call: Term): Term {
  context.calls.push(call);
  return call;
}

export function emit(context: Context, label: string, args: readonly Term[], line: number): void {
  context.roots.push(term(label, args, line));
}

const MERGE = leaf('merge', 0).label;

/** More branches than this are one merged value. */
const MOST_ALTERNATIVES = 8;

/** The values that one may be: those of both branches when it comes out of two. `a if c else b` is the same as two branches. */
export function alternatives(value: Term): readonly Term[] {
  const found = new Map<number, Term>();
  const pending = [value];
  for (let steps = 0; pending.length > 0; steps++) {
    if (steps > 4 * MOST_ALTERNATIVES || found.size > MOST_ALTERNATIVES) return [value];
    const next = pending.pop();
    if (next === undefined) break;
    if (next.label === MERGE) pending.push(...next.args);
    else found.set(next.deep, next);
  }
  return [...found.values()];
}

/** What a name stands for: a local value, a module-level value seen from outside, an import, or something own. */
export function resolve(context: Context, name: string, line: number): Term {
  const local = context.locals.get(name);
  if (local !== undefined) return local;
  const global = context.globals?.get(name);
  // A constant says the same under a name and in its place.
  if (global !== undefined && global.args.length === 0 && !isEmpty(global)) return global;
  if (global !== undefined) return opaque(mix(global.shape, 0x61c88647), line);
  if (context.file.functions.has(name) || context.nested.has(name)) return leaf('own function', line);
  const own = context.file.classes.get(name);
  if (own !== undefined) return leaf(`own class ${own.base}`, line);
  const imported = context.file.imports.get(name);
  return opaque(nameLabel(imported ?? name), line);
}

const SEQUENCE = leaf('sequence', 0).label;
const DICTIONARY = leaf('dictionary', 0).label;
const COLLECT = leaf('collect', 0).label;

/** A list or dictionary that nothing was put into yet. */
function isEmpty(value: Term): boolean {
  return value.args.length === 0 && (value.label === SEQUENCE || value.label === DICTIONARY);
}

/** A value that came out of two branches. What was gathered over a loop is what the loop gathered, though it may run no round. */
export function merged(a: Term, b: Term, line: number): Term {
  if (a === b || a.deep === b.deep) return a;
  if (isEmpty(a) && b.label === COLLECT) return b;
  if (isEmpty(b) && a.label === COLLECT) return a;
  return term('merge', [a, b], line, true);
}

/**
 * Reads both branches of a statement, each from the present state, and joins what their variables hold. A variable that
 * one branch alone has is had afterwards.
 */
export function readBranches(context: Context, line: number, one: () => void, other: () => void): void {
  const { locals } = context;
  const start = locals.mark();
  one();
  const first = locals.changedSince(start);
  locals.back(start);
  other();
  const second = locals.changedSince(start);
  const join = (name: string, a: Term | undefined): void => {
    const b = locals.get(name);
    if (a !== undefined) locals.set(name, b === undefined ? a : merged(a, b, line));
  };
  const inBoth = new Set(first.names.length > 0 && second.names.length > 0 ? first.names : []);
  second.names.forEach((name, at) => {
    if (!inBoth.has(name)) join(name, second.before[at]);
  });
  first.names.forEach((name, at) => {
    join(name, first.now[at]);
  });
}

/** Reads something whose variables end with it. */
export function readInside<T>(context: Context, read: () => T): T {
  const { locals } = context;
  const start = locals.mark();
  const value = read();
  locals.back(start);
  return value;
}
