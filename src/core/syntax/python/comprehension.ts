import { type Term, term } from '../term.ts';
import { type Context, emit } from './context.ts';
import { child, children, typeOf } from './python-file.ts';
import { bindTarget } from './target.ts';

type Evaluate = (context: Context, node: number) => Term;

/** One item of what a loop runs over. `range(len(xs))` counts through xs. */
export function elementOf(source: Term, line: number): Term {
  const only = source.args.length === 1 ? source.args[0] : undefined;
  const counted = only?.args.length === 1 ? only.args[0] : undefined;
  if (source.label === RANGE && only?.label === LENGTH && counted !== undefined)
    return term('index', [counted], line);
  return term('element', [source], line);
}

const RANGE = term('call:range', [], 0).label;
const LENGTH = term('call:len', [], 0).label;

/** A comprehension gathers values over loops: the same graph as a loop that appends. */
export function readComprehension(context: Context, node: number, line: number, evaluate: Evaluate): Term {
  const { tree } = context.file;
  const before = context.locals;
  context.locals = new Map(before);
  const body = child(tree, node, 'body') || (tree.first[node] ?? 0);
  for (const clause of children(tree, node)) {
    const type = typeOf(tree, clause);
    if (type === 'for_in_clause') {
      const source = evaluate(context, child(tree, clause, 'right'));
      bindTarget(context, child(tree, clause, 'left'), elementOf(source, line), 0, evaluate);
    } else if (type === 'if_clause')
      emit(context, 'test', [evaluate(context, tree.first[clause] ?? 0)], line);
  }
  const value =
    typeOf(tree, body) === 'pair'
      ? term(
          'entry',
          [evaluate(context, child(tree, body, 'key')), evaluate(context, child(tree, body, 'value'))],
          line,
        )
      : evaluate(context, body);
  context.locals = before;
  return term('collect', [value], line);
}
