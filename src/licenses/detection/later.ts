import { plainSentence } from './sentence-rows.ts';
import { sentencesIn } from './sentences.ts';

/** A sentence that lets a recipient take a later version of the license beside which it stands. */
const LATER =
  /\b(?:or|and) (?:\(?(?:at|in) your (?:option|choice|discretion)\)?,? ?)?(?:\(?any\)? |all |under any )?(?:later|newer|higher|subsequent)\b|\bor,? at your (?:option|choice),? (?:\(?any\)? )?(?:later|newer|higher)\b|\b(?:a|l)?gpl[ -]?v?\d(?:\.\d)?\+|-or-later\b|\bversion \d(?:\.\d)?\+/;
/** What takes that back, speaks of another work, or explains the license. */
const NOT_SO =
  /\b(?:not|only|without|if|does|specifies|example|third[- ]party|library|libraries|portions?|parts?|files? in|contains?|includes?)\b(?! general)/;
const OF_LIBRARY = /^(?:this|the) (?:library|program|file|software)\b/;

/** Whether a sentence of a file, outside of the text of a GNU license, says "or later" of it. */
export function saysLater(text: string, stretches: readonly (readonly [number, number])[]): boolean {
  return stretches.some(([from, to]) => {
    // How to apply a license is the publisher's word.
    const stretch = text.slice(from, to);
    const apply = stretch.search(/how to apply these terms/i);
    const past = apply < 0 ? to : from + apply;
    return sentencesIn(text, from, past).some((sentence) => isLater(text.slice(sentence.from, sentence.to)));
  });
}

/** Whether one sentence says "or later" of the license beside it. */
export function isLater(sentence: string): boolean {
  const plain = plainSentence(sentence);
  const own = plain.replace(OF_LIBRARY, '').replace(/\bas published by\b.{0,60}?(?=,|;)/, '');
  return LATER.test(plain) && !NOT_SO.test(own);
}
