let strings: Readonly<Record<string, string>> = {};
let locale = 'en';
let numbers = new Intl.NumberFormat(locale);
let shares = sharesIn(locale);

function sharesIn(language: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
}

/** Sets the sentences of the display language; a sentence without a translation stays English. */
export function setStrings(bundle: Readonly<Record<string, string>>, language: string): void {
  strings = bundle;
  if (language === locale) return;
  locale = language;
  numbers = new Intl.NumberFormat(locale);
  shares = sharesIn(locale);
}

export function isChinese(): boolean {
  return locale.startsWith('zh');
}

/** Translates an English sentence; `{0}` stands for the first argument. */
export function t(sentence: string, ...args: readonly (string | number)[]): string {
  const text = Object.hasOwn(strings, sentence) ? (strings[sentence] ?? sentence) : sentence;
  return text.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = args[Number(index)];
    if (value === undefined) return whole;
    return typeof value === 'number' ? number(value) : value;
  });
}

export function number(value: number): string {
  return numbers.format(value);
}

/** A share of 0..1 as a percentage; never rounded to 0% or 100% when it is neither. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return `<${shares.format(0.01)}`;
  if (share < 1 && share > 0.99) return `>${shares.format(0.99)}`;
  return shares.format(share);
}
