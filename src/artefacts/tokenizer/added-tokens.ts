import type { TokenRun } from '../configs/artefact-facts.ts';
import { isObject, type Json, type JsonObject, own } from '../configs/json-shape.ts';

const TOKENS = 20_000;
const FLAGS = ['lstrip', 'rstrip', 'normalized', 'single_word', 'special'] as const;

/** One added token, its id and its attributes as bits (see {@link TokenRun.flags}). */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly flags?: number;
}

/** Added tokens of `added_tokens_decoder`, of `added_tokens` or of an `added_tokens.json` map. */
export function addedTokens(root: JsonObject): readonly AddedToken[] {
  const decoder = own(root, 'added_tokens_decoder');
  const list = own(root, 'added_tokens');
  const tokens: AddedToken[] = [];
  if (isObject(decoder)) {
    for (const [id, token] of Object.entries(decoder)) push(tokens, Number(id), token);
  } else if (Array.isArray(list)) {
    for (const token of list as readonly Json[])
      if (isObject(token)) push(tokens, Number(own(token, 'id')), token);
  }
  return tokens.slice(0, TOKENS).sort((a, b) => a.id - b.id);
}

/** Tokens of an `added_tokens.json`: content to id. */
export function tokensOfMap(root: JsonObject): readonly AddedToken[] {
  return Object.entries(root)
    .flatMap(([content, id]) => (typeof id === 'number' ? [{ id, content }] : []))
    .slice(0, TOKENS)
    .sort((a, b) => a.id - b.id);
}

function push(tokens: AddedToken[], id: number, token: Json): void {
  if (!Number.isSafeInteger(id) || !isObject(token)) return;
  const content = own(token, 'content');
  if (typeof content !== 'string') return;
  const flags = FLAGS.reduce((bits, flag, bit) => bits | (own(token, flag) === true ? 1 << bit : 0), 0);
  tokens.push({ id, content: content.slice(0, 200), flags });
}

/** Packs tokens into runs: `<|extra_0|>`, `<|extra_1|>`, … become one. */
export function packTokens(tokens: readonly AddedToken[]): readonly TokenRun[] {
  const runs: TokenRun[] = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    const number = /\d{1,9}/.exec(token.content);
    if (last !== undefined && number !== null && last.flags === token.flags) {
      const template = token.content.replace(number[0], '#');
      const count = last.count ?? 1;
      const first = last.first ?? Number(/\d{1,9}/.exec(last.content)?.[0] ?? Number.NaN);
      const known = last.count === undefined ? last.content.replace(/\d{1,9}/, '#') : last.content;
      const padded = number[0].length > 1 && number[0].startsWith('0');
      if (
        known === template &&
        !padded &&
        token.id === last.id + count &&
        Number(number[0]) === first + count
      ) {
        runs[runs.length - 1] = { ...last, content: template, first, count: count + 1 };
        continue;
      }
    }
    runs.push(token);
  }
  return runs;
}

/** The inverse of {@link packTokens}. */
export function unpackTokens(runs: readonly TokenRun[]): readonly AddedToken[] {
  return runs.flatMap((run) => {
    const flags = run.flags === undefined ? {} : { flags: run.flags };
    if (run.count === undefined) return [{ id: run.id, content: run.content, ...flags }];
    return Array.from({ length: Math.min(run.count, TOKENS) }, (_, index) => ({
      id: run.id + index,
      content: run.content.replace('#', String((run.first ?? 0) + index)),
      ...flags,
    }));
  });
}
