import { labelOf, leaf, type Term, term, termOf } from '../normal-form/term.ts';
import { isGiven, ownAttribute } from './context.ts';
import { callLabel, getLabel, itemLabel, numberLabel } from './labels.ts';

/**
 * Names that array libraries give to one operation, with the one it is read as. Only pairs that may be exchanged
 * whatever the arguments are; docs/normal-form.md lists them.
 */
const SYNONYMS = new Map([
  ['view', 'reshape'],
  ['concat', 'cat'],
  ['concatenate', 'cat'],
  ['clip', 'clamp'],
  ['absolute', 'abs'],
  ['swapaxes', 'transpose'],
  ['multiply', 'mul'],
  ['bmm', 'matmul'],
  ['mm', 'matmul'],
]);

/** One name for calls that mean the same. */
export const synonymOf = (name: string): string => SYNONYMS.get(name) ?? name;

const PRODUCT = labelOf('op@');
const TIMES = labelOf('op*');
const POWER = labelOf('op**');
const SIZE = callLabel('size');
const HALF = numberLabel('0.5');
const SMALL = Array.from({ length: 10 }, (_, number) => numberLabel(String(number)));
const CALLS = new Map<number, 'matmul' | 'mul' | 'pow' | 'size' | 'contiguous'>([
  [callLabel('matmul'), 'matmul'],
  [callLabel('mul'), 'mul'],
  [callLabel('pow'), 'pow'],
  [SIZE, 'size'],
  [callLabel('contiguous'), 'contiguous'],
]);

/** A library call in the one form of its operation: `torch.matmul(a, b)` is `a @ b`, `x.size(0)` is `x.shape[0]`. */
export function operationOf(label: number, args: readonly Term[], line: number): Term | null {
  const kind = CALLS.get(label);
  const one = args[0];
  const two = args[1];
  if (kind === undefined || one === undefined) return null;
  if (kind === 'contiguous') return args.length === 1 ? one : null;
  if (kind === 'size') {
    const plain = termOf(getLabel('shape'), [one], line);
    const shape = isGiven(one) ? ownAttribute(plain) : plain;
    if (two === undefined) return shape;
    if (args.length > 2) return null;
    const at = SMALL.indexOf(two.label);
    return at < 0 ? term('item', [shape, two], line) : termOf(itemLabel(String(at)), [shape], line);
  }
  if (args.length !== 2) return null;
  if (kind === 'matmul') return termOf(PRODUCT, args, line);
  return kind === 'mul' ? termOf(TIMES, args, line, true) : termOf(POWER, args, line);
}

/** A power in one form: `x ** 0.5` is a root, `x * x` a square. */
export function powerOf(operator: string, left: Term, right: Term, line: number): Term | null {
  if (operator === '**' && right.label === HALF) return termOf(callLabel('sqrt'), [left], line);
  if (operator === '*' && left.deep === right.deep && left.args.length > 0)
    return termOf(POWER, [left, leaf('number:2', line)], line);
  return null;
}

/** A new axis written as a key: `x[None]` and `x[:, None]` are `x.unsqueeze(0)` and `x.unsqueeze(1)`. */
export function newAxis(value: Term, at: number, line: number): Term {
  return term('call:unsqueeze', [value, leaf(`number:${at}`, line)], line);
}
