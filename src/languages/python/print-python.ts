import { finish, hex8 } from '../../bytes/hash.ts';
import type { FlowTrait } from '../../compare/traits.ts';
import type { FilePrint, NamePrint, UnitPrint } from '../../compare/unit-print.ts';
import { byText } from '../../model/text-order.ts';
import { roleOf } from '../../roles/role-of.ts';
import type { FlatTree } from '../normal-form/flat-tree.ts';
import { collectGrams } from '../normal-form/grams.ts';
import { leaf, term } from '../normal-form/term.ts';
import { readFlow } from '../traits/flow.ts';
import { readTraits } from '../traits/python-traits.ts';
import { type Context, selfLeaf } from './context.ts';
import { evaluate } from './expression.ts';
import { parametersOf } from './inline.ts';
import { Locals } from './locals.ts';
import {
  attributesOf,
  type ClassDefinition,
  type Definition,
  definitionOf,
  firstOf,
  lastLineOf,
  lastNode,
  lineOf,
  nextOf,
  type PythonFile,
  readPythonFile,
  receiverOf,
  typeOf,
  type UnitFlow,
  undecorated,
} from './python-file.ts';
import { readBlock, readStatement } from './statement.ts';

/** Nodes of helpers that one unit may take in. */
const INLINE_BUDGET = 1500;
/** Attributes that make an object an own one. */
const LEAST_ADOPTED = 2;
/** One expression at the top of a file with more nodes than this is a table; it is not read. */
const HUGE = 60_000;

function open(
  file: PythonFile,
  globals: Locals | null,
  owner: ClassDefinition | null,
  receiver: string | null,
): Context {
  return {
    file,
    locals: new Locals(),
    globals,
    nested: new Map(),
    owner,
    receiver,
    roots: [],
    calls: [],
    names: [],
    surroundings: [],
    inlining: [],
    budget: INLINE_BUDGET,
    depth: 0,
    returns: null,
    readBody: readBlock,
  };
}

/** Surroundings of one name that are kept. */
const MOST_SURROUNDINGS = 24;

function namesOf({ names, surroundings }: Pick<Context, 'names' | 'surroundings'>): readonly NamePrint[] {
  const found = new Map<string, number[]>();
  for (let at = 0; at < names.length; at++) {
    const name = names[at] as string;
    const surrounding = (surroundings[at] as number) >>> 0;
    const known = found.get(name);
    if (known === undefined) found.set(name, [surrounding]);
    else if (known.length < MOST_SURROUNDINGS && !known.includes(surrounding)) known.push(surrounding);
  }
  const prints: NamePrint[] = [];
  found.forEach((contexts, name) => {
    prints.push({ name, contexts: new Uint32Array(contexts).sort() });
  });
  return prints.sort((a, b) => byText(a.name, b.name));
}

function close(
  context: Context,
  symbol: string,
  kind: UnitPrint['kind'],
  startLine: number,
  endLine: number,
): UnitPrint {
  const grams = collectGrams(context.roots, context.calls, startLine);
  if (context.file.flows !== null) {
    const found = new Map<string, FlowTrait>();
    readFlow(context.roots, context.calls, found);
    context.file.flows.push({ module: kind === 'module', startLine, endLine, found: [...found.values()] });
  }
  const noted = { names: context.names, surroundings: context.surroundings };
  let sorted: readonly NamePrint[] | null = null;
  return {
    symbol,
    kind,
    role: roleOf(symbol, grams.hashes),
    range: { startLine, endLine },
    tokens: grams.tokens,
    digest: hex8(finish(grams.digest[0] ^ grams.tokens)) + hex8(grams.digest[1]),
    grams: grams.hashes,
    gramLines: grams.lines,
    /** Sorted when first asked for: few units match anything. */
    get names() {
      sorted ??= namesOf(noted);
      return sorted;
    },
  };
}

/**
 * A parameter that a function outside of a class gives attributes to is what `self` is in a method: that is what a
 * constructor looks like that was taken out of its class. The class that it would have, or null.
 */
function adoptedBy(
  file: PythonFile,
  definition: Definition,
  parameters: readonly { readonly name: string }[],
): { readonly owner: ClassDefinition; readonly receiver: string } | null {
  const names = new Set(parameters.map(({ name }) => name));
  if (names.size === 0) return null;
  for (const [receiver, attributes] of attributesOf(file, definition.node, names, file.classes)) {
    if (attributes.size >= LEAST_ADOPTED)
      return { owner: { ...definition, methods: new Map(), attributes, base: '' }, receiver };
  }
  return null;
}

/** The units of a file as they are found, and the nodes of the functions that are among them. */
interface Units {
  readonly list: UnitPrint[];
  readonly printed: Set<number>;
}

/** What a definition outside of any function sees around it. */
const TOP = { nested: new Map<string, Definition>(), receiver: null };

