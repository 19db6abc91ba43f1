import { mix } from '../../bytes/hash.ts';
import { PROJECT_LOGGERS } from '../../catalogue/project-words.ts';
import { leaf, opaque, type Term, term, termOf } from '../normal-form/term.ts';
import { isBuiltin } from './builtins.ts';
import { elementOf } from './comprehension.ts';
import {
  type Context,
  emit,
  isGiven,
  isReceiver,
  keepCall,
  noteName,
  OWN_CALL,
  ownCall,
  readInside,
  selfLeaf,
} from './context.ts';
import { operationOf, synonymOf } from './equivalents.ts';
import { inlineCall } from './inline.ts';
import { callLabel, getLabel, keyLabel, stringLabel } from './labels.ts';
import { child, children, type Definition, firstOf, lastName, textOf, typeOf } from './python-file.ts';
import { readString } from './string.ts';

type Evaluate = (context: Context, node: number) => Term;

const COLLECT = leaf('collect', 0).label;
/** Conversions that a gathering passes through unchanged. */
const GATHERING = new Set(['list', 'tuple', 'set', 'iter']);
/** Speech of a program about itself: dropped. */
const LOGGING =
  /^(?:print|pprint|warn|warning|info|debug|error|exception|critical|log|breakpoint|set_description|set_postfix)$/;
const SPEAKS = /^(?:print|pprint|breakpoint)$/;
const LOGGERS = /^(?:logger|logging|log|warnings|_logger|LOGGER|console|pbar)$/;

/** True for a call that only reports: it says nothing of what the module computes. */
export function isLogging(context: Context, node: number): boolean {
  const { tree } = context.file;
  const callee = child(tree, node, 'function');
  if (typeOf(tree, callee) === 'identifier')
    return SPEAKS.test(textOf(tree, callee)) || PROJECT_LOGGERS.has(textOf(tree, callee));
  if (typeOf(tree, callee) !== 'attribute') return false;
  const object = lastName(tree, child(tree, callee, 'object'));
  return LOGGING.test(lastName(tree, callee)) && (LOGGERS.test(object) || PROJECT_LOGGERS.has(object));
}

function noteArgument(context: Context, made: Term, node: number, slot: number): void {
  const { tree } = context.file;
  const value = typeOf(tree, node) === 'keyword_argument' ? child(tree, node, 'value') : node;
  const type = typeOf(tree, value);
  if (type === 'identifier') {
    const name = textOf(tree, value);
    if (context.locals.has(name)) noteName(context, name, mix(made.shape, slot));
  } else if (type === 'attribute' && isReceiver(context, child(tree, value, 'object'))) {
    noteName(context, lastName(tree, value), mix(made.shape, slot));
  }
}

/** Notes which own names are arguments of `made`. `first`: slot of the first of them. */
function noteArguments(context: Context, made: Term, nodes: readonly number[], first = 0): void {
  for (let at = 0; at < nodes.length; at++) noteArgument(context, made, nodes[at] as number, first + at);
}

/** The arguments of a call with what it is called on in front. */
function withReceiver(receiver: Term, args: readonly Term[]): readonly Term[] {
  const all = [receiver];
  for (let at = 0; at < args.length; at++) all.push(args[at] as Term);
  return all;
}

/** Arguments of a call of something own: keyword names are the author's, so only the values stay. */
function bareArguments(context: Context, nodes: readonly number[], evaluate: Evaluate): Term[] {
  const { tree } = context.file;
  return nodes.map((node) =>
    evaluate(context, typeOf(tree, node) === 'keyword_argument' ? child(tree, node, 'value') : node),
  );
}

/** Arguments of a library call. The axis is as often given by place as by keyword. */
function libraryArguments(
  context: Context,
  name: string,
  nodes: readonly number[],
  evaluate: Evaluate,
): readonly Term[] {
  const { tree } = context.file;
  const operation = name !== 'dict' && /^[a-z]/.test(name);
  return nodes.map((node) => {
    const axis =
      operation &&
      typeOf(tree, node) === 'keyword_argument' &&
      /^(?:dim|axis)$/.test(textOf(tree, child(tree, node, 'name')));
    return evaluate(context, axis ? child(tree, node, 'value') : node);
  });
}

