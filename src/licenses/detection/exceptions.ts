import table from '../../../catalogue/licenses/exceptions.json' with { type: 'json' };

const ROWS = table.rows.map((row) => ({
  id: row.id,
  isFor: new RegExp(row.for),
  words: new RegExp(`\\bwith (?:the |an? )?${row.words} ?(?:-?linking |runtime )?(?:exceptions?|note)\\b`),
}));
/** Signs behind a license in which its exception is named. */
const NEAR = 160;

/** The exception that the words behind a license name, for that license; null when they name none. `behind`: up to the end of the sentence. */
export function exceptionIn(expression: string, behind: string): string | null {
  const text = behind
    .slice(0, NEAR)
    .split(/[.;]\s/, 1)[0]
    ?.toLowerCase()
    .replace(/[\s*#/"'’]+/g, ' ');
  if (text === undefined || !text.includes('with ')) return null;
  return ROWS.find((row) => row.isFor.test(expression) && row.words.test(text))?.id ?? null;
}
