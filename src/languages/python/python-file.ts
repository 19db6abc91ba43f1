import type { FlowTrait } from '../../compare/traits.ts';
import { type FlatTree, lineAt, lineStarts, linesOfNodes } from '../normal-form/flat-tree.ts';

/** A function or class definition found in a file. */
export interface Definition {
  readonly name: string;
  readonly node: number;
  readonly body: number;
  /** Number of nodes below: what inlining it would cost. */
  readonly weight: number;
  /** Name of the first parameter of a method, `self` by custom; null for a function or a static method. */
  readonly receiver: string | null;
}

export interface ClassDefinition extends Definition {
  readonly methods: ReadonlyMap<string, Definition>;
  /** `self.NAME` → a word for the kind of value first assigned to it, e.g. `Linear`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly base: string;
}

/** The data-flow between operators of one unit, gathered while it is read. */
export interface UnitFlow {
  readonly module: boolean;
  readonly startLine: number;
  readonly endLine: number;
  readonly found: readonly FlowTrait[];
}

/** What a file says about its own names, gathered before any function is read. */
export interface PythonFile {
  readonly tree: FlatTree;
  readonly starts: Uint32Array;
  /** Line (from 1) on which each node starts. */
  readonly lines: Uint32Array;
  /** Alias → last component of the imported name. */
  readonly imports: ReadonlyMap<string, string>;
  /** Whether some `from … import *` may have brought any name. */
  readonly wildcard: boolean;
  readonly functions: ReadonlyMap<string, Definition>;
  readonly classes: ReadonlyMap<string, ClassDefinition>;
  /** Every class, and every function wherever it stands, in document order: of two with one name `classes` has the last. */
  readonly allClasses: readonly ClassDefinition[];
  readonly functionNodes: readonly number[];
  /** Names of methods and functions defined here, other than those that an interface dictates. */
  readonly ownCalls: ReadonlySet<string>;
  /** Every assignment and augmented assignment, in document order. */
  readonly assignments: readonly number[];
  /** Where the flow of each unit goes; null when nobody asked for it. */
  readonly flows: UnitFlow[] | null;
}

/** Method names that callers outside the file rely on: a copier keeps them, so they stay in normal form. */
const DICTATED =
  /^(?:__\w+__|forward|from_pretrained|save_pretrained|preprocess|encode|decode|generate|reset_parameters|train|eval|step|main|call|build|fit|predict|get_config|prepare_inputs_for_generation)$/;

export const typeOf = (tree: FlatTree, node: number): string => tree.types[tree.type[node] ?? 0] ?? '';
export const textOf = (tree: FlatTree, node: number): string =>
  tree.source.slice(tree.start[node], tree.end[node]);
export const lineOf = (file: PythonFile, node: number): number => file.lines[node] ?? 1;
export const lastLineOf = (file: PythonFile, node: number): number =>
  lineAt(file.starts, Math.max(0, (file.tree.end[node] ?? 1) - 1));

/** First child of a node, or 0. From one child to the next is the quickest way through them: no list is made. */
export const firstOf = (tree: FlatTree, node: number): number => tree.first[node] ?? 0;
/** The child after `node`, or 0. */
export const nextOf = (tree: FlatTree, node: number): number => tree.next[node] ?? 0;

/** Child with this field name, or 0. */
export function child(tree: FlatTree, node: number, field: string): number {
  for (let at = firstOf(tree, node); at !== 0; at = nextOf(tree, at)) {
    if (tree.fields[tree.field[at] ?? 0] === field) return at;
  }
  return 0;
}

export function children(tree: FlatTree, node: number): number[] {
  const found: number[] = [];
  for (let at = firstOf(tree, node); at !== 0; at = nextOf(tree, at)) found.push(at);
  return found;
}

/** The last node below `node`, itself included: nodes are numbered in document order. */
export function lastNode(tree: FlatTree, node: number): number {
  const end = tree.end[node] ?? 0;
  let low = node;
  let high = tree.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tree.start[middle] ?? 0) < end) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The definition inside a decorated one, or the node itself. */
export function undecorated(tree: FlatTree, node: number): number {
  return typeOf(tree, node) === 'decorated_definition' ? child(tree, node, 'definition') || node : node;
}

export function definitionOf(tree: FlatTree, node: number, receiver: string | null): Definition {
  const name = textOf(tree, child(tree, node, 'name'));
  return { name, node, body: child(tree, node, 'body'), weight: lastNode(tree, node) - node, receiver };
}

