import type { FlatTree } from '../normal-form/flat-tree.ts';
import { child, children, firstOf, nextOf, textOf, typeOf } from '../python/python-file.ts';

/** Calls that leave a number what it is. */
const SAME = new Set(['float', 'int']);

function apply(operator: string, one: number, two: number): number | null {
  switch (operator) {
    case '+':
      return one + two;
    case '-':
      return one - two;
    case '*':
      return one * two;
    case '/':
      return one / two;
    case '//':
      return Math.floor(one / two);
    case '%':
      return one - two * Math.floor(one / two);
    case '**':
      return one ** two;
    case '<<':
      return one * 2 ** two;
    case '>>':
      return Math.floor(one / 2 ** two);
    default:
      return null;
  }
}

/** Levels of an expression that are worked out. */
const MOST_LEVELS = 32;

function foldCall(tree: FlatTree, node: number, levels: number): number | null {
  const callee = child(tree, node, 'function');
  const args = children(tree, child(tree, node, 'arguments'));
  if (typeOf(tree, callee) !== 'identifier' || !args.length) return null;
  const name = textOf(tree, callee);
  const first = args[0] ?? 0;
  if (SAME.has(name) && args.length === 1) {
    const value = foldNumber(tree, first, levels);
    return value !== null && name === 'int' ? Math.trunc(value) : value;
  }
  if (name !== 'pow' || args.length !== 2) return null;
  const base = foldNumber(tree, first, levels);
  const power = foldNumber(tree, args[1] ?? 0, levels);
  return base === null || power === null ? null : base ** power;
}

/** What an expression of constants comes to: `28 * 14`, `5 / 4`, `0x100`, `1 << 8`, `float(2)`; null for any other. */
export function foldNumber(tree: FlatTree, node: number, levels = MOST_LEVELS): number | null {
  if (levels === 0) return null;
  switch (typeOf(tree, node)) {
    case 'integer':
    case 'float': {
      const value = Number(
        textOf(tree, node)
          .replace(/_/g, '')
          .replace(/[jJlL]$/, ''),
      );
      return Number.isFinite(value) ? value : null;
    }
    case 'parenthesized_expression':
      return foldNumber(tree, firstOf(tree, node), levels - 1);
    case 'unary_operator': {
      const value = foldNumber(tree, child(tree, node, 'argument'), levels - 1);
      return value === null || textOf(tree, node).startsWith('~') ? null : -value;
    }
    case 'binary_operator': {
      const left = firstOf(tree, node);
      const operator = nextOf(tree, left);
      const one = foldNumber(tree, left, levels - 1);
      const two = one === null ? null : foldNumber(tree, nextOf(tree, operator), levels - 1);
      if (one === null || two === null) return null;
      const value = apply(typeOf(tree, operator), one, two);
      return value !== null && Number.isFinite(value) ? value : null;
    }
    case 'call':
      return foldCall(tree, node, levels - 1);
    default:
      return null;
  }
}

/** A number by its size, to four digits: `-0.0150` and `15e-3` are the same choice. */
export function numberKey(value: number): string {
  return `=${Number(Math.abs(value).toPrecision(4))}`;
}
