let strings: Readonly<Record<string, string>> = {};
let locale = 'en';

/** Sets the sentences of the display language; a sentence without a translation stays English. */
export function setStrings(bundle: Readonly<Record<string, string>>, language: string): void {
  strings = bundle;
  locale = language;
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
  return new Intl.NumberFormat(locale).format(value);
}

/** A share of 0..1 as a percentage; never rounded to 0% or 100% when it is neither. */
export function percent(share: number): string {
  const whole = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  if (share > 0 && share < 0.01) return `<${whole.format(0.01)}`;
  if (share < 1 && share > 0.99) return `>${whole.format(0.99)}`;
  return whole.format(share);
}