/** The object that a method is called on: its first parameter, unless a decorator makes it static. */
export function receiverOf(tree: FlatTree, item: number, method: number): string | null {
  for (let part = firstOf(tree, item); part !== 0; part = nextOf(tree, part)) {
    if (typeOf(tree, part) === 'decorator' && lastName(tree, firstOf(tree, part)) === 'staticmethod')
      return null;
  }
  const list = child(tree, method, 'parameters');
  let first = list === 0 ? 0 : firstOf(tree, list);
  while (first !== 0 && typeOf(tree, first) !== 'identifier') {
    if (!/^(?:typed|default|typed_default)_parameter$/.test(typeOf(tree, first))) return null;
    first = child(tree, first, 'name') || firstOf(tree, first);
  }
  return first === 0 ? null : textOf(tree, first);
}

/** Last component of a dotted name, e.g. `interpolate` of `F.interpolate`. */
export function lastName(tree: FlatTree, node: number): string {
  const type = typeOf(tree, node);
  if (type === 'identifier') return textOf(tree, node);
  if (type === 'attribute') return textOf(tree, child(tree, node, 'attribute'));
  if (type === 'call') return lastName(tree, child(tree, node, 'function'));
  if (type === 'subscript') return lastName(tree, child(tree, node, 'value'));
  return '';
}

function attributeWord(tree: FlatTree, value: number, own: ReadonlyMap<string, unknown>): string {
  const type = typeOf(tree, value);
  if (type === 'call') {
    const name = lastName(tree, value);
    return own.has(name) ? 'own' : name;
  }
  if (type === 'conditional_expression' || type === 'parenthesized_expression') {
    return attributeWord(tree, firstOf(tree, value), own);
  }
  return type === 'identifier' || type === 'attribute' ? 'given' : type;
}

/** Goes through the targets and values of an assignment, side by side where both are sequences of one length. */
function eachTarget(tree: FlatTree, node: number, visit: (target: number, value: number) => void): void {
  const left = child(tree, node, 'left');
  const right = child(tree, node, 'right');
  const type = typeOf(tree, left);
  if (type !== 'pattern_list' && type !== 'tuple_pattern' && type !== 'list_pattern') {
    visit(left, right);
    return;
  }
  const targets = children(tree, left);
  const values = /^(?:expression_list|tuple|list)$/.test(typeOf(tree, right)) ? children(tree, right) : [];
  targets.forEach((target, at) => {
    visit(target, values.length === targets.length ? (values[at] ?? 0) : 0);
  });
}

/** Goes through the assignments and augmented assignments below `node`, in document order. */
export function eachAssignment(
  { tree, assignments }: Pick<PythonFile, 'tree' | 'assignments'>,
  node: number,
  visit: (assignment: number) => void,
): void {
  let low = 0;
  let high = assignments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((assignments[middle] as number) < node) low = middle + 1;
    else high = middle;
  }
  const last = lastNode(tree, node);
  for (; low < assignments.length && (assignments[low] as number) <= last; low++)
    visit(assignments[low] as number);
}

/** For each of the receivers its attributes, with a word for the kind of value first assigned to each below `node`. */
export function attributesOf(
  file: Pick<PythonFile, 'tree' | 'assignments'>,
  node: number,
  receivers: ReadonlySet<string>,
  own: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const { tree } = file;
  const found = new Map<string, Map<string, string>>();
  const note = (target: number, value: number): void => {
    if (typeOf(tree, target) !== 'attribute') return;
    const receiver = textOf(tree, child(tree, target, 'object'));
    if (!receivers.has(receiver)) return;
    const name = textOf(tree, child(tree, target, 'attribute'));
    const known = found.get(receiver) ?? new Map<string, string>();
    found.set(receiver, known);
    if (!known.has(name)) known.set(name, value === 0 ? 'given' : attributeWord(tree, value, own));
  };
  eachAssignment(file, node, (at) => {
    if (typeOf(tree, at) === 'assignment') eachTarget(tree, at, note);
  });
  return found;
}

/** Notes what an import statement names; true for `from … import *`. */
function readImports(tree: FlatTree, node: number, imports: Map<string, string>): boolean {
  let wildcard = false;
  const type = typeOf(tree, node);
  const module = type === 'import_from_statement' ? child(tree, node, 'module_name') : 0;
  for (const name of children(tree, node)) {
    if (name === module) continue;
    const kind = typeOf(tree, name);
    if (kind === 'wildcard_import') wildcard = true;
    else if (kind === 'dotted_name') {
      const text = textOf(tree, name);
      const last = text.slice(text.lastIndexOf('.') + 1);
      imports.set(type === 'import_statement' ? (text.split('.')[0] ?? text) : last, last);
    } else if (kind === 'aliased_import') {
      const text = textOf(tree, child(tree, name, 'name'));
      imports.set(textOf(tree, child(tree, name, 'alias')), text.slice(text.lastIndexOf('.') + 1));
    }
  }
  return wildcard;
}

