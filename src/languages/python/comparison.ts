import { type Term, term } from '../normal-form/term.ts';
import type { Context } from './context.ts';
import { children, firstOf, nextOf, typeOf } from './python-file.ts';

type Evaluate = (context: Context, node: number) => Term;
type WithNames = (context: Context, made: Term, nodes: readonly number[]) => Term;

const RELATIONS = new Set(['<', '>', '<=', '>=', '==', '!=', '<>', 'in', 'is', 'not in', 'is not']);
const CONNECTIVES = new Set(['and', 'or', 'not']);
/** A value is compared with each of so many constants; with more it is looked up in a table. */
const FEW = 4;

/** What is written out where it stands. */
export const LITERAL = new Set([
  'integer',
  'float',
  'string',
  'true',
  'false',
  'none',
  'unary_operator',
  'concatenated_string',
]);

export function readComparison(
  context: Context,
  node: number,
  line: number,
  evaluate: Evaluate,
  withNames: WithNames,
): Term {
  const { tree } = context.file;
  const known = new Map<number, Term>();
  /** An operand in the middle belongs to two relations, and is read once. */
  const operand = (at: number): Term => {
    const value = known.get(at) ?? evaluate(context, at);
    known.set(at, value);
    return value;
  };
  const relate: Relate = (label, nodes, unordered = false) =>
    withNames(context, term(label, nodes.map(operand), line, unordered), nodes);
  const parts: Term[] = [];
  let left = 0;
  let operator = '';
  for (let part = firstOf(tree, node); part !== 0; part = nextOf(tree, part)) {
    const type = typeOf(tree, part);
    if (RELATIONS.has(type)) {
      operator = type;
      continue;
    }
    if (left !== 0) parts.push(readRelation(context, operator, left, part, line, relate));
    left = part;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : term('both', parts, line, true);
}

/** A relation of two operands, with the own names among them noted. */
type Relate = (label: string, nodes: readonly number[], unordered?: boolean) => Term;

/** A test up to negation: `a <= b` is the opposite of `b < a`, and branches may be swapped. */
function readRelation(
  context: Context,
  operator: string,
  left: number,
  right: number,
  line: number,
  relate: Relate,
): Term {
  switch (operator) {
    case '<':
    case '>=':
      return relate('less', [left, right]);
    case '>':
    case '<=':
      return relate('less', [right, left]);
    case '==':
    case '!=':
      return relate('equal', [left, right], true);
    case 'is':
    case 'is not':
      return relate('is', [left, right], true);
    default: {
      const { tree } = context.file;
      const among = /^(?:list|tuple|set)$/.test(typeOf(tree, right)) ? children(tree, right) : [];
      if (among.length === 0 || among.length > FEW || !among.every((item) => LITERAL.has(typeOf(tree, item))))
        return relate('in', [left, right]);
      const tests = among.map((item) => relate('equal', [left, item], true));
      return tests.length === 1 && tests[0] !== undefined ? tests[0] : term('both', tests, line, true);
    }
  }
}

/** The operands of `and`, `or` and `not` in order, however they are nested. */
export function operandsOf(context: Context, node: number): readonly number[] {
  const { tree } = context.file;
  const found: number[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const type = typeOf(tree, at);
    if (type === 'boolean_operator' || type === 'not_operator' || type === 'parenthesized_expression') {
      const parts = children(tree, at).filter((part) => !CONNECTIVES.has(typeOf(tree, part)));
      open.push(...parts.reverse());
    } else found.push(at);
  }
  return found;
}
