import type { DraftClaim } from '../model/draft-claim.ts';
import type { Block } from './document-blocks.ts';

/** Fields of a card that say what whoever asks for the files has to agree to, or to state of himself. */
const FIELD = /^(extra_gated_(?:prompt|description|heading|fields))\s*:\s*(.*)$/;
/** Longest words of a gate that a claim holds; the file has the rest. */
const LONGEST = 200;

/**
 * The terms of a gate in a card's head (huggingface.co/docs/hub/models-gated), one claim for each field: the repository's
 * own word, named and nothing more.
 */
export function gateClaims(path: string, { lines }: Block): readonly DraftClaim[] {
  const found: DraftClaim[] = [];
  for (const [at, { number, text }] of lines.entries()) {
    const [, field, begin = ''] = FIELD.exec(text) ?? [];
    if (field === undefined) continue;
    const end = lines.findIndex((line, next) => next > at && /^\S/.test(line.text));
    const below = lines.slice(at + 1, end < 0 ? lines.length : end).map((line) => line.text);
    const words =
      field === 'extra_gated_fields'
        ? namesAmong(below)
        : plainWords([/^[|>][+-]?\d?$/.test(begin.trim()) ? '' : begin, ...below].join(' '));
    if (words !== '')
      found.push({
        path,
        line: number,
        text: `${field}: ${words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words}`,
        upstream: null,
        kind: 'model-card',
        force: 'mention',
      });
  }
  return found;
}

/** What the form of a gate asks for: the keys of the first depth. */
function namesAmong(lines: readonly string[]): string {
  const depthOf = (line: string): number => line.length - line.trimStart().length;
  const written = lines.filter((line) => line.trim() !== '');
  const least = Math.min(...written.map(depthOf));
  return written
    .filter((line) => depthOf(line) === least)
    .map((line) => plainWords(/^\s*([^:]+):/.exec(line)?.[1] ?? ''))
    .filter((name) => name !== '')
    .join(', ');
}

/** Words without quotation marks, marks of Markdown and line breaks. */
function plainWords(text: string): string {
  return text
    .replace(/[#*_`]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'](.*)["']$/, '$1');
}
