import { mix } from '../../bytes/hash.ts';
import { labelOf, leaf, opaque, type Term, term, termOf } from '../normal-form/term.ts';
import { readCall } from './call.ts';
import { LITERAL, operandsOf, readComparison } from './comparison.ts';
import { countedItem, readComprehension } from './comprehension.ts';
import {
  type Context,
  emit,
  isGiven,
  isReceiver,
  MOST_DEPTH,
  merged,
  noteName,
  ownAttribute,
  readInside,
  resolve,
} from './context.ts';
import { newAxis, powerOf } from './equivalents.ts';
import {
  getLabel,
  itemLabel,
  keyLabel,
  nameLabel,
  numberLabel,
  operatorLabel,
  stringLabel,
} from './labels.ts';
import { child, children, firstOf, lineOf, nextOf, textOf, typeOf } from './python-file.ts';
import { readString } from './string.ts';
import { bindTarget, itemOf } from './target.ts';

/** Literal sequences longer than this count as one value: tables say little about how code was written. */
const TABLE = 8;

const COMMUTATIVE = new Set(['+', '*', '&', '|', '^']);
/** The own name that an expression is, for the rename map: a variable, or an attribute of self. */
export function ownName(context: Context, node: number): string | null {
  const { tree } = context.file;
  const type = typeOf(tree, node);
  if (type === 'identifier') {
    const name = textOf(tree, node);
    return context.locals.has(name) || context.globals?.has(name) === true ? name : null;
  }
  if (type === 'attribute' && isReceiver(context, child(tree, node, 'object'))) {
    const name = textOf(tree, child(tree, node, 'attribute'));
    return context.owner?.attributes.has(name) === true ? name : null;
  }
  return null;
}

/** Builds a term from child nodes and notes the own names among them. */
export function build(
  context: Context,
  label: string,
  nodes: readonly number[],
  line: number,
  unordered = false,
): Term {
  return buildOf(context, labelOf(label), nodes, line, unordered);
}

/** The same for a label known by its hash. */
export function buildOf(
  context: Context,
  label: number,
  nodes: readonly number[],
  line: number,
  unordered = false,
): Term {
  const args: Term[] = [];
  for (let at = 0; at < nodes.length; at++) args.push(evaluate(context, nodes[at] as number));
  return withNames(context, termOf(label, args, line, unordered), nodes);
}

/** Notes which own names are arguments of `made`, and where. */
export function withNames(context: Context, made: Term, nodes: readonly number[]): Term {
  for (let slot = 0; slot < nodes.length; slot++) {
    const name = ownName(context, nodes[slot] ?? 0);
    if (name !== null) noteName(context, name, mix(made.shape, made.unordered ? 0 : slot));
  }
  return made;
}

function readBinary(context: Context, node: number, line: number): Term {
  const { tree } = context.file;
  const left = firstOf(tree, node);
  const operatorNode = nextOf(tree, left);
  const right = nextOf(tree, operatorNode);
  const operator = typeOf(tree, operatorNode);
  if (operator === '%' && typeOf(tree, left) === 'string')
    return build(context, 'text', [left, right], line, true);
  const whole = wholeNumber(context, node);
  if (whole !== null) return opaque(numberLabel(String(whole)), line);
  const sum = COMMUTATIVE.has(operator);
  const made = buildOf(context, operatorLabel(operator), [left, right], line, sum);
  const one = made.args[0];
  const two = made.args[1];
  return one === undefined || two === undefined ? made : (powerOf(operator, one, two, line) ?? made);
}

/** Levels of arithmetic over whole numbers that are worked out. */
const MOST_LEVELS = 32;

/** The value of arithmetic over whole numbers written out, `14 * 32`; null for anything else. */
function wholeNumber(context: Context, node: number, levels = MOST_LEVELS): number | null {
  const { tree } = context.file;
  const type = typeOf(tree, node);
  if (type === 'integer') return Number(textOf(tree, node).replace(/_/g, ''));
  if (levels === 0) return null;
  if (type === 'parenthesized_expression') return wholeNumber(context, firstOf(tree, node), levels - 1);
  if (type !== 'binary_operator') return null;
  const left = firstOf(tree, node);
  const one = wholeNumber(context, left, levels - 1);
  if (one === null) return null;
  const operator = nextOf(tree, left);
  const two = wholeNumber(context, nextOf(tree, operator), levels - 1);
  if (two === null) return null;
  const value = { '*': one * two, '+': one + two, '-': one - two, '**': one ** two }[typeOf(tree, operator)];
  return value !== undefined && Number.isSafeInteger(value) ? value : null;
}

