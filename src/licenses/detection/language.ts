/** What a sentence is written in, as far as the tables go: English, Chinese, or a language of which they know little. */
export type Language = 'en' | 'zh' | 'other' | 'unsure';

/** Words that nearly every sentence has one of, and that the other languages do not have. */
const ENGLISH = new Set(
  (
    'the of and to is this for with are by you it or be not that any from which all may your will have has its were ' +
    'if our can we they these those their there here use used license licensed software under at'
  ).split(' '),
);
const OTHER = new Set(
  (
    'der das und ist nicht für von mit auf eine einer eines einem den dem des zu zur zum im wird werden sind nur oder als ' +
    'bei durch sich diese dieser dieses kein keine ohne sowie ' +
    'le la les du une est pour dans sur avec par ne pas que qui ce cette ces aux au sont sous sans ou toute tout tous ' +
    'el los las del es para por con una uno sin este esta esto queda lo ' +
    'da dos das em com uma não é ao seu sua sem pelo pela ' +
    'il gli di che è del nel sono questo questa senza alla dei dell ' +
    'het een van voor niet bij meer dan wordt zijn deze ' +
    'na jest się oraz bez lub przez dla wymaga nie och att det som för på inte av med eller utan ' +
    've bir bu için ile veya olan yang dan untuk dengan tidak'
  ).split(' '),
);
/** Letters of scripts in which no table is written. */
const FOREIGN =
  /[\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hebr}\p{sc=Grek}\p{sc=Thai}\p{sc=Deva}]/gu;
/** Addresses and names of files have words of no language. */
const ADDRESS = /\S*[\p{L}\d](?:@|:\/\/|\.(?=\p{L}))\S+/gu;
const HAN = /\p{sc=Han}/gu;
const LETTER = /\p{L}/gu;
/** Share of the letters from which on a script is the sentence's. */
const FOREIGN_SHARE = 0.2;
const HAN_SHARE = 0.2;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The language of a sentence in lower case. A title or a row of names may have no word that tells. */
export function proseLanguage(text: string): Language {
  const sentence = text.replace(ADDRESS, ' ');
  const letters = count(sentence, LETTER);
  if (letters === 0) return 'unsure';
  if (count(sentence, FOREIGN) > FOREIGN_SHARE * letters) return 'other';
  if (count(sentence, HAN) > HAN_SHARE * letters) return 'zh';
  let english = 0;
  let other = 0;
  for (const [word] of sentence.matchAll(/\p{L}+/gu)) {
    if (ENGLISH.has(word)) english++;
    else if (OTHER.has(word)) other++;
  }
  if (english + other === 0) return 'unsure';
  return other > english ? 'other' : 'en';
}
