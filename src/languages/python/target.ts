import { mix } from '../../bytes/hash.ts';
import { labelOf, leaf, type Term, term, termOf } from '../normal-form/term.ts';
import {
  alternatives,
  type Context,
  emit,
  isGiven,
  isReceiver,
  MOST_DEPTH,
  merged,
  noteName,
  ownSet,
} from './context.ts';
import { itemLabel, keyLabel } from './labels.ts';
import { child, children, firstOf, lineOf, textOf, typeOf } from './python-file.ts';
import { readString } from './string.ts';

type Evaluate = (context: Context, node: number) => Term;

const ELEMENT = leaf('element', 0).label;
const ENUMERATE = leaf('call:enumerate', 0).label;
const ZIP = leaf('call:zip', 0).label;

const DICTIONARY = labelOf('dictionary');
/** A dictionary that grows beyond this is a table. */
const MOST_KEYS = 16;
const SEQUENCE = labelOf('sequence');
const MERGE = labelOf('merge');

/** Item `at` of a value: of a sequence written out, that which stands there; of branches that write it out, each. */
export function itemOf(value: Term, at: number, line: number): Term {
  if (value.label === SEQUENCE) {
    const item = value.args[at];
    if (item !== undefined) return item;
  }
  if (value.label === MERGE) {
    const one = value.args[0];
    const two = value.args[1];
    if (one?.label === SEQUENCE && two?.label === SEQUENCE && at < one.args.length && at < two.args.length)
      return merged(itemOf(one, at, line), itemOf(two, at, line), line);
  }
  return termOf(itemLabel(String(at)), [value], line);
}

/** Part `at` of a value that is taken apart. `for i, x in enumerate(xs)` and `zip` give their parts by meaning. */
export function part(value: Term, at: number, line: number): Term {
  const source = value.args[0];
  if (value.label === ELEMENT && source !== undefined) {
    if (source.label === ENUMERATE && source.args[0] !== undefined) {
      return at === 0 ? term('index', [source.args[0]], line) : term('element', [source.args[0]], line);
    }
    if (source.label === ZIP) {
      const which = source.args[at];
      if (which !== undefined) return term('element', [which], line);
    }
  }
  return itemOf(value, at, line);
}

/** Binds an assignment target to a value: a variable, a part, an attribute or an item. */
export function bindTarget(
  context: Context,
  target: number,
  value: Term,
  valueNode: number,
  evaluate: Evaluate,
): void {
  const { tree } = context.file;
  const line = lineOf(context.file, target);
  switch (typeOf(tree, target)) {
    case 'identifier': {
      const name = textOf(tree, target);
      context.locals.set(name, value);
      noteName(context, name, mix(value.shape, 0x1f83d9ab));
      return;
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list': {
      if (context.depth >= MOST_DEPTH) return;
      context.depth += 1;
      children(tree, target).forEach((each, at) => {
        bindTarget(context, each, part(value, at, line), 0, evaluate);
      });
      context.depth -= 1;
      return;
    }
    case 'attribute': {
      const object = child(tree, target, 'object');
      const name = textOf(tree, child(tree, target, 'attribute'));
      if (context.owner !== null && isReceiver(context, object)) {
        const word = context.owner.attributes.get(name) ?? '';
        noteName(context, name, mix(value.shape, 0x5be0cd19));
        alternatives(value).forEach((each) => {
          context.roots.push(ownSet(term(`set<${word}>`, [each], line), each));
        });
        if (value.args.length === 0) context.locals.set(`self.${name}`, value);
        else context.locals.delete(`self.${name}`);
      } else {
        const owner = evaluate(context, object);
        const each = term(`set:${name}`, [owner, value], line);
        context.roots.push(isGiven(owner) ? ownSet(each, value) : each);
      }
      return;
    }
    case 'subscript': {
      const object = firstOf(tree, target);
      const keys = children(tree, target).slice(1);
      const held =
        typeOf(tree, object) === 'identifier' ? context.locals.get(textOf(tree, object)) : undefined;
      if (held !== undefined && held.label === DICTIONARY && held.args.length < MOST_KEYS) {
        const key = keys[0] ?? 0;
        const text = readString(context, key);
        if (text !== null) {
          context.locals.set(
            textOf(tree, object),
            termOf(DICTIONARY, [...held.args, termOf(keyLabel(text), [value], line)], line, true),
          );
          return;
        }
        if (held.args.length === 0) {
          context.locals.set(
            textOf(tree, object),
            term('collect', [term('entry', [evaluate(context, key), value], line)], line),
          );
          return;
        }
      }
      emit(
        context,
        'set item',
        [evaluate(context, object), ...keys.map((key) => evaluate(context, key)), value],
        line,
      );
      return;
    }
    default:
      if (valueNode !== 0) emit(context, 'set', [value], line);
  }
}