function readSequence(context: Context, node: number, line: number): Term {
  const { tree } = context.file;
  const items = children(tree, node);
  if (items.length > TABLE && items.every((item) => LITERAL.has(typeOf(tree, item)))) {
    return leaf(`table:${textOf(tree, node).replace(/\s+/g, '').slice(0, 4000)}`, line);
  }
  return build(context, 'sequence', items, line);
}

function readDictionary(context: Context, node: number, line: number): Term {
  const { tree } = context.file;
  const entries: Term[] = [];
  const pairs = children(tree, node);
  if (pairs.length > 2 * TABLE)
    return leaf(`table:${textOf(tree, node).replace(/\s+/g, '').slice(0, 4000)}`, line);
  for (const pair of pairs) {
    if (typeOf(tree, pair) !== 'pair') {
      entries.push(build(context, 'spread', children(tree, pair), line));
      continue;
    }
    const key = child(tree, pair, 'key');
    const value = child(tree, pair, 'value');
    const text = readString(context, key);
    if (text !== null && typeOf(tree, key) === 'string')
      entries.push(buildOf(context, keyLabel(text), [value], lineOf(context.file, pair)));
    else entries.push(build(context, 'entry', [key, value], lineOf(context.file, pair)));
  }
  return term('dictionary', entries, line, true);
}

function readAttribute(context: Context, node: number, line: number): Term {
  const { tree } = context.file;
  const object = child(tree, node, 'object');
  const name = textOf(tree, child(tree, node, 'attribute'));
  if (typeOf(tree, object) === 'identifier') {
    const owner = textOf(tree, object);
    if (context.owner !== null && isReceiver(context, object)) {
      const held = context.locals.get(`self.${name}`);
      if (held !== undefined) return held;
      const word = context.owner.attributes.get(name);
      return ownAttribute(leaf(word === undefined ? `self.${name}` : `self<${word}>`, line));
    }
    if (!context.locals.has(owner) && context.file.imports.has(owner)) return opaque(nameLabel(name), line);
  }
  const label = context.file.ownCalls.has(name) ? labelOf('attribute') : getLabel(name);
  const made = buildOf(context, label, [object], line);
  return typeOf(tree, object) === 'identifier' && isGiven(made.args[0]) ? ownAttribute(made) : made;
}

function readSubscript(context: Context, node: number, line: number): Term {
  const { tree } = context.file;
  const object = firstOf(tree, node);
  const keys = children(tree, node).slice(1);
  const key = keys[0] ?? 0;
  if (keys.length === 1 && typeOf(tree, key) === 'integer')
    return withNames(context, itemOf(evaluate(context, object), Number(textOf(tree, key)), line), [object]);
  const axis = keys.length === newAxisAt(context, keys) + 1 ? keys.length - 1 : -1;
  if (axis >= 0) return withNames(context, newAxis(evaluate(context, object), axis, line), [object]);
  if (keys.length === 1 && typeOf(tree, key) === 'string')
    return buildOf(context, itemLabel(readString(context, key) ?? ''), [object], line);
  const made = build(context, 'item', [object, ...keys], line);
  return countedItem(made, line) ?? made;
}

/** Position of the `None` in `x[None]` and `x[:, None]`, when all before it is `:`; -1 otherwise. */
function newAxisAt(context: Context, keys: readonly number[]): number {
  const { tree } = context.file;
  const at = keys.findIndex((key) => typeOf(tree, key) !== 'slice' || firstOf(tree, key) !== 0);
  return at >= 0 && typeOf(tree, keys[at] ?? 0) === 'none' ? at : -2;
}

function readLambda(context: Context, node: number, line: number): Term {
  const { tree } = context.file;
  const body = readInside(context, () => {
    const parameters = child(tree, node, 'parameters');
    for (const parameter of parameters === 0 ? [] : children(tree, parameters)) {
      const name =
        typeOf(tree, parameter) === 'identifier' ? parameter : child(tree, parameter, 'name') || parameter;
      context.locals.set(textOf(tree, name), leaf('parameter', line));
    }
    return evaluate(context, child(tree, node, 'body'));
  });
  return term('lambda', [body], line);
}

