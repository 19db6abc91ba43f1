/**
 * A line of a notice without comment marks, case, punctuation at its ends or spacing, so that the same notice in
 * another comment style or wrapping is the same. Empty for lines that hold nothing but marks.
 */
export function normaliseNoticeLine(line: string): string {
  return line
    .normalize('NFKC')
    .replace(/(?:\*+\/|-->|"""|''')\s*$/, '')
    .replace(/^\s*(?:#+!?|\/\/+|\/?\*+|--+|;+|%+|<!--|"""|'''|REM\b|dnl\b)/i, '')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^[-=*_#\s]+|[-=*_#.,;\s]+$/g, '');
}

/** A phrase as it is looked for: case, quotes, width of characters and line breaks do not matter. */
export function normalisePhrase(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[“”„"'‘’*_`]/g, '')
    .replace(/©/g, '(c)')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Whether a text holds a phrase, by `normalisePhrase`. */
export function holdsPhrase(text: string, phrase: string): boolean {
  return normalisePhrase(text).includes(normalisePhrase(phrase).replace(/[.\s]+$/, ''));
}

/** A document's words without the marks around them: a link is its label, `<b>`, `{Title}` and the like are what stands inside. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/\[([^\][]{1,300})\](?:\([^()\n]{0,400}\)|\[[^\][\n]{0,100}\])/g, '$1')
    .replace(/<[^<>]{1,300}>|[{}]/g, '');
}
