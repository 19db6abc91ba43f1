/** One meaning that a sentence may have: every pattern of `all` and none of `none` is found in it. */
export interface SentenceRow {
  readonly id: string;
  /** The meaning in plain words. */
  readonly what: string;
  readonly all: readonly string[];
  readonly none: readonly string[];
  /** Sentences that have the meaning, and sentences that look as if they had. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Read after the harmless ones. */
  readonly last?: boolean;
  /** Binds a license that is only named, too: the name alone would be wrong. */
  readonly binds?: boolean;
}

/** Finds the first row that a sentence fits; null when it fits none. */
export type SentenceReader = (sentence: string) => SentenceRow | null;

/** Signs of one sentence that are read: a longer one is a paragraph without stops. */
const LONGEST = 2000;

/** Lower case, without comment signs, markup and quotes, and with one space between words. */
export function plainSentence(sentence: string): string {
  return sentence
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/^[\s#*/;%>|-]+/gm, ' ')
    .replace(/<\/?[a-z][^<>\n]{0,80}>|[*_`"“”„]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Reads the rows of a table once, in their order. */
export function sentenceReader(rows: readonly SentenceRow[]): SentenceReader {
  const read = rows.map((row) => ({
    row,
    all: row.all.map((pattern) => new RegExp(pattern, 'u')),
    none: row.none.map((pattern) => new RegExp(pattern, 'u')),
  }));
  return (sentence) => {
    const plain = plainSentence(sentence);
    if (plain === '') return null;
    const found = read.find(
      ({ all, none }) =>
        all.every((pattern) => pattern.test(plain)) && !none.some((pattern) => pattern.test(plain)),
    );
    return found?.row ?? null;
  };
}
