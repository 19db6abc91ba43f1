import harmlessTable from '../../../catalogue/licenses/harmless.json' with { type: 'json' };
import riderTable from '../../../catalogue/licenses/riders.json' with { type: 'json' };
import { type Language, proseLanguage } from './language.ts';
import { plainSentence, type SentenceReader, sentenceReader } from './sentence-rows.ts';
import { sentencesIn } from './sentences.ts';

function isLast(row: object): boolean {
  return 'last' in row && row.last === true;
}

const rider = sentenceReader(riderTable.rows.filter((row) => !isLast(row)));
/** Any other rule about the work: read when the sentence is not known to be harmless. */
const rule = sentenceReader(riderTable.rows.filter(isLast));
const binding = sentenceReader(riderTable.rows.filter((row) => 'binds' in row && row.binds === true));
const inLanguage = (...languages: readonly Language[]): SentenceReader =>
  sentenceReader(
    harmlessTable.rows.filter((row) => languages.includes('in' in row ? (row.in as Language) : 'en')),
  );
/** Rows of each language; English ones are read of nothing else, as the same letters mean other things there. */
const harmless: Readonly<Record<Language, SentenceReader>> = {
  en: inLanguage('en'),
  zh: inLanguage('zh'),
  other: inLanguage('other'),
  unsure: inLanguage('en', 'other'),
};
const firm = sentenceReader(harmlessTable.rows.filter((row) => 'firm' in row && row.firm === true));
const RULING = new RegExp(harmlessTable.ruling, 'u');

/** What a sentence does to the grant that it stands beside or in. */
export type Weight =
  | { readonly kind: 'restriction'; readonly id: string; readonly what: string }
  | { readonly kind: 'harmless' }
  | { readonly kind: 'unexplained' };

const HARMLESS: Weight = { kind: 'harmless' };
const UNEXPLAINED: Weight = { kind: 'unexplained' };
/** Signs of a sentence that a report quotes. */
const QUOTED = 120;

const JOINING = 'for|of|the|and|in|by|at';
const BEHIND = `${JOINING}|software|licen[cs]es?|others?|contributors?|authors?|project|team|developers?`;
const word = (joining: string, capital: string): RegExp =>
  new RegExp(
    `^-*(?:(?:${joining})-+)*(?:${capital}[\\w.+#’'@/-]*|[\\w-]+\\.[\\w.-]+|[\\w.-]+/[\\w./-]+|(?:${joining})-*)?$`,
  );
/** Words of a name: with a capital, an address, or what joins them. Each is looked at by itself: hyphens part and belong to words. */
const FIRST_WORD = word(JOINING, '[A-Z]');
const FURTHER_WORD = word(BEHIND, '[A-Z\\d]');
const BETWEEN_WORDS = /[\s,&()"“”:|–—[\]]+/;
/** Words of a heading that may say what the grant is limited to. */
const LIMITING =
  /\b(?:use|usage|users?|using|stud(?:y|ies|ents?)|personal|private|research|academi\w+|educat\w+|home|internal|evaluat\w+|copies|sales?|redistribut\w+|modif\w+|commerc\w+|no|not)\b/i;
const MOST_OF_A_NAME = 120;

/** A name or a heading, such as that of a work, its authors or its file. */
function isName(sentence: string): boolean {
  const plain = sentence.replace(/<[^<>\n]{1,120}>|https?:\/\/\S+|\S+@\S+/g, ' ').trim();
  if (plain.length > MOST_OF_A_NAME || LIMITING.test(plain)) return false;
  const [first = '', ...further] = plain
    .replace(/^[\W\d_]+/, '')
    .replace(/[\W_]+$/, '')
    .split(BETWEEN_WORDS);
  if (first === '') return /\d\.\d/.test(plain);
  return FIRST_WORD.test(first) && further.every((one) => FURTHER_WORD.test(one));
}

/** Signs of a sentence that are weighed: the tables take the square of the length of a word that goes on and on. */
const MOST_OF_A_SENTENCE = 4_000;

/**
 * Weighs one sentence. What is longer than any that a person writes is never known to be harmless. A restriction is said with its words; what no row knows is unexplained. `amongOthers`: it
 * stands among matters other than the license, where a rule about anything is no restriction of the grant.
 */
export function weigh(sentence: string, amongOthers = false): Weight {
  if (sentence.length > MOST_OF_A_SENTENCE) {
    const head = weigh(sentence.slice(0, MOST_OF_A_SENTENCE), amongOthers);
    return head.kind === 'restriction' ? head : UNEXPLAINED;
  }
  const whole = weighWhole(sentence, amongOthers);
  if (whole.kind !== 'unexplained') return whole;
  // Lines without a stop at their end: a name, a copyright line and a title stand under one another.
  const lines = sentence.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line));
  return lines.length > 1 &&
    lines.length <= MOST_LINES &&
    lines.every((line) => weighWhole(line, amongOthers).kind === 'harmless')
    ? HARMLESS
    : whole;
}

const MOST_LINES = 12;

function weighWhole(sentence: string, amongOthers: boolean): Weight {
  const first = rider(sentence);
  const plain = plainSentence(sentence);
  if (first === null && harmless[proseLanguage(plain)](sentence) !== null)
    if (!RULING.test(plain) || firm(sentence) !== null) return HARMLESS;
  const found = first ?? (amongOthers ? null : rule(sentence));
  if (found === null && isName(sentence) && !RULING.test(plain)) return HARMLESS;
  if (found === null) return UNEXPLAINED;
  const quote = plain.length > QUOTED ? `${plain.slice(0, QUOTED)} …` : plain;
  return { kind: 'restriction', id: found.id, what: `${found.what}: "${quote}"` };
}

/** Ids of the SPDX list for a license with a sentence of this table, by the row. */
const MADE: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  riderTable.rows.flatMap((row) => ('makes' in row && row.makes !== undefined ? [[row.id, row.makes]] : [])),
);

/** The id that a license has when the sentence of `row` stands beside it; null where the list has none. */
export function madeBy(row: string | null, expression: string): string | null {
  return (row === null ? undefined : MADE.get(row)?.[expression]) ?? null;
}

/** What changes a license that is named near `text`, in plain words; null when nothing does. */
export function bindingRider(text: string): string | null {
  for (const { from, to } of sentencesIn(text, 0, text.length)) {
    const found = binding(text.slice(from, to));
    if (found !== null) return `${found.what}: "${plainSentence(text.slice(from, to)).slice(0, QUOTED)}"`;
  }
  return null;
}
