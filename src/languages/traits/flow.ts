import type { FlowTrait } from '../../compare/traits.ts';
import type { Term } from '../normal-form/term.ts';
import { OPERATORS } from './operators.ts';

/** Operators that one value may come out of; more say nothing. */
const MOST_PRODUCERS = 12;
/** Nodes of a unit that are read. */
const MOST_NODES = 20_000;

const NONE: readonly string[] = [];

/** The operators that the arguments of a node come out of. What is no operator lets its arguments through. */
function gathered(node: Term, known: ReadonlyMap<Term, readonly string[]>): readonly string[] {
  let only: readonly string[] | null = null;
  let all: Set<string> | null = null;
  for (const arg of node.args) {
    const from = known.get(arg) ?? NONE;
    if (from.length === 0 || from === only) continue;
    if (only === null) only = from;
    else {
      all ??= new Set(only);
      for (const name of from) if (all.size < MOST_PRODUCERS) all.add(name);
    }
  }
  return all === null ? (only ?? NONE) : [...all];
}

/**
 * The edges between operators of a data-flow graph: producer and consumer, with everything that only moves values about
 * (views, conversions, sequences, own calls) left out. Numbers and names are in none of it.
 */
export function readFlow(roots: readonly Term[], calls: readonly Term[], into: Map<string, FlowTrait>): void {
  const known = new Map<Term, readonly string[]>();
  const edge = (from: string, to: string, line: number): void => {
    const key = `${from}>${to}`;
    if (!into.has(key)) into.set(key, { key, line });
  };
  const stack: Term[] = [...calls, ...roots];
  while (stack.length > 0 && known.size < MOST_NODES) {
    const node = stack[stack.length - 1] as Term;
    if (known.has(node)) {
      stack.pop();
      continue;
    }
    let ready = true;
    for (const arg of node.args)
      if (!known.has(arg)) {
        stack.push(arg);
        ready = false;
      }
    if (!ready) continue;
    stack.pop();
    const chain = OPERATORS.get(node.label);
    const from = gathered(node, known);
    if (chain === undefined) {
      known.set(node, from);
      continue;
    }
    const first = chain[0] ?? '';
    for (const name of from) edge(name, first, node.line);
    for (let at = 1; at < chain.length; at++) edge(chain[at - 1] ?? '', chain[at] ?? '', node.line);
    known.set(node, [chain[chain.length - 1] ?? '']);
  }
}
