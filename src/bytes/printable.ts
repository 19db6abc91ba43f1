/** Control characters, lone surrogates, line separators and marks that reorder text: a file name may hold them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * One line of text that cannot move the cursor, recolor a terminal or reorder what stands beside it.
 * White space becomes one space, every other control character a visible `<U+XXXX>`.
 */
export function printable(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(
      UNPRINTABLE,
      (mark) => `<U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}

/** A password, or a token, in an address: it is nobody's business where the address is shown. */
const SECRET = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*(?::[^\s/@]*)?@/gi;

/** Text without the user names and passwords of the addresses in it. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, '$1');
}

/** A message of several lines: what a name in it adds as a line is set in, so that it cannot pass for one of its own. */
export function printableMessage(text: string): string {
  return withoutSecrets(text)
    .split(/\r\n|[\n\r]/)
    .map(printable)
    .join('\n  ');
}

/** At most `length` characters, the cut said by an ellipsis. */
export function shortened(text: string, length: number): string {
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`;
}