function libraryCall(
  context: Context,
  name: string,
  args: readonly Term[],
  nodes: readonly number[],
  line: number,
): Term {
  const label = callLabel(synonymOf(name));
  const operation = operationOf(label, args, line);
  if (operation !== null) return operation;
  const made = termOf(label, args, line);
  noteArguments(context, made, nodes);
  return keepCall(context, made);
}

/** Label of a keyword argument, 0 for another. */
function keywordLabel(context: Context, node: number): number {
  const { tree } = context.file;
  return typeOf(tree, node) === 'keyword_argument' ? keyLabel(textOf(tree, child(tree, node, 'name'))) : 0;
}

/** Values of arguments whose keywords are not to be looked at. */
function withoutKeywords(context: Context, args: readonly Term[], nodes: readonly number[]): readonly Term[] {
  return args.map((arg, at) =>
    arg.label === keywordLabel(context, nodes[at] ?? 0) ? (arg.args[0] ?? arg) : arg,
  );
}

/** `map` and `filter` with a function written in place, and searches with a key, as the loop they stand for. */
function readHigherOrder(
  context: Context,
  name: string,
  nodes: readonly number[],
  line: number,
  evaluate: Evaluate,
): Term | null {
  const { tree } = context.file;
  const one = nodes[0] ?? 0;
  const two = nodes[1] ?? 0;
  if ((name === 'map' || name === 'filter') && nodes.length === 2) {
    const item = elementOf(evaluate(context, two), line);
    const value = applyFunction(context, one, item, line, evaluate);
    if (name === 'map') return term('collect', [value], line);
    emit(context, 'test', [value], line);
    return term('collect', [item], line);
  }
  if ((name === 'min' || name === 'max') && nodes.length === 2 && typeOf(tree, two) === 'keyword_argument') {
    if (textOf(tree, child(tree, two, 'name')) !== 'key') return null;
    const item = elementOf(evaluate(context, one), line);
    const value = applyFunction(context, child(tree, two, 'value'), item, line, evaluate);
    const best = leaf('carried', line);
    emit(context, 'test', [term('less', name === 'min' ? [value, best] : [best, value], line)], line);
    return term('merge', [best, item], line, true);
  }
  return null;
}

function applyFunction(context: Context, node: number, item: Term, line: number, evaluate: Evaluate): Term {
  const { tree } = context.file;
  if (typeOf(tree, node) === 'lambda') {
    return readInside(context, () => {
      const parameters = child(tree, node, 'parameters');
      const first = parameters === 0 ? 0 : firstOf(tree, parameters);
      if (first !== 0) context.locals.set(textOf(tree, first), item);
      return evaluate(context, child(tree, node, 'body'));
    });
  }
  const name = lastName(tree, node);
  const own =
    typeOf(tree, node) === 'identifier'
      ? (context.nested.get(name) ?? context.file.functions.get(name))
      : undefined;
  if (own !== undefined) {
    const inlined = inlineCall(context, own, [item], [], null);
    if (inlined !== null) return inlined;
    return term('own call', [item], line);
  }
  return termOf(callLabel(context.file.imports.get(name) ?? name), [item], line);
}

/** The definition that a call reaches in this file, if it is plain to see. */
function ownDefinition(
  context: Context,
  callee: number,
): { definition: Definition; receiver: Term | null } | null {
  const { tree } = context.file;
  if (typeOf(tree, callee) === 'identifier') {
    const name = textOf(tree, callee);
    if (context.locals.has(name)) return null;
    const found = context.nested.get(name) ?? context.file.functions.get(name);
    return found === undefined ? null : { definition: found, receiver: null };
  }
  if (typeOf(tree, callee) === 'attribute' && context.owner !== null) {
    const object = child(tree, callee, 'object');
    const name = textOf(tree, child(tree, callee, 'attribute'));
    const found =
      isReceiver(context, object) || textOf(tree, object) === context.owner.name
        ? context.owner.methods.get(name)
        : undefined;
    return found === undefined ? null : { definition: found, receiver: selfLeaf(0) };
  }
  return null;
}

