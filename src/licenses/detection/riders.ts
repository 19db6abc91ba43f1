import harmlessTable from '../../../catalogue/licenses/harmless.json' with { type: 'json' };
import riderTable from '../../../catalogue/licenses/riders.json' with { type: 'json' };
import { plainSentence, sentenceReader } from './sentence-rows.ts';

function isLast(row: object): boolean {
  return 'last' in row && row.last === true;
}

const rider = sentenceReader(riderTable.rows.filter((row) => !isLast(row)));
/** Any other rule about the work: read when the sentence is not known to be harmless. */
const rule = sentenceReader(riderTable.rows.filter(isLast));
const harmless = sentenceReader(harmlessTable.rows);

/** What a sentence does to the grant that it stands beside or in. */
export type Weight =
  | { readonly kind: 'restriction'; readonly what: string }
  | { readonly kind: 'harmless' }
  | { readonly kind: 'unexplained' };

const HARMLESS: Weight = { kind: 'harmless' };
const UNEXPLAINED: Weight = { kind: 'unexplained' };
/** Signs of a sentence that a report quotes. */
const QUOTED = 120;

/** Weighs one sentence. A restriction is said with its words; what no row knows is unexplained. */
export function weigh(sentence: string): Weight {
  const first = rider(sentence);
  if (first === null && harmless(sentence) !== null) return HARMLESS;
  const found = first ?? rule(sentence);
  if (found === null) return UNEXPLAINED;
  const plain = plainSentence(sentence);
  const quote = plain.length > QUOTED ? `${plain.slice(0, QUOTED)} …` : plain;
  return { kind: 'restriction', what: `${found.what}: "${quote}"` };
}
