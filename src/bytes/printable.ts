/** Control characters, lone surrogates, line separators and marks that reorder text: a file name may hold them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * What build machines take for an order in what a program prints: GitHub where a line begins with it, and a line may be broken
 * before any word; Azure and GitHub's older form anywhere; TeamCity. A file may be called so.
 */
const ORDER =
  /(?<!\S):(?=:\S)|:(?=:(?:add-|stop-|set-|save-|debug|notice|warning|error|group|endgroup|echo|remove-|internal-))|#(?=#(?:\[|vso\[|teamcity\[))/gi;

/**
 * One line of text that cannot move the cursor, recolor a terminal or reorder what stands beside it.
 * White space becomes one space, every other control character a visible `<U+XXXX>`, and so does the first mark of what a
 * build machine would take for an order.
 */
export function printable(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(ORDER, (mark) => (mark === ':' ? '<U+003A>' : '<U+0023>'))
    .replace(
      UNPRINTABLE,
      (mark) => `<U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}

/** A password, or a token, in an address: it is nobody's business where the address is shown. What is before the last `@` is one. */
const SECRET = /\b([a-z][a-z0-9+.-]+:\/+)[^\s/?#]*@/gi;
/** The same as a parameter. */
const PARAMETER = /([?&](?:[a-z]+[_-])?(?:token|secret|password|passwd|signature|sig|api_?key)=)[^\s&#]+/gi;

/** Text without the user names, passwords and tokens of the addresses in it. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, '$1').replace(PARAMETER, '$1…');
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
