import { leaf, type Term, term, termOf } from '../normal-form/term.ts';
import { gather, isGathering, isLogging } from './call.ts';
import { elementOf } from './comprehension.ts';
import { alternatives, type Context, emit, MOST_DEPTH, readBranches } from './context.ts';
import { evaluate, withNames } from './expression.ts';
import { operatorLabel } from './labels.ts';
import {
  child,
  children,
  definitionOf,
  eachAssignment,
  firstOf,
  lineOf,
  nextOf,
  textOf,
  typeOf,
  undecorated,
} from './python-file.ts';
import { bindTarget } from './target.ts';

/** Names assigned anywhere below `node`: what a loop may carry from one round to the next. */
function assignedIn(context: Context, node: number): Set<string> {
  const { tree } = context.file;
  const found = new Set<string>();
  eachAssignment(context.file, node, (at) => {
    const left = child(tree, at, 'left');
    // A list that grows is gathered, not carried.
    if (typeOf(tree, at) === 'augmented_assignment' && typeOf(tree, child(tree, at, 'right')) === 'list')
      return;
    if (typeOf(tree, left) === 'identifier') found.add(textOf(tree, left));
    else
      for (let part = firstOf(tree, left); part !== 0; part = nextOf(tree, part))
        if (typeOf(tree, part) === 'identifier') found.add(textOf(tree, part));
  });
  return found;
}

function carry(context: Context, names: ReadonlySet<string>, line: number): void {
  for (const name of names) if (context.locals.has(name)) context.locals.set(name, leaf('carried', line));
}

function readLoopBody(context: Context, body: number, line: number, first: () => void): void {
  // The other branch is that the loop runs no round.
  readBranches(
    context,
    line,
    () => undefined,
    () => {
      carry(context, assignedIn(context, body), line);
      first();
      readBlock(context, body);
    },
  );
}

function readFor(context: Context, node: number, line: number): void {
  const { tree } = context.file;
  const source = evaluate(context, child(tree, node, 'right'));
  readLoopBody(context, child(tree, node, 'body'), line, () => {
    bindTarget(context, child(tree, node, 'left'), elementOf(source, line), 0, evaluate);
  });
  const otherwise = child(tree, node, 'alternative');
  if (otherwise !== 0) readBlock(context, child(tree, otherwise, 'body'));
}

/** `i = 0` … `while i < n: … i += 1` counts like `for i in range(n)`. */
function countedLoop(context: Context, node: number): { name: string; source: Term } | null {
  const { tree } = context.file;
  const test = child(tree, node, 'condition');
  if (typeOf(tree, test) !== 'comparison_operator') return null;
  const [left = 0, operator = 0, right = 0] = children(tree, test);
  if (typeOf(tree, left) !== 'identifier' || !/^(?:<|!=|<=)$/.test(typeOf(tree, operator))) return null;
  const name = textOf(tree, left);
  const start = context.locals.get(name);
  if (start === undefined) return null;
  for (const statement of children(tree, child(tree, node, 'body'))) {
    const inner = firstOf(tree, statement);
    if (typeOf(tree, inner) !== 'augmented_assignment' || textOf(tree, child(tree, inner, 'left')) !== name)
      continue;
    const step = child(tree, inner, 'right');
    const one = typeOf(tree, step) === 'integer' && textOf(tree, step) === '1';
    const line = lineOf(context.file, node);
    const stop = evaluate(context, right);
    const zero = start.label === leaf('number:0', 0).label;
    const args = one ? (zero ? [stop] : [start, stop]) : [start, stop, evaluate(context, step)];
    return { name, source: term('call:range', args, line) };
  }
  return null;
}

function readWhile(context: Context, node: number, line: number): void {
  const { tree } = context.file;
  const body = child(tree, node, 'body');
  const counted = countedLoop(context, node);
  if (counted !== null) {
    context.roots.push(counted.source);
    readLoopBody(context, body, line, () => {
      context.locals.set(counted.name, elementOf(counted.source, line));
    });
    return;
  }
  readLoopBody(context, body, line, () => {
    emit(context, 'test', [evaluate(context, child(tree, node, 'condition'))], line);
  });
}

function readIf(context: Context, node: number, line: number): void {
  const { tree } = context.file;
  const test = child(tree, node, 'condition');
  const type = typeOf(tree, test);
  if (type === 'false') return;
  const condition = evaluate(context, test);
  if (type !== 'true') context.roots.push(withNames(context, term('test', [condition], line), [test]));
  readBranches(
    context,
    line,
    () => readBlock(context, child(tree, node, 'consequence')),
    () => {
      for (let part = firstOf(tree, node); part !== 0; part = nextOf(tree, part)) {
        const kind = typeOf(tree, part);
        if (kind === 'else_clause') readBlock(context, child(tree, part, 'body'));
        else if (kind === 'elif_clause') readIf(context, part, lineOf(context.file, part));
      }
    },
  );
}

