import { failure, type Result, success } from '../../../model/result.ts';
import { CALLS_ITS_FIRST, roleOfGlobal } from './pickle-globals.ts';

/**
 * What a pickle describes. Nothing is ever imported or called: a call of a known constructor stands as {@link Built}
 * with its arguments, and any other call makes the whole pickle refused.
 */
export type Pickled =
  | { readonly kind: 'plain'; readonly value: number | string | boolean | null }
  | { readonly kind: 'bytes'; readonly length: number }
  | { readonly kind: 'list'; readonly items: Pickled[] }
  | { readonly kind: 'dict'; readonly entries: [Pickled, Pickled][] }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'built'; readonly name: string; readonly args: Pickled; state?: Pickled }
  | { readonly kind: 'persistent'; readonly id: Pickled };

export type PickleFailure = 'damaged' | 'runs-code';

export interface ReadPickle {
  readonly value: Pickled;
  /** Bytes behind the STOP opcode's position. */
  readonly end: number;
}

/** More opcodes or memo entries than a checkpoint of a million tensors has. */
const MOST_STEPS = 50_000_000;
const MOST_MEMO = 5_000_000;
const MARK: unique symbol = Symbol('mark');
const NONE: Pickled = { kind: 'plain', value: null };

class Damaged extends Error {}
class RunsCode extends Error {}

/** Reads one pickle (protocols 0 to 5) from `at` as a description. */
export function readPickle(bytes: Uint8Array, at = 0): Result<ReadPickle, PickleFailure> {
  try {
    return success(machine(bytes, at));
  } catch (error) {
    if (error instanceof RunsCode) return failure('runs-code', error.message);
    if (error instanceof Damaged || error instanceof RangeError) return failure('damaged', error.message);
    throw error;
  }
}

