import harmlessTable from '../../../catalogue/licenses/harmless.json' with { type: 'json' };
import riderTable from '../../../catalogue/licenses/riders.json' with { type: 'json' };
import { plainSentence, sentenceReader } from './sentence-rows.ts';
import { sentencesIn } from './sentences.ts';

function isLast(row: object): boolean {
  return 'last' in row && row.last === true;
}

const rider = sentenceReader(riderTable.rows.filter((row) => !isLast(row)));
/** Any other rule about the work: read when the sentence is not known to be harmless. */
const rule = sentenceReader(riderTable.rows.filter(isLast));
const binding = sentenceReader(riderTable.rows.filter((row) => 'binds' in row && row.binds === true));
const harmless = sentenceReader(harmlessTable.rows);

/** What a sentence does to the grant that it stands beside or in. */
export type Weight =
  | { readonly kind: 'restriction'; readonly id: string; readonly what: string }
  | { readonly kind: 'harmless' }
  | { readonly kind: 'unexplained' };

const HARMLESS: Weight = { kind: 'harmless' };
const UNEXPLAINED: Weight = { kind: 'unexplained' };
/** Signs of a sentence that a report quotes. */
const QUOTED = 120;

/**
 * Weighs one sentence. A restriction is said with its words; what no row knows is unexplained. `amongOthers`: it
 * stands among matters other than the license, where a rule about anything is no restriction of the grant.
 */
export function weigh(sentence: string, amongOthers = false): Weight {
  const first = rider(sentence);
  if (first === null && harmless(sentence) !== null) return HARMLESS;
  const found = first ?? (amongOthers ? null : rule(sentence));
  if (found === null) return UNEXPLAINED;
  const plain = plainSentence(sentence);
  const quote = plain.length > QUOTED ? `${plain.slice(0, QUOTED)} …` : plain;
  return { kind: 'restriction', id: found.id, what: `${found.what}: "${quote}"` };
}

/** What changes a license that is named near `text`, in plain words; null when nothing does. */
export function bindingRider(text: string): string | null {
  for (const { from, to } of sentencesIn(text, 0, text.length)) {
    const found = binding(text.slice(from, to));
    if (found !== null) return `${found.what}: "${plainSentence(text.slice(from, to)).slice(0, QUOTED)}"`;
  }
  return null;
}
