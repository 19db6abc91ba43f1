/** What may stand in a sentence: text as it is, or a phrase that is said in the reader's language too. */
export type SaidPart = string | Said;

/**
 * A sentence as an English template and what fills it, so that an interface can say it in another language.
 * `{0}` in the template stands for the first argument. The report itself stays English: it has no locale.
 */
export interface Said {
  readonly template: string;
  readonly arguments: readonly SaidPart[];
}

/** Makes a sentence: say`${path} matches ${name}.` */
export function say(words: TemplateStringsArray, ...parts: readonly (SaidPart | number)[]): Said {
  return {
    template: words.reduce((text, word, at) => `${text}{${at - 1}}${word}`),
    arguments: parts.map((part) => (typeof part === 'number' ? String(part) : part)),
  };
}

/** Says a sentence with the templates that `translate` gives. */
export function inWords(said: SaidPart, translate: (template: string) => string): string {
  if (typeof said === 'string') return said;
  return translate(said.template).replace(/\{(\d+)\}/g, (whole, index: string) => {
    const part = said.arguments[Number(index)];
    return part === undefined ? whole : inWords(part, translate);
  });
}

export function inEnglish(said: SaidPart): string {
  return inWords(said, (template) => template);
}

/**
 * A sentence that a report holds in English alone: a reason, or what a date rests on. It is said by calling it with what
 * fills its template; an interface in another language finds the sentence again by that template.
 */
export interface FixedSentence {
  (...parts: readonly (string | number)[]): string;
  readonly template: string;
}

export function fixed(template: string): FixedSentence {
  return Object.assign(
    (...parts: readonly (string | number)[]) => inEnglish({ template, arguments: parts.map(String) }),
    { template },
  );
}

/** Sentences one after the other; an empty text is left out. */
export function sentences(...all: readonly SaidPart[]): Said {
  const [first = say``, ...rest] = all.filter((one) => one !== '');
  const begin = typeof first === 'string' ? say`${first}` : first;
  return rest.reduce<Said>((text, next) => say`${text} ${next}`, begin);
}