function machine(bytes: Uint8Array, start: number): ReadPickle {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  let stack: (Pickled | typeof MARK)[] = [];
  const memo = new Map<number, Pickled>();
  const need = (count: number): number => {
    const from = at;
    if (count < 0 || from + count > bytes.length)
      throw new Damaged(`it ends inside of an opcode at byte ${from}`);
    at += count;
    return from;
  };
  const u1 = (): number => view.getUint8(need(1));
  const u2 = (): number => view.getUint16(need(2), true);
  const u4 = (): number => view.getUint32(need(4), true);
  const u8 = (): number => Number(view.getBigUint64(need(8), true));
  const take = (length: number): Uint8Array => {
    const from = need(length);
    return bytes.subarray(from, from + length);
  };
  const line = (): string => {
    const end = bytes.indexOf(10, at);
    if (end < 0) throw new Damaged('it ends inside of a line');
    const text = new TextDecoder('latin1').decode(bytes.subarray(at, end));
    at = end + 1;
    return text.replace(/\r$/, '');
  };
  const utf8 = (length: number): Pickled => plain(new TextDecoder().decode(take(length)));
  const push = (value: Pickled): void => {
    stack.push(value);
  };
  const pop = (): Pickled => {
    const value = stack.pop();
    if (value === undefined || value === MARK) throw new Damaged(`its stack is empty at byte ${at}`);
    return value;
  };
  const top = (): Pickled => {
    const value = stack.at(-1);
    if (value === undefined || value === MARK) throw new Damaged(`its stack is empty at byte ${at}`);
    return value;
  };
  const popMark = (): Pickled[] => {
    const mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw new Damaged(`a mark is missing at byte ${at}`);
    const items = stack.slice(mark + 1) as Pickled[];
    stack = stack.slice(0, mark);
    return items;
  };
  const remember = (index: number): void => {
    if (memo.size > MOST_MEMO) throw new Damaged('it remembers more values than a checkpoint has');
    memo.set(index, top());
  };
  const recall = (index: number): void => {
    const value = memo.get(index);
    if (value === undefined) throw new Damaged(`it recalls a value that was never kept, at byte ${at}`);
    push(value);
  };
  // Refused names are pushed as they are: what is done with them makes the plainer message, and naming them alone is enough.
  const strange: string[] = [];
  const named = (module: string, name: string): Pickled => {
    const whole = `${module}.${name}`;
    if (roleOfGlobal(whole) === 'refused') strange.push(whole);
    return { kind: 'global', name: whole };
  };
  const call = (what: Pickled, args: Pickled): Pickled => {
    if (what.kind !== 'global') throw new RunsCode('it calls what it builds while it is loaded');
    const [first] = what.name === CALLS_ITS_FIRST && args.kind === 'list' ? args.items : [];
    for (const one of [what, ...(first === undefined ? [] : [first])])
      if (one.kind !== 'global' || roleOfGlobal(one.name) !== 'known')
        throw new RunsCode(
          `it calls ${one.kind === 'global' ? one.name.slice(0, 120) : 'what it builds'} when it is loaded`,
        );
    return { kind: 'built', name: what.name, args };
  };
  const unchanged = (target: Pickled): Pickled => {
    if (target.kind === 'global')
      throw new RunsCode(`it changes ${target.name.slice(0, 120)} when it is loaded`);
    return target;
  };
  const build = (target: Pickled, state: Pickled): void => {
    const changed = unchanged(target);
    if (changed.kind === 'built') changed.state = state;
  };

  for (let step = 0; step < MOST_STEPS; step++) {
    const opcode = u1();
    switch (opcode) {
      case 0x80: // PROTO
        if (u1() > 5) throw new Damaged('it is a pickle of an unknown protocol');
        break;
      case 0x95: // FRAME
        need(8);
        break;
      case 0x2e: {
        // STOP
        const [first] = strange;
        if (first !== undefined) throw new RunsCode(`it imports ${first.slice(0, 120)} when it is loaded`);
        return { value: pop(), end: at };
      }
      case 0x28: // MARK
        stack.push(MARK);
        break;
      case 0x30: // POP
        if (stack.pop() === undefined) throw new Damaged('its stack is empty');
        break;
      case 0x31: // POP_MARK
        popMark();
        break;
      case 0x32: // DUP
        push(top());
        break;
      case 0x4e: // NONE
        push(NONE);
        break;
      case 0x88: // NEWTRUE
        push(plain(true));
        break;
      case 0x89: // NEWFALSE
        push(plain(false));
        break;
      case 0x49: {
        // INT, which also spells booleans
        const text = line();
        push(plain(text === '00' ? false : text === '01' ? true : Number(text)));
        break;
      }
      case 0x4c: // LONG
        push(plain(Number(line().replace(/L$/, ''))));
        break;
      case 0x46: // FLOAT
        push(plain(Number(line())));
        break;
      case 0x4a: // BININT
        push(plain(view.getInt32(need(4), true)));
        break;
      case 0x4b: // BININT1
        push(plain(u1()));
        break;
      case 0x4d: // BININT2
        push(plain(u2()));
        break;
      case 0x8a: // LONG1
        push(plain(longOf(take(u1()))));
        break;
      case 0x8b: // LONG4
        push(plain(longOf(take(u4()))));
        break;
      case 0x47: // BINFLOAT, big endian
        push(plain(view.getFloat64(need(8), false)));
        break;
      case 0x53: // STRING
      case 0x56: // UNICODE
        push(plain(line().replace(/^(['"])(.*)\1$/, '$2')));
        break;
      case 0x54: // BINSTRING
        push(utf8(u4()));
        break;
      case 0x55: // SHORT_BINSTRING
      case 0x8c: // SHORT_BINUNICODE
        push(utf8(u1()));
        break;
      case 0x58: // BINUNICODE
        push(utf8(u4()));
        break;
      case 0x8d: // BINUNICODE8
        push(utf8(u8()));
        break;
      case 0x43: // SHORT_BINBYTES
        push({ kind: 'bytes', length: take(u1()).length });
        break;
      case 0x42: // BINBYTES
        push({ kind: 'bytes', length: take(u4()).length });
        break;
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        push({ kind: 'bytes', length: take(u8()).length });
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
      case 0x8f: // EMPTY_SET
        push({ kind: 'list', items: [] });
        break;
      case 0x6c: // LIST
      case 0x74: // TUPLE
      case 0x91: // FROZENSET
        push({ kind: 'list', items: popMark() });
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: {
        // TUPLE3
        const items: Pickled[] = [];
        for (let i = 0x84; i < opcode; i++) items.unshift(pop());
        push({ kind: 'list', items });
        break;
      }
      case 0x61: {
        // APPEND
        const item = pop();
        appendTo(unchanged(top()), [item]);
        break;
      }
      case 0x65: // APPENDS
      case 0x90: {
        // ADDITEMS
        const items = popMark();
        appendTo(unchanged(top()), items);
        break;
      }
      case 0x7d: // EMPTY_DICT
        push({ kind: 'dict', entries: [] });
        break;
      case 0x64: // DICT
        push({ kind: 'dict', entries: pairsOf(popMark()) });
        break;
      case 0x73: {
        // SETITEM
        const [value, key] = [pop(), pop()];
        setIn(unchanged(top()), [[key, value]]);
        break;
      }
      case 0x75: {
        // SETITEMS
        const items = popMark();
        setIn(unchanged(top()), pairsOf(items));
        break;
      }
      case 0x63: {
        // GLOBAL
        const module = line();
        push(named(module, line()));
        break;
      }
      case 0x93: {
        // STACK_GLOBAL
        const [name, module] = [pop(), pop()];
        push(named(textOf(module), textOf(name)));
        break;
      }
      case 0x52: {
        // REDUCE
        const args = pop();
        push(call(pop(), args));
        break;
      }
      case 0x81: {
        // NEWOBJ
        const args = pop();
        push(call(pop(), args));
        break;
      }
      case 0x92: {
        // NEWOBJ_EX
        pop();
        const args = pop();
        push(call(pop(), args));
        break;
      }
      case 0x69: {
        // INST
        const module = line();
        const name = line();
        push(call(named(module, name), { kind: 'list', items: popMark() }));
        break;
      }
      case 0x6f: {
        // OBJ
        const [what = NONE, ...items] = popMark();
        push(call(what, { kind: 'list', items }));
        break;
      }
      case 0x62: {
        // BUILD
        const state = pop();
        build(top(), state);
        break;
      }
      case 0x51: // BINPERSID
        push({ kind: 'persistent', id: pop() });
        break;
      case 0x50: // PERSID
        push({ kind: 'persistent', id: plain(line()) });
        break;
      case 0x70: // PUT
        remember(Number(line()));
        break;
      case 0x71: // BINPUT
        remember(u1());
        break;
      case 0x72: // LONG_BINPUT
        remember(u4());
        break;
      case 0x94: // MEMOIZE
        remember(memo.size);
        break;
      case 0x67: // GET
        recall(Number(line()));
        break;
      case 0x68: // BINGET
        recall(u1());
        break;
      case 0x6a: // LONG_BINGET
        recall(u4());
        break;
      case 0x82: // EXT1
      case 0x83: // EXT2
      case 0x84: // EXT4
        throw new RunsCode('it calls an extension that only the loading machine knows');
      default:
        throw new Damaged(`it holds the unknown opcode 0x${opcode.toString(16)} at byte ${at - 1}`);
    }
  }
  throw new Damaged('it has more opcodes than a checkpoint needs');
}

function plain(value: number | string | boolean | null): Pickled {
  return { kind: 'plain', value };
}

function textOf(value: Pickled): string {
  if (value.kind === 'plain' && typeof value.value === 'string') return value.value;
  throw new Damaged('it names what is no name');
}

/** Little-endian two's complement; exact up to 2^53, which is more than any size. */
function longOf(bytes: Uint8Array): number {
  let value = 0;
  for (let i = bytes.length - 1; i >= 0; i--) value = value * 256 + (bytes[i] ?? 0);
  return (bytes.at(-1) ?? 0) >= 128 ? value - 256 ** bytes.length : value;
}

function pairsOf(items: readonly Pickled[]): [Pickled, Pickled][] {
  const pairs: [Pickled, Pickled][] = [];
  for (let i = 0; i + 1 < items.length; i += 2) pairs.push([items[i] ?? NONE, items[i + 1] ?? NONE]);
  return pairs;
}

function appendTo(target: Pickled, items: readonly Pickled[]): void {
  if (target.kind === 'list') for (const item of items) target.items.push(item);
}

/** An ordered dictionary is built empty and filled like a plain one: its entries are kept as its state. */
function setIn(target: Pickled, pairs: readonly [Pickled, Pickled][]): void {
  if (target.kind === 'dict') for (const pair of pairs) target.entries.push(pair);
  else if (target.kind === 'built') {
    const state = target.state?.kind === 'dict' ? target.state : { kind: 'dict' as const, entries: [] };
    for (const pair of pairs) state.entries.push(pair);
    target.state = state;
  }
}