/**
 * True for a name that is neither imported nor Python's own: a module-level variable, or something whose definition
 * did not come along with the code. Such a name is its author's.
 */
function isOwnName(context: Context, name: string): boolean {
  const { file } = context;
  return !file.imports.has(name) && !file.wildcard && !isBuiltin(name);
}

/** A call in normal form: own helpers inlined where small, library calls by their last name. */
export function readCall(context: Context, node: number, line: number, evaluate: Evaluate): Term {
  const { tree } = context.file;
  const callee = child(tree, node, 'function');
  const list = child(tree, node, 'arguments');
  const generator = typeOf(tree, list) === 'generator_expression';
  const nodes = list === 0 ? [] : generator ? [list] : children(tree, list);
  const own = ownDefinition(context, callee);
  if (own !== null) {
    const args = bareArguments(context, nodes, evaluate);
    const inlined = inlineCall(
      context,
      own.definition,
      args,
      nodes.map((each) =>
        typeOf(tree, each) === 'keyword_argument' ? textOf(tree, child(tree, each, 'name')) : null,
      ),
      own.receiver,
    );
    if (inlined !== null) return inlined;
    const made = term('own call', args, line);
    noteName(context, own.definition.name, made.shape);
    noteArguments(context, made, nodes);
    return keepCall(context, made);
  }
  const type = typeOf(tree, callee);
  const name = lastName(tree, callee);
  if (type === 'identifier') {
    if (name === 'super') return leaf('super', line);
    const found = context.locals.get(name);
    if (found === undefined) {
      const higher = readHigherOrder(context, name, nodes, line, evaluate);
      if (higher !== null) return higher;
      const imported = context.file.imports.get(name) ?? name;
      const ownClass = context.file.classes.get(name);
      if (ownClass === undefined && isOwnName(context, name)) {
        const made = term('own call', bareArguments(context, nodes, evaluate), line);
        noteName(context, name, made.shape);
        noteArguments(context, made, nodes);
        return keepCall(context, made);
      }
      const args =
        ownClass === undefined
          ? libraryArguments(context, imported, nodes, evaluate)
          : bareArguments(context, nodes, evaluate);
      const only = args[0];
      if (args.length === 1 && only !== undefined && GATHERING.has(imported) && only.label === COLLECT)
        return only;
      if (args.length === 0 && (imported === 'list' || imported === 'tuple'))
        return term('sequence', [], line);
      if (imported === 'getattr' && args.length === 2) {
        const attribute = readString(context, nodes[1] ?? 0);
        if (attribute !== null) return termOf(getLabel(attribute), args.slice(0, 1), line);
      }
      if (imported === 'isinstance' && args[1]?.label === SEQUENCE && args[0] !== undefined) {
        const [value] = args;
        const tests = args[1].args.map((kind) => term('call:isinstance', [value, kind], line));
        return term('both', tests, line, true);
      }
      if (imported === 'dict') return term('dictionary', args, line, true);
      if (ownClass === undefined) return libraryCall(context, imported, args, nodes, line);
      const made = ownCall(term(`new ${ownClass.base}`, args, line), args);
      noteArguments(context, made, nodes);
      return keepCall(context, made);
    }
    const made = term('apply', [found, ...bareArguments(context, nodes, evaluate)], line);
    noteArguments(context, made, nodes);
    return keepCall(context, made);
  }
  if (type === 'attribute') return readMethodCall(context, callee, nodes, line, evaluate);
  const made = term('apply', [evaluate(context, callee), ...bareArguments(context, nodes, evaluate)], line);
  return keepCall(context, made);
}

