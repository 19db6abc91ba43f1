/** Folds width, case, spaces, surrounding quotes and final punctuation. */
export function normaliseText(text: string): string {
  return text
    .slice(0, 20_000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'`“”‘’«]+/, '')
    .replace(/["'`“”‘’»]+$/, '')
    .replace(/[\s.,;:!?。,;:!?、]+$/, '');
}

/** `1,234.50` and `1234.5` are one number; other text stays as it is. */
export function normaliseNumber(text: string): string {
  if (!/^[-+]?[$¥€£]?\d[\d,]{0,30}(?:\.\d{1,20})?%?$/.test(text)) return text;
  const percent = text.endsWith('%') ? '%' : '';
  const number = Number(text.replace(/[,$¥€£%+]/g, ''));
  return Number.isFinite(number) ? `${number}${percent}` : text;
}

// "a" and "i" are words too: they count only where the sentence ends after them.
const CUES =
  /(?:answer|option|choice|correct|选项|选择|答案|应选|故选|选)(?:\s+(?:is|would be|should be))?\s*[:为是]?\s*\**[([]?\s*(?:([b-hj-z])(?![a-z'’])|([ai])(?=\s*(?:[.,;:)\]}*"。,]|$)))/gm;

/**
 * The option letter that a free answer to a closed question settles on, as `a`, `b`, …; null when
 * none stands out. Accepts `B`, `(B)`, `B.`, `B: text`, `The answer is B`, `\boxed{B}`, `答案是B`,
 * and the text of an option.
 */
export function optionLetter(text: string, options: number, texts: readonly string[]): string | null {
  const plain = text.slice(0, 20_000).normalize('NFKC').toLowerCase().trim();
  const valid = (letter: string | undefined): string | null =>
    letter !== undefined && letter.charCodeAt(0) - 97 < options && letter >= 'a' ? letter : null;
  const alone = /^[*"'`([{<\s]{0,6}([a-z])[*"'`)\]}>\s.,:;。、]{0,6}$/.exec(plain)?.[1];
  if (alone !== undefined) return valid(alone);
  const boxed = /\\boxed\{\s*(?:\\text\{)?\s*\(?([a-z])\)?\s*\}/.exec(plain)?.[1];
  if (boxed !== undefined) return valid(boxed);
  const cued = [...plain.matchAll(CUES)]
    .map((match) => valid(match[1] ?? match[2]))
    .filter((letter) => letter !== null);
  if (cued.length > 0) return cued.at(-1) ?? null;
  const leading = /^[*"'`([{<\s]{0,6}([a-z])\s?[)\]}.:、:*]/.exec(plain)?.[1];
  if (leading !== undefined) return valid(leading);
  const folded = normaliseText(text);
  const at = texts.findIndex((option) => option !== '' && normaliseText(option) === folded);
  return at >= 0 && at < options ? String.fromCharCode(97 + at) : null;
}
