import table from '../../../catalogue/licenses/exceptions.json' with { type: 'json' };
import { plainSentence } from './sentence-rows.ts';
import { type Sentence, sentencesIn } from './sentences.ts';

const ROWS = table.rows.map((row) => ({
  id: row.id,
  isFor: new RegExp(row.for),
  words: new RegExp(
    `\\bwith (?:the |an? )?${row.words} ?(?:static )?(?:linking |runtime )?(?:exceptions?|note)\\b`,
  ),
}));
/** Exceptions that a sentence grants in full, without a name. */
const GRANTED = table.rows.flatMap((row) =>
  'sentence' in row && row.sentence !== undefined
    ? [{ id: row.id, pattern: new RegExp(row.sentence, 'u') }]
    : [],
);
/** Signs behind a license in which its exception is named. */
const NEAR = 160;
/** With what a sentence of an exception begins or goes on. */
const GRANT =
  /\b(?:special|linking) exception|\badditional permission|\bclass ?path[”"'’]{0,2}[\s*#/]+exception/gi;
/** Signs around those words that hold the sentence. */
const AROUND = 600;
/** Such words of one file that are looked at. */
const MOST = 20;

/** The exception that the words behind a license name, for that license; null when they name none. `behind`: up to the end of the sentence. */
export function exceptionIn(expression: string, behind: string): string | null {
  const text = behind
    .slice(0, NEAR)
    .split(/[.;]\s/, 1)[0]
    ?.toLowerCase()
    .replace(/[\s*#/"'’-]+/g, ' ');
  if (text === undefined || !text.includes('with ')) return null;
  return ROWS.find((row) => row.isFor.test(expression) && row.words.test(text))?.id ?? null;
}

/** Sentences of a text that grant an exception in words of their own, and which it is. */
export function grantedExceptions(text: string): readonly (Sentence & { readonly id: string })[] {
  const found: (Sentence & { readonly id: string })[] = [];
  for (const mark of [...text.matchAll(GRANT)].slice(0, MOST)) {
    const sentences = sentencesIn(
      text,
      Math.max(0, mark.index - AROUND),
      Math.min(text.length, mark.index + AROUND),
    );
    const own = sentences.find((one) => one.from <= mark.index && mark.index < one.to);
    if (own === undefined || found.at(-1)?.from === own.from) continue;
    const plain = plainSentence(text.slice(own.from, own.to));
    const id = GRANTED.find((one) => one.pattern.test(plain))?.id;
    if (id !== undefined) found.push({ ...own, id });
  }
  return found;
}