function readMethodCall(
  context: Context,
  callee: number,
  nodes: readonly number[],
  line: number,
  evaluate: Evaluate,
): Term {
  const { tree } = context.file;
  const object = child(tree, callee, 'object');
  const name = textOf(tree, child(tree, callee, 'attribute'));
  let read = evaluate;
  if (
    name === 'format' &&
    (typeOf(tree, object) === 'string' || typeOf(tree, object) === 'concatenated_string')
  ) {
    return term('text', bareArguments(context, nodes, evaluate), line, true);
  }
  if (typeOf(tree, object) === 'identifier') {
    const owner = textOf(tree, object);
    if (!context.locals.has(owner) && context.file.imports.has(owner)) {
      return libraryCall(context, name, libraryArguments(context, name, nodes, evaluate), nodes, line);
    }
    const held = context.locals.get(owner);
    const first = nodes[0] ?? 0;
    if (
      (name === 'append' || name === 'add' || name === 'extend') &&
      nodes.length === 1 &&
      held !== undefined &&
      isGathering(held)
    ) {
      const value = evaluate(context, first);
      if (name !== 'extend') return gather(context, owner, held, [value], line);
      if (value.label === COLLECT || value.label === SEQUENCE)
        return gather(context, owner, held, value.args, line);
      read = (within, node) => (node === first ? value : evaluate(within, node));
    }
    if (context.owner !== null && isReceiver(context, object)) {
      const word = context.owner.attributes.get(name);
      if (word !== undefined) {
        const args = bareArguments(context, nodes, evaluate);
        const made = ownCall(term(`self<${word}>()`, args, line), args);
        noteName(context, name, made.shape);
        noteArguments(context, made, nodes);
        return keepCall(context, made);
      }
      const args = nodes.map((each) => evaluate(context, each));
      const made = ownCall(termOf(callLabel(name), args, line), withoutKeywords(context, args, nodes));
      noteArguments(context, made, nodes);
      return keepCall(context, made);
    }
  }
  if (name === 'join') {
    const glue = readString(context, object);
    const made = term(
      'join',
      [
        glue === null ? evaluate(context, object) : opaque(stringLabel(glue), line),
        ...nodes.map((each) => evaluate(context, each)),
      ],
      line,
    );
    return keepCall(context, made);
  }
  const own = context.file.ownCalls.has(name);
  const receiver = evaluate(context, object);
  const args = own ? bareArguments(context, nodes, read) : libraryArguments(context, name, nodes, read);
  const label = own ? OWN_CALL : callLabel(synonymOf(name));
  const all = withReceiver(receiver, args);
  const operation = own ? null : operationOf(label, all, line);
  if (operation !== null) return operation;
  const named = termOf(label, all, line);
  const made = isGiven(receiver) ? ownCall(named, own ? args : withoutKeywords(context, args, nodes)) : named;
  noteArgument(context, made, object, 0);
  noteArguments(context, made, nodes, 1);
  return keepCall(context, made);
}

/** Puts values into a list or set that a variable holds. */
export function gather(
  context: Context,
  owner: string,
  held: Term,
  values: readonly Term[],
  line: number,
): Term {
  let all = held;
  for (const value of values) {
    const gathered = term('collect', [value], line);
    all = all.args.length === 0 ? gathered : term('merge', [all, gathered], line, true);
    noteName(context, owner, mix(gathered.shape, 1));
  }
  context.locals.set(owner, all);
  return all;
}

const SEQUENCE = leaf('sequence', 0).label;
const MERGE = leaf('merge', 0).label;
const EMPTY_SET = leaf('call:set', 0).label;

/** True for a list or set that a loop fills; merged branches are followed a few levels. */
export function isGathering(value: Term, levels = 4): boolean {
  if (value.label === SEQUENCE && value.args.length === 0) return true;
  if (value.label === EMPTY_SET && value.args.length === 0) return true;
  if (value.label === COLLECT) return true;
  return value.label === MERGE && levels > 0 && value.args.some((arg) => isGathering(arg, levels - 1));
}