/** A number in one spelling: `1e-6`, `1E-06` and `.000001` are the same constant. */
function readNumber(text: string): string {
  const value = Number(text.replace(/_/g, '').replace(/[jJlL]$/, ''));
  return Number.isFinite(value) ? String(value) : text;
}

/** The value of an expression node in normal form. */
export function evaluate(context: Context, node: number): Term {
  const line = lineOf(context.file, node);
  if (node === 0) return leaf('nothing', line);
  if (context.depth >= MOST_DEPTH) return leaf('nothing', line);
  context.depth += 1;
  const value = evaluateAt(context, node, line);
  context.depth -= 1;
  return value;
}

function evaluateAt(context: Context, node: number, line: number): Term {
  const { tree } = context.file;
  switch (typeOf(tree, node)) {
    case 'identifier':
      return resolve(context, textOf(tree, node), line);
    case 'integer':
    case 'float':
      return opaque(numberLabel(readNumber(textOf(tree, node))), line);
    case 'true':
    case 'false':
    case 'none':
    case 'ellipsis':
      return leaf(typeOf(tree, node), line);
    case 'string':
    case 'concatenated_string':
      return readText(context, node, line);
    case 'parenthesized_expression':
    case 'await':
    case 'type':
    case 'expression_statement':
      return evaluate(context, firstOf(tree, node));
    case 'attribute':
      return readAttribute(context, node, line);
    case 'call':
      return readCall(context, node, line, evaluate);
    case 'subscript':
      return readSubscript(context, node, line);
    case 'slice':
      return build(context, 'slice', children(tree, node), line);
    case 'binary_operator':
      return readBinary(context, node, line);
    case 'unary_operator': {
      const value = child(tree, node, 'argument');
      const type = typeOf(tree, value);
      if (type === 'integer' || type === 'float')
        return opaque(numberLabel(`-${readNumber(textOf(tree, value))}`), line);
      return build(context, 'negative', [value], line);
    }
    case 'not_operator':
      return evaluate(context, child(tree, node, 'argument'));
    case 'boolean_operator':
      return build(context, 'both', operandsOf(context, node), line, true);
    case 'comparison_operator':
      return readComparison(context, node, line, evaluate, withNames);
    case 'conditional_expression': {
      const yes = firstOf(tree, node);
      const test = nextOf(tree, yes);
      emit(context, 'test', [evaluate(context, test)], line);
      return merged(evaluate(context, yes), evaluate(context, nextOf(tree, test)), line);
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      return readSequence(context, node, line);
    case 'dictionary':
      return readDictionary(context, node, line);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
    case 'dictionary_comprehension':
      return readComprehension(context, node, line, evaluate);
    case 'lambda':
      return readLambda(context, node, line);
    case 'keyword_argument':
      return buildOf(
        context,
        keyLabel(textOf(tree, child(tree, node, 'name'))),
        [child(tree, node, 'value')],
        line,
      );
    case 'named_expression': {
      const value = evaluate(context, child(tree, node, 'value'));
      bindTarget(context, child(tree, node, 'name'), value, 0, evaluate);
      return value;
    }
    case 'yield': {
      const value = children(tree, node).map((part) => evaluate(context, part));
      emit(context, 'yield', value, line);
      return leaf('sent', line);
    }
    default:
      return build(context, typeOf(tree, node), children(tree, node), line);
  }
}

/** A string constant, or the pieces of a formatted one. */
function readText(context: Context, node: number, line: number): Term {
  const text = readString(context, node);
  if (text !== null)
    return opaque(
      stringLabel(
        text.length > 80 ? (mix(text.length, text.charCodeAt(40)) >>> 0) + text.slice(0, 80) : text,
      ),
      line,
    );
  const parts: number[] = [];
  const pieces: Term[] = [];
  const visit = (at: number): void => {
    for (const part of children(context.file.tree, at)) {
      const type = typeOf(context.file.tree, part);
      if (type === 'interpolation') {
        const inner = child(context.file.tree, part, 'expression') || firstOf(context.file.tree, part);
        if (inner !== 0) parts.push(inner);
      } else if (type === 'string') visit(part);
    }
  };
  visit(node);
  for (const part of parts) pieces.push(evaluate(context, part));
  return withNames(context, termOf(leaf('text', line).label, pieces, line, true), parts);
}
