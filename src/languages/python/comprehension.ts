import { labelOf, type Term, term } from '../normal-form/term.ts';
import { type Context, emit, readInside } from './context.ts';
import { child, children, firstOf, typeOf } from './python-file.ts';
import { bindTarget } from './target.ts';

type Evaluate = (context: Context, node: number) => Term;

const INDEX = labelOf('index');
const GATHERED = new Set(['list', 'tuple', 'iter'].map((name) => labelOf(`call:${name}`)));

/** An item at the position that a loop counts through is the element of that round; null for another item. */
export function countedItem(item: Term, line: number): Term | null {
  const source = item.args[0];
  if (item.args.length !== 2 || source === undefined || item.args[1]?.label !== INDEX) return null;
  return elementOf(source, line);
}

/** One item of what a loop runs over. `range(len(xs))` counts through xs. */
export function elementOf(whole: Term, line: number): Term {
  const copied = GATHERED.has(whole.label) && whole.args.length === 1 ? whole.args[0] : undefined;
  const source = copied ?? whole;
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
  return readInside(context, () => gather(context, node, line, evaluate));
}

function gather(context: Context, node: number, line: number, evaluate: Evaluate): Term {
  const { tree } = context.file;
  const body = child(tree, node, 'body') || firstOf(tree, node);
  for (const clause of children(tree, node)) {
    const type = typeOf(tree, clause);
    if (type === 'for_in_clause') {
      const source = evaluate(context, child(tree, clause, 'right'));
      bindTarget(context, child(tree, clause, 'left'), elementOf(source, line), 0, evaluate);
    } else if (type === 'if_clause') emit(context, 'test', [evaluate(context, firstOf(tree, clause))], line);
  }
  const value =
    typeOf(tree, body) === 'pair'
      ? term(
          'entry',
          [evaluate(context, child(tree, body, 'key')), evaluate(context, child(tree, body, 'value'))],
          line,
        )
      : evaluate(context, body);
  return term('collect', [value], line);
}