const GATHERED = [
  'import_statement',
  'import_from_statement',
  'class_definition',
  'function_definition',
  'assignment',
  'augmented_assignment',
];
/** For the types of a grammar: whether a file is searched for nodes of that type. */
const gathered = new WeakMap<readonly string[], Uint8Array>();

function gatheredOf(types: readonly string[]): Uint8Array {
  const known = gathered.get(types);
  if (known !== undefined) return known;
  const flags = Uint8Array.from(types, (type) => (GATHERED.includes(type) ? 1 : 0));
  gathered.set(types, flags);
  return flags;
}

/** The nodes that a file is searched for, in document order. Few of many: V8 is to compile this loop and nothing with it. */
function gather({ length, type, types }: FlatTree): readonly number[] {
  const flags = gatheredOf(types);
  const found: number[] = [];
  for (let node = 0; node < length; node++) if (flags[type[node] as number] === 1) found.push(node);
  return found;
}

/** A function, and the statement that it is: itself, or what decorates it. */
interface FunctionItem {
  readonly item: number;
  readonly node: number;
}

/** What a definition may stand in without being a part of another. */
const AROUND = /^(?:if|try|with|for|while|match)_statement$|_clause$|^block$/;

/**
 * The functions of a file or a class. What stands below a condition is none, so that one alternative does not pass for
 * another, unless most of them do: then the condition is a wrapping.
 */
function functionsIn(tree: FlatTree, body: number): readonly FunctionItem[] {
  const direct: FunctionItem[] = [];
  const below: FunctionItem[] = [];
  const pending: { readonly node: number; readonly found: FunctionItem[] }[] = [
    { node: body, found: direct },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const item of children(tree, next.node)) {
      const node = undecorated(tree, item);
      if (typeOf(tree, node) === 'function_definition') next.found.push({ item, node });
      else if (AROUND.test(typeOf(tree, item))) pending.push({ node: item, found: below });
    }
  return below.length > direct.length ? [...direct, ...below].sort((a, b) => a.node - b.node) : direct;
}

/** Gathers imports, functions and classes of a whole file. */
export function readPythonFile(tree: FlatTree): PythonFile {
  const imports = new Map<string, string>();
  const functions = new Map<string, Definition>();
  const allClasses: ClassDefinition[] = [];
  const functionNodes: number[] = [];
  const ownCalls = new Set<string>();
  let wildcard = false;
  const classNodes: number[] = [];
  const assignments: number[] = [];
  for (const node of gather(tree)) {
    switch (typeOf(tree, node)) {
      case 'import_statement':
      case 'import_from_statement':
        if (readImports(tree, node, imports)) wildcard = true;
        break;
      case 'assignment':
      case 'augmented_assignment':
        assignments.push(node);
        break;
      case 'class_definition':
        classNodes.push(node);
        break;
      case 'function_definition': {
        functionNodes.push(node);
        const found = definitionOf(tree, node, null);
        if (!DICTATED.test(found.name)) ownCalls.add(found.name);
        break;
      }
    }
  }
  for (const { node } of functionsIn(tree, 0)) {
    const found = definitionOf(tree, node, null);
    functions.set(found.name, found);
  }
  const names = new Map<string, unknown>(
    classNodes.map((node) => [textOf(tree, child(tree, node, 'name')), node]),
  );
  for (const node of classNodes) {
    const own = definitionOf(tree, node, null);
    const receivers = new Set<string>();
    const methods = new Map<string, Definition>();
    for (const { item, node: method } of functionsIn(tree, own.body)) {
      const found = definitionOf(tree, method, receiverOf(tree, item, method));
      methods.set(found.name, found);
      if (found.receiver !== null) receivers.add(found.receiver);
    }
    const bases = child(tree, node, 'superclasses');
    const base = bases === 0 ? '' : lastName(tree, firstOf(tree, bases));
    allClasses.push({
      ...own,
      methods,
      attributes: new Map(
        [...attributesOf({ tree, assignments }, node, receivers, names).values()].flatMap((one) => [...one]),
      ),
      base: names.has(base) ? 'own' : base,
    });
  }
  const starts = lineStarts(tree.source);
  const lines = linesOfNodes(tree, starts);
  const classes = new Map(allClasses.map((one) => [one.name, one] as const));
  const definitions = { functions, classes, allClasses, functionNodes };
  return { tree, starts, lines, imports, wildcard, ...definitions, ownCalls, assignments, flows: null };
}
