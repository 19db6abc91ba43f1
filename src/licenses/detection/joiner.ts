import { isOffer } from './stated.ts';
import type { WordReader } from './word-reader.ts';

/** Words before a name in which "alternatively" may stand. */
const ALTERNATIVELY = 26;

export function isAlternative(reader: WordReader, from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - ALTERNATIVELY); at--)
    if (/^(?:alternatively|alternately)$/.test(reader.word(at))) return true;
  return false;
}

/** "Or" and "and", a sign of Chinese or Japanese at a time. */
const OR = /^(?:or|或|者|oder|ou|или)$/;
const AND = /^(?:and|和|与|及|und|et|и)$/;

/** How two names in a row belong together: "X or Y", "X and Y", "dual X/Y"; null when they do not. */
export function joiner(reader: WordReader, from: number, to: number): 'or' | 'and' | null {
  if (to - from > 8 || to < from) return null;
  let or = false;
  let and = false;
  for (let at = from; at < to; at++) {
    const word = reader.word(at);
    if (OR.test(word)) or = true;
    else if (AND.test(word)) and = true;
    else if (
      !/^(the|a|an|license|licenses|licence|version|v|gnu|under|terms|of|at|your|option|choice|either|licensed|text|txt|md|html)$/.test(
        word,
      )
    )
      return null;
  }
  const dual = dualBefore(reader, from);
  if (or || (dual && (and || to - from <= 3))) return 'or';
  if (and) return 'and';
  const gap = reader.between(from - 1);
  if (/^\s*&\s*$/.test(gap)) return 'and';
  return /^\s*\/\s*$/.test(gap) ? 'or' : dual ? 'or' : null;
}

function dualBefore(reader: WordReader, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 24); i--) {
    const word = reader.word(i);
    if (/^(dual|dually|duallicensed|either|tri|triple)$/.test(word)) return true;
    if (/^(?:between|of)$/.test(word) && isOffer(reader, i - 1)) return true;
  }
  for (let i = at; i < at + 22; i++)
    if (
      reader.word(i) === 'option' &&
      reader.word(i - 1) === 'your' &&
      reader.word(i - 2) === 'at' &&
      !/^(any|either)$/.test(reader.word(i + 1))
    )
      return true;
  return false;
}
