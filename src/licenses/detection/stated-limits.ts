import table from '../../../catalogue/licenses/stated-limits.json' with { type: 'json' };
import { plainSentence, type SentenceReader, sentenceReader } from './sentence-rows.ts';
import { sentencesIn } from './sentences.ts';

/** A sentence that says what something may be used for, without a license by name. */
export interface StatedLimit {
  readonly from: number;
  readonly to: number;
  readonly expression: string;
  readonly slot: 'code' | 'weights' | 'data';
}

const limit = sentenceReader(table.rows);
const limitOfHeader = sentenceReader([...table.headers, ...table.rows]);
const SLOTS = table.slots.map(({ slot, pattern }) => ({
  slot: slot === 'weights' ? ('weights' as const) : ('data' as const),
  pattern: new RegExp(pattern),
}));
/** A text without one of these has no such sentence. */
const HINT = /commercial|academic|research|agreement|仅限|仅供|禁止|不得|只能/i;
const LONGEST = 200_000;

/** Limits that the sentences of a document state, in order. */
export function statedLimits(text: string): readonly StatedLimit[] {
  return limitsIn(text, limit);
}

/** Limits that the comment at the top of a code file states, in order. */
export function headerLimits(text: string): readonly StatedLimit[] {
  return limitsIn(topComment(text), limitOfHeader);
}

function limitsIn(text: string, read: SentenceReader): readonly StatedLimit[] {
  if (text.length > LONGEST || !HINT.test(text)) return [];
  return sentencesIn(text, 0, text.length).flatMap(({ from, to }): readonly StatedLimit[] => {
    const words = text.slice(from, to);
    const row = HINT.test(words) ? read(words) : null;
    if (row === null) return [];
    const plain = plainSentence(words);
    const slot = SLOTS.find((one) => one.pattern.test(plain))?.slot ?? 'code';
    return [{ from, to, expression: row.id, slot }];
  });
}

/** Lines that are empty or a comment, and after them one docstring. */
const TOP_COMMENT =
  /^(?:[ \t]*(?:(?:#|\/\/|--|;|%)[^\n]*)?\r?\n)*(?:[ \t]*(?:[rRuU]?(?:"""[\s\S]*?"""|'''[\s\S]*?''')|\/\*[\s\S]*?\*\/))?/;
const LONGEST_TOP = 8000;

function topComment(text: string): string {
  return TOP_COMMENT.exec(text.slice(0, LONGEST_TOP))?.[0] ?? '';
}