function printFunction(
  file: PythonFile,
  definition: Definition,
  symbol: string,
  globals: Locals,
  owner: ClassDefinition | null,
  outer: { readonly nested: ReadonlyMap<string, Definition>; readonly receiver: string | null },
  units: Units,
): void {
  const parameters = parametersOf(file.tree, definition);
  const adopted = owner === null ? adoptedBy(file, definition, parameters) : null;
  const receiver = adopted?.receiver ?? definition.receiver;
  const context = open(file, globals, adopted?.owner ?? owner, receiver ?? outer.receiver);
  for (const [name, inner] of outer.nested) context.nested.set(name, inner);
  for (const { name, fallback } of parameters) {
    const line = lineOf(file, definition.node);
    context.locals.set(name, name === receiver ? selfLeaf(line) : leaf('parameter', line));
    if (fallback !== 0) context.roots.push(term('default', [evaluate(context, fallback)], line));
  }
  const known = new Set(context.nested.keys());
  readBlock(context, definition.body);
  const kind = owner === null ? 'function' : 'method';
  units.printed.add(definition.node);
  units.list.push(
    close(context, symbol, kind, lineOf(file, definition.node), lastLineOf(file, definition.node)),
  );
  for (const [name, inner] of context.nested) {
    if (known.has(name)) continue;
    printFunction(file, inner, `${symbol}.${name}`, globals, context.owner, context, units);
  }
}

function printClass(file: PythonFile, definition: ClassDefinition, globals: Locals, units: Units): void {
  const context = open(file, globals, null, null);
  const line = lineOf(file, definition.node);
  if (definition.base !== '') context.roots.push(leaf(`base:${definition.base}`, line));
  readBlock(context, definition.body);
  context.nested.clear();
  const unit = close(context, definition.name, 'class', line, lastLineOf(file, definition.node));
  if (unit.grams.length > 4) units.list.push(unit);
  for (const method of definition.methods.values()) {
    printFunction(file, method, `${definition.name}.${method.name}`, globals, definition, TOP, units);
  }
}

/**
 * Functions that no other is read through: below a condition, a loop or a `try`, in what the grammar takes for an error, and
 * those whose name a later one takes over. They run like any other.
 */
function printRest(file: PythonFile, globals: Locals, units: Units): void {
  const { tree, allClasses } = file;
  const open: { readonly name: string; readonly end: number; readonly owner: ClassDefinition | null }[] = [];
  let at = 0;
  for (const node of file.functionNodes) {
    for (; at < allClasses.length && (allClasses[at]?.node ?? 0) < node; at++) {
      const owner = allClasses[at];
      if (owner === undefined) continue;
      closeBefore(open, owner.node);
      open.push({ name: owner.name, end: owner.node + owner.weight, owner });
    }
    closeBefore(open, node);
    const within = open.at(-1);
    const owner = within?.owner ?? null;
    const definition = definitionOf(tree, node, null);
    open.push({ name: definition.name, end: node + definition.weight, owner: null });
    if (units.printed.has(node)) continue;
    const symbol = open.map(({ name }) => name).join('.');
    const receiver = owner === null ? null : receiverOf(tree, node, node);
    printFunction(file, { ...definition, receiver }, symbol, globals, owner, TOP, units);
  }
}

/** Leaves those that end before a node. */
function closeBefore(open: { readonly end: number }[], node: number): void {
  while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) < node) open.pop();
}

/** The flow of the units between two lines; of the statements outside of any definition for line 0. */
function flowBetween(flows: readonly UnitFlow[], startLine: number, endLine: number): readonly FlowTrait[] {
  const found = new Map<string, FlowTrait>();
  for (const unit of flows) {
    const inside =
      startLine === 0 ? unit.module : !unit.module && unit.startLine >= startLine && unit.endLine <= endLine;
    if (inside) for (const edge of unit.found) if (!found.has(edge.key)) found.set(edge.key, edge);
  }
  return [...found.values()];
}

/** Prints every unit of a Python file: module-level statements, classes, methods, functions. */
export function printPython(tree: FlatTree, withTraits = false): FilePrint {
  const flows: UnitFlow[] = [];
  const file: PythonFile = { ...readPythonFile(tree), flows: withTraits ? flows : null };
  const units: Units = { list: [], printed: new Set() };
  const top = open(file, null, null, null);
  for (let statement = firstOf(tree, 0); statement !== 0; statement = nextOf(tree, statement)) {
    const inner = undecorated(tree, statement);
    const type = typeOf(tree, inner);
    if (type === 'expression_statement' && lastNode(tree, statement) - statement > HUGE) continue;
    if (type === 'function_definition' || type === 'class_definition') continue;
    readStatement(top, statement);
  }
  const module = close(top, '<module>', 'module', 1, file.starts.length);
  if (module.grams.length > 4) units.list.push(module);
  const globals = top.locals;
  for (const definition of file.functions.values()) {
    printFunction(file, definition, definition.name, globals, null, TOP, units);
  }
  for (const definition of file.allClasses) {
    printClass(file, definition, globals, units);
  }
  printRest(file, globals, units);
  units.list.sort((a, b) => a.range.startLine - b.range.startLine || byText(a.symbol, b.symbol));
  return {
    language: 'python',
    units: units.list,
    damage: tree.source.length === 0 ? 0 : tree.damaged / tree.source.length,
    ...(withTraits ? { traits: readTraits(file, (start, end) => flowBetween(flows, start, end)) } : {}),
  };
}
