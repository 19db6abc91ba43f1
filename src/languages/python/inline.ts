import type { FlatTree } from '../normal-form/flat-tree.ts';
import { leaf, type Term, term } from '../normal-form/term.ts';
import { type Context, merged, ownCall, selfLeaf } from './context.ts';
import { Locals } from './locals.ts';
import { child, type Definition, firstOf, lineOf, nextOf, textOf, typeOf } from './python-file.ts';

/** Size in nodes up to which an own helper is read in place of its call. */
const SMALL = 140;
const DEPTH = 3;

/** Parameter names of a definition with the node of their default value, or 0. */
export function parametersOf(tree: FlatTree, definition: Definition): { name: string; fallback: number }[] {
  const list = child(tree, definition.node, 'parameters');
  const found: { name: string; fallback: number }[] = [];
  if (list === 0) return found;
  for (let parameter = firstOf(tree, list); parameter !== 0; parameter = nextOf(tree, parameter)) {
    const type = typeOf(tree, parameter);
    if (type === 'identifier') found.push({ name: textOf(tree, parameter), fallback: 0 });
    else if (type === 'default_parameter' || type === 'typed_default_parameter') {
      found.push({
        name: textOf(tree, child(tree, parameter, 'name')),
        fallback: child(tree, parameter, 'value'),
      });
    } else if (type === 'typed_parameter') {
      const name = firstOf(tree, parameter);
      const inner = typeOf(tree, name) === 'identifier' ? name : (tree.first[name] ?? name);
      found.push({ name: textOf(tree, inner), fallback: 0 });
    } else if (type === 'list_splat_pattern' || type === 'dictionary_splat_pattern') {
      found.push({ name: textOf(tree, firstOf(tree, parameter)), fallback: 0 });
    }
  }
  return found;
}

/** Reads a small own helper at its call, with its arguments in place of its parameters; null when it is not small. */
export function inlineCall(
  context: Context,
  definition: Definition,
  args: readonly Term[],
  keywords: readonly (string | null)[],
  receiver: Term | null,
): Term | null {
  if (definition.weight > SMALL || definition.weight > context.budget) return null;
  if (context.inlining.length >= DEPTH || context.inlining.includes(definition)) return null;
  const line = lineOf(context.file, definition.node);
  const parameters = parametersOf(context.file.tree, definition);
  const locals = new Map<string, Term>();
  if (definition.receiver !== null) {
    parameters.shift();
    locals.set(definition.receiver, receiver ?? selfLeaf(line));
  }
  parameters.forEach(({ name }) => {
    locals.set(name, leaf('parameter', line));
  });
  args.forEach((value, at) => {
    const name = keywords[at] ?? parameters[at]?.name;
    if (name !== undefined) locals.set(name, value);
  });
  const outer = { locals: context.locals, returns: context.returns };
  context.budget -= definition.weight;
  context.inlining.push(definition);
  context.locals =
    context.nested.get(definition.name) === definition ? outer.locals.under(locals) : new Locals(locals);
  context.returns = [];
  context.readBody(context, definition.body);
  const returned = context.returns;
  context.locals = outer.locals;
  context.returns = outer.returns;
  context.inlining.pop();
  const whole =
    returned.reduce<Term | null>((all, each) => (all === null ? each : merged(all, each, each.line)), null) ??
    term('nothing', [], line);
  return ownCall(whole, args);
}
