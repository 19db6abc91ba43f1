import { finish, hashText, hex8, mix } from '../../bytes/hash.ts';
import type { FilePrint, UnitPrint } from '../../compare/unit-print.ts';
import { roleOf } from '../../roles/role-of.ts';
import type { TokenKinds } from '../language.ts';
import { type FlatTree, lineAt, lineStarts } from './flat-tree.ts';

const SIZES = [3, 5, 8];
const TEXT = /(?:string|char_literal|template)/;

/** The token of a leaf in normal form: own names alike, called members, numbers and short strings as they are. */
function tokenOf(tree: FlatTree, node: number, calls: ReadonlySet<number>, kinds: TokenKinds): number {
  const type = tree.types[tree.type[node] ?? 0] ?? '';
  const text = (): string => tree.source.slice(tree.start[node], tree.end[node]);
  if (calls.has(node) || kinds.members.has(type)) return hashText(`name:${text()}`);
  if (kinds.names.has(type)) return hashText('name');
  if (/number/.test(type)) return hashText(`number:${text().replace(/[fFuUlLn]+$/, '')}`);
  if (TEXT.test(type)) return hashText(`string:${text().slice(0, 80)}`);
  return hashText(type);
}

/** Functions around a file's own, one in the other, that are looked into. */
const MOST_WRAPPINGS = 3;
/**
 * Share of a function that others in it take, from which it wraps them: `(function () { … })()` around a whole file. A single
 * one is nearly all of what wraps it.
 */
const WRAPPED = 0.5;
const WRAPPED_ALONE = 0.9;

/** Whether a function is there for those in it. */
function wraps(tree: FlatTree, outer: number, isUnit: (node: number) => boolean): boolean {
  const end = tree.end[outer] ?? 0;
  let count = 0;
  let taken = 0;
  let past = 0;
  for (let node = outer + 1; node < tree.length && (tree.start[node] ?? 0) < end; node++) {
    const start = tree.start[node] ?? 0;
    if (start < past || !isUnit(node)) continue;
    past = tree.end[node] ?? 0;
    count += 1;
    taken += past - start;
  }
  return count > 0 && taken >= (count === 1 ? WRAPPED_ALONE : WRAPPED) * (end - (tree.start[outer] ?? 0));
}

/**
 * Prints of languages other than Python: k-grams over the tokens of each function, own names made alike.
 * `tree` keeps every leaf.
 */
export function printTokens(tree: FlatTree, language: FilePrint['language'], kinds: TokenKinds): FilePrint {
  const starts = lineStarts(tree.source);
  const units: UnitPrint[] = [];
  const typeOf = (node: number): string => tree.types[tree.type[node] ?? 0] ?? '';
  const calls = new Set<number>();
  for (let node = 0; node < tree.length; node++) {
    if (!kinds.calls.has(typeOf(node))) continue;
    const callee = tree.first[node] ?? 0;
    if (typeOf(callee) === 'identifier') calls.add(callee);
  }
  const isUnit = (node: number): boolean => kinds.units.has(typeOf(node));
  let done = 0;
  const around: number[] = [];
  for (let node = 0; node < tree.length; node++) {
    if (!isUnit(node) || (tree.end[node] ?? 0) <= done) continue;
    const end = tree.end[node] ?? 0;
    while ((around.at(-1) ?? Number.POSITIVE_INFINITY) <= (tree.start[node] ?? 0)) around.pop();
    const tokens: number[] = [];
    const places: number[] = [];
    let name = '';
    for (let at = node; at < tree.length && (tree.start[at] ?? 0) < end; at++) {
      if ((tree.first[at] ?? 0) !== 0 && !TEXT.test(typeOf(at))) continue;
      if (name === '' && kinds.names.has(typeOf(at))) name = tree.source.slice(tree.start[at], tree.end[at]);
      tokens.push(tokenOf(tree, at, calls, kinds));
      places.push(lineAt(starts, tree.start[at] ?? 0));
    }
    if (around.length < MOST_WRAPPINGS && wraps(tree, node, isUnit)) around.push(end);
    else done = end;
    if (tokens.length < 12) continue;
    units.push(unitOf(name, lineAt(starts, tree.start[node] ?? 0), lineAt(starts, end - 1), tokens, places));
  }
  return { language, units, damage: tree.source.length === 0 ? 0 : tree.damaged / tree.source.length };
}

function unitOf(
  symbol: string,
  startLine: number,
  endLine: number,
  tokens: readonly number[],
  places: readonly number[],
): UnitPrint {
  const found = new Map<number, number>();
  for (const size of SIZES) {
    for (let at = 0; at + size <= tokens.length; at++) {
      let hash = size;
      for (let offset = 0; offset < size; offset++) hash = mix(hash, tokens[at + offset] ?? 0);
      const gram = hash >>> 0;
      if (!found.has(gram)) found.set(gram, (places[at] ?? startLine) - startLine);
    }
  }
  const grams = Uint32Array.from(found.keys()).sort();
  let whole = 0;
  for (const token of tokens) whole = mix(whole, token);
  return {
    symbol,
    kind: 'function',
    role: roleOf(symbol, grams),
    range: { startLine, endLine },
    tokens: tokens.length,
    digest: hex8(whole) + hex8(finish(whole ^ tokens.length)),
    grams,
    gramLines: Uint16Array.from(grams, (gram) => Math.min(0xffff, found.get(gram) ?? 0)),
    names: [],
  };
}