function readAssignment(context: Context, node: number): void {
  const { tree } = context.file;
  const left = child(tree, node, 'left');
  const right = child(tree, node, 'right');
  if (right === 0) return;
  if (typeOf(tree, right) === 'assignment') {
    readAssignment(context, right);
    bindTarget(context, left, evaluate(context, child(tree, right, 'left')), right, evaluate);
    return;
  }
  const type = typeOf(tree, left);
  if (
    (type === 'pattern_list' || type === 'tuple_pattern' || type === 'list_pattern') &&
    /^(?:expression_list|tuple|list)$/.test(typeOf(tree, right))
  ) {
    const targets = children(tree, left);
    const values = children(tree, right);
    if (targets.length === values.length) {
      const taken = values.map((value) => evaluate(context, value));
      targets.forEach((target, at) => {
        const value = taken[at];
        if (value !== undefined) bindTarget(context, target, value, values[at] ?? 0, evaluate);
      });
      return;
    }
  }
  bindTarget(context, left, evaluate(context, right), right, evaluate);
}

function readAugmented(context: Context, node: number, line: number): void {
  const { tree } = context.file;
  const left = firstOf(tree, node);
  const operatorNode = nextOf(tree, left);
  const right = nextOf(tree, operatorNode);
  const operator = typeOf(tree, operatorNode).replace(/=$/, '');
  const held = typeOf(tree, left) === 'identifier' ? context.locals.get(textOf(tree, left)) : undefined;
  if (operator === '+' && typeOf(tree, right) === 'list' && held !== undefined && isGathering(held)) {
    gather(context, textOf(tree, left), held, evaluate(context, right).args, line);
    return;
  }
  const unordered = /^[+*&|^]$/.test(operator);
  const value = termOf(
    operatorLabel(operator),
    [evaluate(context, left), evaluate(context, right)],
    line,
    unordered,
  );
  bindTarget(context, left, withNames(context, value, [left, right]), right, evaluate);
}

function readWith(context: Context, node: number, line: number): void {
  const { tree } = context.file;
  const clause = firstOf(tree, node);
  for (const item of children(tree, clause)) {
    const value = child(tree, item, 'value') || firstOf(tree, item);
    if (value === 0) continue;
    if (typeOf(tree, value) === 'as_pattern') {
      const [source = 0, target = 0] = children(tree, value);
      const entered = term('enter', [evaluate(context, source)], line);
      context.roots.push(entered);
      bindTarget(context, firstOf(tree, target) || target, entered, 0, evaluate);
    } else context.roots.push(term('enter', [evaluate(context, value)], line));
  }
  readBlock(context, child(tree, node, 'body'));
}

function readExpression(context: Context, node: number, line: number): void {
  const { tree } = context.file;
  const inner = firstOf(tree, node);
  switch (typeOf(tree, inner)) {
    case 'assignment':
      readAssignment(context, inner);
      return;
    case 'augmented_assignment':
      readAugmented(context, inner, line);
      return;
    case 'string':
    case 'concatenated_string':
    case 'ellipsis':
    case 'identifier':
      return;
    case 'call':
      if (isLogging(context, inner)) return;
  }
  const value = evaluate(context, inner);
  if (value.args.length > 0) context.roots.push(value);
}

/** Carries out one statement: what it computes, what it changes, what it tests. */
export function readStatement(context: Context, node: number): void {
  if (context.depth >= MOST_DEPTH) return;
  context.depth += 1;
  readStatementAt(context, node);
  context.depth -= 1;
}

function readStatementAt(context: Context, node: number): void {
  const { tree } = context.file;
  const line = lineOf(context.file, node);
  switch (typeOf(tree, node)) {
    case 'expression_statement':
      readExpression(context, node, line);
      return;
    case 'return_statement': {
      const value = firstOf(tree, node);
      if (value === 0) return;
      const returned = evaluate(context, value);
      if (context.returns !== null) context.returns.push(returned);
      else
        alternatives(returned).forEach((each) => {
          context.roots.push(withNames(context, term('return', [each], line), [value]));
        });
      return;
    }
    case 'if_statement':
      readIf(context, node, line);
      return;
    case 'for_statement':
      readFor(context, node, line);
      return;
    case 'while_statement':
      readWhile(context, node, line);
      return;
    case 'with_statement':
      readWith(context, node, line);
      return;
    case 'raise_statement': {
      const value = firstOf(tree, node);
      const name = value === 0 ? '' : textOf(tree, value).split('(')[0];
      emit(context, `raise:${name}`, [], line);
      return;
    }
    case 'delete_statement':
    case 'assert_statement':
    case 'pass_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
    case 'global_statement':
    case 'nonlocal_statement':
    case 'class_definition':
    case 'type_alias_statement':
      return;
    case 'function_definition':
    case 'decorated_definition': {
      const inner = undecorated(tree, node);
      if (typeOf(tree, inner) === 'function_definition' && context.returns === null) {
        const nested = definitionOf(tree, inner, null);
        context.nested.set(nested.name, nested);
      }
      return;
    }
    case 'try_statement':
    case 'except_clause':
    case 'except_group_clause':
    case 'finally_clause':
    case 'else_clause':
    case 'match_statement':
    case 'case_clause':
    case 'block':
      for (let part = firstOf(tree, node); part !== 0; part = nextOf(tree, part)) {
        const type = typeOf(tree, part);
        if (/(?:_statement|_clause|_definition|^block)$/.test(type)) readStatement(context, part);
      }
      return;
    default:
      return;
  }
}

/** Reads every statement of a block in order. */
export function readBlock(context: Context, block: number): void {
  if (block === 0) return;
  const { tree } = context.file;
  for (let statement = firstOf(tree, block); statement !== 0; statement = nextOf(tree, statement))
    readStatement(context, statement);
}
