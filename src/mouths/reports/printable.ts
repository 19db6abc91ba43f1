/** Control characters, lone surrogates, line separators and marks that reorder text: a file name may hold them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * One line of text that cannot move the cursor, recolor a terminal or reorder what stands beside it.
 * White space becomes one space, every other control character a visible `<U+XXXX>`.
 */
export function printable(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(UNPRINTABLE, (mark) => `<U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);
}

/** At most `length` characters, the cut said by an ellipsis. */
export function shortened(text: string, length: number): string {
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`;
}
