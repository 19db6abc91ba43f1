/** What no text of a database can hold: NUL, and halves of surrogate pairs, which UTF-8 does not have. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
const UNSTORABLE = /[\u0000\p{Cs}]/gu;

/** A text of an audited repository as a database can hold it: what it cannot hold is U+FFFD. Reports are kept as bytes. */
export const storable = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

/** The same for a text that may be absent. */
export const storableOrNull = (text: string | undefined | null): string | null =>
  text === undefined || text === null ? null : storable(text);
